import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// Runs of households and loans, or of plans without a key, into one target.
final class MigrationSample {
  typealias Mode = PipelineDefinition.MigrationPublication.Mode

  /// The rows of a run.
  struct Rows: Hashable {
    /// The households, by their keys in order.
    var households: [[Value]] = []
    /// The loans.
    var loans: [[Value]] = []
    /// The plans, which have no key.
    var plans: [[Value]] = []
    /// The content of the files, in a character.
    var content = "0"
    /// Whether every household must have its key.
    var isKeyRequired = true
    /// The places.
    var places = SampleStore.places
  }

  private let folder: TemporaryFolder
  private var runs = 0
  /// What opens its target.
  var engines = SampleStore.engines
  /// What the end of the last transaction gave.
  private(set) var unconfirmed: Diagnostic?

  init() throws { folder = try TemporaryFolder() }

  /// The path of a file beside the target.
  func path(_ name: String) -> String { folder.path(name) }

  /// The path of the target.
  var target: String { path("target.sqlite") }

  static func pipeline(
    _ name: String, _ rows: Rows, mode: Mode, target: String
  ) throws -> PipelineDefinition {
    let sample = try SampleStore.pipeline()
    var households = SampleStore.households.variables
    households[0].isRequired = rows.isKeyRequired
    let schema = RecordSchema(record: "household", variables: households)
    let sources =
      rows.plans.isEmpty
      ? [
        SourceDefinition(name: "households", files: ["*.xlsx"], content: .records(schema)),
        SourceDefinition(
          name: "loans", files: ["loans.xlsx"], content: .records(SampleStore.loans)),
      ]
      : [
        SourceDefinition(
          name: "plans", files: ["plan.xlsx"], content: .records(SampleStore.plans))
      ]
    let migration = PipelineDefinition.MigrationPublication(
      file: "records.sqlite", missing: .columns, target: .init(path: target, mode: mode))
    return PipelineDefinition(
      name: name, title: sample.title, path: sample.path, root: sample.root, asOf: sample.asOf,
      levels: .ofCounty, reference: sample.reference, catalogue: nil,
      sources: sources,
      records: sample.records, rules: [], tables: [], reconciliations: [], gates: sample.gates,
      publications: [.migration(migration)], keep: .records)
  }

  /// Makes a run and brings its rows into the target.
  ///
  /// - Returns: What it did.
  /// - Throws: What keeps it from that.
  @discardableResult
  func bring(
    _ rows: Rows, _ mode: Mode, as name: String = "sample", key: String = "k",
    for use: StandingUse = .change
  ) throws -> TargetChange {
    runs += 1
    let pipeline = try Self.pipeline(name, rows, mode: mode, target: target)
    let store = try StageStore(at: path("stages-\(runs).sqlite"), for: pipeline, on: engines)
    let files = SampleStore.files.map {
      SourceFile(
        number: $0.number, rank: $0.rank, path: $0.path, sources: $0.sources, size: $0.size,
        sha256: rows.content)
    }
    try store.append(files)
    let batches: [(String, RecordBatch)] =
      rows.plans.isEmpty
      ? [
        ("households", SampleStore.batch(SampleStore.households, file: 0, rows.households)),
        ("loans", SampleStore.batch(SampleStore.loans, file: 2, rows.loans)),
      ] : [("plans", SampleStore.batch(SampleStore.plans, file: 3, rows.plans))]
    for (source, batch) in batches where batch.count > 0 {
      try store.append(batch, of: source)
      try store.append(try SampleStore.outcome(of: batch, source: source), of: source)
    }
    try store.append(rows.places)
    try SetChecks(store).run()
    let records = path("records-\(runs).sqlite")
    let columns = try Migration(store).run(to: records, comparison: path("migration.csv"))
    let run = TargetRun(
      id: "run-\(runs)", owner: TargetRun.Owner(pipeline: name, key: key),
      finished: "2021-11-01T00:00:00Z", files: files, columns: columns)
    let migration = try #require(pipeline.migration)
    let prepared = try #require(
      try PreparedTarget(store, migration, records: records, run, for: use))
    if use == .change { unconfirmed = try prepared.commit() } else { prepared.abandon() }
    try store.close()
    return prepared.change
  }

  /// The rows of a table of the target with where they were read, by their first column.
  func rows(of record: String, _ columns: [String]) throws -> [[StoredValue?]] {
    let engine = try SampleStore.engines.open(target, version: 0)
    let located = Plan.named(.scan(record), "r")
      .joined(
        .inner, .named(.scan("source_row"), "s"),
        on: .binary(.column("s", "id"), .equal, .column("r", "source_row")))
    let plan = Plan.derive(
      .order(located, [Ordering(.column("r", columns[0])), Ordering(.column("s", "row"))]),
      columns.map { Derived($0, .column("r", $0)) }
        + ["file", "sha256", "worksheet", "row"].map { Derived("from_\($0)", .column("s", $0)) })
    var rows: [[StoredValue?]] = []
    try engine.rows(of: plan) { row throws(RunFailure) in rows.append(row) }
    return rows
  }
}
