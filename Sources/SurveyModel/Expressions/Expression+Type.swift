extension Expression {
  /// The type of a formula or condition on one record, in which no aggregate may stand.
  ///
  /// - Parameter variable: The type of a variable, or nil for a name that is none.
  /// - Returns: The type; `.boolean` for a condition.
  /// - Throws: `ExpressionTypeError` when a name is unknown or an operand is of the wrong type.
  package func type(
    _ variable: (String) -> ExpressionType?
  ) throws(ExpressionTypeError) -> ExpressionType {
    try check(names: variable, aggregated: nil)
  }

  /// The type of a measure: names inside aggregates are variables, outside they are measures.
  ///
  /// - Parameters:
  ///   - variables: The type of a variable of the record, or nil for a name that is none.
  ///   - measures: The type of an earlier measure of the table, or nil for a name that is none.
  /// - Returns: The type of the measure's figures.
  /// - Throws: `ExpressionTypeError` when a name is unknown or an operand is of the wrong type.
  package func type(
    variables: @escaping (String) -> ExpressionType?, measures: (String) -> ExpressionType?
  ) throws(ExpressionTypeError) -> ExpressionType {
    try check(names: measures, aggregated: variables)
  }

  private func check(
    names: (String) -> ExpressionType?, aggregated: ((String) -> ExpressionType?)?
  ) throws(ExpressionTypeError) -> ExpressionType {
    func expect(
      _ part: Expression, _ type: ExpressionType
    ) throws(ExpressionTypeError) {
      let found = try part.check(names: names, aggregated: aggregated)
      guard found == type else {
        throw ExpressionTypeError(
          "expected a \(type.rawValue), found “\(part.shown)”, a \(found.rawValue)")
      }
    }
    func expectComparable(
      _ left: Expression, _ right: Expression
    ) throws(ExpressionTypeError) {
      let first = try left.check(names: names, aggregated: aggregated)
      let second = try right.check(names: names, aggregated: aggregated)
      guard first.compares(with: second) else {
        throw ExpressionTypeError(
          "“\(left.shown)” is a \(first.rawValue) and does not compare with “\(right.shown)”, "
            + "a \(second.rawValue)")
      }
    }
    switch self {
    case .number: return .number
    case .text: return .text
    case .boolean: return .boolean
    case .variable(let name):
      guard let type = names(name) else {
        throw ExpressionTypeError(
          aggregated == nil ? "unknown variable “\(name)”" : "unknown measure “\(name)”")
      }
      return type
    case .negated(let part):
      try expect(part, .number)
      return .number
    case .arithmetic(let left, _, let right):
      try expect(left, .number)
      try expect(right, .number)
      return .number
    case .comparison(let left, _, let right):
      try expectComparable(left, right)
      return .boolean
    case .and(let left, let right), .or(let left, let right):
      try expect(left, .boolean)
      try expect(right, .boolean)
      return .boolean
    case .not(let part):
      try expect(part, .boolean)
      return .boolean
    case .among(let part, let parts):
      for other in parts { try expectComparable(part, other) }
      return .boolean
    case .isMissing(let part):
      _ = try part.check(names: names, aggregated: aggregated)
      return .boolean
    case .call(let function, let parts):
      var types: [ExpressionType] = []
      for part in parts { types.append(try part.check(names: names, aggregated: aggregated)) }
      return try function.result(over: parts, types) { name in
        Waves.isWave(name) && names(name) == .text
      }
    case .aggregate(let aggregate, let part, let condition):
      guard let aggregated else {
        throw ExpressionTypeError("\(aggregate.name) has no value on one record")
      }
      return try Self.check(aggregate, part, condition, aggregated)
    }
  }

  private static func check(
    _ aggregate: Aggregate, _ part: Expression?, _ condition: Expression?,
    _ variables: (String) -> ExpressionType?
  ) throws(ExpressionTypeError) -> ExpressionType {
    if let condition {
      let found = try condition.check(names: variables, aggregated: nil)
      guard found == .boolean else {
        throw ExpressionTypeError(
          "expected a condition, found “\(condition.shown)”, a \(found.rawValue)")
      }
    }
    let type = try part?.check(names: variables, aggregated: nil)
    guard let found = aggregate.type(over: type) else {
      throw ExpressionTypeError(
        "expected \(aggregate.argument.expectation) in \(aggregate.name), "
          + "found “\(part?.shown ?? "*")”")
    }
    return found
  }
}
