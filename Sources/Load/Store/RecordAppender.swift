internal import Relational
internal import SurveyModel

/// Appends one source's batches.
final class RecordAppender {
  private let schema: RecordSchema
  private let columns: [String]
  private let cells: CellAppender?
  private let isWhole: [Bool]
  /// The block that every batch goes through.
  private var block = RowBlock()

  init(source: String, schema: RecordSchema, keeping keep: PipelineDefinition.Keep) {
    self.schema = schema
    let names = schema.variables.map(\.name)
    columns = ["origin", "status", "missing"] + names
    cells = keep == .all ? CellAppender(source: source, variables: names) : nil
    isWhole = schema.variables.map { $0.kind == .integer }
  }

  /// Appends the records of a batch and, if the store keeps them, its cells as they were read.
  func append(_ batch: RecordBatch, to engine: any Engine) throws(RunFailure) {
    try block.fill(batch, columns: columns.count) { block throws(RunFailure) in
      block.add(keysOf: batch.origins)
      block.add(batch.statuses) { $0.name }
      block.add(texts: missingReasons(in: batch))
      for index in batch.values.indices { block.add(batch.values[index], whole: isWhole[index]) }
      try engine.append(block, to: schema.record, columns)
    }
    try cells?.append(batch, to: engine)
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
