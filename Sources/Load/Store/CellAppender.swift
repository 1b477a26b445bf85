internal import Relational
internal import SurveyModel

/// Appends one source's cells as they were read.
final class CellAppender {
  private let table: String
  private let columns: [String]
  /// The block that every batch goes through.
  private var block = RowBlock()

  init(source: String, variables: [String]) {
    table = StoreLayout.rawTable(ofSource: source)
    columns = ["origin", "kind"] + variables
  }

  /// Appends the cells of data rows, and the rows that are none by their kind alone.
  func append(_ batch: RecordBatch, to engine: any Engine) throws(RunFailure) {
    try block.fill(batch, columns: columns.count) { block throws(RunFailure) in
      block.add(keysOf: batch.origins)
      block.add(Array(repeating: "data", count: batch.count)) { $0 }
      for index in batch.raw.indices { add(index, of: batch, to: &block) }
      try engine.append(block, to: table, columns)
    }
    try engine.append(
      batch.otherRows.map { [StoredValue($0.origin), .text($0.kind.rawValue)] }, to: table,
      ["origin", "kind"])
  }

  /// Adds the cells of a variable as they were read; NULL where the normalised value is the same.
  private func add(_ variable: Int, of batch: RecordBatch, to block: inout RowBlock) {
    let raw = batch.raw[variable]
    let values = batch.values[variable]
    let first = block.storages.count
    block.add(raw, whole: true) { row in
      switch (raw.kinds[row], values.kinds[row]) {
      case (.dateTime, .date): !Self.isMidnight(raw.payloads[row], of: values.payloads[row])
      case (let kind, let normalised):
        kind != normalised
          || !Self.isSame(raw.payloads[row], values.payloads[row], kind, batch)
      }
    }
    for (row, kind) in raw.kinds.enumerated() where kind == .blank {
      if values.kinds[row] != .blank, values.kinds[row] != .missing {
        block.storages[first + row] = .blob
      }
    }
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
