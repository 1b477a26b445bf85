internal import DurableFiles
internal import OperatingSystem
package import Relational
package import SurveyModel

/// The last stage: set-wise checks, tables, reconciliation, gates, files, publication.
///
/// It takes a store that holds every row, worksheet, place, fact and finding of the run, in the
/// run's folder.
package struct LoadStage {
  /// The name of the store in a run's folder.
  package static let storeName = ReservedNames.storeFile

  /// The page of a run's folder that shows it to people.
  package static let pageName = OverviewPage.fileName

  /// The files of a run's folder that a person signs for a migration.
  package static let migrationReports = [MigrationReport.textName, MigrationReport.pageName]

  private let store: StageStore
  private let folder: RunFolder
  private let pipeline: PipelineDefinition
  private let earlier: String?
  private let tables: [CompiledTable]
  private let inputGates: [GateResult]
  private let kept: () -> [KeptStore]
  private let checkpoint: (Checkpoint) throws(RunFailure) -> Void
  private let digest: (String) throws(RunFailure) -> String?

  /// Takes a store and its folder.
  ///
  /// - Parameters:
  ///   - store: The store, in the folder.
  ///   - folder: The folder of the run.
  ///   - tables: The pipeline's tables, as ``compiled(_:)`` gives them.
  ///   - earlier: The store of the latest published run, or nil.
  ///   - inputGates: What the gates found that look at the run's files only.
  ///   - kept: The published runs that are kept, the earliest first; asked for when the run's page is written.
  ///   - digest: The SHA-256 of a file, for the report of a migration.
  ///   - checkpoint: Called between the steps; what it throws ends the run.
  package init(
    _ store: StageStore, in folder: RunFolder, tables: [CompiledTable], earlier: String? = nil,
    inputGates: [GateResult] = [], kept: @escaping () -> [KeptStore] = { [] },
    digest: @escaping (String) throws(RunFailure) -> String? = { _ in nil },
    checkpoint: @escaping (Checkpoint) throws(RunFailure) -> Void = { _ in }
  ) {
    self.store = store
    self.folder = folder
    pipeline = store.pipeline
    self.tables = tables
    self.earlier = earlier
    self.inputGates = inputGates
    self.kept = kept
    self.checkpoint = checkpoint
    self.digest = digest
  }

  /// Holds back duplicates, orphans and what rules over several records hold back.
  ///
  /// - Returns: What was found.
  /// - Throws: `RunFailure` when the definition means nothing or the engine refuses.
  package func check() throws(RunFailure) -> LoadResult {
    var result = LoadResult()
    result.ruleTallies = try SetChecks(store).run(against: earlier)
      .mapValues { (tally: $0, cases: Int?.none) }
    try store.commit()
    try checkpoint(.setChecksDone)
    result.tallies = try store.tallies()
    return result
  }

  /// Computes the tables and tests the rules over them.
  ///
  /// - Parameters:
  ///   - result: What ``check()`` gave; takes what is found.
  ///   - tables: The names of the tables to compute, or nil for all.
  /// - Throws: `RunFailure` when the definition means nothing or the engine refuses.
  package func tabulate(
    _ result: inout LoadResult, only tables: [String]? = nil
  ) throws(RunFailure) {
    let compiled = self.tables.filter { tables?.contains($0.definition.name) ?? true }
    var levels = LevelCheck(store)
    for table in compiled {
      let tabulation = try store.tabulate(table)
      result.log.append(tabulation.log)
      try levels.add(tabulation.absences, of: table)
    }
    result.log.append(levels.findings)
    let (log, ofTables) = try TableRules(pipeline, on: store.engine).test(compiled)
    result.log.append(log)
    result.log.append(try MapCheck(store).test(compiled))
    result.ruleTallies.merge(ofTables) { _, later in later }
    (result.edits, result.rules) = try EditReport(store).fill(result.ruleTallies)
    try store.append(result.log)
    try store.commit()
    try checkpoint(.tabulated)
    result.compiled = compiled
    for table in compiled {
      result.tableRows.append((table.definition.name, try store.engine.count(of: table.storeName)))
    }
  }

  /// Holds the facts against the tables and tests the gates.
  ///
  /// - Parameter result: What ``tabulate(_:only:)`` gave; takes what is found. Nothing is published
  ///   yet.
  /// - Throws: `RunFailure` when the definition means nothing or the engine refuses.
  package func reconcile(_ result: inout LoadResult) throws(RunFailure) {
    let outcome = try Reconciler(store).run(result.compiled)
    try store.append(outcome.log)
    result.log.append(outcome.log)
    result.verdicts = outcome.counts
    let gates = Gates(store)
    result.gates = try gates.test(outcome, result.compiled, against: earlier) + inputGates
    let findings = gates.findings(of: result.gates)
    try store.append(findings)
    result.log.append(findings)
    try store.commit()
    try checkpoint(.reconciled)
    result.status = result.gates.allSatisfy(\.isPassed) ? .published : .gateFailed
    result.tallies = try store.tallies()
    result.diagnosticCounts = try store.diagnosticCounts()
  }

  /// Writes the files, brings everything to the disk and, if every gate was passed, moves `latest`.
  ///
  /// The store is closed; a run that a gate holds back keeps its folder for inspection. One that comes to
  /// the same as another has the status ``RunReport/Status/same``, and nothing is published.
  ///
  /// - Parameters:
  ///   - result: What ``reconcile(_:)`` gave.
  ///   - report: What is known of the run.
  ///   - standing: Whether `latest` moves when every gate was passed.
  ///   - use: What a migration's target is opened for when every gate was passed; nil where it is left alone.
  ///     It is changed right before `latest` moves.
  ///   - isSame: Whether the files that are written come to the same as those of another run; asked when
  ///     all are there; what it throws ends the run.
  /// - Throws: `RunFailure` when the disk refuses, a migration differs from its source, its target refuses
  ///   the records, or a table has no room in a sheet.
  package func publish(
    _ result: inout LoadResult, _ report: RunReport, as standing: RunFolder.Standing = .published,
    changing use: StandingUse? = .change, unless isSame: () throws(RunFailure) -> Bool = { false }
  ) throws(RunFailure) {
    let columns = try PublishedForms(store, report, result.tallies.map(\.tally))
      .write(result.compiled, into: folder)
    let logs = try LogFiles(store)
    try logs.writeQuarantine(to: folder.path("quarantine.csv"))
    try logs.writeChanges(to: folder.path("changes.csv"))
    try DuplicateReport(store).write(to: folder.path("duplicates.csv"))
    try EditReport(store).write(to: folder.path("edits.csv"))
    try logs.writeReconciliation(to: folder.path("reconciliation.csv"))
    try logs.writeDiagnostics(to: folder.path("diagnostics.jsonl"))
    var comesToSame = false
    if result.status == .published { comesToSame = try isSame() }
    let target = try prepare(result, report, columns, for: comesToSame ? nil : use)
    defer { target?.abandon() }
    result.target = target?.change
    if let warning = target?.change.warning {
      result.log.record(warning)
      result.diagnosticCounts[.warning, default: 0] += 1
    }
    if let migration = pipeline.migration {
      let digest = try digest(folder.path(migration.file))
      try MigrationReport(store, report, result, columns, run: folder.id, digest: digest)
        .write(into: folder, for: use)
    }
    let isShown = result.status == .published && standing == .published
    if !comesToSame {
      try OverviewPage(
        store, report, result, isShown: isShown, beside: kept(), in: folder
      )
      .html.write(toFileAt: folder.path(OverviewPage.fileName))
    }
    try isShown ? store.publish() : store.close()
    let json = report.json(
      of: result, pipeline: pipeline, id: folder.id, outputs: try folder.outputs())
    do throws(SystemFault) {
      try DurableFile.replace(folder.path(RunFolder.report), with: Array(json.lines.utf8))
    } catch {
      throw RunFailure(file: folder.path(RunFolder.report), error)
    }
    try checkpoint(.filesWritten)
    if comesToSame {
      result.status = .same
      return
    }
    var unconfirmed = DiagnosticLog()
    let log = try folder.finish(
      result.status == .published ? standing : .kept, checkpoint: checkpoint
    ) { () throws(RunFailure) in
      guard let target else { return nil }
      if let warning = try target.commit() { unconfirmed.record(warning) }
      return target.change.path
    }
    for log in [unconfirmed, log] {
      result.log.append(log)
      result.diagnosticCounts[.warning, default: 0] += log.diagnostics.count
    }
  }

  /// Changes the target of a migration, without an end of its transaction.
  private func prepare(
    _ result: LoadResult, _ report: RunReport, _ columns: [ComparedColumn], for use: StandingUse?
  ) throws(RunFailure) -> PreparedTarget? {
    guard result.status == .published, let migration = pipeline.migration, let use else {
      return nil
    }
    let run = TargetRun(
      id: folder.id, owner: TargetRun.Owner(pipeline: pipeline.name, key: report.key),
      finished: report.finished ?? report.started,
      files: report.files, columns: columns)
    return try PreparedTarget(
      store, migration, records: folder.path(migration.file), run, for: use)
  }

  /// The tables of a pipeline, before anything is read; what is derived across records means something
  /// too.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - engine: What the engine can do that will run their plans.
  /// - Returns: The tables, in the order of the definition.
  /// - Throws: `RunFailure` of exit status `definition` when its store or tables cannot be made, and of
  ///   `failed` when their plans name what the store has not.
  package static func compiled(
    _ pipeline: PipelineDefinition, for engine: EngineCapabilities
  ) throws(RunFailure) -> [CompiledTable] {
    let compiler = try TableCompiler(pipeline, for: engine)
    var compiled: [CompiledTable] = []
    for table in pipeline.tables { compiled.append(try compiler.compile(table)) }
    try compiler.check(try SetDerivations(of: pipeline, in: StoreLayout(pipeline)).replacements())
    return compiled
  }
}

extension StageStore {
  /// The findings in the store by what they weigh.
  func diagnosticCounts() throws(RunFailure) -> [Diagnostic.Severity: Int] {
    var counts: [Diagnostic.Severity: Int] = [:]
    let severity = Scalar.column(nil, "severity")
    let query = Plan.group(
      .scan("diagnostic"), by: [severity],
      [Derived("severity", severity), Derived("count", .count(nil))])
    try engine.rows(of: query) { row throws(RunFailure) in
      guard let severity = row[0]?.string.flatMap(Diagnostic.Severity.init) else { return }
      counts[severity] = Int(row[1]?.double ?? 0)
    }
    return counts
  }
}
