internal import SurveyModel

/// A variable that decides what a record gives to an aggregate, and what it is asked for.
struct UsedVariable: Hashable {
  /// The name, behind that of another record where it is of that.
  let name: String
  /// What it is asked for.
  var uses: [RecordTrace.Use]

  /// The variables that decide what records of a part give to an aggregate: those that its formulas name,
  /// and those that these are derived from.
  ///
  /// - Parameters:
  ///   - slot: The aggregate.
  ///   - part: The records that it is over.
  ///   - table: The table.
  ///   - tellsPlace: Whether the row is that of a place, and not the grand total.
  /// - Returns: The variables, in the order of their uses.
  static func all(
    of slot: MeasureScope.Slot, _ part: MeasureScope.Part, in table: TableDefinition,
    tellsPlace: Bool
  ) -> [Self] {
    var used: [Self] = []
    func add(_ names: [String], _ use: RecordTrace.Use) {
      for name in names {
        if let index = used.firstIndex(where: { $0.name == name }) {
          guard !used[index].uses.contains(use) else { continue }
          used[index].uses.append(use)
        } else {
          used.append(Self(name: name, uses: [use]))
        }
        if let formula = part.record.variable(name)?.derivation { add(formula.variables, use) }
        // What the gazetteer tells is told of the record's place.
        if RecordRelations.path(name)?.record == RecordRelations.place {
          add(part.place.variables.map(\.name), use)
        }
      }
    }
    add(slot.argument?.variables ?? [], .argument)
    add(slot.condition?.variables ?? [], .condition)
    add(table.filter?.variables ?? [], .filter)
    add(table.dimensions.filter { !Waves.isWave($0) || part.record.readsWave }, .dimension)
    if tellsPlace { add(part.place.variables.map(\.name), .place) }
    return used
  }
}

extension StoreLayout.Record {
  /// Whether its rows say themselves of which wave they are.
  fileprivate var readsWave: Bool {
    variable(Waves.variable).map { !$0.headers.isEmpty || $0.column != nil } ?? false
  }
}
