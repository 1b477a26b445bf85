internal import SurveyModel

/// Reads a table of a cell a line: titles, then rows of a label and its numbers, each on its own line.
struct TableLineReader {
  private let paragraphs: [ReportDocument.Paragraph]
  private let words: TableWords
  private let units: TableUnits

  init(_ paragraphs: [ReportDocument.Paragraph], words: TableWords, units: TableUnits) {
    self.paragraphs = paragraphs
    self.words = words
    self.units = units
  }

  private static let longestLine = 24
  private static let mostColumns = 12

  /// Reads the table that begins at a paragraph; nil when none does.
  func grid(at start: Int, _ repair: inout DocumentRepair) -> TableGrid? {
    /// The cell that is a line of its own, or nil.
    func cell(_ index: Int) -> TableLine.Cell? {
      guard index < paragraphs.count, paragraphs[index].row == nil, isShort(paragraphs[index])
      else { return nil }
      let cell = TableLine.Cell(paragraphs[index], &repair)
      // 合　　计 is one cell for all its gap.
      guard
        TableCells(paragraphs[index].scalars).ranges.count == 1 || words.ofTotal(cell.scalars) == []
      else { return nil }
      return cell.scalars.isEmpty ? nil : cell
    }
    /// The cell of a line that is a number, or that says that there is none.
    func value(_ index: Int) -> TableLine.Cell? {
      cell(index)
        .flatMap { units.isNumber($0.scalars) || words.isNoValue($0.scalars) ? $0 : nil }
    }
    func label(_ index: Int) -> TableLine.Cell? {
      cell(index)
        .flatMap { units.isNumber($0.scalars) || words.isNoValue($0.scalars) ? nil : $0 }
    }
    // The label stands before the first number, the titles before the label. No more is read than
    // the table has: what is none is looked at again from its next line.
    var head: [TableLine.Cell] = []
    while head.count <= Self.mostColumns, let line = label(start + head.count) {
      head.append(line)
    }
    guard (3...Self.mostColumns).contains(head.count) else { return nil }
    let titled = head.count - 1
    /// The label at a line with all the numbers behind it.
    func row(_ at: Int) -> [TableLine.Cell] {
      guard let label = label(at) else { return [] }
      var row = [label]
      while row.count <= Self.mostColumns, let line = value(at + row.count) { row.append(line) }
      return row
    }
    var at = start + titled
    let width = row(at).count
    guard width > 1, width <= titled, titled <= width + 3,
      let titles = words.spread(head.dropLast().map(\.scalars), over: width)
    else { return nil }
    var lines: [TableGrid.Line] = []
    while true {
      let next = row(at)
      if next.count == width {
        lines.append(.row(next, group: []))
      } else if next.count > 1, row(at + next.count).count == width {
        // Nobody knows which of its numbers is missing, or which is one too many.
        lines.append(.misfit(next[0].paragraph))
      } else {
        break
      }
      at += next.count
    }
    guard lines.count > 1 else { return nil }
    return TableGrid(titles: titles.map { [$0] }, lines: lines, paragraphs: at - start)
  }

  private func isShort(_ paragraph: ReportDocument.Paragraph) -> Bool {
    !paragraph.scalars.isEmpty && paragraph.scalars.count <= Self.longestLine
      && !paragraph.scalars.contains {
        $0 == "。" || $0 == "；" || $0 == "，"
          || $0 == "," && !paragraph.scalars.contains(where: \.isDigit)
      }
  }
}
