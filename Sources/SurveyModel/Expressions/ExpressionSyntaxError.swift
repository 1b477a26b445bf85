/// Why a text is no expression, and where.
package struct ExpressionSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// "Expected X, found Y".
  package let reason: String
  /// The characters of the text before the place of the error.
  package let offset: Int

  /// Describes an error.
  package init(_ reason: String, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The reason with its place.
  package var description: String { "\(reason) at character \(offset + 1)" }
}
