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
}
