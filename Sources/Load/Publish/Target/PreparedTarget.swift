internal import Relational
internal import SurveyModel

/// A target whose transaction has all changes of a run and has not ended.
///
/// It ends with ``commit()``; where that does not come, the target is as it was.
final class PreparedTarget {
  /// What the run does to it.
  let change: TargetChange
  private let target: any StandingEngine

  /// Opens the target of a pipeline and changes it; nil where the migration has none.
  ///
  /// - Parameters:
  ///   - store: The store of the run.
  ///   - migration: The migration.
  ///   - records: The run's own database.
  ///   - run: The run.
  ///   - use: Whether it is to be changed or tried.
  /// - Throws: `RunFailure` when the target refuses; then it is as it was.
  init?(
    _ store: StageStore, _ migration: PipelineDefinition.MigrationPublication, records: String,
    _ run: TargetRun, for use: StandingUse
  ) throws(RunFailure) {
    guard let standing = migration.target else { return nil }
    let path = standing.path(in: store.pipeline)
    let own = try store.engines.open(records, version: Migration.version)
    let target = try store.engines.stand(at: path, for: use)
    self.target = target
    do {
      change = try TargetMerge(
        target: target, records: own, tables: StandingTables(store.layout, of: store.pipeline),
        layout: store.layout, path: path, mode: standing.mode
      )
      .apply(run)
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Makes the changes.
  ///
  /// - Throws: `RunFailure` when the disk refuses; then the target is as it was.
  func commit() throws(RunFailure) { try target.commit() }

  /// Leaves the target as it was; nothing where it is committed.
  func abandon() { target.abandon() }
}

extension PipelineDefinition.MigrationPublication.Target {
  /// The path of the file.
  func path(in pipeline: PipelineDefinition) -> String {
    path.hasPrefix("/") ? path : "\(pipeline.root)/\(path)"
  }
}
