internal import GRDB
internal import SQLDialect
internal import SQLiteBulk
internal import SurveyModel

extension StageStore {
  /// Gives variables of rows other values, and logs each.
  ///
  /// A cell that was read as it was normalised is kept once, in the record; before the record changes
  /// it gets its own place among the rows as read.
  func correct(_ changes: [CellChange], in record: StoreLayout.Record) throws(RunFailure) {
    guard let name = changes.first?.variable else { return }
    let column = SQLName.quoted(name)
    if pipeline.keep == .all {
      for (source, schema) in layout.schemas where schema.record == record.name {
        try update(
          SQLName.quoted(StoreLayout.rawTable(ofSource: source)),
          "\(column) = CASE WHEN ?2 IS NULL THEN x'' ELSE ?2 END",
          where: "\"origin\" = ?1 AND \(column) IS NULL", changes, \.old)
      }
    }
    try update(
      SQLName.quoted(record.name), "\(column) = ?2, \"status\" = 'corrected'",
      where: "\"origin\" = ?1", changes, \.new)
    try append(changes, of: record.name)
  }

  private func update(
    _ table: String, _ assignments: String, where condition: String, _ changes: [CellChange],
    _ value: KeyPath<CellChange, Value>
  ) throws(RunFailure) {
    try write { database in
      let statement = try BulkStatement(
        "UPDATE \(table) SET \(assignments) WHERE \(condition)", on: database)
      try statement.insert(rows: changes.count) { row, binder in
        binder.integer(changes[row].origin.key, at: 1)
        binder.value(changes[row][keyPath: value], at: 2)
      }
    }
  }
}
