internal import GRDB
package import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

extension StageStore: Engine {
  /// The rows that a plan takes at a time where it may be taken in pieces.
  ///
  /// SQLite groups by sorting; so many rows are sorted within the processor's cache, which halves the
  /// time of a table of half a million rows.
  private static let rowsOfPiece = 8192

  /// Runs a statement that gives no rows.
  package func execute(_ statement: String) throws(RunFailure) {
    try write { try $0.execute(sql: statement) }
  }

  /// Makes a table without rows.
  package func make(_ table: StoredTable) throws(RunFailure) {
    let columns = table.columns.map { column in
      let type =
        switch column.kind {
        case .integer: "INTEGER"
        case .number: "REAL"
        case .text: "TEXT"
        case .any: "ANY"
        }
      return "\(SQLName.quoted(column.name)) \(type)\(column.mayBeMissing ? "" : " NOT NULL")"
    }
    let name = "\(table.isTemporary ? "temp" : "main").\(SQLName.quoted(table.name))"
    try execute("CREATE TABLE \(name) (\(columns.joined(separator: ", "))) STRICT")
  }

  /// Appends rows to a table.
  package func append(
    _ rows: [[StoredValue?]], to table: String, _ columns: [String]
  ) throws(RunFailure) {
    guard !rows.isEmpty else { return }
    try write { database in
      let statement = SQLDialect.statement(appendingTo: table, columns)
      try BulkStatement(statement, on: database).run(for: rows)
    }
  }

  /// Appends the rows of a plan to a table.
  package func append(
    _ plan: Plan, to table: String, _ columns: [String]
  ) throws(RunFailure) {
    try execute(SQLDialect.statement(appending: plan, to: table, columns))
  }

  /// Changes rows of a table, once for each of some rows of values.
  package func run(_ update: Update, for rows: [[StoredValue?]]) throws(RunFailure) {
    guard !rows.isEmpty else { return }
    try write { database in
      try BulkStatement(SQLDialect.statement(of: update), on: database).run(for: rows)
    }
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
    try rows(of: SQLDialect.query(of: plan, holding: held), body)
  }

  /// Runs a body for which the rows of some steps stand in temporary tables of their names.
  package func holding<Result>(
    _ steps: [Plan], _ body: () throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    let outer = held
    defer {
      for name in held.subtracting(outer) {
        // What a failure leaves behind goes with the connection.
        try? execute("DROP TABLE IF EXISTS temp.\(SQLName.quoted(name))")
      }
      held = outer
    }
    for case .step(let name, let plan) in steps where !held.contains(name) {
      try write { try keep(plan, as: name, on: $0) }
      held.insert(name)
    }
    return try body()
  }

  /// Keeps the rows of a step as a temporary table of its name.
  private func keep(_ plan: Plan, as name: String, on database: Database) throws {
    let table = "temp.\(SQLName.quoted(name))"
    guard case .inPieces(let rows, let source, let key) = plan else {
      let query = SQLDialect.query(of: plan, holding: held)
      return try database.execute(sql: "CREATE TABLE \(table) AS \(query)")
    }
    let number = Scalar.column(nil, key)
    let rest = Plan.filter(.scan(source), .binary(number, .greaterOrEqual, .parameter(1)))
    let piece = Plan.filter(rest, .binary(number, .less, .parameter(2)))
    let query = SQLDialect.query(
      of: rows.replacing(scanOf: source, with: piece), holding: held)
    let columns = try database.makeStatement(sql: query).columnNames.map(SQLName.quoted)
    try database.execute(sql: "CREATE TABLE \(table) (\(columns.joined(separator: ", ")))")
    let statement = try BulkStatement("INSERT INTO \(table) \(query)", on: database)
    let least = Plan.group(.scan(source), by: [], [Derived(key, .call(.min, [number]))])
    let following = Plan.order(rest, [Ordering(number, mayBeMissing: false)]).keeping([key])
    let next = SQLDialect.query(of: following) + " LIMIT 1 OFFSET \(Self.rowsOfPiece)"
    var start = try database.number(of: SQLDialect.query(of: least))
    while let first = start {
      // The rows that are counted here are still in the cache when they are grouped.
      let end = try database.number(of: next, given: [first])
      try statement.run(for: [[.integer(first), .integer(end ?? .max)]])
      start = end
    }
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

  /// The only value of a query, or nil where there is no whole number.
  fileprivate func number(
    of query: String, given numbers: [Int64] = []
  ) throws(SQLiteBulkError) -> Int64? {
    var query = try BulkQuery(query, given: numbers, on: self)
    guard try query.next(), query.kind(at: 0) == .integer else { return nil }
    return query.integer(at: 0)
  }
}
