internal import GRDB
internal import SQLiteBulk
internal import SurveyModel

/// The prepared statements that append one source's batches.
final class RecordAppender {
  private let schema: RecordSchema
  private let record: BulkStatement
  private let cells: CellAppender?
  private let isWhole: [Bool]

  init(
    source: String, schema: RecordSchema, keeping keep: PipelineDefinition.Keep,
    on database: Database
  ) throws {
    self.schema = schema
    let names = schema.variables.map(\.name)
    record = try BulkStatement(
      Self.insert(into: schema.record, ["origin", "status", "missing"] + names), on: database)
    cells =
      keep == .all ? try CellAppender(source: source, variables: names, on: database) : nil
    isWhole = schema.variables.map { $0.kind == .integer }
  }

  /// An `INSERT` of one parameter a column.
  static func insert(into table: String, _ columns: [String]) -> String {
    let parameters = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
    let names = columns.map(SQLName.quoted).joined(separator: ", ")
    return "INSERT INTO \(SQLName.quoted(table)) (\(names)) VALUES (\(parameters))"
  }

  /// Appends the records of a batch and, if the store keeps them, its cells as they were read.
  func append(_ batch: RecordBatch) throws {
    try record.insert(
      rows: batch.count, texts: batch.texts.bytes, shared: batch.sharedTexts.table.bytes
    ) { row, binder in
      binder.integer(batch.origins[row].key, at: 1)
      binder.text(batch.statuses[row].name, at: 2)
      binder.text(missingReasons(of: row, in: batch), at: 3)
      for index in batch.values.indices {
        binder.value(
          batch.values[index].kinds[row], batch.values[index].payloads[row], in: batch,
          whole: isWhole[index], at: index + 4)
      }
    }
    try cells?.append(batch)
  }

  /// Why values are missing where the cell was not simply blank, as a JSON object; nil for nothing.
  private func missingReasons(of row: Int, in batch: RecordBatch) -> String? {
    var reasons = ""
    for (index, column) in batch.values.enumerated() where column.kinds[row] == .missing {
      let reason = MissingReason.allCases[Int(column.payloads[row])]
      reasons += reasons.isEmpty ? "{" : ","
      reasons += "\"\(schema.variables[index].name)\":\"\(reason.rawValue)\""
    }
    return reasons.isEmpty ? nil : reasons + "}"
  }
}
