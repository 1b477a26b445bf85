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
    let starts = try firstKeys(of: step.record)
    try write { database in
      let name = SQLName.quoted(step.name)
      let columns = try database.makeStatement(sql: step.query).columnNames.map(SQLName.quoted)
      try database.execute(
        sql: "CREATE TEMP TABLE \(name) (\(columns.joined(separator: ", ")))")
      let statement = try BulkStatement("INSERT INTO temp.\(name) \(step.query)", on: database)
      try statement.insert(rows: starts.count) { index, binder in
        binder.integer(starts[index], at: 1)
        binder.integer(index + 1 < starts.count ? starts[index + 1] : .max, at: 2)
      }
    }
  }

  /// The key of every row of a record that begins a step, in order; the first is that of the first row.
  private func firstKeys(of record: String) throws(RunFailure) -> [Int64] {
    let table = SQLName.quoted(record)
    var keys: [Int64] = []
    var next = try firstKey(#"SELECT MIN("origin") FROM \#(table)"#)
    while let key = next {
      keys.append(key)
      next = try firstKey(
        """
        SELECT "origin" FROM \(table) WHERE "origin" >= \(key)
        ORDER BY "origin" LIMIT 1 OFFSET \(Self.rowsOfStep)
        """)
    }
    return keys
  }

  private func firstKey(_ query: String) throws(RunFailure) -> Int64? {
    var key: Int64?
    try rows(of: query) { row throws(RunFailure) in
      if case .integer(let integer)?? = row.first { key = integer }
    }
    return key
  }
}
