internal import Relational
internal import SurveyModel

extension TargetMerge {
  /// The tables of records that other runs brought and this one has not, which stay as they are.
  func others(_ log: MigrationLog) throws(RunFailure) -> [String] {
    var others: [String] = []
    for name in try target.tables()
    where log.records.contains(name) && !tables.records.contains(where: { $0.name == name }) {
      let columns = try target.columns(of: name)
      if columns.contains(where: { $0.name == StandingTables.row }) { others.append(name) }
    }
    return others
  }

  /// Takes away the places that the run has not.
  func prunePlaces() throws(RunFailure) {
    let places = tables.places
    try target.run(
      Pruning(
        of: places.name, by: places.key,
        keeping: .columns(places.key, of: places.staging)))
  }

  /// Brings the places of the run.
  func mergePlaces() throws(RunFailure) {
    let places = tables.places
    let wanted = places.pairs.filtered([
      mode == .insert ? places.isNew : .binary(places.isNew, .or, places.isChanged)
    ])
    try target.run(
      Merge(
        into: places.name, by: places.key, places.values, match: mode == .insert ? .keep : .update,
        from: .derive(wanted, places.values.map { Derived($0, .column("i", $0)) })))
  }

  /// The rows of the run that come into a table, as `i`.
  private func wanted(_ table: StagedTable, _ change: TargetChange.Table) -> Plan {
    guard !table.key.isEmpty else {
      let rows = Plan.named(.scan(table.staging), "i")
      // Those that are there already are those of the run.
      return mode == .replace || change.before == 0 ? rows : rows.filtered([.boolean(false)])
    }
    return switch mode {
    case .insert: table.pairs.filtered([table.isNew])
    case .upsert: table.pairs.filtered([.binary(table.isNew, .or, table.isChanged)])
    // The rows become those of the run, and say so.
    case .replace: table.pairs
    }
  }

  /// Notes where the rows were read that come into the target, where that is not noted yet.
  func addSourceRows(_ change: TargetChange) throws(RunFailure) {
    let (table, staged) = (StandingTables.sourceRows, StandingTables.stagedRows)
    let key = StandingTables.keyOfRow
    let rows = zip(tables.records, change.tables)
      .map {
        Plan.derive(wanted($0, $1), [Derived("origin", .column("i", StandingTables.row))])
      }
    guard !rows.isEmpty else { return }
    let missing = Plan.named(.scan(staged.name), "s")
      .joined(
        .inner, .named(.distinct(.union(rows)), "w"),
        on: .binary(.column("w", "origin"), .equal, .column("s", "id"))
      )
      .joined(.left, .named(.scan(table.name), "p"), on: .same(key, of: "p", and: "s"))
      .filtered([.isNull(.column("p", "id"))])
    let columns = table.columns.map(\.name)
    let numbered = Plan.window(
      .derive(missing, columns.map { Derived($0, .column("s", $0)) }),
      [
        Window(
          "number", .rowNumber, by: [],
          order: [Ordering(.column(nil, "id"), mayBeMissing: false)])
      ])
    let last = try numbers(
      of: .group(
        .scan(table.name), by: [], [Derived("last", .call(.max, [.column(nil, "id")]))]))
    let values = columns.map { column in
      Derived(
        column,
        column == "id"
          ? .binary(.number(Double(last[0])), .plus, .column(nil, "number")) : .column(nil, column))
    }
    try target.append(.derive(numbered, values), to: table.name, columns)
  }

  /// Brings the rows of a record.
  func merge(
    _ table: StagedTable, _ change: TargetChange.Table
  ) throws(RunFailure) {
    let columns = [StandingTables.row] + table.values
    let rows = wanted(table, change)
      .joined(
        .inner, .named(.scan(StandingTables.stagedRows.name), "s"),
        on: .binary(.column("s", "id"), .equal, .column("i", StandingTables.row))
      )
      .joined(
        .inner, .named(.scan(StandingTables.row), "p"),
        on: .same(StandingTables.keyOfRow, of: "p", and: "s"))
    let plan = Plan.derive(
      rows,
      [Derived(StandingTables.row, .column("p", "id"))]
        + table.values.map { Derived($0, .column("i", $0)) })
    guard !table.key.isEmpty else {
      if mode == .replace {
        try target.run(
          Pruning(
            of: table.name, by: [StandingTables.row],
            keeping: .values([StandingTables.row], [])))
      }
      return try target.append(plan, to: table.name, columns)
    }
    if mode == .replace {
      // Those without a part of their key are known by nothing.
      if table.mayLackKey {
        try target.run(Removal(from: table.name, where: .not(table.hasKey(nil))))
      }
      let keys = Plan.filter(.scan(table.staging), table.hasKey(nil)).keeping(table.key)
      try target.run(Pruning(of: table.name, by: table.key, keeping: keys))
    }
    try target.run(
      Merge(
        into: table.name, by: table.key, columns, match: mode == .insert ? .keep : .update,
        from: plan))
  }

  /// Forgets where rows were read that are gone.
  func pruneSourceRows(besides others: [String]) throws(RunFailure) {
    let used = (tables.records.map(\.name) + others)
      .map {
        Plan.derive(.scan($0), [Derived("id", .column(nil, StandingTables.row))])
      }
    try target.run(
      Pruning(
        of: StandingTables.row, by: ["id"],
        keeping: used.isEmpty ? .values(["id"], []) : .union(used)))
  }
}
