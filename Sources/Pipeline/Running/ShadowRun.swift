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
  ///   - previous: The run that its records are held against, or nil.
  /// - Throws: `RunFailure` when the disk refuses, or the run ends otherwise than with results.
  init(of runner: PipelineRunner, against previous: String?) async throws(RunFailure) {
    root = "\(runner.folder)/runs/\(Self.folderName)"
    try Self.prepare(root, for: runner, against: previous)
    var options = runner.options
    options.output = root
    options.reading = .all
    options.repetition = .always
    options.standing = .aside
    options.verification = .none
    options.faultPoint = nil
    let shadow = PipelineRunner(
      definition: runner.pipeline, options: options, observer: ProgressAlone(of: runner.observer))
    let summary = try await shadow.run()
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

  /// Makes the folder of results in which the run finds the same key and the same earlier run.
  private static func prepare(
    _ root: String, for runner: PipelineRunner, against previous: String?
  ) throws(RunFailure) {
    let files = FileManager.default
    let folder = "\(root)/\(runner.pipeline.name)"
    do {
      if files.fileExists(atPath: root) { try files.removeItem(atPath: root) }
      try files.createDirectory(
        atPath: "\(folder)/runs", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let key = runner.keyPath(runner.folder)
      if files.fileExists(atPath: key) {
        try DurableFile.write(
          Array(Data(contentsOf: URL(filePath: key))), to: runner.keyPath(folder), mode: 0o600)
      }
      if let previous {
        try files.createSymbolicLink(
          atPath: "\(folder)/runs/\(previous)",
          withDestinationPath: "../../../\(previous)")
        try files.createSymbolicLink(
          atPath: "\(folder)/latest", withDestinationPath: "runs/\(previous)")
      }
    } catch {
      throw RunFailure(file: root, error)
    }
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
