internal import GRDB
internal import SQLiteBulk
package import SurveyModel

extension StageStore {
  /// The rows that the first step of a table takes at a time.
  ///
  /// SQLite groups by sorting; so many rows are sorted within the processor's cache, which halves the
  /// time of a table of half a million rows.
  private static let rowsOfStep = 8192

  /// Computes a table and keeps it as `table_<name>`, its rows in the order of publication.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func tabulate(_ table: CompiledTable) throws(RunFailure) {
    let name = SQLName.quoted(table.storeName)
    let columns = table.columns.map { column in
      switch column.role {
      case .level, .code, .name: "\(SQLName.quoted(column.name)) TEXT"
      case .dimension, .measure, .records: "\(SQLName.quoted(column.name)) ANY"
      }
    }
    try execute("CREATE TABLE \(name) (\(columns.joined(separator: ", "))) STRICT")
    for step in table.firstSteps { try take(step) }
    try execute("INSERT INTO \(name) \(table.secondHalf)")
    for step in table.firstSteps { try execute("DROP TABLE temp.\(SQLName.quoted(step.name))") }
  }

  /// Keeps the rows of a first step as a temporary table of its name.
  private func take(_ step: CompiledTable.FirstStep) throws(RunFailure) {
    try write { database in
      let name = SQLName.quoted(step.name)
      let columns = try database.makeStatement(sql: step.query).columnNames.map(SQLName.quoted)
      try database.execute(
        sql: "CREATE TEMP TABLE \(name) (\(columns.joined(separator: ", ")))")
      let statement = try BulkStatement("INSERT INTO temp.\(name) \(step.query)", on: database)
      let record = SQLName.quoted(step.record)
      var start = try Self.key(#"SELECT MIN("origin") FROM \#(record)"#, on: database)
      while let first = start {
        // The rows that are counted here are still in the cache when they are grouped.
        let end = try Self.key(
          """
          SELECT "origin" FROM \(record) WHERE "origin" >= \(first)
          ORDER BY "origin" LIMIT 1 OFFSET \(Self.rowsOfStep)
          """, on: database)
        try statement.insert(rows: 1) { _, binder in
          binder.integer(first, at: 1)
          binder.integer(end ?? .max, at: 2)
        }
        start = end
      }
    }
  }

  /// The only value of a query, or nil where there is none.
  private static func key(
    _ query: String, on database: Database
  ) throws(SQLiteBulkError) -> Int64? {
    var query = try BulkQuery(query, on: database)
    guard try query.next(), query.kind(at: 0) == .integer else { return nil }
    return query.integer(at: 0)
  }
}
