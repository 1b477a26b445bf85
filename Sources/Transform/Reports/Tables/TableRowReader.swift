internal import SurveyModel

/// Reads a table of a row a line: lines of titles, then rows of as many cells, each with at least one
/// that is nothing but a number.
struct TableRowReader {
  private let paragraphs: [ReportDocument.Paragraph]
  private let words: TableWords
  private let units: TableUnits
  private var head = TableHead()
  private var headings: [[Unicode.Scalar]] = []
  private var lines: [TableGrid.Line] = []
  private var group: [Unicode.Scalar] = []
  private var width: Int?
  private var columnUnits: [[Unicode.Scalar]] = []

  init(_ paragraphs: [ReportDocument.Paragraph], words: TableWords, units: TableUnits) {
    self.paragraphs = paragraphs
    self.words = words
    self.units = units
  }

  private static let longestHeader = 600
  private static let longestHeading = 60
  private static let mostHeadings = 3

  /// Reads the table that begins at a paragraph; nil when none does.
  mutating func grid(at start: Int, _ repair: inout DocumentRepair) -> TableGrid? {
    var next = start
    var above: TableLine?
    while next < paragraphs.count {
      let paragraph = paragraphs[next]
      if paragraph.row == nil, above != nil, TableCells.isBorder(paragraph.scalars) {
        next += 1
        continue
      }
      guard width != nil || paragraph.scalars.count <= Self.longestHeader,
        let line = TableLine(paragraph, below: above, &repair),
        above?.goes(with: line) ?? true, line.cells.count <= TableLine.widest,
        take(line, &repair)
      else { break }
      above = line
      next += 1
    }
    guard let width else { return nil }
    return TableGrid(
      titles: (0..<width).map { head.titles(of: $0, width: width) }, units: columnUnits,
      headings: headings, lines: lines, paragraphs: next - start)
  }

  /// Takes a line; false where the table ends before it.
  private mutating func take(_ line: TableLine, _ repair: inout DocumentRepair) -> Bool {
    let own = line.own
    let hasNumber = line.cells.contains { $0.part == .own && units.isNumber($0.scalars) }
    if hasNumber, width != nil || !isYears(line) { return takeRow(line, &repair) }
    guard width == nil else { return goesOn(line) }
    if own.isEmpty { return !head.levels.isEmpty }
    if own.count == 1, !isTitle(line), !TableHead.isUnits(line, units, words) {
      guard own[0].count <= Self.longestHeading, headings.count < Self.mostHeadings else {
        return false
      }
      if head.levels.isEmpty { headings.append(own[0]) } else { group = own[0] }
      lines.append(.aside(line.paragraph))
      return true
    }
    return head.take(line)
  }

  /// Whether a line of one cell is a title: the corner above the labels is empty, or goes on.
  private func isTitle(_ line: TableLine) -> Bool {
    guard let first = line.cells.first, first.scalars.isEmpty || first.part == .continued else {
      return false
    }
    if case .marked = line.layout { return true }
    return !head.levels.isEmpty
  }

  private mutating func takeRow(_ line: TableLine, _ repair: inout DocumentRepair) -> Bool {
    if width == nil {
      guard let found = head.width(above: line), found > 1,
        !head.levels.allSatisfy({ TableHead.isUnits($0, units, words) })
      else { return false }
      guard fitted(line, to: found, &repair) != nil else { return false }
      width = found
      columnUnits = head.takeUnits(width: found, units, words)
    }
    if let width, let cells = fitted(line, to: width, &repair) {
      lines.append(.row(cells, group: group))
    } else {
      lines.append(.misfit(line.paragraph))
    }
    return true
  }

  /// Takes a line without numbers among the rows; false where another table begins.
  private mutating func goesOn(_ line: TableLine) -> Bool {
    let own = line.own
    if own.isEmpty || head.repeats(line) { return true }
    if own.count == 1 {
      group = own[0]
      lines.append(.aside(line.paragraph))
      return true
    }
    return own.contains { words.isNoValue($0) } || words.place(own[0]) != nil
      || words.ofTotal(own[0]) != nil
  }

  /// Whether the numbers of a line are years, as those of a header are.
  private func isYears(_ line: TableLine) -> Bool {
    guard let first = line.cells.first, !units.isNumber(first.scalars),
      words.place(first.scalars) == nil,
      head.levels.isEmpty || first.scalars.isEmpty || first.part == .continued
    else { return false }
    return line.cells.allSatisfy { cell in
      !units.isNumber(cell.scalars) || TableWords.isYear(cell.scalars)
    }
  }

  /// The cells of a row as wide as the titles; nil where they do not fit.
  private func fitted(
    _ line: TableLine, to width: Int, _ repair: inout DocumentRepair
  ) -> [TableLine.Cell]? {
    if line.cells.count == width { return line.cells }
    if line.cells.count == width + 1 {
      // The label may stand behind the row's number.
      for index in 0...1 {
        if let joined = line.joining(index, &repair),
          words.ofTotal(joined.cells[index].scalars) != nil
        {
          return joined.cells
        }
      }
    }
    if line.cells.count == width - 1 {
      let parted = parting(line, &repair)
      if parted.count == width { return parted }
    }
    let padded = line.padded(to: width, &repair)
    return padded.cells.count == width ? padded.cells : nil
  }

  /// A row whose label and first number lost the mark between them: 梅江鎮?47821.
  ///
  /// What damage swallows is the byte behind a character that lost its own; where one mark is
  /// missing in the row, it was the mark.
  private func parting(_ line: TableLine, _ repair: inout DocumentRepair) -> [TableLine.Cell] {
    for (index, cell) in line.cells.enumerated() {
      let scalars = Array(cell.paragraph.scalars)
      guard let mark = scalars.firstIndex(where: { $0 == "?" || $0 == "？" }), mark > 0,
        mark + 1 < scalars.count, !units.isNumber(Array(scalars[..<mark])),
        units.isNumber(Array(scalars[(mark + 1)...]))
      else { continue }
      let parts = [0..<mark, (mark + 1)..<scalars.count]
        .map { TableLine.Cell(TableCells.paragraph($0, of: cell.paragraph), &repair) }
      return line.cells[..<index] + parts + line.cells[(index + 1)...]
    }
    return line.cells
  }
}
