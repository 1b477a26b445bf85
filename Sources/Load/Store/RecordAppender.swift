internal import GRDB
internal import SQLiteBulk
internal import SurveyModel

/// The prepared statements that append one source's batches.
final class RecordAppender {
  private let schema: RecordSchema
  private var table: BulkTable
  private let cells: CellAppender?
  private let isWhole: [Bool]
  /// The block that every batch goes through.
  private var block = BulkBlock()

  init(
    source: String, schema: RecordSchema, keeping keep: PipelineDefinition.Keep,
    on database: Database
  ) throws {
    self.schema = schema
    let names = schema.variables.map(\.name)
    table = try BulkTable(
      schema.record, columns: ["origin", "status", "missing"] + names, on: database)
    cells =
      keep == .all ? try CellAppender(source: source, variables: names, on: database) : nil
    isWhole = schema.variables.map { $0.kind == .integer }
  }

  /// Appends the records of a batch and, if the store keeps them, its cells as they were read.
  func append(
    _ batch: RecordBatch, prints: inout [[String]: KeyPrints], on database: Database
  ) throws {
    try block.fill(batch, columns: schema.variables.count + 3) { block in
      block.add(keysOf: batch.origins)
      block.add(batch.statuses) { $0.name }
      block.add(texts: missingReasons(in: batch))
      for index in batch.values.indices { block.add(batch.values[index], whole: isWhole[index]) }
      try table.append(block, on: database)
      for key in prints.keys {
        let columns = key.compactMap { name in
          schema.variables.firstIndex { $0.name == name }.map { $0 + 3 }
        }
        if columns.count == key.count { prints[key]?.add(columns, of: block) }
      }
    }
    try cells?.append(batch, on: database)
  }

  /// Why values are missing where the cell was not simply blank, as a JSON object, by row.
  private func missingReasons(in batch: RecordBatch) -> [Int: String] {
    var reasons: [Int: String] = [:]
    for (index, column) in batch.values.enumerated() where column.kinds.contains(.missing) {
      for (row, kind) in column.kinds.enumerated() where kind == .missing {
        let reason = MissingReason.allCases[Int(column.payloads[row])]
        let entry = "\"\(schema.variables[index].name)\":\"\(reason.rawValue)\""
        reasons[row] = (reasons[row].map { $0.dropLast() + "," } ?? "{") + entry + "}"
      }
    }
    return reasons
  }
}
