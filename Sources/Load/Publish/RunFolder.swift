internal import DurableFiles
internal import Foundation
internal import OperatingSystem
package import SurveyModel

/// The folder of one run, under a hidden name until it is whole, and the lock of its pipeline.
package final class RunFolder {
  /// The name of the run.
  package let id: String
  /// The folder of the pipeline's runs and of `latest`.
  package let pipelineFolder: String

  private let lock: PipelineLock
  private var isWhole = false
  /// Whether the folder stays.
  private var isKept = false

  /// What dead runs left and cannot be removed, by their paths.
  package private(set) var leftovers: [String] = []

  /// Takes the pipeline's lock, removes what dead runs left, and makes the folder.
  ///
  /// - Parameters:
  ///   - output: The folder of all pipelines' outputs.
  ///   - pipeline: The pipeline's name.
  ///   - id: The name of the run; a number is added when there is one of that name.
  /// - Throws: `RunFailure` (`store.locked`) when another run holds the lock, or (`store.failed`)
  ///   when the disk refuses.
  package convenience init(
    in output: String, pipeline: String, id: String
  ) throws(RunFailure) {
    let folder = "\(output)/\(pipeline)"
    try self.init(folder, id: id, under: PipelineLock(folder, of: pipeline))
  }

  /// Removes what dead runs left, and makes the folder of a run.
  ///
  /// - Parameters:
  ///   - folder: The pipeline's folder.
  ///   - id: The name of the run; a number is added when there is one of that name.
  ///   - lock: The pipeline's lock.
  /// - Throws: `RunFailure` (`store.failed`) when the disk refuses.
  package init(_ folder: String, id: String, under lock: PipelineLock) throws(RunFailure) {
    self.lock = lock
    do {
      leftovers = try Self.removeRemains(in: folder)
      try Self.requireLink("\(folder)/latest")
      var name = id
      var number = 2
      while ["\(folder)/runs/\(name)", "\(folder)/runs/.\(name).partial"]
        .contains(where: FileManager.default.fileExists)
      {
        name = "\(id)-\(number)"
        number += 1
      }
      self.id = name
      pipelineFolder = folder
      try FileManager.default.createDirectory(
        atPath: "\(folder)/runs/.\(name).partial/tables", withIntermediateDirectories: true)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(file: folder, error)
    }
  }

  /// The folder that the run writes to.
  package var path: String {
    isWhole ? "\(pipelineFolder)/runs/\(id)" : "\(pipelineFolder)/runs/.\(id).partial"
  }

  /// A file of the run.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// The files that the run has written so far, by their paths.
  ///
  /// - Throws: `RunFailure` when the file system refuses.
  func outputs() throws(RunFailure) -> [RunReport.Output] {
    do {
      var outputs: [RunReport.Output] = []
      for name in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
        let state = try FileState(of: PathBytes(path(name)), links: .kept)
        guard state.kind == .regular else { continue }
        outputs.append(RunReport.Output(path: name, bytes: state.size))
      }
      return outputs
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// Whether a run becomes the pipeline's latest.
  package enum Standing: String, Hashable, Sendable {
    /// `latest` will name it.
    case published
    /// It is kept for inspection only.
    case kept
  }

  /// Brings the folder to the disk, gives it its name and, if it is published, moves `latest`.
  ///
  /// - Parameters:
  ///   - standing: Whether `latest` moves.
  ///   - synchronize: Brings a file or the entries of a folder to the disk.
  ///   - checkpoint: Called between the steps; what it throws ends them.
  ///   - commit: Makes what is published elsewhere count, right before `latest` moves.
  /// - Returns: A warning when the disk refused after `latest` had moved, which no failure can undo.
  /// - Throws: `RunFailure` when the disk refuses before.
  package func finish(
    _ standing: Standing,
    synchronize: (String) throws -> Void = { try DurableFile.synchronize($0) },
    checkpoint: (Checkpoint) throws(RunFailure) -> Void = { _ in },
    committing commit: () throws(RunFailure) -> Void = {}
  ) throws(RunFailure) -> DiagnosticLog {
    var log = DiagnosticLog()
    do {
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        try synchronize(path(name))
      }
      try synchronize(path)
      try checkpoint(.filesSynced)
      try DurableFile.rename(path, to: "\(pipelineFolder)/runs/\(id)")
      isWhole = true
      try synchronize("\(pipelineFolder)/runs")
      try checkpoint(.folderRenamed)
      guard standing == .published else {
        isKept = true
        return log
      }
      let link = "\(pipelineFolder)/\(Self.newLink)"
      // It may have become something else since the run began.
      try Self.requireLink("\(pipelineFolder)/latest")
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: "runs/\(id)")
      try checkpoint(.linkMade)
      try commit()
      try checkpoint(.targetCommitted)
      try DurableFile.rename(link, to: "\(pipelineFolder)/latest")
      isKept = true
      do {
        try synchronize(pipelineFolder)
      } catch {
        log.record(unconfirmed(error))
      }
      try checkpoint(.latestMoved)
      return log
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  private func unconfirmed(_ error: any Error) -> Diagnostic {
    let fault = SystemFault(describing: error)
    return Diagnostic(
      .storeFailed, .warning, at: SourceLocation(file: "\(pipelineFolder)/latest"),
      "the run is published, but the disk does not confirm it: \(fault.what)",
      remedy: "\(fault.remedy); after a crash of the machine look which run latest names")
  }

  /// Removes the folder of a run that came to nothing: one that is not whole, or one that should have
  /// become the latest and did not.
  ///
  /// What cannot be removed is left to the next run, which tells of it.
  package func discard() {
    guard !isKept else { return }
    try? FileManager.default.removeItem(atPath: "\(pipelineFolder)/\(Self.newLink)")
    let hidden = "\(pipelineFolder)/runs/.\(id).partial"
    // Half a run must never bear the name of a whole one.
    if isWhole { try? DurableFile.rename(path, to: hidden) }
    try? FileManager.default.removeItem(atPath: hidden)
  }

  /// Removes what dead runs of a pipeline left, where no run holds the lock.
  ///
  /// What cannot be removed is left to the next run, which tells of it.
  ///
  /// - Parameter folder: The pipeline's folder.
  package static func tidy(_ folder: String) {
    do {
      guard try !remains(in: folder).isEmpty, let lock = try FileLock(at: "\(folder)/.lock") else {
        return
      }
      _ = try removeRemains(in: folder)
      // Held until here.
      _ = consume lock
    } catch {}
  }

  private static func requireLink(_ path: String) throws(RunFailure) {
    // A link that leads nowhere is a link, and absence is no fault.
    guard let type = try? FileManager.default.attributesOfItem(atPath: path)[.type],
      type as? FileAttributeType != .typeSymbolicLink
    else { return }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected a link to the latest run, found a file or folder",
        remedy: "move it away: a run that is published makes the link"))
  }

  private static let newLink = ".latest.new"

  /// The folders of runs that died, where no run holds the lock.
  ///
  /// - Throws: What the file system refuses.
  package static func remains(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")
      .filter { $0.hasPrefix(".") && $0.hasSuffix(".partial") }.sorted()
  }

  /// Removes the folders and the link of runs that died; the lock says that none of them lives.
  ///
  /// - Returns: What cannot be removed, which is in nobody's way.
  private static func removeRemains(in folder: String) throws -> [String] {
    var left: [String] = []
    for name in try remains(in: folder) {
      let path = "\(folder)/runs/\(name)"
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        left.append(path)
      }
    }
    // A dangling link does not "exist", so it is removed without a question.
    try? FileManager.default.removeItem(atPath: "\(folder)/\(newLink)")
    return left
  }
}
