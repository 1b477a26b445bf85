/// Bytes that are no text in the encoding they are said to be in, or in any.
package struct UndecodableText: Error, Hashable, Sendable {
  /// What is wrong with them.
  package enum Reason: Hashable, Sendable {
    /// The encoding does not know the bytes at the offset.
    case invalid
    /// The line at the offset is in UTF-8, and other lines are not.
    case lineInUTF8
    /// The system has no table of the encoding.
    case noTable
  }

  /// The encoding that was tried last, or nil when all were.
  package let encoding: String?
  /// The first byte that cannot be read, or nil when it is not known.
  package let offset: Int?
  /// What is wrong there.
  package let reason: Reason

  init(encoding: String?, offset: Int?, reason: Reason = .invalid) {
    self.encoding = encoding
    self.offset = offset
    self.reason = reason
  }
}
