extension Expression {
  /// The name of a function in what is aggregated, not in its condition, that tells records apart.
  ///
  /// Of some records it gives another value than of others. Nil where none does.
  package var choosingFunction: String? {
    for case .aggregate(_, let value?, _) in aggregates {
      var found: String?
      value.visit { part in
        if case .call(let function, _) = part, function.choosesRecords { found = function.name }
      }
      if let found { return found }
    }
    return nil
  }

  /// The texts that stand in the expression and that it may give, those of bands from the lowest.
  package var givenTexts: [String] { givenTexts { _ in [] } ?? [] }

  /// The texts that it may give, those of bands from the lowest.
  ///
  /// - Parameter variables: The texts that a variable may have, in order; nil where nobody knows.
  /// - Returns: The texts, in the order in which they stand; nil where nobody knows them all.
  package func givenTexts(of variables: (String) -> [String]?) -> [String]? {
    func all(_ parts: [Expression]) -> [String]? {
      var texts: [String] = []
      for part in parts {
        guard let given = part.givenTexts(of: variables) else { return nil }
        texts += given
      }
      return texts
    }
    switch self {
    case .text(let text): return [text]
    case .variable(let name): return variables(name)
    case .call(.sex, _): return ["male", "female"]
    case .call(.choice, let parts):
      let values = Function.values(ofChoices: parts)
      return all(Self.areFallingBounds(parts) ? values.reversed() : values)
    case .call(.answers, let parts):
      return all(stride(from: 0, to: parts.count, by: 2).map { parts[$0] })
    case .call(let function, let parts) where function.givesArguments: return all(parts)
    case .aggregate(let aggregate, let value?, _) where aggregate.givesValues:
      return value.givenTexts(of: variables)
    default: return []
    }
  }

  /// Whether the conditions of a choice are the bounds of one value, from the highest, as those of bands are.
  private static func areFallingBounds(_ parts: [Expression]) -> Bool {
    var last: (value: Expression, bound: Double)?
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      guard case .comparison(let value, .greaterOrEqual, let part) = parts[index],
        let bound = part.literalNumber,
        last.map({ $0.value == value && $0.bound > bound }) ?? true
      else { return false }
      last = (value, bound)
    }
    return parts.count.isMultiple(of: 2)
  }

  /// The variables whose very values the expression may give.
  ///
  /// Less than ``variables``: a condition, a count, the length of a text, and what an identity number
  /// states (a day of birth, a sex) say something about a value without being it.
  package var givenVariables: Set<String> {
    switch self {
    case .variable(let name): [name]
    case .number, .text, .boolean, .comparison, .and, .or, .not, .among, .isMissing: []
    case .negated(let part): part.givenVariables
    case .arithmetic(let left, _, let right): left.givenVariables.union(right.givenVariables)
    case .call(let function, let parts):
      function.givesArguments ? parts.reduce(into: []) { $0.formUnion($1.givenVariables) } : []
    case .aggregate(let aggregate, let value, _):
      aggregate.givesValues ? value?.givenVariables ?? [] : []
    }
  }
}
