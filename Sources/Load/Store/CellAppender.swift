internal import GRDB
internal import SQLiteBulk
internal import SurveyModel

/// The prepared statement that appends one source's cells as they were read.
final class CellAppender {
  private let statement: BulkStatement

  init(source: String, variables: [String], on database: Database) throws {
    statement = try BulkStatement(
      RecordAppender.insert(
        into: StoreLayout.rawTable(ofSource: source), ["origin", "kind"] + variables),
      on: database)
  }

  /// Appends the cells of data rows, and the rows that are none by their kind alone.
  func append(_ batch: RecordBatch) throws {
    try statement.insert(
      rows: batch.count, texts: batch.texts.bytes, shared: batch.sharedTexts.table.bytes
    ) { row, binder in
      binder.integer(batch.origins[row].key, at: 1)
      binder.text("data", at: 2)
      for index in batch.raw.indices {
        bindCell(row, index, of: batch, binder)
      }
    }
    try statement.insert(rows: batch.otherRows.count) { row, binder in
      binder.integer(batch.otherRows[row].origin.key, at: 1)
      binder.text(batch.otherRows[row].kind.rawValue, at: 2)
      for index in batch.raw.indices { binder.null(at: index + 3) }
    }
  }

  /// Sets the cell as it was read; NULL where the normalised value is the same.
  private func bindCell(
    _ row: Int, _ index: Int, of batch: RecordBatch, _ binder: borrowing RowBinder
  ) {
    let kind = batch.raw[index].kinds[row]
    let normalised = batch.values[index].kinds[row]
    let bits = batch.raw[index].payloads[row]
    if kind == .blank {
      if normalised == .blank || normalised == .missing {
        binder.null(at: index + 3)
      } else {
        binder.emptyBlob(at: index + 3)
      }
    } else if kind == normalised,
      Self.isSame(bits, batch.values[index].payloads[row], kind, batch)
    {
      binder.null(at: index + 3)
    } else {
      binder.value(kind, bits, in: batch, whole: true, at: index + 3)
    }
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
