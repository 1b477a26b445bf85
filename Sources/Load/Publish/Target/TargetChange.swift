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
  /// The columns of the run's records on both sides, read back before the end of the transaction.
  package var columns: [ComparedColumn] = []
}
