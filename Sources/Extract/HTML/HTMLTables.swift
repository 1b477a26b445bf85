internal import SurveyModel
internal import XMLStream

/// Reads one table of a page, or counts its tables.
///
/// A table inside a cell is part of its text.
final class HTMLTables: HTMLEvents {
  /// The number of tables so far.
  private(set) var count = 0
  /// The merged ranges of the table that is read.
  private(set) var mergedRanges: [CellRange] = []

  private let chosen: Int?
  private let writer: BatchWriter?
  private let source: SourceName
  private let limits: ReadingLimits
  private var depth = 0
  private var aside = 0
  private var row = -1
  private var column = 0
  private var isRowHidden = false
  /// For each column, the row down to which a cell from above reaches.
  private var reach: [Int] = []
  private var isInCell = false
  private var text = HTMLText()
  private var number: Double?
  private var span = 1
  private var isNumeric = false

  init(reading chosen: Int?, writer: BatchWriter?, source: SourceName, limits: ReadingLimits) {
    self.chosen = chosen
    self.writer = writer
    self.source = source
    self.limits = limits
  }

  func start(_ name: String, _ attributes: [String: String]) throws {
    switch name {
    case "script", "style": aside += 1
    case "table":
      depth += 1
      if depth == 1 {
        count += 1
        row = -1
      }
    case "tr" where depth == 1:
      try endCell()
      row += 1
      column = 0
      isRowHidden = attributes["style"]?.replacing(" ", with: "").contains("display:none") ?? false
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

  private var isReading: Bool { chosen == count - 1 }

  private func startCell(_ attributes: [String: String]) throws {
    guard isReading else { return }
    if row < 0 {
      row = 0
      try writer?.beginRow(0)
    }
    while column < reach.count, reach[column] >= row { column += 1 }
    isInCell = true
    text = HTMLText()
    let given = attributes["x:num"].flatMap { $0.isEmpty ? nil : $0 } ?? attributes["sdval"]
    number = given.flatMap { NumberText.double($0.utf8) }
    isNumeric = attributes["x:num"] != nil
    let limit = CellReference.limit.columns
    span = min(max(1, attributes["colspan"].flatMap { Int($0) } ?? 1), max(1, limit - column))
    let down = min(max(1, attributes["rowspan"].flatMap { Int($0) } ?? 1), 1 << 16)
    guard down > 1 || span > 1 else { return }
    mergedRanges.append(
      CellRange(
        CellReference(row: row, column: column),
        CellReference(row: row + down - 1, column: column + span - 1)))
    if down > 1 {
      while reach.count < column + span { reach.append(-1) }
      for column in column..<(column + span) { reach[column] = row + down - 1 }
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
    } else {
      try writer.set(column, text: shown)
    }
  }
}
