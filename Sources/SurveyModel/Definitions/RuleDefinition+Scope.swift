extension PipelineDefinition {
  /// Whether a rule needs nothing but the values of one row as it is read.
  ///
  /// All others name records beside the row's own, as in `count(person) = members`, or variables that
  /// rest on such, and are tested over the store when every row is in it.
  package func isOfRow(_ rule: RuleDefinition) -> Bool {
    guard case .record(let record) = rule.subject else { return false }
    let across = sources.compactMap(\.schema).filter { $0.record == record }
      .reduce(into: Set<String>()) { $0.formUnion($1.acrossRecords) }
    return rule.formulas.allSatisfy {
      $0.isOfRow && across.isDisjoint(with: $0.variables)
    }
  }
}

extension RuleDefinition {
  /// The condition, and what gives the value that it corrects to.
  package var formulas: [Expression] {
    guard case .correct(_, let value) = severity else { return [condition] }
    return [condition, value]
  }
}
