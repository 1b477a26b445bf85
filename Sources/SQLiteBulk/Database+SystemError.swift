package import GRDB
internal import GRDBSQLite

extension Database {
  /// The `errno` of the last call of the system that failed for this connection; 0 for none.
  package var systemError: Int32 {
    guard let connection = unsafe sqliteConnection else { return 0 }
    return unsafe sqlite3_system_errno(connection)
  }
}
