internal import Relational
internal import SurveyModel

/// What a target says of the migrations that changed it.
struct MigrationLog {
  /// What a run brought of a record.
  struct Line {
    let number: Int64
    let record: String
    let run: String
    let owner: TargetRun.Owner
    let mode: String
    let digest: String
    /// What tells the keys of the record's rows from others; empty where not all came by migrations.
    let keys: String
    /// The rows of the record behind it.
    let after: Int
  }

  private var lines: [Line] = []

  /// Reads the log of a target, which has one.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(of target: any StandingEngine) throws(RunFailure) {
    var lines: [Line] = []
    let texts = ["record", "run", "pipeline", "key", "mode", "digest", "keys"]
    try target.rows(
      of: .columns(["number", "after"] + texts, of: StandingTables.log.name, by: ["number"])
    ) { row throws(RunFailure) in
      guard case .integer(let number)? = row[0], case .integer(let after)? = row[1] else { return }
      let words = row.dropFirst(2).map { $0?.published ?? "" }
      lines.append(
        Line(
          number: number, record: words[0], run: words[1],
          owner: TargetRun.Owner(pipeline: words[2], key: words[3]), mode: words[4],
          digest: words[5], keys: words[6], after: Int(after)))
    }
    self.lines = lines
  }

  /// Whether the records of a run were brought before, and the pipeline has changed none of them since.
  func has(_ run: TargetRun) -> Bool {
    let digest = run.digest
    let own = lines.filter { $0.owner.pipeline == run.owner.pipeline }
    guard let number = own.last(where: { $0.digest == digest })?.number else { return false }
    let insert = PipelineDefinition.MigrationPublication.Mode.insert.rawValue
    return !own.contains { $0.number > number && $0.mode != insert }
  }

  /// Whether a run of a name brought records.
  func hasRun(_ name: String) -> Bool { lines.contains { $0.run == name } }

  /// The last run of a pipeline; nil where it brought nothing.
  func lastRun(of pipeline: String) -> String? {
    lines.last { $0.owner.pipeline == pipeline }?.run
  }

  /// The last line of a record; nil where no migration brought any.
  func last(of record: String) -> Line? { lines.last { $0.record == record } }

  /// The last line of a record by a pipeline of a name.
  func last(of record: String, by pipeline: String) -> Line? {
    lines.last { $0.record == record && $0.owner.pipeline == pipeline }
  }

  /// The records that were brought.
  var records: Set<String> { Set(lines.map(\.record)) }

  /// Who brought rows of a record.
  func owners(of record: String) -> Set<TargetRun.Owner> {
    Set(lines.filter { $0.record == record }.map(\.owner))
  }

  /// Whether nobody but who brings a run brought rows.
  func isAlone(_ run: TargetRun) -> Bool { lines.allSatisfy { $0.owner == run.owner } }

  /// Notes what a run does.
  ///
  /// - Parameters:
  ///   - change: What it does.
  ///   - run: The run.
  ///   - keys: What tells the keys of each record's rows from others.
  ///   - target: The target.
  /// - Throws: `RunFailure` when the engine refuses.
  func append(
    _ change: TargetChange, _ run: TargetRun, keys: [String: String],
    to target: any StandingEngine
  ) throws(RunFailure) {
    let digest = run.digest
    let number = (lines.last?.number ?? 0) + 1
    let rows = change.all.map { table -> [StoredValue?] in
      [
        .integer(number), .text(table.record), .text(run.id), .text(run.owner.pipeline),
        .text(run.owner.key), .text(change.mode.rawValue), .text(digest),
        .text(keys[table.record] ?? ""), .text(run.finished),
      ]
        + [
          table.before, table.inserted, table.updated, table.unchanged, table.kept, table.deleted,
          table.after,
        ]
        .map { .integer(Int64($0)) }
    }
    try target.append(rows, to: StandingTables.log.name, StandingTables.log.columns.map(\.name))
  }
}
