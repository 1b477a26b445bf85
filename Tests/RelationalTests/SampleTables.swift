import GRDB
import Relational
import SQLDialect
import SQLiteBulk

/// Tables in a database of SQLite, in memory.
struct SampleTables {
  private let queue: DatabaseQueue

  init(_ tables: [String: ReferenceEngine.Rows], as stored: [StoredTable]) throws {
    queue = try DatabaseQueue()
    try queue.write { database in
      try MissingFunctions.register(on: database)
      for table in stored {
        for statement in SQLDialect.statements(making: table) {
          try database.execute(sql: statement)
        }
        let append = SQLDialect.statement(
          appendingTo: table.name, table.columns.map(\.name))
        for row in tables[table.name]?.values ?? [] {
          let arguments = row.map { datum -> (any DatabaseValueConvertible)? in
            datum?.number ?? datum?.text
          }
          try database.execute(sql: append, arguments: StatementArguments(arguments))
        }
      }
    }
  }

  /// The names that SQLite gives the columns of a plan.
  func names(of plan: Plan) throws -> [String] {
    try queue.read { database in
      try database.makeStatement(sql: SQLDialect.text(of: plan)).columnNames
    }
  }

  /// The values that it gives for it.
  func cells(of plan: Plan) throws -> [[StoredValue?]] {
    try cells(of: SQLDialect.query(of: plan))
  }

  private func cells(of statement: BoundStatement) throws -> [[StoredValue?]] {
    try queue.read { database in
      var query = try BulkQuery(statement.text, given: statement.values, on: database)
      var rows: [[StoredValue?]] = []
      while try query.next() {
        rows.append((0..<query.columnCount).map { query.cell(at: $0) })
      }
      return rows
    }
  }

  /// The same as the reference engine has them.
  func rows(of plan: Plan) throws -> [[Datum?]] { try rows(of: SQLDialect.query(of: plan)) }

  /// The rows of a statement.
  func rows(of statement: BoundStatement) throws -> [[Datum?]] {
    try cells(of: statement)
      .map { row in
        row.map { cell in
          switch cell {
          case .integer(let number)?: .number(Double(number))
          case .real(let number)?: .number(number)
          case .text(let text)?: .text(text)
          case .blank?, nil: nil
          }
        }
      }
  }
}
