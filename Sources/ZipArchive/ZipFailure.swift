/// Why an archive or one of its members cannot be read.
package struct ZipFailure: Error, Equatable, Sendable {
  /// The kind of failure.
  package enum Kind: Equatable, Sendable {
    /// The file cannot be opened, or is no zip archive.
    case unreadable
    /// A member is damaged: truncated, of another length or checksum than the directory says.
    case damaged
    /// A member is encrypted.
    case encrypted
    /// A member goes beyond a limit.
    case limit
  }

  /// The kind of failure.
  package let kind: Kind
  /// What was expected and found, without a final period.
  package let reason: String

  /// Describes a failure.
  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
