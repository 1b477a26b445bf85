extension Expression {
  /// Reads a formula or condition as the pipeline file writes it.
  ///
  /// From the loosest: `or`, `and`, `not`, comparisons (`= != < <= > >=`, `in (…)`,
  /// `between … and …`,
  /// `is missing`), `+ -`, `* /`, a leading `-`; `case when … then … else … end` is a value. An aggregate may be followed by `where` and a condition, which
  /// reaches as far as it can; parentheses end it, also the aggregate's own: `count(person where age < 6)`.
  ///
  /// - Parameter text: The expression, such as `count(*) where water_source = 'tap'`.
  /// - Throws: ``ExpressionSyntaxError`` with the place where the text stops making sense.
  package init(parsing text: String) throws(ExpressionSyntaxError) {
    var parser = ExpressionParser(tokens: try ExpressionToken.all(in: text))
    self = try parser.disjunction()
    try parser.expectEnd()
    guard !isLarger(than: Self.greatestSize), depth <= Self.greatestDepth else {
      throw ExpressionSyntaxError("expected a simpler expression", offset: 0)
    }
  }
}

/// A recursive descent over the tokens of one expression.
private struct ExpressionParser {
  private static let reserved: Set = [
    "and", "distinct", "in", "is", "missing", "not", "or", "where",
  ]

  let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0

  init(tokens: [ExpressionToken]) {
    self.tokens = tokens
  }

  private var token: ExpressionToken { tokens[position] }

  func expectEnd() throws(ExpressionSyntaxError) {
    guard token.kind == .end else { throw unexpected("the end or an operator") }
  }

  mutating func disjunction() throws(ExpressionSyntaxError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Expression.greatestNesting else {
      throw ExpressionSyntaxError(
        "nested more than \(Expression.greatestNesting) deep", offset: token.offset)
    }
    var parts = [try conjunction()]
    while take(word: "or") { parts.append(try conjunction()) }
    return Expression.joined(parts) { .or($0, $1) }
  }

  private mutating func conjunction() throws(ExpressionSyntaxError) -> Expression {
    var parts = [try negation()]
    while take(word: "and") { parts.append(try negation()) }
    return Expression.joined(parts) { .and($0, $1) }
  }

  private mutating func negation() throws(ExpressionSyntaxError) -> Expression {
    var count = 0
    while take(word: "not") { count += 1 }
    let condition = try comparison()
    return count % 2 == 0 ? condition : .not(condition)
  }

  private mutating func comparison() throws(ExpressionSyntaxError) -> Expression {
    let left = try sum()
    if take(word: "is") {
      let isNegated = take(word: "not")
      guard take(word: "missing") else { throw unexpected("“missing”") }
      return isNegated ? .not(.isMissing(left)) : .isMissing(left)
    }
    var isNegated = false
    if case .word("not") = token.kind, case .word(let next) = tokens[position + 1].kind,
      ["in", "between"].contains(next)
    {
      isNegated = true
      position += 1
    }
    if take(word: "in") {
      let condition = Expression.among(left, try list())
      return isNegated ? .not(condition) : condition
    }
    if take(word: "between") {
      let condition = try range(of: left)
      return isNegated ? .not(condition) : condition
    }
    guard case .symbol(let symbol) = token.kind,
      let comparison = Expression.Comparison(rawValue: symbol)
    else { return left }
    position += 1
    return .comparison(left, comparison, try sum())
  }

  /// What follows `between`: both bounds are in the range.
  private mutating func range(of value: Expression) throws(ExpressionSyntaxError) -> Expression {
    let least = try sum()
    guard take(word: "and") else { throw unexpected("“and” of between") }
    return .and(
      .comparison(value, .greaterOrEqual, least), .comparison(value, .lessOrEqual, try sum()))
  }

  private mutating func list() throws(ExpressionSyntaxError) -> [Expression] {
    try expect("(")
    var elements = [try disjunction()]
    while take(symbol: ",") { elements.append(try disjunction()) }
    try expect(")")
    return elements
  }

  private mutating func sum() throws(ExpressionSyntaxError) -> Expression {
    var terms = [Expression.Term(symbol: .plus, value: try product())]
    while true {
      if take(symbol: "+") {
        terms.append(Expression.Term(symbol: .plus, value: try product()))
      } else if take(symbol: "-") {
        terms.append(Expression.Term(symbol: .minus, value: try product()))
      } else {
        return Expression.sum(of: terms)
      }
    }
  }

  private mutating func product() throws(ExpressionSyntaxError) -> Expression {
    var left = try factor()
    var factors = 1
    while true {
      factors += 1
      let offset = token.offset
      if take(symbol: "*") {
        left = .arithmetic(left, .times, try factor())
      } else if take(symbol: "/") {
        left = .arithmetic(left, .divided, try factor())
      } else {
        return left
      }
      guard factors <= Expression.longestChain else {
        throw ExpressionSyntaxError(
          "more than \(Expression.longestChain) factors in a row", offset: offset)
      }
    }
  }

  private mutating func factor() throws(ExpressionSyntaxError) -> Expression {
    var count = 0
    while take(symbol: "-") { count += 1 }
    let operand = try primary()
    return count % 2 == 0 ? operand : .negated(operand)
  }

  private mutating func primary() throws(ExpressionSyntaxError) -> Expression {
    let start = token
    switch start.kind {
    case .number(let number):
      position += 1
      return .number(number)
    case .text(let text):
      position += 1
      return .text(text)
    case .symbol("("):
      position += 1
      let inner = try disjunction()
      try expect(")")
      return inner
    case .word("case") where tokens[position + 1].kind == .word("when"):
      position += 1
      return try choice()
    case .word("true"), .word("false"):
      position += 1
      return .boolean(start.kind == .word("true"))
    case .word(let word) where !Self.reserved.contains(word):
      position += 1
      guard token.kind == .symbol("(") else { return .variable(word) }
      return try call(word, at: start.offset)
    default:
      throw unexpected("a value")
    }
  }

  /// What follows `case`.
  private mutating func choice() throws(ExpressionSyntaxError) -> Expression {
    var parts: [Expression] = []
    while take(word: "when") {
      parts.append(try disjunction())
      guard take(word: "then") else { throw unexpected("“then”") }
      parts.append(try disjunction())
      guard parts.count <= 2 * Expression.longestChain else {
        throw ExpressionSyntaxError(
          "more than \(Expression.longestChain) conditions of a case", offset: token.offset)
      }
    }
    if take(word: "else") { parts.append(try disjunction()) }
    guard take(word: "end") else { throw unexpected("“when”, “else” or “end”") }
    return .call(.choice, parts)
  }

  private mutating func call(
    _ name: String, at offset: Int
  ) throws(ExpressionSyntaxError) -> Expression {
    try expect("(")
    if name == "count" { return try count() }
    // A record's name stands for its being there, so that `exists(person)` is any of them.
    let spelt = name == "exists" ? "any" : name
    if let aggregate = Expression.Aggregate.named.first(where: { $0.name == spelt })?.aggregate {
      let argument = try disjunction()
      if [.mean, .median].contains(aggregate), take(symbol: ",") {
        let weight = try disjunction()
        return aggregate == .mean
          ? .mean(of: argument, weight: weight, where: try closingCondition())
          : .aggregate(
            .weightedQuantile(0.5), .weighted(argument, by: weight),
            where: try closingCondition())
      }
      return .aggregate(aggregate, argument, where: try closingCondition())
    }
    if name == "quantile" { return try quantile() }
    if name == "band" {
      let arguments = try self.arguments()
      do {
        return try .band(arguments)
      } catch {
        throw ExpressionSyntaxError(error.reason, offset: offset)
      }
    }
    guard let function = Expression.Function.named(name), function != .choice else {
      let known =
        ["count", "quantile"] + Expression.Aggregate.named.map(\.name)
        + Expression.Function.all.filter { $0 != .choice }.map(\.name) + ["band"]
      throw ExpressionSyntaxError(
        "unknown function “\(name)”, known are \(known.joined(separator: ", "))", offset: offset)
    }
    let arguments = try arguments()
    guard function == .matches, arguments.count == 2, case .text(let pattern) = arguments[1] else {
      return .call(function, arguments)
    }
    do {
      return .call(try .matches(pattern), arguments)
    } catch {
      throw ExpressionSyntaxError(error.reason, offset: offset)
    }
  }

  /// What follows `NAME(`.
  private mutating func arguments() throws(ExpressionSyntaxError) -> [Expression] {
    var arguments = [try disjunction()]
    while take(symbol: ",") { arguments.append(try disjunction()) }
    try expect(")")
    return arguments
  }

  /// What follows `count(`.
  private mutating func count() throws(ExpressionSyntaxError) -> Expression {
    var argument: Expression?
    var aggregate = Expression.Aggregate.count
    if !take(symbol: "*") {
      if take(word: "distinct") { aggregate = .countDistinct }
      argument = try disjunction()
    }
    return .aggregate(aggregate, argument, where: try closingCondition())
  }

  /// What follows `quantile(`.
  private mutating func quantile() throws(ExpressionSyntaxError) -> Expression {
    let argument = try disjunction()
    try expect(",")
    guard case .number(let share) = token.kind, (0...1).contains(share) else {
      throw unexpected("a share from 0 to 1")
    }
    position += 1
    guard take(symbol: ",") else {
      return .aggregate(.quantile(share), argument, where: try closingCondition())
    }
    let weight = try disjunction()
    return .aggregate(
      .weightedQuantile(share), .weighted(argument, by: weight), where: try closingCondition())
  }

  /// The condition and the closing parenthesis of an aggregate, in either order.
  private mutating func closingCondition() throws(ExpressionSyntaxError) -> Expression? {
    if take(word: "where") {
      let condition = try disjunction()
      try expect(")")
      return condition
    }
    try expect(")")
    return take(word: "where") ? try disjunction() : nil
  }

  private mutating func take(word: String) -> Bool {
    guard token.kind == .word(word) else { return false }
    position += 1
    return true
  }

  private mutating func take(symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(ExpressionSyntaxError) {
    guard take(symbol: symbol) else { throw unexpected("“\(symbol)”") }
  }

  private func unexpected(_ expected: String) -> ExpressionSyntaxError {
    ExpressionSyntaxError("expected \(expected), found \(token.name)", offset: token.offset)
  }
}
