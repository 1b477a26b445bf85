extension Expression: CustomStringConvertible {
  /// The expression as the pipeline file would write it; parsing it gives the same tree.
  package var description: String {
    switch self {
    case .number(let number): number.plain
    case .text(let text): Self.quoted(text)
    case .boolean(let flag): flag ? "true" : "false"
    case .variable(let name): name
    case .negated(let part): "-\(part.enclosed)"
    case .arithmetic(let left, let symbol, let right):
      chain(left, symbol.rawValue, right)
    case .comparison(let left, let symbol, let right):
      "\(left.enclosed) \(symbol.rawValue) \(right.enclosed)"
    case .and(let left, let right): chain(left, "and", right)
    case .or(let left, let right): chain(left, "or", right)
    case .not(let part): "not \(part.enclosed)"
    case .among(let part, let parts):
      "\(part.enclosed) in (\(parts.map(\.description).joined(separator: ", ")))"
    case .isMissing(let part): "\(part.enclosed) is missing"
    case .call(.choice, let parts): Self.words(ofChoices: parts)
    case .call(let function, let parts):
      "\(function.name)(\(parts.map(\.description).joined(separator: ", ")))"
    case .aggregate(let aggregate, let part, let condition):
      Self.words(of: aggregate, part) + (condition.map { " where \($0)" } ?? "")
    }
  }

  /// The description in a message, cut where it is long.
  var shown: String {
    let whole = description
    return whole.count > Self.longestShown ? whole.prefix(Self.longestShown) + "…" : whole
  }

  private static let longestShown = 100

  /// Operands that lean to the left, without parentheses as far as they are read so.
  private func chain(_ left: Expression, _ symbol: String, _ right: Expression) -> String {
    var rest = ["\(symbol) \(right.enclosed)"]
    var (head, next) = (left, leftOfChain)
    while let node = next, rest.count < Self.longestChain - 1, let operands = node.operands {
      rest.append("\(operands.symbol) \(operands.right.enclosed)")
      (head, next) = (operands.left, node.leftOfChain)
    }
    return ([head.enclosed] + rest.reversed()).joined(separator: " ")
  }

  /// The operands of an operator that leans to the left.
  private var operands: (left: Expression, symbol: String, right: Expression)? {
    switch self {
    case .arithmetic(let left, let symbol, let right): (left, symbol.rawValue, right)
    case .and(let left, let right): (left, "and", right)
    case .or(let left, let right): (left, "or", right)
    default: nil
    }
  }

  private static func quoted(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "''") + "'"
  }

  private static func words(ofChoices parts: [Expression]) -> String {
    var words = "case"
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      words += " when \(parts[index]) then \(parts[index + 1])"
    }
    return words + (parts.count % 2 == 1 ? " else \(parts[parts.count - 1])" : "") + " end"
  }

  private static func words(of aggregate: Aggregate, _ part: Expression?) -> String {
    guard let part else { return "count(*)" }
    return switch aggregate {
    case .countDistinct: "count(distinct \(part))"
    case .quantile(let share) where aggregate != .median:
      "quantile(\(part), \(share.plain))"
    case .weightedQuantile(let share):
      words(ofWeighted: share, part)
    default: "\(aggregate.name)(\(part))"
    }
  }

  private static func words(ofWeighted share: Double, _ part: Expression) -> String {
    guard let (value, weight) = part.weightedParts else { return "" }
    return share == 0.5
      ? "median(\(value), \(weight))" : "quantile(\(value), \(share.plain), \(weight))"
  }

  private var enclosed: String {
    switch self {
    case .number, .text, .boolean, .variable, .call, .aggregate(_, _, where: nil): description
    default: "(\(description))"
    }
  }
}
