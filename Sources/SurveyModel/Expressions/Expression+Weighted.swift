extension Expression {
  /// The mean of values that stand for so many: the sum of the products, over the sum of the weights of those
  /// whose value is known.
  static func mean(
    of value: Expression, weight: Expression, where condition: Expression?
  ) -> Expression {
    let isKnown = Expression.not(.isMissing(value))
    return .arithmetic(
      .aggregate(.sum, .arithmetic(value, .times, weight), where: condition), .divided,
      .aggregate(.sum, weight, where: condition.map { .and($0, isKnown) } ?? isKnown))
  }

  /// What a weighted quantile is taken over.
  static func weighted(_ value: Expression, by weight: Expression) -> Expression {
    .call(.weighted, [value, weight])
  }

  /// A value and its weight, where it is what ``Aggregate/weightedQuantile(_:)`` is taken over; else nil.
  package var weightedParts: (value: Expression, weight: Expression)? {
    guard case .call(.weighted, let parts) = self, parts.count == 2 else { return nil }
    return (parts[0], parts[1])
  }
}

extension Expression {
  /// Whether it is a weighted quantile.
  package var isWeightedQuantile: Bool {
    if case .aggregate(.weightedQuantile, _, _) = self { true } else { false }
  }
}

extension Expression.Function {
  /// A value with its weight.
  ///
  /// No name gives it, and nothing but a weighted quantile takes it.
  static let weighted = Self(
    "weighted", .fixed([.number, .number], gives: .number), givesArguments: true, "", missing: "",
    example: "", gives: ""
  ) { _ in .missing(.notTested) }
}
