package import GRDB
internal import GRDBSQLite
package import Relational

/// The rows of a `SELECT`, one at a time, without an object a value.
///
/// It belongs to the connection it was prepared on and must be gone before that is closed. Columns
/// count from 0.
@safe
package struct BulkQuery: ~Copyable {
  /// The storage class of a value.
  package enum Kind: Int32 {
    /// A whole number.
    case integer = 1
    /// A number.
    case real = 2
    /// A text.
    case text = 3
    /// Bytes.
    case blob = 4
    /// No value.
    case null = 5
  }

  private let statement: PreparedStatement
  /// The number of columns.
  package let columnCount: Int

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - sql: The query.
  ///   - values: The values of its parameters `?1`, `?2`, ….
  ///   - database: The connection.
  /// - Throws: `SQLiteBulkError` when SQLite does not understand it.
  package init(
    _ sql: String, given values: [StoredValue?] = [], on database: Database
  ) throws(SQLiteBulkError) {
    statement = try PreparedStatement(sql, on: database)
    statement.bind(values)
    columnCount = unsafe Int(sqlite3_column_count(statement.handle))
  }

  /// Goes to the next row; false at the end.
  package mutating func next() throws(SQLiteBulkError) -> Bool {
    try statement.step()
  }

  /// The storage class of a value of the row.
  package func kind(at column: Int) -> Kind {
    unsafe Kind(rawValue: sqlite3_column_type(statement.handle, Int32(column))) ?? .null
  }

  /// A whole number of the row.
  package func integer(at column: Int) -> Int64 {
    unsafe sqlite3_column_int64(statement.handle, Int32(column))
  }

  /// A number of the row.
  package func real(at column: Int) -> Double {
    unsafe sqlite3_column_double(statement.handle, Int32(column))
  }

  /// A text of the row.
  package func text(at column: Int) -> String {
    let start = unsafe sqlite3_column_text(statement.handle, Int32(column))
    let count = unsafe Int(sqlite3_column_bytes(statement.handle, Int32(column)))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
  }

  /// A value of the row as a cell, or nil for NULL.
  package func cell(at column: Int) -> StoredValue? {
    switch kind(at: column) {
    case .integer: .integer(integer(at: column))
    case .real: .real(real(at: column))
    case .text: .text(text(at: column))
    case .blob: .blank
    case .null: nil
    }
  }
}
