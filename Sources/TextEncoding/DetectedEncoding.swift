/// The encoding that was found for a text, and what is doubtful about it.
package struct DetectedEncoding: Hashable, Sendable {
  /// Why an encoding may be the wrong one.
  package enum Doubt: Hashable, Sendable {
    /// It is but the least unlikely one.
    case guessed
    /// The text names an encoding that is not known, and this one was guessed in its place.
    case unknownName(String)
  }

  /// The encoding.
  package let encoding: TextEncoding
  /// Why it may be the wrong one; nil where it is certain.
  package let doubt: Doubt?

  /// An encoding and its doubt.
  package init(_ encoding: TextEncoding, doubt: Doubt? = nil) {
    self.encoding = encoding
    self.doubt = doubt
  }
}
