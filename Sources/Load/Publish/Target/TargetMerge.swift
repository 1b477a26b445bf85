internal import Relational
internal import SurveyModel

/// The transaction that brings the records of a run into a target.
///
/// The rows of the run come from its own database into temporary tables of the target; everything else is
/// plans over both.
struct TargetMerge {
  typealias Mode = PipelineDefinition.MigrationPublication.Mode

  /// Whether the records of a run come for the first time.
  enum Turn {
    /// They do.
    case first
    /// They were inserted before: what was changed since stays.
    case again
  }

  let target: any StandingEngine
  /// The run's own database.
  let records: any ReadableEngine
  let tables: StandingTables
  let layout: StoreLayout
  let path: String
  let mode: Mode

  /// What the run would do to a table, whose rows stand beside those of the target.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - turn: Whether the records of the run come for the first time.
  /// - Returns: The counts of its rows, those after the change left at 0.
  /// - Throws: `RunFailure` when the engine refuses.
  func change(of table: StagedTable, _ turn: Turn) throws(RunFailure) -> TargetChange.Table {
    var change = TargetChange.Table(record: table.name)
    change.before = try target.count(of: table.name)
    change.rows = try target.count(of: table.staging)
    let counts = try numbers(of: table.key.isEmpty ? table.difference : table.counts)
    switch (mode, table.key.isEmpty) {
    case (.replace, true): (change.inserted, change.deleted) = (counts[0], counts[1])
    case (_, true) where turn == .again && change.before > 0:
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

  /// The numbers of a plan's only row.
  func numbers(of plan: Plan) throws(RunFailure) -> [Int] {
    var numbers: [Int] = []
    try target.rows(of: plan) { row throws(RunFailure) in
      // The sum of no row is none.
      numbers = row.map { cell in if case .integer(let number)? = cell { Int(number) } else { 0 } }
    }
    return numbers
  }

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
    try refuseOtherSecret(log, run)
    let turn: Turn = mode == .insert && log.has(run) ? .again : .first
    for table in tables.records {
      change.tables.append(try self.change(of: table, turn))
    }
    change.places = try self.change(of: tables.places, turn)
    switch mode {
    case .insert where turn == .first: try refuseConflicts(change)
    case .insert, .upsert: break
    case .replace: try refuseOthers(change, log, run)
    }
    let others = try others(log)
    // Places that the records of others lie in are not known here.
    if mode == .replace, others.isEmpty, log.isAlone(run) {
      try prunePlaces()
    } else {
      change.places.deleted = 0
    }
    try mergePlaces()
    try addSourceRows(change)
    var areOfMigrations: Set<String> = []
    for (number, table) in tables.records.enumerated() {
      if try isOfMigrations(table, change.tables[number].before, log) {
        areOfMigrations.insert(table.name)
      }
      try merge(table, change.tables[number])
    }
    // Behind all of them: a trigger of one table may change another.
    for (number, table) in tables.records.enumerated() {
      change.tables[number].after = try target.count(of: table.name)
    }
    change.places.after = try target.count(of: tables.places.name)
    if mode == .replace { try pruneSourceRows(besides: others) }
    try checkReferences()
    change.columns = try TargetComparison(self).columns()
    try check(change)
    var keys: [String: String] = [:]
    for table in tables.records where areOfMigrations.contains(table.name) {
      keys[table.name] = try self.keys(of: table)
    }
    try log.append(change, run, keys: keys, to: target)
    return change
  }
}
