internal import SurveyModel

/// The cells of a table in a report, in rows and columns, before anybody knows what they say.
struct TableGrid {
  /// A cell of the body.
  struct Cell {
    /// The cell as it stands.
    let paragraph: ReportDocument.Paragraph
    /// What is read there.
    let text: ReportText

    init(_ paragraph: ReportDocument.Paragraph, _ repair: inout DocumentRepair) {
      self.paragraph = paragraph
      text = repair.text(of: paragraph)
    }

    var isNumber: Bool { TableGrid.isNumber(text.scalars) }
  }

  /// The titles of the columns, of one line or several.
  let titles: [[Unicode.Scalar]]
  /// The rows, each of as many cells as there are titles.
  let rows: [[Cell]]
  /// How many paragraphs the table takes.
  let paragraphs: Int

  private static let widest = 40
  private static let longestTitle = 30
  private static let longestHeader = 600

  /// Reads the table that begins at a paragraph; nil when none does.
  init?(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], repair: inout DocumentRepair,
    words: TableWords
  ) {
    guard
      let grid = Self.ofRows(at: start, of: paragraphs, &repair)
        ?? Self.ofLines(at: start, of: paragraphs, &repair, words)
    else { return nil }
    self = grid
  }

  private init(titles: [[Unicode.Scalar]], rows: [[Cell]], paragraphs: Int) {
    self.titles = titles
    self.rows = rows
    self.paragraphs = paragraphs
  }

  // MARK: A row a line

  /// A table of a row a line: one or two lines of titles, then rows of as many cells, each with at
  /// least one that is nothing but a number.
  private static func ofRows(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], _ repair: inout DocumentRepair
  ) -> TableGrid? {
    guard let header = titles(paragraphs[start], &repair), header.count >= 2 else { return nil }
    guard header.count(where: { !$0.isEmpty }) >= 2 else { return nil }
    var second: [[Unicode.Scalar]] = []
    var rows: [[Cell]] = []
    var next = start + 1
    var width = header.count
    while next < paragraphs.count {
      let row = paragraphs[next]
      if TableCells.isBorder(row.scalars) {
        next += 1
        continue
      }
      guard var cells = cells(row, &repair), cells.count > 1 else { break }
      guard cells.contains(where: \.isNumber) else {
        guard rows.isEmpty, second.isEmpty, let more = titles(row, &repair) else { break }
        second = more
        next += 1
        continue
      }
      if rows.isEmpty, !second.isEmpty { width = max(width, cells.count) }
      if cells.count == width - 1 { cells = parting(cells, row, &repair) }
      guard cells.count == width else { break }
      rows.append(cells)
      next += 1
    }
    guard !rows.isEmpty, width - header.count <= second.count else { return nil }
    return TableGrid(
      titles: joined(header, second, width: width), rows: rows, paragraphs: next - start)
  }

  /// The cells of a line of titles; nil where it is none.
  private static func titles(
    _ paragraph: ReportDocument.Paragraph, _ repair: inout DocumentRepair
  ) -> [[Unicode.Scalar]]? {
    guard paragraph.scalars.count <= longestHeader,
      let cells = cells(paragraph, &repair), cells.count > 1, cells.count <= widest
    else { return nil }
    let texts = cells.map(\.text.scalars)
    guard texts.allSatisfy({ !isNumber($0) && $0.count <= longestTitle }) else { return nil }
    return texts
  }

  private static func cells(
    _ paragraph: ReportDocument.Paragraph, _ repair: inout DocumentRepair
  ) -> [Cell]? {
    let ranges = TableCells.ranges(in: paragraph.scalars)
    guard ranges.count > 1 else { return nil }
    return ranges.map { Cell(TableCells.paragraph($0, of: paragraph), &repair) }
  }

  /// The titles of two lines, each column's under the one that spans it: 比重 over 2010年.
  private static func joined(
    _ first: [[Unicode.Scalar]], _ second: [[Unicode.Scalar]], width: Int
  ) -> [[Unicode.Scalar]] {
    var spanning: [Unicode.Scalar] = []
    return (0..<width)
      .map { column in
        let below = column - (width - second.count)
        let own = second.indices.contains(below) ? second[below] : []
        let above = column < first.count ? first[column] : []
        if !above.isEmpty { spanning = above }
        if own.isEmpty { return above }
        let over = above.isEmpty ? spanning : above
        return over.isEmpty ? own : over + [","] + own
      }
  }

  /// A row whose label and first number lost the mark between them: 梅江鎮?47821.
  ///
  /// What damage swallows is the byte behind a character that lost its own; where one mark is
  /// missing in the row, it was the mark.
  private static func parting(
    _ cells: [Cell], _ row: ReportDocument.Paragraph, _ repair: inout DocumentRepair
  ) -> [Cell] {
    for (index, cell) in cells.enumerated() {
      let scalars = Array(cell.paragraph.scalars)
      guard let mark = scalars.firstIndex(where: { $0 == "?" || $0 == "？" }), mark > 0,
        mark + 1 < scalars.count, !isNumber(Array(scalars[..<mark])),
        isNumber(Array(scalars[(mark + 1)...]))
      else { continue }
      let parts = [0..<mark, (mark + 1)..<scalars.count]
        .map { Cell(TableCells.paragraph($0, of: cell.paragraph), &repair) }
      return cells[..<index] + parts + cells[(index + 1)...]
    }
    return cells
  }

  // MARK: A cell a line

  private static let longestLine = 24
  private static let mostColumns = 12

  /// A table of a cell a line: titles, then rows of a label and its numbers, each on its own line.
  private static func ofLines(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], _ repair: inout DocumentRepair,
    _ words: TableWords
  ) -> TableGrid? {
    /// The cell that is a line of its own, or nil.
    func cell(_ index: Int) -> Cell? {
      guard index < paragraphs.count, isShort(paragraphs[index]),
        TableCells.ranges(in: paragraphs[index].scalars).count == 1
      else { return nil }
      let cell = Cell(paragraphs[index], &repair)
      return cell.text.scalars.isEmpty ? nil : cell
    }
    // The label stands before the first number, the titles before the label. No more is read than
    // the table has: what is none is looked at again from its next line.
    var head: [Cell] = []
    while head.count <= mostColumns, let line = cell(start + head.count), !line.isNumber {
      head.append(line)
    }
    guard (3...mostColumns).contains(head.count) else { return nil }
    var row = [head.removeLast()]
    while row.count <= head.count, let line = cell(start + head.count + row.count), line.isNumber {
      row.append(line)
    }
    let width = row.count
    guard width > 1, width <= head.count, head.count <= width + 3,
      let titles = words.spread(head.map(\.text.scalars), over: width)
    else { return nil }
    var rows: [[Cell]] = []
    var at = start + head.count
    while row.count == width {
      rows.append(row)
      at += width
      row = []
      while row.count < width, let line = cell(at + row.count), line.isNumber == !row.isEmpty {
        row.append(line)
      }
    }
    return rows.count < 2 ? nil : TableGrid(titles: titles, rows: rows, paragraphs: at - start)
  }

  private static func isShort(_ paragraph: ReportDocument.Paragraph) -> Bool {
    !paragraph.scalars.isEmpty && paragraph.scalars.count <= longestLine
      && !paragraph.scalars.contains {
        $0 == "。" || $0 == "；" || $0 == "，" || $0 == "," && !hasDigit(paragraph)
      }
  }

  private static func hasDigit(_ paragraph: ReportDocument.Paragraph) -> Bool {
    paragraph.scalars.contains { $0.isDigit }
  }

  // MARK: Numbers

  /// Whether a cell is a number, perhaps with its unit.
  static func isNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first,
      first.isDigit || (first == "-" && text.count > 1 && text[1].isDigit)
    else { return isDamagedNumber(text) }
    var at = 1
    while at < text.count, text[at].isDigit || text[at] == "." || text[at] == "," { at += 1 }
    // 2021年 and 1月 are titles; 12户 and 98.2% are numbers.
    return text.count - at <= 3 && !text[at...].contains { "年月日号".unicodeScalars.contains($0) }
  }

  private static func isDamagedNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first, first == "?" || first == ReportText.lost, text.count > 1 else {
      return false
    }
    return text.dropFirst().allSatisfy { $0.isDigit || $0 == "." || $0 == "," }
  }
}
