internal import Relational
internal import SurveyModel

/// What a target says of the migrations that changed it.
struct MigrationLog {
  private struct Line {
    let pipeline: String
    let record: String
    let digest: String
    let number: Int64
    let run: String
  }

  private var lines: [Line] = []
  private var last = 0

  /// Reads the log of a target, which has one.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(of target: any StandingEngine) throws(RunFailure) {
    var lines: [Line] = []
    var last = 0
    try target.rows(
      of: .columns(["number", "pipeline", "record", "digest", "run"], of: StandingTables.log.name)
    ) { row throws(RunFailure) in
      guard case .integer(let number)? = row[0], case .text(let pipeline)? = row[1],
        case .text(let record)? = row[2], case .text(let digest)? = row[3],
        case .text(let run)? = row[4]
      else { return }
      last = max(last, Int(number))
      lines.append(
        Line(pipeline: pipeline, record: record, digest: digest, number: number, run: run))
    }
    self.lines = lines
    self.last = last
  }

  /// Whether the records of a run were brought before.
  func has(_ run: TargetRun) -> Bool {
    let digest = run.digest
    return lines.contains { $0.pipeline == run.pipeline && $0.digest == digest }
  }

  /// The last run of a pipeline; nil where it brought nothing.
  func lastRun(of pipeline: String) -> String? {
    lines.filter { $0.pipeline == pipeline }.max { $0.number < $1.number }?.run
  }

  /// The records that were brought.
  var records: Set<String> { Set(lines.map(\.record)) }

  /// The pipelines that brought rows of a record.
  func pipelines(of record: String) -> Set<String> {
    Set(lines.filter { $0.record == record }.map(\.pipeline))
  }

  /// Whether no other pipeline than that of a run brought rows.
  func isAlone(_ run: TargetRun) -> Bool { lines.allSatisfy { $0.pipeline == run.pipeline } }

  /// Notes what a run does.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func append(
    _ change: TargetChange, _ run: TargetRun, to target: any StandingEngine
  ) throws(RunFailure) {
    let digest = run.digest
    let rows = change.tables.map { table -> [StoredValue?] in
      [
        .integer(Int64(last + 1)), .text(table.record), .text(run.id), .text(run.pipeline),
        .text(change.mode.rawValue), .text(digest), .text(run.finished),
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
