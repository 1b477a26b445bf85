package import GRDB
internal import GRDBSQLite
package import Relational
internal import SQLDialect

/// A statement that gives no rows, prepared once and run for many.
///
/// It belongs to the connection it was prepared on and must be gone before that is closed.
package struct BulkStatement: ~Copyable {
  private let statement: PreparedStatement

  /// Prepares a statement with parameters `?1`, `?2`, ….
  ///
  /// - Throws: `SQLiteBulkError` when SQLite does not understand it.
  package init(_ sql: String, on database: Database) throws(SQLiteBulkError) {
    statement = try PreparedStatement(sql, on: database)
  }

  /// Runs the statement once for each of some rows, whose values are its parameters in order.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package func run(for rows: [[StoredValue?]]) throws(SQLiteBulkError) {
    defer { unsafe sqlite3_clear_bindings(statement.handle) }
    for row in rows {
      statement.bind(row)
      _ = try statement.step()
      statement.reset()
    }
  }

  /// Runs the statement once for each of the rows of a block, whose columns are its parameters in order.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  func insert(_ rows: Range<Int>, of block: RowBlock) throws(SQLiteBulkError) {
    defer { unsafe sqlite3_clear_bindings(statement.handle) }
    // The parameters point into the arenas, which therefore must stay until the last row is run.
    let outcome: Result<Void, SQLiteBulkError> = unsafe block.withUnsafeRows { block in
      Result { () throws(SQLiteBulkError) in
        for row in rows {
          for column in 0..<(unsafe block.columns) {
            unsafe bind(block, row, column)
          }
          _ = try statement.step()
          statement.reset()
        }
      }
    }
    try outcome.get()
  }

  private func bind(_ block: UnsafeBlock, _ row: Int, _ column: Int) {
    let parameter = Int32(column + 1)
    let (storage, bits) = unsafe block.column(column).value(row)
    switch storage {
    case .null: unsafe sqlite3_bind_null(statement.handle, parameter)
    case .integer:
      unsafe sqlite3_bind_int64(statement.handle, parameter, Int64(bitPattern: bits))
    case .real:
      unsafe sqlite3_bind_double(statement.handle, parameter, Double(bitPattern: bits))
    case .blob: unsafe sqlite3_bind_zeroblob(statement.handle, parameter, 0)
    case .text: unsafe statement.bind(block.text(bits), at: parameter, isKept: true)
    }
  }
}
