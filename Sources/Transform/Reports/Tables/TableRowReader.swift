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
    var end = start
    var above: TableLine?
    while let next = line(behind: end, isInside: above != nil, &repair) {
      let paragraph = paragraphs[next.index]
      guard width != nil || paragraph.scalars.count <= Self.longestHeader,
        let line = TableLine(paragraph, below: above, &repair),
        line.cells.count <= TableLine.widest
      else { break }
      if let above {
        let isApart = next.isApart || !above.goes(with: line)
        guard !isApart || goesOn(behind: above, with: line, at: next.index, &repair) else { break }
      }
      guard take(line, &repair) else { break }
      above = line
      end = next.index + 1
    }
    guard let width else { return nil }
    return TableGrid(
      titles: (0..<width).map { head.titles(of: $0, width: width) }, units: columnUnits,
      headings: headings, lines: lines, paragraphs: end - start)
  }

  // MARK: Where a table ends

  /// The next line that may be of the table, behind borders and what stands between two pages.
  ///
  /// - Returns: The line, and whether more than the end of a line parts it from the one before.
  private func line(
    behind end: Int, isInside: Bool, _ repair: inout DocumentRepair
  ) -> (index: Int, isApart: Bool)? {
    var index = end
    var isApart = false
    while index < paragraphs.count {
      let paragraph = paragraphs[index]
      guard isInside, paragraph.row == nil else { return (index, isApart) }
      if paragraph.parting == .blank { isApart = true }
      if isPageBreak(paragraph, &repair) {
        isApart = true
      } else if TableCells.isBorder(paragraph.scalars) {
        if TableCells.opensBox(paragraph.scalars) { isApart = true }
      } else {
        return (index, isApart)
      }
      index += 1
    }
    return nil
  }

  private static let longestPageNumber = 12

  /// Whether a line is blank, numbers a page or says that a table goes on: 3, — 3 —, 第3页, (续表).
  private func isPageBreak(
    _ paragraph: ReportDocument.Paragraph, _ repair: inout DocumentRepair
  ) -> Bool {
    if paragraph.scalars.allSatisfy(\.properties.isWhitespace) { return true }
    let cells = TableCells(paragraph.scalars)
    let filled = paragraph.scalars.count { !$0.properties.isWhitespace }
    guard filled <= Self.longestPageNumber,
      cells.ranges.count == 1 || cells.parting == .gaps && cells.ranges.count == 2
    else { return false }
    let text = repair.text(of: paragraph).scalars
    return words.isPageNumber(text) || words.saysContinued(text)
  }

  /// Whether a line that stands apart is of the table, as one on the next page is: the titles again,
  /// or a row without titles of its own, with numbers and labels where the rows before have them.
  private func goesOn(
    behind above: TableLine, with line: TableLine, at index: Int, _ repair: inout DocumentRepair
  ) -> Bool {
    guard above.layout.isMarked == line.layout.isMarked else { return false }
    let hasNumber = line.cells.contains { $0.part == .own && units.isNumber($0.scalars) }
    guard let width else { return head.levels.isEmpty || hasNumber && !isTitled(index) }
    if head.repeats(line) { return true }
    guard hasNumber, !isTitled(index), let cells = fitted(line, to: width, &repair) else {
      return false
    }
    let rows = lines.compactMap { line -> [TableLine.Cell]? in
      if case .row(let cells, _) = line { cells } else { nil }
    }
    let isOfYears = cells.allSatisfy {
      !units.isNumber($0.scalars) || TableWords.isYear($0.scalars)
    }
    return !isOfYears
      && cells.indices.allSatisfy { column in
        let text = cells[column].scalars
        if text.isEmpty || words.isNoValue(text) { return true }
        let isNumber = units.isNumber(text)
        let above = rows.map { $0[column].scalars }.filter { !$0.isEmpty && !words.isNoValue($0) }
        return above.isEmpty || above.contains { units.isNumber($0) == isNumber }
      }
  }

  /// Whether a line of Markdown is a table's title, for the line below it draws the border of one.
  private func isTitled(_ index: Int) -> Bool {
    paragraphs.indices.contains(index + 1) && TableCells.isDelimiter(paragraphs[index + 1].scalars)
  }

  // MARK: Its lines

  /// Takes a line; false where the table ends before it.
  private mutating func take(_ line: TableLine, _ repair: inout DocumentRepair) -> Bool {
    let own = line.own
    let hasNumber = line.cells.contains { $0.part == .own && units.isNumber($0.scalars) }
    if hasNumber, width != nil || !isYears(line) { return takeRow(line, &repair) }
    guard width == nil else { return goesOn(line, &repair) }
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
      head.openCorner(above: line, &repair)
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
  private mutating func goesOn(_ line: TableLine, _ repair: inout DocumentRepair) -> Bool {
    let own = line.own
    if own.isEmpty || head.repeats(line) { return true }
    if own.count == 1 {
      group = own[0]
      lines.append(.aside(line.paragraph))
      return true
    }
    guard
      own.contains(where: { words.isNoValue($0) }) || words.place(own[0]) != nil
        || words.ofTotal(own[0]) != nil
    else { return false }
    // 东河镇, 120户85人: told of where its cells are read.
    if own.dropFirst().contains(where: { $0.contains(where: \.isDigit) }), let width,
      let cells = fitted(line, to: width, &repair)
    {
      lines.append(.row(cells, group: group))
    }
    return true
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

  /// A row whose label and first number lost the mark between them, or the gap: 梅江鎮?47821,
  /// 东河镇 12.
  ///
  /// What damage swallows is the byte behind a character that lost its own; where one mark is
  /// missing in the row, it was the mark. So it is with a gap of one space.
  private func parting(_ line: TableLine, _ repair: inout DocumentRepair) -> [TableLine.Cell] {
    for (index, cell) in line.cells.enumerated() {
      let scalars = Array(cell.paragraph.scalars)
      guard let mark = scalars.firstIndex(where: { isParting($0, line) }), mark > 0,
        mark + 1 < scalars.count
      else { continue }
      let parts = [0..<mark, (mark + 1)..<scalars.count]
        .map { TableLine.Cell(TableCells.paragraph($0, of: cell.paragraph), &repair) }
      guard !units.isNumber(parts[0].scalars), units.isNumber(parts[1].scalars) else { continue }
      return line.cells[..<index] + parts + line.cells[(index + 1)...]
    }
    return line.cells
  }

  private func isParting(_ scalar: Unicode.Scalar, _ line: TableLine) -> Bool {
    scalar == "?" || scalar == "？" || line.layout == .spaced && scalar == " "
  }
}
