internal import GRDB
internal import GRDBSQLite

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
}
