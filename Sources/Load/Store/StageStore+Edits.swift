internal import SQLDialect
internal import SQLiteBulk
internal import SurveyModel

extension StageStore {
  /// Adds what came of the rules of a batch's rows, worksheet by worksheet.
  func appendEdits(of batch: RecordBatch, source: String) throws(RunFailure) {
    guard let origin = batch.origins.first else { return }
    let record = batch.schema.record
    let numbers = pipeline.rules.indices
      .filter { pipeline.rules[$0].isOfRow && pipeline.rules[$0].subject == .record(record) }
    let rules = zip(numbers, batch.ruleTallies).filter { $0.1.tested > 0 }.map { ($0.0, $0.1) }
    try add(
      into: "edit_tally", ["source", "file", "worksheet", "rule"],
      ["tested", "failed", "corrected"],
      rules
    ) { item, binder in
      Self.bind(source, origin, to: binder)
      binder.integer(Int64(item.0), at: 4)
      binder.integer(Int64(item.1.tested), at: 5)
      binder.integer(Int64(item.1.failed), at: 6)
      binder.integer(Int64(item.1.corrected), at: 7)
    }
    let located = zip(batch.schema.variables, batch.located).filter { $0.1 > 0 }
      .map { ($0.0, $0.1) }
    try add(
      into: "edit_located", ["source", "file", "worksheet", "record", "variable"], ["rows"], located
    ) { item, binder in
      Self.bind(source, origin, to: binder)
      binder.text(record, at: 4) as Void
      binder.text(item.0.name, at: 5) as Void
      binder.integer(Int64(item.1), at: 6)
    }
  }

  private static func bind(_ source: String, _ origin: Origin, to binder: borrowing RowBinder) {
    binder.text(source, at: 1) as Void
    binder.integer(Int64(origin.file), at: 2)
    binder.integer(Int64(origin.worksheet), at: 3)
  }

  /// Adds counts to those of the same key.
  private func add<Item>(
    into table: String, _ key: [String], _ counts: [String], _ items: [Item],
    _ bind: (Item, borrowing RowBinder) -> Void
  ) throws(RunFailure) {
    guard !items.isEmpty else { return }
    let sums = counts.map {
      "\(SQLName.quoted($0)) = \(SQLName.quoted($0)) + excluded.\(SQLName.quoted($0))"
    }
    let conflict = key.map(SQLName.quoted).joined(separator: ", ")
    let statement =
      BulkStatement.insert(into: table, key + counts)
      + " ON CONFLICT (\(conflict)) DO UPDATE SET \(sums.joined(separator: ", "))"
    try write { database in
      try BulkStatement(statement, on: database)
        .insert(rows: items.count) { row, binder in bind(items[row], binder) }
    }
  }
}
