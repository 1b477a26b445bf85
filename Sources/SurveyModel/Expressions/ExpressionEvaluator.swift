extension Expression {
  /// The value of the expression on one record.
  ///
  /// Anything computed from a missing value is missing, with the one exception of `is missing`; a
  /// division by 0 is missing too. `and` and `or` follow Kleene: `false and missing` is false.
  /// Values of different types never compare: the result is not tested.
  ///
  /// - Parameter lookup: The value of a variable; an unknown one is missing.
  /// - Returns: A value; conditions give `.boolean` or `.missing(.notTested)`. Aggregates, which have
  ///   no value on one record, give `.missing(.notTested)`.
  package func evaluate(_ lookup: (String) -> Value) -> Value {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .boolean(let flag): .boolean(flag)
    case .variable(let name): lookup(name)
    case .negated(let part): Self.onNumber(part.evaluate(lookup)) { -$0 }
    case .arithmetic(let left, let symbol, let right):
      Self.compute(left.evaluate(lookup), symbol, right.evaluate(lookup))
    case .comparison(let left, let symbol, let right):
      Self.compare(left.evaluate(lookup), symbol, right.evaluate(lookup))
    case .and(let left, let right): Self.junction(left, right, decidedBy: false, lookup)
    case .or(let left, let right): Self.junction(left, right, decidedBy: true, lookup)
    case .not(let part): Self.opposite(part.evaluate(lookup))
    case .among(let part, let parts): Self.search(part.evaluate(lookup), in: parts, lookup)
    case .isMissing(let part): .boolean(part.evaluate(lookup).isMissing)
    case .call(let function, let parts): function.value(parts.map { $0.evaluate(lookup) })
    case .aggregate: .missing(.notTested)
    }
  }

  static func onNumber(_ value: Value, _ body: (Double) -> Double) -> Value {
    if case .number(let number) = value { .number(body(number)) } else { .missing(.notTested) }
  }

  static func compute(_ left: Value, _ symbol: Arithmetic, _ right: Value) -> Value {
    guard case .number(let left) = left, case .number(let right) = right else {
      return .missing(.notTested)
    }
    switch symbol {
    case .plus: return .number(left + right)
    case .minus: return .number(left - right)
    case .times: return .number(left * right)
    case .divided: return right == 0 ? .missing(.notTested) : .number(left / right)
    }
  }

  static func compare(_ left: Value, _ symbol: Comparison, _ right: Value) -> Value {
    guard let order = order(left, right) else { return .missing(.notTested) }
    let holds =
      switch symbol {
      case .equal: order == 0
      case .notEqual: order != 0
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      }
    return .boolean(holds)
  }

  /// Negative, 0 or positive as `left` stands before, with or behind `right`, or nil.
  ///
  /// A date compares with the ISO text of a date, as it does in SQL.
  private static func order(_ left: Value, _ right: Value) -> Int? {
    func sign<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Int {
      left == right ? 0 : left < right ? -1 : 1
    }
    switch (left, right) {
    case (.number(let left), .number(let right)):
      return left.isNaN || right.isNaN ? nil : sign(left, right)
    case (.boolean(let left), .boolean(let right)): return sign(left ? 1 : 0, right ? 1 : 0)
    case (.date(let left), .date(let right)): return sign(left.description, right.description)
    case (.date(let left), .text(let right)): return sign(left.description, right)
    case (.text(let left), .date(let right)): return sign(left, right.description)
    case (.text(let left), .text(let right)):
      // By code units, as SQL's binary collation does; Swift's own order normalises.
      if left.utf8.elementsEqual(right.utf8) { return 0 }
      return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    default: return nil
    }
  }

  private static func junction(
    _ left: Expression, _ right: Expression, decidedBy decisive: Bool, _ lookup: (String) -> Value
  ) -> Value {
    let first = left.evaluate(lookup)
    if first == .boolean(decisive) { return first }
    let second = right.evaluate(lookup)
    if second == .boolean(decisive) { return second }
    guard case .boolean = first, case .boolean = second else { return .missing(.notTested) }
    return .boolean(!decisive)
  }

  static func opposite(_ value: Value) -> Value {
    if case .boolean(let flag) = value { .boolean(!flag) } else { .missing(.notTested) }
  }

  private static func search(
    _ value: Value, in parts: [Expression], _ lookup: (String) -> Value
  ) -> Value {
    var isTested = true
    for part in parts {
      switch compare(value, .equal, part.evaluate(lookup)) {
      case .boolean(true): return .boolean(true)
      case .boolean(false): continue
      default: isTested = false
      }
    }
    return isTested ? .boolean(false) : .missing(.notTested)
  }
}
