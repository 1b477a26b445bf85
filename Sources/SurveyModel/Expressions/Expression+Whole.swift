extension Expression {
  /// Whether the values of a formula are whole numbers wherever it has some.
  ///
  /// - Parameter isWhole: Whether those of a variable are.
  /// - Returns: False where it may give a fraction.
  package func isWhole(_ isWhole: (String) -> Bool) -> Bool {
    switch self {
    case .number(let number): number == number.rounded()
    case .variable(let name): isWhole(name)
    case .negated(let part): part.isWhole(isWhole)
    case .arithmetic(_, .divided, _): false
    case .arithmetic(let left, _, let right): left.isWhole(isWhole) && right.isWhole(isWhole)
    case .call(let function, let parts):
      switch function {
      case .round: parts.count == 1 || parts[1] == .number(0)
      case .abs, .least, .greatest, .coalesce: parts.allSatisfy { $0.isWhole(isWhole) }
      case .choice: Function.values(ofChoices: parts).allSatisfy { $0.isWhole(isWhole) }
      // Counts of days, years and characters.
      default: true
      }
    case .aggregate(let aggregate, let part, _):
      switch aggregate {
      case .count, .countDistinct: true
      case .sum, .min, .max: part?.isWhole(isWhole) ?? true
      default: false
      }
    default: true
    }
  }
}
