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
      for (index, value) in row.enumerated() { bind(value, at: Int32(index + 1)) }
      _ = try statement.step()
      statement.reset()
    }
  }

  private func bind(_ value: StoredValue?, at parameter: Int32) {
    switch value {
    case nil: unsafe sqlite3_bind_null(statement.handle, parameter)
    case .integer(let number)?: unsafe sqlite3_bind_int64(statement.handle, parameter, number)
    case .real(let number)?: unsafe sqlite3_bind_double(statement.handle, parameter, number)
    case .blank?: unsafe sqlite3_bind_zeroblob(statement.handle, parameter, 0)
    case .text(var text)?: text.withUTF8 { unsafe bind($0, at: parameter, isKept: false) }
    }
  }

  /// Sets a text; where it does not stay until the statement has run, SQLite copies it.
  private func bind(_ text: UnsafeBufferPointer<UInt8>, at parameter: Int32, isKept: Bool) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    guard let length = Int32(exactly: text.count), length > 0, let base = text.baseAddress else {
      // The pointer must not be nil, which would bind NULL; of no byte SQLite keeps nothing.
      unsafe sqlite3_bind_text(statement.handle, parameter, "", 0, transient)
      return
    }
    unsafe base.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
      // No destructor means that the bytes stay until the statement has run.
      _ = unsafe sqlite3_bind_text(
        statement.handle, parameter, start, length, isKept ? nil : transient)
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
    let (storage, bits) = unsafe block.value(row, column)
    switch storage {
    case .null: unsafe sqlite3_bind_null(statement.handle, parameter)
    case .integer:
      unsafe sqlite3_bind_int64(statement.handle, parameter, Int64(bitPattern: bits))
    case .real:
      unsafe sqlite3_bind_double(statement.handle, parameter, Double(bitPattern: bits))
    case .blob: unsafe sqlite3_bind_zeroblob(statement.handle, parameter, 0)
    case .text, .shared, .own:
      unsafe bind(block.text(storage, bits), at: parameter, isKept: true)
    }
  }
}
