internal import Relational
internal import SurveyModel

/// The transaction that brings the records of a run into a target.
///
/// The rows of the run come from its own database into temporary tables of the target; everything else is
/// plans over both.
struct TargetMerge {
  typealias Mode = PipelineDefinition.MigrationPublication.Mode

  let target: any StandingEngine
  /// The run's own database.
  let records: any ReadableEngine
  let tables: StandingTables
  let layout: StoreLayout
  let path: String
  let mode: Mode

  // MARK: The rows of the run

  /// Brings the records of the run beside those of the target.
  func stageRecords() throws(RunFailure) {
    for table in tables.records {
      try refuseMissingKeys(of: table)
      try stage(table)
    }
  }

  /// Brings the rows of a table of the run's own database beside those of the target.
  func stage(_ table: StagedTable) throws(RunFailure) {
    try target.make(table.temporary)
    let columns = table.table.columns.map(\.name)
    try target.append(.columns(columns, of: table.name), of: records, to: table.staging, columns)
  }

  private func refuseMissingKeys(of table: StagedTable) throws(RunFailure) {
    guard !table.key.isEmpty, mode != .replace || !table.mayLackKey else { return }
    let keyless = Plan.named(.scan(table.name), "i")
      .filtered([.not(table.hasKey("i"))])
    let count = try records.count(of: keyless)
    guard count > 0 else { return }
    let places = try self.places(of: keyless, in: records, StandingTables.row)
    throw RunFailure(
      Diagnostic(
        .migrationKeyMissing, at: SourceLocation(file: path),
        "expected the whole key of every \(table.name), found \(count) without a part of it, read at \(places)",
        remedy:
          "make \(table.key.joined(separator: " and ")) required, so that such rows are held back, or write mode: replace"
      ))
  }

  /// Brings where the records of the run were read beside the rows of the target.
  private func stageRows(_ run: TargetRun) throws(RunFailure) {
    let digests = Dictionary(
      run.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let table = StandingTables.stagedRows
    try target.make(table)
    var buffer = RowBuffer(for: table.name, table.columns.map(\.name), of: target)
    let rows = Plan.columns(["id", "file", "worksheet", "row"], of: StandingTables.row)
    try records.rows(of: rows) { row throws(RunFailure) in
      guard let origin = row[0]?.key, case .text(let file)? = row[1] else { return }
      try buffer.append([
        row[0], row[1], .text(digests[file] ?? ""), row[2],
        .integer(Int64(origin.worksheet) + 1), row[3],
      ])
    }
    try buffer.flush()
  }

  /// Where the first rows of a plan named `i` were read, as a person would name them.
  private func places(
    of rows: Plan, in engine: any ReadableEngine, _ table: String
  ) throws(RunFailure) -> String {
    let located =
      rows.joined(
        .inner, .named(.scan(table), "s"),
        on: .binary(.column("s", "id"), .equal, .column("i", StandingTables.row)))
    let order = ["file", "worksheet", "row"].map { Ordering(.column("s", $0)) }
    let first = Plan.limited(
      .derive(
        .order(located, order),
        ["file", "worksheet", "row"].map { Derived($0, .column("s", $0)) }), to: 3)
    var places: [String] = []
    try engine.rows(of: first) { row throws(RunFailure) in
      let number = row[2]?.published ?? ""
      places.append(
        "\(row[0]?.published ?? ""):\(row[1]?.published ?? "")!\(number):\(number)")
    }
    return places.joined(separator: ", ")
  }

  // MARK: What is there

  /// What the run would do to a table, whose rows stand beside those of the target.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - isRepeated: Whether the records of the run were inserted before: what was changed since stays.
  /// - Returns: The counts of its rows, those after the change left at 0.
  /// - Throws: `RunFailure` when the engine refuses.
  func change(of table: StagedTable, isRepeated: Bool) throws(RunFailure) -> TargetChange.Table {
    var change = TargetChange.Table(record: table.name)
    change.before = try target.count(of: table.name)
    change.rows = try target.count(of: table.staging)
    let counts = try numbers(of: table.key.isEmpty ? table.difference : table.counts)
    switch (mode, table.key.isEmpty) {
    case (.replace, true): (change.inserted, change.deleted) = (counts[0], counts[1])
    case (_, true) where isRepeated && change.before > 0:
      change.kept = counts[0]
      change.isLeft = counts[0] > 0 || counts[1] > 0
    case (_, true):
      (change.inserted, change.isLeft) = (counts[0], change.before > 0 && counts != [0, 0])
    case (.insert, false):
      (change.inserted, change.kept, change.isLeft) = (counts[0], counts[1], counts[1] > 0)
    case (.upsert, false): (change.inserted, change.updated) = (counts[0], counts[1])
    case (.replace, false):
      (change.inserted, change.updated) = (counts[0], counts[1])
      guard table.mayLackKey else {
        change.deleted = change.before - (change.rows - change.inserted)
        break
      }
      let known = try target.count(of: .filter(.scan(table.name), table.hasKey(nil)))
      let others = try numbers(of: table.difference)
      change.deleted = known - (counts[2] - counts[0]) + others[1]
      change.inserted += others[0]
    }
    return change
  }

  private func numbers(of plan: Plan) throws(RunFailure) -> [Int] {
    var numbers: [Int] = []
    try target.rows(of: plan) { row throws(RunFailure) in
      // The sum of no row is none.
      numbers = row.map { cell in if case .integer(let number)? = cell { Int(number) } else { 0 } }
    }
    return numbers
  }

  // MARK: The change

  /// Changes the target, without an end of the transaction.
  ///
  /// - Parameter run: The run.
  /// - Returns: What it does.
  /// - Throws: `RunFailure` when a table is another, rows contradict each other, or the engine refuses.
  func apply(_ run: TargetRun) throws(RunFailure) -> TargetChange {
    try checkSchema()
    let made = Set(try target.tables())
    for table in tables.all where !made.contains(table.name) { try target.make(table) }
    try stageRecords()
    try stage(tables.places)
    try stageRows(run)
    let log = try MigrationLog(of: target)
    var change = TargetChange(path: path, mode: mode)
    let isRepeated = mode == .insert && log.has(run)
    for table in tables.records {
      change.tables.append(try self.change(of: table, isRepeated: isRepeated))
    }
    switch mode {
    case .insert where !isRepeated: try refuseConflicts(change)
    case .insert, .upsert: break
    case .replace: try refuseOthers(change, log, run)
    }
    try mergePlaces(isAlone: log.isAlone(run))
    try addSourceRows(change)
    for (number, table) in tables.records.enumerated() {
      try merge(table, change.tables[number])
      change.tables[number].after = try target.count(of: table.name)
    }
    if mode == .replace, log.isAlone(run) { try pruneSourceRows() }
    try checkReferences()
    change.columns = try TargetComparison(self).columns()
    try check(change)
    try log.append(change, run, to: target)
    return change
  }

  private func checkSchema() throws(RunFailure) {
    var differences: [String] = []
    for table in tables.all {
      differences += (try target.differences(from: table) ?? []).map { "\(table.name): \($0)" }
    }
    guard !differences.isEmpty else { return }
    throw RunFailure(
      Diagnostic(
        .migrationSchema, at: SourceLocation(file: path),
        "expected the tables of the pipeline's records, found others: \(differences.joined(separator: "; "))",
        remedy:
          "change or rename these tables, or name another file under into:; nothing has been changed"
      ))
  }

  /// Refuses rows that are there with other values.
  private func refuseConflicts(_ change: TargetChange) throws(RunFailure) {
    for (table, change) in zip(tables.records, change.tables) {
      guard !table.key.isEmpty else {
        try refuseOthers(table, change)
        continue
      }
      guard change.kept > 0 else { continue }
      let places = try self.places(
        of: table.pairs.filtered([table.isChanged]), in: target, StandingTables.stagedRows.name)
      throw RunFailure(
        Diagnostic(
          .migrationConflict, at: SourceLocation(file: path),
          "expected new keys only, found \(change.kept) \(table.name) that are there with other values, read at \(places)",
          remedy:
            "correct the workbook or the target, or write mode: upsert; nothing has been changed"))
    }
  }

  /// Refuses rows without a key beside others.
  private func refuseOthers(
    _ table: StagedTable, _ change: TargetChange.Table
  ) throws(RunFailure) {
    // Without a key it cannot be told which rows are there already.
    guard change.isLeft else { return }
    throw RunFailure(
      Diagnostic(
        .migrationConflict, at: SourceLocation(file: path),
        "\(table.name) has no key: expected no row of it, or those of the run, found \(change.before) others",
        remedy:
          "add a key under records:, or write mode: replace; nothing has been changed"))
  }

  /// Refuses to replace rows that other pipelines, or no migration, brought.
  private func refuseOthers(
    _ change: TargetChange, _ log: MigrationLog, _ run: TargetRun
  ) throws(RunFailure) {
    for table in change.tables where table.before > 0 {
      let owners = log.pipelines(of: table.record)
      guard owners != [run.pipeline] else { continue }
      let others = owners.subtracting([run.pipeline]).sorted()
      throw RunFailure(
        Diagnostic(
          .migrationConflict, at: SourceLocation(file: path),
          """
          expected \(table.record) of this pipeline alone, found \(table.before) rows, brought by \
          \(others.isEmpty ? "no migration" : others.joined(separator: ", ") + " too")
          """,
          remedy: "write mode: upsert, or name another file under into:; nothing has been changed"))
    }
  }

  private func mergePlaces(isAlone: Bool) throws(RunFailure) {
    let places = tables.places
    let staged = Plan.scan(places.staging)
    if mode == .replace, isAlone {
      try target.run(Pruning(of: places.name, by: places.key, keeping: staged.keeping(places.key)))
    }
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
  private func addSourceRows(_ change: TargetChange) throws(RunFailure) {
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

  private func merge(
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
  private func pruneSourceRows() throws(RunFailure) {
    let used = tables.records.map {
      Plan.derive(.scan($0.name), [Derived("id", .column(nil, StandingTables.row))])
    }
    try target.run(
      Pruning(
        of: StandingTables.row, by: ["id"],
        keeping: used.isEmpty ? .values(["id"], []) : .union(used)))
  }

  // MARK: What must hold

  private func checkReferences() throws(RunFailure) {
    let broken = try target.brokenReferences(of: tables.all.map(\.name))
    guard !broken.isEmpty else { return }
    let list = broken.map { "\($0.count) of \($0.table) without their \($0.parent)" }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected every row of the target to lead to those it refers to, found \(list.joined(separator: ", "))",
        remedy: "mend the references of the target's own rows; nothing has been changed"))
  }

  private func check(_ change: TargetChange) throws(RunFailure) {
    let left = Set(change.tables.filter(\.isLeft).map(\.record))
    let differing = change.columns.filter { !$0.isEqual && !left.contains($0.record) }
      .map { "\($0.record).\($0.column)" }
    let wrong = change.tables.filter { $0.after != $0.before + $0.inserted - $0.deleted }
      .map(\.record)
    guard !differing.isEmpty || !wrong.isEmpty else { return }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected the run's values in the target, found others in \((wrong + differing).joined(separator: ", "))",
        remedy: "see whether a trigger of the target changes them; nothing has been changed"))
  }
}
