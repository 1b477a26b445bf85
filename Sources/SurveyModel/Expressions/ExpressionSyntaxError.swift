/// Why a text is no expression, and where.
public struct ExpressionSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// "Expected X, found Y".
  public let reason: String
  /// The characters of the text before the place of the error.
  public let offset: Int

  /// Describes an error.
  public init(_ reason: String, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The reason with its place.
  public var description: String { "\(reason) at character \(offset + 1)" }
}
