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

  /// The texts that stand in the expression and that it may give.
  package var givenTexts: [String] {
    switch self {
    case .text(let text): return [text]
    case .call(.sex, _): return ["male", "female"]
    case .call(.choice, let parts):
      return Function.values(ofChoices: parts).flatMap(\.givenTexts)
    case .call(.answers, let parts):
      return stride(from: 0, to: parts.count, by: 2).flatMap { parts[$0].givenTexts }
    case .call(let function, let parts) where function.givesArguments:
      return parts.flatMap(\.givenTexts)
    default: return []
    }
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
