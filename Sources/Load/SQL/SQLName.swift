internal import SQLiteBulk

/// Names and literals as SQL writes them.
package enum SQLName {
  /// An identifier in double quotes.
  package static func quoted(_ name: String) -> String {
    BulkStatement.quoted(name)
  }

  /// A text in single quotes.
  package static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
