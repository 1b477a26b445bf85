import DurableFiles
import Foundation
import Load
import SurveyModel

/// A run beside another, which reads every file and takes nothing that is stored, held against the same
/// earlier run: what the other publishes must be what this one would publish.
///
/// It stands in a folder of its own below the runs, which is removed as what dead runs leave; where it differs
/// it stays there until the next run, to be looked at.
struct ShadowRun {
  private static let folderName = ".verify.partial"

  private let root: String
  /// Its results.
  private let results: RunFiles

  /// Makes the run.
  ///
  /// - Parameters:
  ///   - runner: What makes the run that is verified.
  ///   - identity: The run that is verified.
  ///   - previous: The run that its records are held against, or nil.
  /// - Throws: `RunFailure` when the disk refuses, the files are others meanwhile, or the run ends otherwise than
  ///   with results.
  init(
    of runner: PipelineRunner, _ identity: RunIdentity, against previous: String?
  ) async throws(RunFailure) {
    root = "\(runner.folder)/runs/\(Self.folderName)"
    do {
      if FileManager.default.fileExists(atPath: root) {
        try FileManager.default.removeItem(atPath: root)
      }
      // Its owner's alone, as the stores are.
      try FileManager.default.createDirectory(
        atPath: root, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw RunFailure(file: root, error)
    }
    var options = runner.options
    options.output = root
    options.original = RunOptions.Original(folder: runner.folder, previous: previous)
    options.reading = .all
    options.repetition = .always
    options.standing = .aside
    options.verification = .none
    options.faultPoint = nil
    let shadow = PipelineRunner(
      definition: runner.pipeline, options: options, observer: ProgressAlone(of: runner.observer))
    let summary = try await shadow.run()
    if let digits = summary.id.flatMap(RunName.init)?.digits, digits != identity.digits {
      try? FileManager.default.removeItem(atPath: root)
      throw RunFailure(
        Diagnostic(
          .sourceChangedWhileRead, at: SourceLocation(file: runner.pipeline.path),
          "files changed, came or went while the run was verified",
          remedy: "run again when nobody delivers"))
    }
    guard [.aside, .gateFailed].contains(summary.status), let folder = summary.folder,
      let results = RunFiles(of: folder)
    else {
      throw RunFailure(
        summary.diagnostics.first { $0.severity == .error }
          ?? Diagnostic(
            .runNotReproduced, at: SourceLocation(file: root),
            "expected the results of a full run, found none", remedy: Self.remedy))
    }
    self.results = results
  }

  /// Holds what a run has written against what this one has.
  ///
  /// - Parameters:
  ///   - run: The folder of the run.
  ///   - passedOver: Files that differ by right.
  /// - Throws: `RunFailure` (`run.not-reproduced`) where a file is not byte for byte the same.
  func verify(_ run: String, but passedOver: Set<String> = []) throws(RunFailure) {
    let differing =
      RunFiles(of: run)?.differences(from: results).filter { !passedOver.contains($0) }
      ?? ["all files"]
    guard let first = differing.first else { return discard() }
    let more = differing.count > 1 ? " and \(differing.count - 1) more files" : ""
    throw RunFailure(
      Diagnostic(
        .runNotReproduced, at: SourceLocation(file: run),
        "expected what a full run gives (\(root)), found another \(first)\(more)",
        remedy: Self.remedy))
  }

  /// Removes it; what cannot be removed is left to the next run.
  func discard() { try? FileManager.default.removeItem(atPath: root) }

  /// Holds what the latest run has published against what this one has.
  ///
  /// Of a run that came to the same with files of other bytes, the package names those.
  func verify(latest: FinishedRun, of identity: RunIdentity) throws(RunFailure) {
    try verify(
      latest.path, but: latest.isItself(of: identity.digits) ? [] : [DataPackage.fileName])
  }

  private static let remedy: Diagnostic.Message =
    "see whether a program that converts documents gives other texts each time; else report it as a fault of Millet, and run with --full --force meanwhile"
}

/// Passes on how far a run is, and nothing else.
private struct ProgressAlone: RunObserver {
  private let observer: any RunObserver

  init(of observer: any RunObserver) { self.observer = observer }

  func hear(_ event: RunEvent) {}

  func advanced(_ stage: RunStage, done: Int, total: Int) {
    observer.advanced(stage, done: done, total: total)
  }
}
