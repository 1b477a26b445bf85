internal import Relational
internal import SurveyModel

extension TargetMerge {
  /// Refuses hashes as keys beside those of another secret, which no key of the run would ever equal.
  func refuseOtherSecret(_ log: MigrationLog, _ run: TargetRun) throws(RunFailure) {
    guard mode != .replace else { return }
    for record in layout.records {
      let sealed = record.key.filter { record.variable($0)?.isSealed ?? false }
      guard !sealed.isEmpty, let last = log.last(of: record.name, by: run.owner.pipeline),
        last.owner.key != run.owner.key, try target.count(of: record.name) > 0
      else { continue }
      throw RunFailure(
        Diagnostic(
          .migrationConflict, at: SourceLocation(file: path),
          "\(record.name) is known by hashes of \(sealed.joined(separator: " and ")), of which \(last.run) made others with another secret",
          remedy:
            "run with the results and the .sensitive-key of that run, or name another file under into:; nothing has been changed"
        ))
    }
  }

  /// Refuses to replace rows that other pipelines, or no migration, brought.
  func refuseOthers(
    _ change: TargetChange, _ log: MigrationLog, _ run: TargetRun
  ) throws(RunFailure) {
    for (table, change) in zip(tables.records, change.tables) where change.before > 0 {
      let owners = log.owners(of: table.name)
      let isOwn = owners == [run.owner]
      if isOwn, try isOfMigrations(table, change.before, log) { continue }
      let more = change.before - (log.last(of: table.name)?.after ?? 0)
      let others = owners.subtracting([run.owner])
        .map {
          $0.pipeline == run.owner.pipeline ? "\($0.pipeline) of other results" : $0.pipeline
        }
      let found: String =
        if isOwn {
          more > 0 ? "found \(more) more" : "found others among its \(change.before) rows"
        } else if others.isEmpty {
          "found \(change.before) rows, brought by no migration"
        } else {
          "found \(change.before) rows, brought by \(others.sorted().joined(separator: ", ")) too"
        }
      throw RunFailure(
        Diagnostic(
          .migrationConflict, at: SourceLocation(file: path),
          "expected \(table.name) of this pipeline alone, \(found)",
          remedy:
            "take these rows out, write mode: upsert, or name another file under into:; nothing has been changed"
        ))
    }
  }

  /// Whether the rows of a record all came by migrations, as far as can be told: rows may have gone since,
  /// and none may have come.
  func isOfMigrations(
    _ table: StagedTable, _ before: Int, _ log: MigrationLog
  ) throws(RunFailure) -> Bool {
    guard before > 0 else { return true }
    guard let last = log.last(of: table.name), !last.keys.isEmpty else { return false }
    if before < last.after { return true }
    return before == last.after ? try keys(of: table) == last.keys : false
  }

  /// What tells the keys of a table's rows from others, in whatever order; of rows without a key all values.
  func keys(of table: StagedTable) throws(RunFailure) -> String {
    let names = table.key.isEmpty ? table.values : table.key
    let plan = Plan.derive(
      .scan(table.name),
      names.map { Derived($0, .column(nil, $0)) } + [Derived("#row", .number(1))])
    let checksums = try ColumnChecksum.all(of: plan, keys: names.count, count: 1, on: target)
    return checksums[0].digits
  }
}
