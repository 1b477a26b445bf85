/// What the values of a scalar are.
package enum ScalarKind: Hashable, Sendable {
  /// None: the value is always missing.
  case missing
  /// Whole numbers.
  case integer
  /// Numbers.
  case number
  /// Texts.
  case text
  /// Whether something is so, which engines keep as a whole number.
  case condition
  /// The numbers of a group, as ``Scalar/Function/collect`` gives them.
  case collection
  /// Numbers of a group with their weights, as ``Scalar/Function/collectWeighted`` gives them.
  case weightedCollection
  /// Anything.
  case any

  /// What a column of a table gives.
  package init(_ kind: StoredTable.Kind) {
    switch kind {
    case .integer: self = .integer
    case .number: self = .number
    case .text: self = .text
    case .any: self = .any
    }
  }

  /// The kind that has the values of two.
  ///
  /// - Parameter other: The other kind.
  /// - Returns: The kind; nil where no column should have both, as of texts and numbers.
  package func common(with other: Self) -> Self? {
    if self == other || other == .missing { return self }
    if self == .missing { return other }
    if self == .any || other == .any { return .any }
    return switch (self, other) {
    case (.integer, .number), (.number, .integer): .number
    case (.integer, .condition), (.condition, .integer): .integer
    default: nil
    }
  }

  /// Whether a value can be calculated with.
  var isCalculable: Bool {
    ![.text, .condition, .collection, .weightedCollection].contains(self)
  }
  /// Whether there are numbers in it.
  var hasNumbers: Bool { isCalculable || self == .collection }
  /// Whether there are weighted numbers in it.
  var hasWeightedNumbers: Bool {
    self == .weightedCollection || self == .any || self == .missing
  }
  /// Whether a value can be a text.
  var isTextual: Bool { self == .text || self == .any || self == .missing }
  /// Whether a value can be a whole number.
  var isWhole: Bool { self == .integer || self == .any || self == .missing }
  /// Whether a value can be a condition; tables keep conditions as whole numbers.
  var isTestable: Bool { self == .condition || isWhole }
}
