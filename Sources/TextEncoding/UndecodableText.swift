/// Bytes that are no text in the encoding they are said to be in, or in any.
package struct UndecodableText: Error, Hashable, Sendable {
  /// The encoding that was tried last, or nil when all were.
  package let encoding: String?
  /// The first byte that cannot be read, or nil when it is not known.
  package let offset: Int?
}
