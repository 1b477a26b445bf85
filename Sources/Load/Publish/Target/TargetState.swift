package import Relational
package import SurveyModel

/// Whether the target of a pipeline is as its latest run left it.
package struct TargetState {
  private let pipeline: PipelineDefinition
  private let engines: any EngineProvider

  /// Takes a pipeline, and what opens stores.
  package init(of pipeline: PipelineDefinition, on engines: any EngineProvider) {
    self.pipeline = pipeline
    self.engines = engines
  }

  /// What was changed since a run that brought its records there.
  ///
  /// Rows that are new to the run's records count, and those of other values; under `insert` those alone that
  /// are gone, since others may work on in the target.
  ///
  /// - Parameters:
  ///   - run: The folder of the run.
  ///   - id: The run's name.
  /// - Returns: A warning, or a note where a later run of the pipeline changed it and did not become the
  ///   latest; nil where nothing was, or the pipeline has no target.
  /// - Throws: `RunFailure` when the target cannot be looked at.
  package func change(since run: String, _ id: String) throws(RunFailure) -> Diagnostic? {
    guard let migration = pipeline.migration, let standing = migration.target else { return nil }
    let path = standing.path(in: pipeline)
    let layout = try StoreLayout(pipeline)
    let records = try engines.open("\(run)/\(migration.file)", version: Migration.version)
    let target = try engines.stand(at: path, for: .look)
    defer { target.abandon() }
    let merge = TargetMerge(
      target: target, records: records, tables: StandingTables(layout, of: pipeline),
      layout: layout, path: path, mode: standing.mode)
    var found: [String] = []
    for table in [merge.tables.places] + merge.tables.records {
      guard try target.differences(from: table.table) == [] else {
        found.append("\(table.name) is not there as it was")
        continue
      }
      try merge.stage(table)
      var change = try merge.change(of: table, standing.mode == .insert ? .again : .first)
      // Others may have places of their own.
      if table.name == merge.tables.places.name { change.deleted = 0 }
      let counts = [
        (change.inserted, "not there"), (change.updated, "with other values"),
        (change.deleted, "none of the run's"),
      ]
      let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      if !words.isEmpty { found.append("\(table.name): \(words.joined(separator: ", "))") }
    }
    guard !found.isEmpty else { return nil }
    if try target.differences(from: StandingTables.log) == [],
      let last = try MigrationLog(of: target).lastRun(of: pipeline.name), last != id
    {
      return Diagnostic(
        .migrationTargetChanged, .note, at: SourceLocation(file: path),
        "the target has the records of \(last), which ended before it became the latest")
    }
    return Diagnostic(
      .migrationTargetChanged, .warning, at: SourceLocation(file: path),
      "expected the records of the latest run, found others: \(found.joined(separator: "; "))",
      remedy: "see who changes the target besides: this run brings its records there anew")
  }
}
