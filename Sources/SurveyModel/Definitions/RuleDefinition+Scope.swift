extension RuleDefinition {
  /// Whether the rule needs nothing but the values of one row.
  ///
  /// All others name records beside the row's own, as in `count(person) = members`, and are tested
  /// over the store when every row is in it.
  package var isOfRow: Bool {
    guard case .record = subject else { return false }
    guard case .correct(_, let value) = severity else { return condition.isOfRow }
    return condition.isOfRow && value.isOfRow
  }
}

extension Expression {
  /// Whether every name is a variable of the row itself and no aggregate stands anywhere.
  fileprivate var isOfRow: Bool {
    !hasAggregate && variables.allSatisfy { RecordRelations.path($0) == nil }
  }
}
