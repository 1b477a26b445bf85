extension RecordSchema {
  /// The derived variables whose formulas rest on more than their row.
  ///
  /// They speak of other records, of what the gazetteer tells of the place in which the record counts, or
  /// of another such variable, and are computed when every row is in the store.
  package var acrossRecords: Set<String> {
    var found: Set<String> = []
    var before = -1
    while found.count > before {
      before = found.count
      for variable in variables {
        guard let formula = variable.derivation,
          !formula.isOfRow || !found.isDisjoint(with: formula.variables)
        else { continue }
        found.insert(variable.name)
      }
    }
    return found
  }
}

extension Expression {
  /// Whether every name is a variable of the row itself and no aggregate stands anywhere.
  var isOfRow: Bool {
    !hasAggregate && variables.allSatisfy { RecordRelations.path($0) == nil }
  }
}
