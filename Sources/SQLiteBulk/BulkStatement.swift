package import GRDB
internal import GRDBSQLite
internal import SQLDialect

/// An `INSERT` that is prepared once and run for every row.
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

  /// The text of an `INSERT` that has a parameter for each column, in order.
  package static func insert(into table: String, _ columns: [String]) -> String {
    let names = columns.map(SQLName.quoted).joined(separator: ", ")
    let parameters = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(SQLName.quoted(table)) (\(names)) VALUES (\(parameters))"
  }

  /// Runs the statement once for each row.
  ///
  /// - Parameters:
  ///   - count: The number of rows.
  ///   - bind: Sets every parameter of a row; what it leaves out keeps the value of the row before.
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package func insert(
    rows count: Int, _ bind: (Int, borrowing RowBinder) -> Void
  ) throws(SQLiteBulkError) {
    defer { unsafe sqlite3_clear_bindings(statement.handle) }
    let binder = unsafe RowBinder(handle: statement.handle)
    for row in 0..<count {
      bind(row, binder)
      _ = try statement.step()
      statement.reset()
    }
  }

  /// Runs the statement once for each of the rows of a block, whose columns are its parameters in order.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  func insert(_ rows: Range<Int>, of block: BulkBlock) throws(SQLiteBulkError) {
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
      let text = unsafe block.text(storage, bits)
      guard let length = Int32(exactly: text.count), length > 0, let base = text.baseAddress
      else {
        // The pointer must not be nil, which would bind NULL; of no byte SQLite keeps nothing.
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        unsafe sqlite3_bind_text(statement.handle, parameter, "", 0, transient)
        return
      }
      unsafe base.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
        // No destructor means that the bytes stay until the statement has run.
        _ = unsafe sqlite3_bind_text(statement.handle, parameter, start, length, nil)
      }
    }
  }
}

/// Sets the parameters of one row, which count from 1.
@safe
package struct RowBinder: ~Copyable {
  private let handle: OpaquePointer

  fileprivate init(handle: OpaquePointer) {
    unsafe self.handle = handle
  }

  /// Sets NULL.
  package func null(at parameter: Int) {
    unsafe sqlite3_bind_null(handle, Int32(parameter))
  }

  /// Sets a whole number.
  package func integer(_ value: Int64, at parameter: Int) {
    unsafe sqlite3_bind_int64(handle, Int32(parameter), value)
  }

  /// Sets a number.
  package func real(_ value: Double, at parameter: Int) {
    unsafe sqlite3_bind_double(handle, Int32(parameter), value)
  }

  /// Sets a text, copying it.
  package func text(_ value: String, at parameter: Int) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var value = value
    value.withUTF8 { bytes in
      let length = Int32(clamping: bytes.count)
      guard let base = bytes.baseAddress, length > 0 else {
        unsafe sqlite3_bind_text(handle, Int32(parameter), "", 0, transient)
        return
      }
      unsafe base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        _ = unsafe sqlite3_bind_text(handle, Int32(parameter), start, length, transient)
      }
    }
  }
}
