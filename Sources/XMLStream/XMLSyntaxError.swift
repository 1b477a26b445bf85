/// Why a document cannot be read, with the place where libxml2 gave up.
package struct XMLSyntaxError: Error, Equatable, Sendable {
  /// The kind of failure.
  package enum Kind: Equatable, Sendable {
    /// The document is not well formed.
    case malformed
    /// The document declares entities, which no spreadsheet needs and attacks use.
    case entities
  }

  /// The kind of failure.
  package let kind: Kind
  /// The one-based line of the failure, or zero.
  package let line: Int
  /// The one-based column of the failure, or zero if libxml2 did not report it.
  package let column: Int
  /// The parser's explanation, with no trailing newline or period.
  package let reason: String

  /// Describes a failure.
  package init(_ kind: Kind = .malformed, line: Int, column: Int, reason: String) {
    self.kind = kind
    self.line = line
    self.column = column
    self.reason = reason
  }
}
