internal import GRDB
internal import GRDBSQLite
internal import Relational

/// A statement of a connection, finalised with its owner.
@safe
struct PreparedStatement: ~Copyable {
  let connection: OpaquePointer
  let handle: OpaquePointer

  init(_ sql: String, on database: Database) throws(SQLiteBulkError) {
    guard let connection = unsafe database.sqliteConnection else {
      throw SQLiteBulkError(code: SQLITE_MISUSE, message: "the connection is closed")
    }
    var handle: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      throw SQLiteBulkError(code, of: connection)
    }
    unsafe self.connection = connection
    unsafe self.handle = handle
  }

  /// A statement, or nil where SQLite does not accept its words.
  ///
  /// - Throws: `SQLiteBulkError` for every other reason.
  static func accepted(
    _ sql: String, on database: Database
  ) throws(SQLiteBulkError) -> PreparedStatement? {
    do {
      return try PreparedStatement(sql, on: database)
    } catch {
      if error.code == SQLITE_ERROR { return nil }
      throw error
    }
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Runs the statement to its next row; false at the end.
  func step() throws(SQLiteBulkError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = unsafe SQLiteBulkError(code, of: connection)
      unsafe sqlite3_reset(handle)
      throw error
    }
  }

  /// Makes the statement ready to run again.
  func reset() {
    unsafe sqlite3_reset(handle)
  }

  /// Sets the values of the parameters `?1`, `?2`, ….
  func bind(_ values: [StoredValue?]) {
    for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
  }

  private func bind(_ value: StoredValue?, at parameter: Int32) {
    switch value {
    case nil: unsafe sqlite3_bind_null(handle, parameter)
    case .integer(let number)?: unsafe sqlite3_bind_int64(handle, parameter, number)
    case .real(let number)?: unsafe sqlite3_bind_double(handle, parameter, number)
    case .blank?: unsafe sqlite3_bind_zeroblob(handle, parameter, 0)
    case .text(var text)?: text.withUTF8 { unsafe bind($0, at: parameter, isKept: false) }
    }
  }

  /// Sets a text; where it does not stay until the statement has run, SQLite copies it.
  func bind(_ text: UnsafeBufferPointer<UInt8>, at parameter: Int32, isKept: Bool) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    guard let length = Int32(exactly: text.count), length > 0, let base = text.baseAddress else {
      // The pointer must not be nil, which would bind NULL; of no byte SQLite keeps nothing.
      unsafe sqlite3_bind_text(handle, parameter, "", 0, transient)
      return
    }
    unsafe base.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
      // No destructor means that the bytes stay until the statement has run.
      _ = unsafe sqlite3_bind_text(
        handle, parameter, start, length, isKept ? nil : transient)
    }
  }
}
