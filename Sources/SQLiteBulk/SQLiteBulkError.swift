internal import GRDBSQLite

/// Why SQLite refused a statement.
package struct SQLiteBulkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// SQLite's result code.
  package let code: Int32
  /// SQLite's own words.
  package let message: String

  /// Describes a refusal.
  package init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// The last error of a connection.
  @safe
  init(_ code: Int32, of connection: OpaquePointer) {
    self.init(code: code, message: unsafe String(cString: sqlite3_errmsg(connection)))
  }

  /// The message with the code.
  package var description: String { "\(message) (SQLite \(code))" }
}
