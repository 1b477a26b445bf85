internal import GRDB
internal import Relational
internal import SQLDialect
internal import SQLiteBulk
internal import SurveyModel

extension Database {
  /// Gives the rows of a query, in its order.
  func rows(
    of statement: BoundStatement, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws {
    var query = try BulkQuery(statement.text, given: statement.values, on: self)
    while try query.next() {
      try body((0..<query.columnCount).map { query.cell(at: $0) })
    }
  }

  /// The only value of a query, or nil where there is no whole number.
  func number(
    of statement: BoundStatement, given values: [StoredValue] = []
  ) throws(SQLiteBulkError) -> Int64? {
    var query = try BulkQuery(statement.text, given: values + statement.values, on: self)
    guard try query.next(), query.kind(at: 0) == .integer else { return nil }
    return query.integer(at: 0)
  }

  /// Runs a statement that gives no rows, once for each of some rows of values.
  func run(_ statement: BoundStatement, for rows: [[StoredValue?]] = [[]]) throws(SQLiteBulkError) {
    // The statement's own values stand behind as many as the first row has.
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "rows are of one length")
    try BulkStatement(statement.text, on: self).run(for: rows.map { $0 + statement.values })
  }

  /// The names of the tables and views, in their order.
  func tableNames() throws -> [String] {
    try String.fetchAll(
      self,
      sql: """
        SELECT "name" FROM "sqlite_schema" WHERE "type" IN ('table', 'view')
        AND "name" NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY "name"
        """)
  }

  /// The columns of a table or view with what they are declared to take, generated ones included.
  func storedColumns(of table: String) throws -> [StoredTable.Column] {
    try Row.fetchAll(
      self, sql: #"SELECT "name", "type" FROM pragma_table_xinfo(?)"#, arguments: [table]
    )
    .map { row in
      let kind: StoredTable.Kind =
        switch (row["type"] as String).uppercased() {
        case "INTEGER": .integer
        case "REAL": .number
        case "TEXT": .text
        default: .any
        }
      return StoredTable.Column(row["name"], kind)
    }
  }
}
