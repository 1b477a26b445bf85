internal import Relational
package import SurveyModel

/// A target whose transaction has all changes of a run and has not ended.
///
/// It ends with ``commit()``; where that does not come, the target is as it was.
final class PreparedTarget {
  /// What the run does to it.
  let change: TargetChange
  private let target: any StandingEngine
  private let engines: any EngineProvider
  private let run: String

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
    engines = store.engines
    self.run = run.id
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
  /// - Returns: A warning when the disk refused once they counted already, which no failure can undo.
  /// - Throws: `RunFailure` when the disk refuses before; then the target is as it was.
  func commit() throws(RunFailure) -> Diagnostic? {
    do throws(RunFailure) {
      try target.commit()
      return nil
    } catch {
      // Of a transaction that ends on a disk that fails, only the file says whether it counts.
      guard let found = try? has(run), found else { throw error }
      return Diagnostic(
        .storeFailed, .warning, at: SourceLocation(file: change.path),
        "the target has the records, but the disk does not confirm it",
        remedy: "see that the disk is sound; after a crash of the machine run again")
    }
  }

  /// Whether the target, opened anew, has what a run brought.
  private func has(_ run: String) throws(RunFailure) -> Bool {
    let target = try engines.stand(at: change.path, for: .look)
    defer { target.abandon() }
    guard try target.differences(from: StandingTables.log) == [] else { return false }
    return try MigrationLog(of: target).hasRun(run)
  }

  /// Leaves the target as it was; nothing where it is committed.
  func abandon() { target.abandon() }
}

extension PipelineDefinition.MigrationPublication.Target {
  /// The path of the file, under the pipeline's root where it is relative.
  package func path(in pipeline: PipelineDefinition) -> String {
    PathBelowRoot.path(path, in: pipeline.root)
  }
}
