package import SurveyModel

/// What a run does to a target.
package struct TargetChange: Hashable, Sendable {
  /// What it does to a table.
  package struct Table: Hashable, Sendable {
    /// The record.
    package let record: String
    /// The rows before.
    package var before = 0
    /// The rows of the run, which are those inserted, updated, unchanged and kept.
    package var rows = 0
    /// The rows of the run that were not there.
    package var inserted = 0
    /// The rows of the run that were there with other values, which they have no more.
    package var updated = 0
    /// The rows of the run that were changed in the target since they were inserted, and stay so.
    package var kept = 0
    /// The rows that are gone.
    package var deleted = 0
    /// The rows after.
    package var after = 0

    /// Whether rows were changed in the target since the run's were inserted, and stay so.
    package var isLeft = false

    /// The rows of the run that were there as they are.
    package var unchanged: Int { rows - inserted - updated - kept }
    /// Whether nothing is changed.
    package var isNone: Bool { inserted == 0 && updated == 0 && deleted == 0 }
  }

  /// The file.
  package let path: String
  /// What becomes of its rows.
  package let mode: PipelineDefinition.MigrationPublication.Mode
  /// The tables, in the order of the pipeline.
  package var tables: [Table] = []
  /// The places that they lie in.
  package var places = Table(record: "place")
  /// The columns of the run's records on both sides, read back before the end of the transaction.
  package var columns: [ComparedColumn] = []

  /// All tables, the places first.
  package var all: [Table] { [places] + tables }
  /// The tables that are told while the run goes on: the places only where they are others than before.
  package var told: [Table] {
    places.updated + places.kept + places.deleted > 0 ? tables + [places] : tables
  }

  /// What says that rows stay as others changed them; nil where none does.
  package var warning: Diagnostic? {
    let kept = all.filter { $0.kept > 0 }.map { "\($0.kept) \($0.record)" }
    guard !kept.isEmpty else { return nil }
    return Diagnostic(
      .migrationTargetChanged, .warning, at: SourceLocation(file: path),
      "expected the run's values, found others that stay: \(kept.joined(separator: ", "))",
      remedy: "see who changes the target besides, or write mode: upsert")
  }
}
