internal import GRDB
package import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

extension StageStore: Engine {
  /// Runs a statement that gives no rows.
  package func execute(_ statement: String) throws(RunFailure) {
    try write { try $0.execute(sql: statement) }
  }

  /// Gives the rows of a query, in order.
  package func rows(
    of query: String, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try read { database in try database.rows(of: query, body) }
  }

  /// Gives the rows of a plan, in its order.
  package func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try rows(of: SQLDialect.query(of: plan), body)
  }

  /// Runs a body while the rows of a plan stand in a table of their own, which goes behind it.
  package func keeping<Result>(
    _ plan: Plan, as name: String, _ body: (_ count: Int) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    let table = SQLName.quoted(name)
    try execute("CREATE TEMP TABLE \(table) AS \(SQLDialect.query(of: plan))")
    defer { try? execute("DROP TABLE \(table)") }
    return try body(try count(of: name))
  }
}

extension StageReader: ReadableEngine {
  /// Gives the rows of a plan, in its order.
  package func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try read { database in try database.rows(of: SQLDialect.query(of: plan), body) }
  }
}

extension Database {
  fileprivate func rows(
    of query: String, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws {
    var query = try BulkQuery(query, on: self)
    while try query.next() {
      try body((0..<query.columnCount).map { query.cell(at: $0) })
    }
  }
}
