/// Names and literals as SQL writes them.
package enum SQLName {
  /// An identifier in double quotes, those within it doubled.
  package static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Identifiers with commas between them.
  package static func list(_ names: [String]) -> String {
    names.map(quoted).joined(separator: ", ")
  }

  /// A text in single quotes.
  package static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
