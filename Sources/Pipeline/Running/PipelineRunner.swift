import Foundation
import Load
import Relational
public import SurveyModel
import Transform

/// Runs a pipeline from its files to its published tables.
///
/// Whatever happens, `latest` names a whole run whose gates were passed: it is moved by one rename at
/// the very end.
public struct PipelineRunner: Sendable {
  let pipeline: PipelineDefinition
  let options: RunOptions
  let observer: any RunObserver

  /// Prepares a run.
  public init(definition: PipelineDefinition, options: RunOptions, observer: any RunObserver) {
    pipeline = definition
    self.options = options
    self.observer = observer
  }

  /// Runs the pipeline.
  ///
  /// - Returns: How the run ended, also when gates or files failed.
  /// - Throws: `RunFailure` when the run could not be made at all: a pattern without a file, a wrong
  ///   reference file, a lock that another run holds, the disk.
  public func run() async throws(RunFailure) -> RunSummary {
    let teller = RunTeller(pipeline.name, observer)
    let clock = StageClock(teller)
    teller.tell(
      .runStarted(RunStarted(version: MilletVersion.current, file: pipeline.path)))
    do throws(RunFailure) {
      let summary = try await run(clock)
      teller.end(summary)
      return summary
    } catch {
      teller.end(RunSummary(failures: [error], seconds: clock.seconds))
      throw error
    }
  }

  private func run(
    _ clock: StageClock
  ) async throws(RunFailure) -> RunSummary {
    try refuseTargetAmongResults()
    let tables = try compiledTables()
    var found = try look(in: folder, clock)
    if let latest = found.unchanged, options.verification == .none {
      tidy(folder)
      return Self.unchanged(since: latest.id, in: folder, clock)
    }
    for file in found.inputs.files { clock.teller.tell(.fileFound(FileFound(file))) }
    if options.until == .find { return RunSummary(status: .partial, seconds: clock.seconds) }
    let lock = try PipelineLock(
      folder, of: pipeline.name, for: LockHolder(command: "millet run \(pipeline.path)"),
      waiting: options.wait)
    if lock.hasWaited || RunFolder.run(in: folder) != found.latest?.id {
      // What was looked at before another run ended may be what that one has replaced.
      found = try look(in: folder, clock)
    }
    if let latest = found.unchanged {
      try await verify(latest, as: found.identity)
      withExtendedLifetime(lock) {}
      return Self.unchanged(since: latest.id, in: folder, clock)
    }
    if mayStay(found.gates), options.verification == .none,
      let earlier = try SameRun(of: pipeline, found.identity, before: found.latest, in: folder)
    {
      options.atCheckpoint()
      try RunFolder.publishAgain(earlier.id, in: folder)
      withExtendedLifetime(lock) {}
      return RunSummary(
        status: .restored, id: earlier.id, folder: "\(folder)/runs/\(earlier.id)",
        seconds: clock.seconds)
    }
    let run = try RunFolder(folder, id: found.identity.id, under: lock)
    do {
      clock.teller.name(
        run.id,
        keeping: RunProgressFile(
          in: run, of: pipeline, started: found.identity.started, files: found.inputs.files.count))
      var summary = try await self.run(in: run, found, tables, clock)
      let kept = clearOldRuns(in: run, besides: found.latest?.id, summary)
      summary.diagnostics += kept
      summary.warnings += kept.count
      return summary
    } catch {
      // What differs from a full run is to be looked at; the next run removes it.
      if error.diagnostic.code != .runNotReproduced { run.discard() }
      throw error
    }
  }

  /// The pipeline's folder of results.
  var folder: String { pipeline.results(in: options.output) }

  /// The tables, before anything is read.
  ///
  /// - Throws: `RunFailure` where one is asked for that there is not, or one means nothing.
  func compiledTables() throws(RunFailure) -> [CompiledTable] {
    for table in options.tables where !pipeline.tables.contains(where: { $0.name == table }) {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
          "expected a table of \(pipeline.tables.map(\.name).joined(separator: ", ")), found “\(table)”",
          remedy: "name one of them after --only"), exit: .usage)
    }
    return try LoadStage.compiled(pipeline, for: EmbeddedEngine.provider.capabilities)
  }

  /// What a run finds before it reads anything.
  struct Found {
    let inputs: InputFiles
    let contents: ReferenceContents
    let identity: RunIdentity
    let gates: [GateResult]
    /// The run that `latest` names.
    let latest: FinishedRun?
    /// What was changed since in the target of a migration; nil where nothing was.
    let targetChange: Diagnostic?
    /// The latest, where nothing changed since.
    let unchanged: FinishedRun?
  }

  /// Finds the files, and what came to the same.
  ///
  /// - Throws: `RunFailure` when there is no such file, or a reference file cannot be read.
  func look(in folder: String, _ clock: StageClock) throws(RunFailure) -> Found {
    let latest = FinishedRun(latestIn: folder)
    let inputs = try clock.time(.find) { () throws(RunFailure) in
      try InputFiles(pipeline)
    } summary: {
      "\($0.files.count) files, \($0.files.reduce(0) { $0 + $1.size }.formatted()) bytes"
    }
    let contents = try ReferenceContents(pipeline)
    let identity = try RunIdentity(pipeline, inputs: inputs, contents)
    let gates = InputGates(pipeline, inputs).test()
    var targetChange: Diagnostic?
    var unchanged: FinishedRun?
    if mayStay(gates), let latest {
      if latest.isWhole, latest.hasDefinition(identity.definition) {
        targetChange = try TargetState(of: pipeline, on: EmbeddedEngine.provider)
          .change(since: "\(folder)/latest", latest.id)
      }
      if targetChange == nil, identity.isUnchanged(since: latest) { unchanged = latest }
    }
    return Found(
      inputs: inputs, contents: contents, identity: identity, gates: gates, latest: latest,
      targetChange: targetChange, unchanged: unchanged)
  }

  /// Removes what dead runs left and had to remove, where nothing else is to do.
  ///
  /// What cannot be removed is left to the next run that writes results, which tells of it.
  private func tidy(_ folder: String) {
    let old = pipeline.retention.map { OldRuns(in: folder, $0) }
    let pieces = PieceFolder.path(in: folder)
    RunFolder.tidy(folder) {
      !PieceFolder.unfinished(pieces).isEmpty || old?.names().isEmpty == false
    } _: {
      for name in PieceFolder.unfinished(pieces) {
        try? FileManager.default.removeItem(atPath: "\(pieces)/\(name)")
      }
      for name in old?.names() ?? [] { try? old?.remove(name) }
    }
  }

  /// Removes the runs that need not stay, behind one that has written results.
  ///
  /// - Returns: A warning for each that cannot be removed; the next run tries again.
  private func clearOldRuns(
    in folder: RunFolder, besides latest: String?, _ summary: RunSummary
  ) -> [Diagnostic] {
    var paths = folder.leftovers
    if let retention = pipeline.retention,
      [.published, .gateFailed].contains(summary.status)
    {
      let old = OldRuns(in: folder.pipelineFolder, retention)
      for name in old.names(besides: [latest].compactMap(\.self)) {
        do {
          try old.remove(name)
        } catch {
          paths.append("\(folder.pipelineFolder)/runs/\(name)")
        }
      }
    }
    return paths.map { path in
      Diagnostic(
        .storeFailed, .warning, at: SourceLocation(file: path),
        "a run that need not stay cannot be removed",
        remedy: "remove it as the user to whom its files belong")
    }
  }

  private func run(
    in folder: RunFolder, _ found: Found, _ tables: [CompiledTable], _ clock: StageClock
  ) async throws(RunFailure) -> RunSummary {
    let (inputs, contents, gates, identity) = (
      found.inputs, found.contents, found.gates, found.identity
    )
    let faults = FaultPoint(options.faultPoint)
    let key = try SensitiveKey(path: SensitiveKey.path(in: original(folder)))
    let context = try RunContext(pipeline, contents) { key.seal($0) }
    let previous =
      options.original.map(\.previous) ?? found.latest.flatMap { identity.previous(of: $0) }
    var notes = findings(of: key, since: found.latest)
    if let change = found.targetChange { notes.record(change) }
    let fingerprint = DefinitionFingerprint(of: pipeline, whole: identity.definition)
    let pieces = try StoredPieces(
      PieceFolder(
        PieceFolder.path(
          in: options.edit == nil ? folder.pipelineFolder : original(folder))),
      PieceFingerprints(pipeline, fingerprint, contents, context, key), context.placeAnswers(key),
      key, of: pipeline, reading: options.reading, passingOver: options.edit?.path)
    let reading = FileReading(pipeline: pipeline, context: context, edit: options.edit)
    clock.begin(.extract)
    let same =
      mayStay(gates) && found.targetChange == nil
      ? sameContent(as: found.latest, inputs, identity, pieces, reading, key, clock) : nil
    if let same, same.hasReferences(identity.references) {
      try await verify(same, as: identity)
      clock.end(.extract, summary: "the files that changed give what they gave")
      return unchanged(since: same, identity, folder, clock)
    }
    let shadow =
      options.verification == .full
      ? try await ShadowRun(of: self, identity, against: previous) : nil
    let writer = StoreWriter(
      try makeStore(in: folder, inputs: inputs, context: context, notes, faults: faults))
    let failures = try await read(inputs, context, pieces, reading, into: writer, clock)
    guard failures.isEmpty else {
      shadow?.discard()
      folder.discard()
      return RunSummary(failures: failures, seconds: clock.seconds)
    }
    let drifts = try writer.use { store throws(RunFailure) in
      var drifts = DiagnosticLog()
      let accepted = StageStore.acceptedLayouts(
        in: original(folder), on: EmbeddedEngine.provider, &drifts)
      drifts.append(DiagnosticLog(drifts: try store.layouts(), from: accepted))
      try store.append(drifts)
      return drifts
    }
    faults.pass(.rowsStored)
    if options.until == .extract {
      try writer.use { store throws(RunFailure) in try store.close() }
      clock.teller.endPartial()
      _ = try folder.finish(.kept)
      return RunSummary(
        status: .partial, id: folder.id, folder: folder.path, seconds: clock.seconds)
    }
    var report = RunReport(
      version: MilletVersion.current, program: identity.program, started: identity.started,
      definition: fingerprint,
      files: inputs.files, contents: pieces.contents, inputWarnings: inputs.warnings,
      key: key.identity, references: identity.references)
    report.previous = previous
    let atCheckpoint = options.atCheckpoint
    let pass: @Sendable (Checkpoint) throws(RunFailure) -> Void = {
      faults.pass($0)
      atCheckpoint()
    }
    let result = try writer.use { store throws(RunFailure) in
      try load(
        store, context, in: folder, tables, against: previous, gates, report: &report, clock,
        pass
      ) { () throws(RunFailure) in
        try shadow?.verify(folder.path)
        return same?.hasFiles(of: folder.path) ?? false
      }
    }
    // A run that a gate holds back publishes nothing that could be compared.
    shadow?.discard()
    if let same, result.status == .same {
      var summary = unchanged(since: same, identity, folder, clock)
      summary.diagnostics = result.log.diagnostics.filter { $0.severity > .note }
      return summary
    }
    var summary = RunSummary(
      status: status(of: result), id: folder.id, folder: folder.path, seconds: clock.seconds)
    summary.tallies = result.tallies
    summary.edits = EditTotals(
      rules: result.edits.rules, tested: result.edits.tested, failed: result.edits.failed,
      corrected: result.edits.corrected, changed: result.edits.changed)
    summary.tables = result.tableRows
    summary.target = result.target
    summary.verdicts = Verdict.allCases.compactMap { verdict in
      result.verdicts[verdict].map { (verdict.rawValue, $0) }
    }
    summary.failedGates = result.gates.filter { !$0.isPassed }.map(\.name)
    summary.warnings = result.diagnosticCounts[.warning] ?? 0
    let shown = result.log.diagnostics.filter { $0.severity > .note }
      .sorted { ($1.severity, $0.code.rawValue) < ($0.severity, $1.code.rawValue) }
    summary.diagnostics =
      notes.diagnostics + inputs.log.diagnostics.filter(\.isSourceWarning) + writer.sourceWarnings
    summary.diagnostics += drifts.diagnostics.filter { $0.severity > .note } + shown
    return summary
  }

  /// A warning where a key was made for a pipeline that has been published before.
  private func findings(
    of key: SensitiveKey, since latest: FinishedRun?
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    guard let latest, latest.key.map({ $0 != key.identity }) ?? key.isNew else { return log }
    log.record(
      Diagnostic(
        .storeKeyMade, .warning, at: SourceLocation(file: SensitiveKey.path(in: folder)),
        "expected the key of earlier runs, found none and made another: every hash of a sensitive value is another",
        remedy: "put its backup in the place of the new one, and run with --force"))
    return log
  }

  /// The folder of results whose key and earlier runs a run takes: its own, unless it stands beside others.
  private func original(_ folder: RunFolder) -> String {
    options.original?.folder ?? folder.pipelineFolder
  }

  private func makeStore(
    in folder: RunFolder, inputs: InputFiles, context: RunContext, _ notes: DiagnosticLog,
    faults: FaultPoint
  ) throws(RunFailure) -> sending StageStore {
    let store = try StageStore(
      at: folder.path(LoadStage.storeName), for: pipeline, on: EmbeddedEngine.provider)
    faults.pass(.storeCreated)
    try store.appendDefinition(root: pipeline.root(seenFrom: folder.pipelineFolder))
    try store.append(inputs.files)
    try store.append(context.history)
    try store.append(notes)
    try store.append(inputs.log)
    try store.append(context.log)
    return store
  }

  // MARK: What came to the same as the latest run

  /// Whether the run is not published where it comes to the same as the latest.
  func mayStay(_ gates: [GateResult]) -> Bool {
    options.repetition == .whenChanged && options.reading == .changed && !options.isPartial
      && options.standing == .published && gates.allSatisfy(\.isPassed)
  }

  /// The latest run, where its files gave what those of this run give, though their bytes are others.
  ///
  /// The first file that gives something else ends the search; its piece is taken afterwards.
  private func sameContent(
    as latest: FinishedRun?, _ inputs: InputFiles, _ identity: RunIdentity, _ pieces: StoredPieces,
    _ reading: FileReading, _ key: SensitiveKey, _ clock: StageClock
  ) -> FinishedRun? {
    guard let latest,
      let changed = latest.changedFiles(inputs, identity, key),
      // Where both changed, what describes the files for machines is another anyway.
      changed.isEmpty || latest.hasReferences(identity.references)
    else { return nil }
    for file in changed {
      let content = try? pieces.content(of: file.input.file) { notes, sink in
        try reading.read(
          file.input, noting: notes,
          progress: { clock.teller.advanced(.extract, done: $0, total: file.input.file.size) },
          into: sink)
      }
      // Why a file cannot be read is told where it is read for the store.
      guard content == file.content else { return nil }
    }
    return latest
  }

  /// Holds what the latest run has published against a run that reads everything, where that is asked for.
  private func verify(_ latest: FinishedRun, as identity: RunIdentity) async throws(RunFailure) {
    guard options.verification == .full else { return }
    // Against the run that the latest was held against: against itself nothing would have changed.
    if let previous = latest.report?.previous, latest.previous == nil, pipeline.looksBack {
      throw RunFailure(
        Diagnostic(
          .runNotReproduced, at: SourceLocation(file: latest.path),
          "expected the run \(previous), which it was held against, found it gone",
          remedy: "run with --force --verify, which makes it again"))
    }
    try await ShadowRun(of: self, identity, against: latest.previous)
      .verify(latest: latest, of: identity)
  }

  /// Ends a run that comes to the same as the latest.
  private func unchanged(
    since latest: FinishedRun, _ identity: RunIdentity, _ folder: RunFolder, _ clock: StageClock
  ) -> RunSummary {
    folder.discard()
    latest.note(identity.digits)
    return Self.unchanged(since: latest.id, in: folder.pipelineFolder, clock)
  }

  /// The summary of a run that leaves the latest where it is.
  private static func unchanged(
    since latest: String, in folder: String, _ clock: StageClock
  ) -> RunSummary {
    RunSummary(
      status: .unchanged, id: latest, folder: "\(folder)/runs/\(latest)", seconds: clock.seconds)
  }

  private func read(
    _ inputs: InputFiles, _ context: RunContext, _ pieces: StoredPieces, _ reading: FileReading,
    into writer: StoreWriter, _ clock: StageClock
  ) async throws(RunFailure) -> [RunFailure] {
    let reading = SourceReading(
      reading: reading, pieces: pieces, teller: clock.teller, readers: options.readers)
    let failures = await reading.read(inputs.inputs, into: writer)
    let decisions = writer.decisions
    try writer.use { store throws(RunFailure) in
      try store.append(context.unusedDecisions(but: decisions))
      try store.commit()
    }
    let read = inputs.files.count - failures.count
    clock.end(
      .extract,
      summary: "\(read) of \(inputs.files.count) files read, \(pieces.count) of them from pieces")
    return failures
  }

  private func load(
    _ store: StageStore, _ context: RunContext, in folder: RunFolder, _ tables: [CompiledTable],
    against previous: String?,
    _ gates: [GateResult], report: inout RunReport, _ clock: StageClock,
    _ pass: @escaping @Sendable (Checkpoint) throws(RunFailure) -> Void,
    unless isSame: () throws(RunFailure) -> Bool
  ) throws(RunFailure) -> LoadResult {
    let earlier = previous.map { "\(original(folder))/runs/\($0)/\(LoadStage.storeName)" }
    let stage = LoadStage(
      store, in: folder, tables: tables, earlier: earlier, inputGates: gates,
      kept: { [place = original(folder)] in FinishedRun.keptStores(in: place) },
      digest: { path throws(RunFailure) in try ContentHash.of(fileAt: path) }, checkpoint: pass)
    var result = try clock.time(.transform) { () throws(RunFailure) in
      let result = try stage.check()
      if !context.resolvers.isEmpty {
        try DecisionsNeeded(context.resolvers, asOf: pipeline.asOf)
          .write(
            try store.doubtfulNames(), places: try RowPlaces(store),
            to: folder.path(DecisionsNeeded.fileName))
      }
      return result
    } summary: { result in
      "\(result.tallies.reduce(0) { $0 + $1.tally.quarantined }) rows held back"
    }
    if isWanted(.tabulate) {
      try clock.time(.tabulate) { () throws(RunFailure) in
        try stage.tabulate(&result, only: options.tables.isEmpty ? nil : options.tables)
        for rule in result.rules { clock.teller.tell(.ruleTested(RuleTested(rule))) }
        for (table, rows) in result.tableRows {
          clock.teller.tell(.tableComputed(TableComputed(table: table, rows: rows)))
        }
      } summary: { _ in
        "\(result.tableRows.count) tables"
      }
    }
    if isWanted(.reconcile) {
      try clock.time(.reconcile) { () throws(RunFailure) in
        try stage.reconcile(&result)
        for gate in result.gates { clock.teller.tell(.gateTested(GateTested(gate))) }
      } summary: { _ in
        "\(result.verdicts.values.reduce(0, +)) facts compared"
      }
    }
    for (source, tally) in result.tallies {
      clock.teller.tell(.rowsCounted(RowsCounted(source: source, tally: tally)))
    }
    if options.isPartial {
      try store.close()
      clock.teller.endPartial()
      _ = try folder.finish(.kept)
      return result
    }
    clock.begin(.publish)
    report.timings = clock.timings
    report.finished = RunIdentity.now()
    let use: StandingUse? =
      switch options.standing {
      case .published: .change
      case .aside: nil
      case .trial: .trial
      }
    try stage.publish(
      &result, report, as: options.standing == .published ? .published : .kept, changing: use,
      unless: isSame)
    if result.status != .same {
      for output in try folder.outputs() {
        clock.teller.tell(.fileWritten(FileWritten(path: output.path, bytes: output.bytes)))
      }
      if let target = result.target {
        for table in target.told {
          clock.teller.tell(
            .targetChanged(
              TargetChanged(table, of: target, isTrial: options.standing == .trial)))
        }
      }
    }
    clock.end(.publish, summary: "\(folder.id)")
    return result
  }

  /// Whether the run goes as far as a stage.
  func isWanted(_ stage: RunStage) -> Bool {
    options.until.map { stage <= $0 } ?? true
  }

  private func status(of result: LoadResult) -> RunSummary.Status {
    if options.isPartial { return .partial }
    guard result.status == .published else { return .gateFailed }
    return switch options.standing {
    case .published: .published
    case .aside: .aside
    case .trial: .partial
    }
  }
}
