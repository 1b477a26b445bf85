internal import Relational
internal import SurveyModel

/// Appends one source's cells as they were read.
struct CellAppender {
  private let table: String
  private let columns: [String]

  init(source: String, variables: [String]) {
    table = StoreLayout.rawTable(ofSource: source)
    columns = ["origin", "kind"] + variables
  }

  /// Appends the cells of data rows, and the rows that are none by their kind alone.
  func append(_ batch: RecordBatch, to engine: any Engine) throws(RunFailure) {
    var block = RowBlock(batch)
    block.append(words: Array(repeating: "data", count: batch.count)) { $0 }
    for index in batch.raw.indices {
      block.append(Self.cells(index, of: batch), [.whole, .marksMissing])
    }
    try engine.append(block, to: table, columns)
    try engine.append(
      batch.otherRows.map { [StoredValue($0.origin), .text($0.kind.rawValue)] }, to: table,
      ["origin", "kind"])
  }

  /// The cells of a variable as they were read: blank where the normalised value is the same, missing
  /// where there was nothing and now there is a value.
  private static func cells(_ variable: Int, of batch: RecordBatch) -> ValueColumn {
    var cells = batch.raw[variable]
    let values = batch.values[variable]
    for row in cells.kinds.indices {
      let (kind, normalised) = (cells.kinds[row], values.kinds[row])
      let (bits, normalisedBits) = (cells.payloads[row], values.payloads[row])
      switch (kind, normalised) {
      case (.blank, .blank), (.blank, .missing): continue
      case (.blank, _): cells.kinds[row] = .missing
      case (.missing, _): cells.kinds[row] = .blank
      case (.dateTime, .date):
        if isMidnight(bits, of: normalisedBits) { cells.kinds[row] = .blank }
      default:
        if kind == normalised, isSame(bits, normalisedBits, kind, batch) {
          cells.kinds[row] = .blank
        }
      }
    }
    return cells
  }

  /// Whether a point in time says no more than a date does.
  private static func isMidnight(_ days: UInt64, of date: UInt64) -> Bool {
    guard let day = Int(exactly: Double(bitPattern: days)), day.magnitude < 4_000_000 else {
      return false
    }
    return CalendarDate(daysSince1970: day - 25_569)?.packed == date
  }

  private static func isSame(
    _ left: UInt64, _ right: UInt64, _ kind: ValueKind, _ batch: RecordBatch
  ) -> Bool {
    if left == right { return true }
    guard kind == .text else { return false }
    func utf8(_ bits: UInt64) -> ArraySlice<UInt8> {
      let id = TextID(bits: UInt32(truncatingIfNeeded: bits))
      return (id.isShared ? batch.sharedTexts.table : batch.texts).utf8(at: id.index)
    }
    return utf8(left) == utf8(right)
  }
}
