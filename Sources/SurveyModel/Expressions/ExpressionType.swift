/// What the values of an expression are.
package enum ExpressionType: String, Hashable, Sendable {
  /// Numbers.
  case number
  /// Texts, codes and identifiers.
  case text
  /// Dates.
  case date
  /// Conditions, and yes/no variables.
  case boolean
  /// Several answers to one question.
  case answers = "set of answers"

  /// The type in a message.
  var words: String { self == .boolean ? "condition" : rawValue }

  /// The type of a variable's values.
  package init(_ kind: VariableDefinition.Kind) {
    self =
      switch kind {
      case .integer, .number: .number
      case .date: .date
      case .boolean: .boolean
      case .answers: .answers
      case .text, .code, .place, .residentID, .identifier: .text
      }
  }

  /// The type of what is kept of a variable: of hashes, texts, which have no order and no sum.
  package init(kept variable: VariableDefinition) {
    self = variable.isSealed ? .text : Self(variable.kind)
  }

  /// Whether values of the two types have an order between them.
  ///
  /// A date compares with the ISO text of a date.
  package func compares(with other: Self) -> Bool {
    switch (self, other) {
    case (.date, .text), (.text, .date): true
    default: self == other
    }
  }
}

/// Why an expression that parses means nothing.
package struct ExpressionTypeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// "Expected X, found Y".
  package let reason: String

  /// Describes an error.
  package init(_ reason: String) {
    self.reason = reason
  }

  /// The reason.
  package var description: String { reason }
}
