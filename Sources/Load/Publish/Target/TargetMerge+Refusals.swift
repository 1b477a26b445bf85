internal import Relational
internal import SurveyModel

extension TargetMerge {
  /// Refuses tables that are others than the records ask for.
  func checkSchema() throws(RunFailure) {
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
  func refuseConflicts(_ change: TargetChange) throws(RunFailure) {
    for (table, change) in zip(tables.records, change.tables) {
      guard !table.key.isEmpty else {
        try refuseUnknown(table, change)
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
  func refuseUnknown(
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

  /// Refuses references that lead nowhere once the rows have changed.
  func checkReferences() throws(RunFailure) {
    let broken = try target.brokenReferences(of: tables.all.map(\.name))
    guard !broken.isEmpty else { return }
    let list = broken.map { "\($0.count) of \($0.table) without their \($0.parent)" }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected every row of the target to lead to those it refers to, found \(list.joined(separator: ", "))",
        remedy: "mend the references of the target's own rows; nothing has been changed"))
  }

  /// Refuses what the target has otherwise than the run brought it.
  func check(_ change: TargetChange) throws(RunFailure) {
    let left = Set(change.all.filter(\.isLeft).map(\.record))
    let differing = change.columns.filter { !$0.isEqual && !left.contains($0.record) }
      .map { "\($0.record).\($0.column)" }
    let wrong = change.all.filter { $0.after != $0.before + $0.inserted - $0.deleted }
      .map(\.record)
    guard !differing.isEmpty || !wrong.isEmpty else { return }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected the run's values in the target, found others in \((wrong + differing).joined(separator: ", "))",
        remedy: "see whether a trigger of the target changes them; nothing has been changed"))
  }
}
