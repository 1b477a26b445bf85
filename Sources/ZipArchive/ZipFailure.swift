package import OperatingSystem

/// Why an archive or one of its members cannot be read.
package struct ZipFailure: Error, Equatable, Sendable {
  /// The kind of failure.
  package enum Kind: Equatable, Sendable {
    /// The system refuses to open or read the file.
    case refused(SystemFault)
    /// The file is no zip archive, or its directory is broken.
    case unreadable
    /// A member is damaged: truncated, of another length or checksum than the directory says.
    case damaged
    /// A member is encrypted.
    case encrypted
    /// A member goes beyond a limit.
    case limit
  }

  /// The limit that a member or an archive goes beyond.
  package enum Limit: Equatable, Sendable {
    /// The number of members.
    case members
    /// The inflated bytes of a member, by themselves or for each compressed one.
    case inflation
    /// The bytes of a member that is held in memory.
    case contents
  }

  /// The kind of failure.
  package let kind: Kind
  /// The limit, where the kind is one.
  package let limit: Limit?
  /// What was expected and found, without a final period.
  package let reason: String

  /// What the system refused, from `errno`.
  init(errno code: Int32) {
    self.init(SystemFault(errno: code))
  }

  /// What the system refused.
  init(_ fault: SystemFault) {
    self.init(.refused(fault), fault.what)
  }

  /// Describes a failure.
  package init(_ kind: Kind, _ reason: String, of limit: Limit? = nil) {
    self.kind = kind
    self.limit = limit
    self.reason = reason
  }
}
