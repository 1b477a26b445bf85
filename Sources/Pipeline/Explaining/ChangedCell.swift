import DurableFiles
import Foundation
import Load
import Relational
import SurveyModel

/// What a run would have come to if a cell had another value: a run of the same definition and files beside it,
/// in which the cell has that value, held against it.
///
/// What other files gave is taken from their pieces, as every run does. So what is told is what a whole run would
/// come to, whatever the cell decides: which row is a header, which rows are duplicates, which place is meant.
struct ChangedCell {
  /// What differs.
  let difference: RunDifference
  /// What rules and comparisons come to otherwise.
  let outcomes: OutcomeDifference
  /// The gates that would fail and did not, and those that failed and would not.
  let failing: [String], passing: [String]

  /// Makes the run, and removes it again.
  ///
  /// - Parameters:
  ///   - run: The run that is kept.
  ///   - place: The cell.
  ///   - value: What is written there; nothing empties it.
  /// - Throws: `RunFailure` (`trace.not-found`) where the run has no such cell, (`trace.inputs-changed`)
  ///   where files, reference files or program are others than the run's, or when the disk refuses.
  init(_ run: KeptRun, _ place: SourcePlace.Row, value: String) async throws(RunFailure) {
    guard let column = place.column else {
      throw RunFailure(
        notFound: "cell", "expected a cell, found the row \(place.location)",
        remedy: "write FILE!SHEET!CELL")
    }
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "millet-impact-\(UUID().uuidString)").path
    do {
      // Its owner's alone, as the stores are.
      try FileManager.default.createDirectory(
        atPath: scratch, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw RunFailure(file: scratch, error)
    }
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let kept = FinishedRun(named: run.place.id, in: run.place.results)
    let edit = CellEdit(
      path: place.path, sheet: place.sheet,
      cell: CellReference(row: place.row, column: column), text: value)
    var options = RunOptions(output: scratch, until: .reconcile, repetition: .always)
    options.original = RunOptions.Original(
      folder: run.place.results, previous: kept.previous)
    options.edit = edit
    let runner = PipelineRunner(
      definition: run.pipeline, options: options, observer: Unheard())
    try Self.check(runner, isOf: kept, run)
    let summary = try await runner.run()
    guard let folder = summary.folder else {
      // What the cell would bring about is that there is no run.
      throw RunFailure(
        summary.diagnostics.first { $0.severity == .error }
          ?? Diagnostic(
            .storeFailed, at: SourceLocation(file: scratch), "expected a run, found none"))
    }
    guard edit.isApplied else {
      throw RunFailure(
        notFound: "cell", "expected a row that a source reads, found none at \(place.location)",
        remedy: "millet cells FILE shows the rows that have cells")
    }
    let changed = try KeptRun(RunPlace(folder, output: scratch))
    let (before, after) = (try run.tracer(), try changed.tracer())
    difference = try after.difference(from: before, comparesHashes: true, examples: 5)
    outcomes = try after.outcomes(since: before)
    let failed = Set((kept.report?.gates ?? []).filter { !$0.passed }.map(\.name))
    failing = summary.failedGates.filter { !failed.contains($0) }
    passing = failed.subtracting(summary.failedGates).sorted()
  }

  /// Refuses a run that could not be made again as it is.
  private static func check(
    _ runner: PipelineRunner, isOf kept: FinishedRun, _ run: KeptRun
  ) throws(RunFailure) {
    let found = try InputFiles(runner.pipeline)
    let identity = try RunIdentity(
      runner.pipeline, inputs: found, ReferenceContents(runner.pipeline))
    guard kept.isOf(identity.digits) else {
      throw RunFailure(
        Diagnostic(
          .traceInputsChanged, at: SourceLocation(file: run.place.folder),
          "expected the files, the reference files and the program that the run was made of, found others",
          remedy: "run the pipeline, and ask of the run that this makes"))
    }
  }
}

/// Nobody hears of a run that is made to be looked at.
private struct Unheard: RunObserver {
  func hear(_ event: RunEvent) {}
  func advanced(_ stage: RunStage, done: Int, total: Int) {}
}
