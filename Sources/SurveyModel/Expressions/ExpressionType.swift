/// What the values of an expression are.
public enum ExpressionType: String, Hashable, Sendable {
  /// Numbers.
  case number
  /// Texts, codes and identifiers.
  case text
  /// Dates.
  case date
  /// Conditions, and yes/no variables.
  case boolean

  /// The type of a variable's values.
  public init(_ kind: VariableDefinition.Kind) {
    self =
      switch kind {
      case .integer, .number: .number
      case .date: .date
      case .boolean: .boolean
      case .text, .code, .place, .residentID, .identifier: .text
      }
  }

  /// Whether values of the two types have an order between them.
  ///
  /// A date compares with the ISO text of a date.
  public func compares(with other: Self) -> Bool {
    switch (self, other) {
    case (.date, .text), (.text, .date): true
    default: self == other
    }
  }
}

/// Why an expression that parses means nothing.
public struct ExpressionTypeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// "Expected X, found Y".
  public let reason: String

  /// Describes an error.
  public init(_ reason: String) {
    self.reason = reason
  }

  /// The reason.
  public var description: String { reason }
}
