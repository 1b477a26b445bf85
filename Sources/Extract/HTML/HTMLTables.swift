internal import SurveyModel
internal import XMLStream

/// Reads the first table of a piece of a page.
///
/// A table inside a cell is part of its text.
final class HTMLTables: HTMLEvents {
  /// The merged ranges of the table that is read.
  var mergedRanges: [CellRange] { merged.ranges }

  private var merged: MergedRanges
  private var tables = 0
  private let name: String
  private let writer: BatchWriter?
  private let source: SourceName
  private let limits: ReadingLimits
  private var depth = 0
  private var aside = 0
  private var row = -1
  private var column = 0
  private var isRowHidden = false
  private var isRowStruck = false
  private var isCellStruck = false
  /// For each column, the row down to which a cell from above reaches.
  private var reach: [Int] = []
  /// How many columns were marked as reached from above, or passed over because they are.
  private var covered = 0
  private var isInCell = false
  private var text = HTMLText()
  private var number: Double?
  private var span = 1
  private var isNumeric = false

  /// Reads the first table as a worksheet; without a writer only its merged ranges.
  init(
    reading worksheet: WorksheetInfo, writer: BatchWriter?, source: SourceName,
    limits: ReadingLimits
  ) {
    name = worksheet.name
    self.writer = writer
    self.source = source
    self.limits = limits
    merged = MergedRanges(source, sheet: name, limits: limits)
  }

  func start(_ name: String, _ attributes: [String: String], at offset: Int) throws {
    // Behind the switch, which may end the cell or start another.
    defer { if isInCell, !isCell(name) { text.start(HTMLRunStyle.of(name, attributes)) } }
    switch name {
    case "script", "style": aside += 1
    case "table":
      depth += 1
      if depth == 1 {
        tables += 1
        row = -1
      }
    case "tr" where depth == 1:
      try endCell()
      row += 1
      column = 0
      let style = HTMLRunStyle.of(name, attributes)
      isRowHidden = style == .hidden
      isRowStruck = style == .struck
      if isReading { try writer?.beginRow(row, isHidden: isRowHidden) }
    case "td" where depth == 1, "th" where depth == 1:
      try endCell()
      try startCell(attributes)
    case "br": if isInCell { text.breakLine() }
    case "p", "div", "tr", "li": if isInCell { text.breakParagraph() }
    case "td", "th": if isInCell { text.add(blank: true) }
    default: break
    }
  }

  func end(_ name: String) throws {
    if isInCell, !isCell(name) { text.end() }
    switch name {
    case "script", "style": aside -= 1
    case "table":
      if depth == 1 { try endCell() }
      depth -= 1
    case "td" where depth == 1, "th" where depth == 1, "tr" where depth == 1: try endCell()
    case "p", "div", "li": if isInCell { text.breakParagraph() }
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    guard isInCell, aside == 0 else { return }
    text.add(utf8)
    guard text.utf8.count <= limits.textBytes else {
      throw source.limit(
        .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more")
    }
  }

  /// Whether an element is a cell of the table, and none of a table inside of it.
  private func isCell(_ name: String) -> Bool { depth == 1 && (name == "td" || name == "th") }

  private var isReading: Bool { tables == 1 }

  private func startCell(_ attributes: [String: String]) throws {
    guard isReading else { return }
    if row < 0 {
      row = 0
      try writer?.beginRow(0)
    }
    while column < reach.count, reach[column] >= row {
      column += 1
      covered += 1
    }
    try checkCovered()
    isInCell = true
    text = HTMLText()
    isCellStruck = isRowStruck || HTMLRunStyle.of("td", attributes) == .struck
    let given = attributes["x:num"].flatMap { $0.isEmpty ? nil : $0 } ?? attributes["sdval"]
    number = given.flatMap { NumberText.double($0.utf8) }
    isNumeric = attributes["x:num"] != nil
    let limit = CellReference.limit.columns
    span = min(max(1, attributes["colspan"].flatMap { Int($0) } ?? 1), max(1, limit - column))
    let down = min(max(1, attributes["rowspan"].flatMap { Int($0) } ?? 1), 1 << 16)
    guard down > 1 || span > 1 else { return }
    try merged.append(CellReference(row: row, column: column), rows: down, columns: span)
    if down > 1 {
      while reach.count < column + span { reach.append(-1) }
      for column in column..<(column + span) { reach[column] = row + down - 1 }
      covered += span
      try checkCovered()
    }
  }

  private func checkCovered() throws {
    guard covered <= limits.repeatedCells else {
      throw source.limit(
        .repeatedCells,
        "expected at most \(limits.repeatedCells) cells below cells of several rows, found more",
        at: .row(sheet: name, row: row))
    }
  }

  private func endCell() throws {
    guard isInCell else { return }
    isInCell = false
    defer { column += span }
    guard let writer else { return }
    let shown = text.finished()
    if let number = number ?? (isNumeric ? NumberText.double(shown) : nil) {
      try writer.set(column, .number, number.bitPattern)
      if text.isStruck {
        isCellStruck = true
      } else {
        writer.note(column, (.number, number.bitPattern), shown: shown)
      }
    } else {
      try writer.set(column, text: shown)
    }
    if isCellStruck { writer.noteStruck(column) }
  }
}
