internal import Relational
internal import SurveyModel

/// Appends one source's batches.
struct RecordAppender {
  private let schema: RecordSchema
  private let columns: [String]
  private let cells: CellAppender?
  private let forms: [RowBlock.Form]

  init(source: String, schema: RecordSchema, keeping keep: PipelineDefinition.Keep) {
    self.schema = schema
    let names = schema.variables.map(\.name)
    columns = ["origin", "status", "missing"] + names
    cells = keep == .all ? CellAppender(source: source, variables: names) : nil
    forms = schema.variables.map { $0.kind == .integer ? .whole : [] }
  }

  /// Appends the records of a batch and, if the store keeps them, its cells as they were read.
  func append(_ batch: RecordBatch, to engine: any Engine) throws(RunFailure) {
    var block = RowBlock(batch)
    block.append(words: batch.statuses, named: \.name)
    block.append(texts: missingReasons(in: batch))
    for (column, form) in zip(batch.values, forms) { block.append(column, form) }
    try engine.append(block, to: schema.record, columns)
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
