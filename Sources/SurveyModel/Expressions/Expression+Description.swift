extension Expression: CustomStringConvertible {
  /// The expression as the pipeline file would write it; parsing it gives the same tree.
  public var description: String {
    switch self {
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    case .text(let text): Self.quoted(text)
    case .boolean(let flag): flag ? "true" : "false"
    case .variable(let name): name
    case .negated(let part): "-\(part.enclosed)"
    case .arithmetic(let left, let symbol, let right):
      "\(shown(left)) \(symbol.rawValue) \(right.enclosed)"
    case .comparison(let left, let symbol, let right):
      "\(left.enclosed) \(symbol.rawValue) \(right.enclosed)"
    case .and(let left, let right): "\(shown(left)) and \(right.enclosed)"
    case .or(let left, let right): "\(shown(left)) or \(right.enclosed)"
    case .not(let part): "not \(part.enclosed)"
    case .among(let part, let parts):
      "\(part.enclosed) in (\(parts.map(\.description).joined(separator: ", ")))"
    case .isMissing(let part): "\(part.enclosed) is missing"
    case .call(let function, let parts):
      "\(function.rawValue)(\(parts.map(\.description).joined(separator: ", ")))"
    case .aggregate(let aggregate, let part, let condition):
      Self.words(of: aggregate, part) + (condition.map { " where \($0)" } ?? "")
    }
  }

  /// The left operand, without parentheses where the chain is read as it leans.
  private func shown(_ left: Expression) -> String {
    leftOfChain != nil && chainLength <= Self.longestChain ? left.description : left.enclosed
  }

  private static func quoted(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "''") + "'"
  }

  private static func words(of aggregate: Aggregate, _ part: Expression?) -> String {
    guard let part else { return "count(*)" }
    return aggregate == .countDistinct
      ? "count(distinct \(part))" : "\(aggregate.rawValue)(\(part))"
  }

  private var enclosed: String {
    switch self {
    case .number, .text, .boolean, .variable, .call, .aggregate(_, _, where: nil): description
    default: "(\(description))"
    }
  }
}
