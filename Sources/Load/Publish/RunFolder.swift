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
      for made in ["\(Self.hidden(name, in: folder))/tables", Self.scratch(name, in: folder)] {
        try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
      }
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(file: folder, error)
    }
  }

  /// The folder that the run writes to.
  package var path: String {
    isWhole ? "\(pipelineFolder)/runs/\(id)" : Self.hidden(id, in: pipelineFolder)
  }

  /// A folder on the same disk for what is only needed on the way to the run's files; it goes, whatever is in it.
  var scratch: String { Self.scratch(id, in: pipelineFolder) }

  /// A file of the run.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// The report of a run in its folder, which is one of its files and no output.
  package static let report = "run.json"

  /// The files that the run has written so far, by their paths, without its report.
  ///
  /// - Throws: `RunFailure` when the file system refuses.
  package func outputs() throws(RunFailure) -> [RunReport.Output] {
    do {
      var outputs: [RunReport.Output] = []
      for name in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
        let state = try FileState(of: PathBytes(path(name)), links: .kept)
        guard state.kind == .regular, name != Self.report else { continue }
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
  ///   - commit: Makes what is published elsewhere count, right before `latest` moves, and says where
  ///     that is; nil where there is none.
  /// - Returns: A warning when the disk refused after `latest` had moved, which no failure can undo.
  /// - Throws: `RunFailure` when the disk refuses before.
  package func finish(
    _ standing: Standing,
    synchronize: (String) throws -> Void = { try DurableFile.synchronize($0) },
    checkpoint: (Checkpoint) throws(RunFailure) -> Void = { _ in },
    committing commit: () throws(RunFailure) -> String? = { nil }
  ) throws(RunFailure) -> DiagnosticLog {
    var log = DiagnosticLog()
    // What stays of it is no part of the run; the next one takes it away.
    try? FileManager.default.removeItem(atPath: scratch)
    do {
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        try synchronize(path(name))
      }
      try synchronize(path)
      try checkpoint(.filesSynced)
      let link = newLink
      if standing == .published {
        // It may have become something else since the run began.
        try Self.requireLink("\(pipelineFolder)/latest")
        // Before the folder has its name, so that a run that dies in between is known to be none.
        try Self.makeLink(link, to: id)
        try synchronize(pipelineFolder)
        try checkpoint(.linkMade)
      }
      try DurableFile.rename(path, to: "\(pipelineFolder)/runs/\(id)")
      isWhole = true
      try synchronize("\(pipelineFolder)/runs")
      try checkpoint(.folderRenamed)
      guard standing == .published else {
        isKept = true
        return log
      }
      let target = try commit()
      try checkpoint(.targetCommitted)
      do {
        try DurableFile.rename(link, to: "\(pipelineFolder)/latest")
      } catch {
        throw Self.unmoved("\(pipelineFolder)/latest", error, behind: target)
      }
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

  /// What ends a run when `latest` cannot be moved behind what a target has already.
  private static func unmoved(
    _ latest: String, _ error: any Error, behind target: String?
  ) -> RunFailure {
    guard let target else { return RunFailure(file: latest, error) }
    let fault = SystemFault(describing: error)
    return RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: latest),
        "the records are in \(target), and latest still names the run before: \(fault.what)",
        remedy: "\(fault.remedy), then run again: it finds the records there, and moves latest"))
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
    let hidden = Self.hidden(id, in: pipelineFolder)
    if isWhole {
      do {
        // Half a run must never bear the name of a whole one.
        try DurableFile.rename(path, to: hidden)
      } catch {
        // The next run finds by the link that it is none.
        return
      }
    }
    try? FileManager.default.removeItem(atPath: newLink)
    for path in [hidden, scratch] { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Removes what dead runs of a pipeline left, where there is something and no run holds the lock.
  ///
  /// What cannot be removed is left to the next run, which tells of it.
  ///
  /// - Parameters:
  ///   - folder: The pipeline's folder.
  ///   - hasMore: Whether there is something else to remove.
  ///   - removeMore: Removes that.
  package static func tidy(
    _ folder: String, alsoIf hasMore: () -> Bool = { false }, _ removeMore: () -> Void = {}
  ) {
    do {
      guard try !remains(in: folder).isEmpty || !unfinished(in: folder).isEmpty || hasMore(),
        let lock = try FileLock(at: "\(folder)/.lock")
      else { return }
      _ = try removeRemains(in: folder)
      removeMore()
      // Held until here.
      _ = consume lock
    } catch {}
  }

  /// Lets `latest` name a run that was published before, at once.
  ///
  /// - Parameters:
  ///   - name: The run.
  ///   - folder: The pipeline's folder, whose lock is held.
  /// - Throws: `RunFailure` when the disk refuses.
  package static func publishAgain(_ name: String, in folder: String) throws(RunFailure) {
    try requireLink("\(folder)/latest")
    // Of another name than the link of a new run, by which one that died is known.
    let link = "\(folder)/\(againLink)"
    do {
      try makeLink(link, to: name)
      try DurableFile.rename(link, to: "\(folder)/latest")
      try DurableFile.synchronize(folder)
    } catch {
      throw RunFailure(file: folder, error)
    }
  }

  private static let againLink = ".latest.again.new"

  private static func makeLink(_ path: String, to run: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "runs/\(run)")
  }

  /// The run that `latest`, or a link that is to become it, names in a pipeline's folder; nil where it names none.
  package static func run(named link: String = "latest", in folder: String) -> String? {
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(link)")
    return target?.split(separator: "/").last.map(String.init)
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

  /// The link that is to become `latest`.
  ///
  /// Each run has one of its own: that of a run that died stays as long as the folder of that run does.
  private var newLink: String { "\(pipelineFolder)/.latest.\(id).new" }

  private static func hidden(_ name: String, in folder: String) -> String {
    "\(folder)/runs/.\(name).partial"
  }

  // It ends as the folder of a run does that died, and goes as that does.
  private static func scratch(_ name: String, in folder: String) -> String {
    hidden("\(name).scratch", in: folder)
  }

  /// The folders of runs that died, where no run holds the lock: those that are not whole, and those that have
  /// their names and did not become the latest.
  ///
  /// - Throws: What the file system refuses.
  package static func remains(in folder: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")
    let dead = Set(try unfinished(in: folder).compactMap { unpublished($0, in: folder) })
    return
      names.filter {
        $0.hasPrefix(".") && $0.hasSuffix(".partial") || dead.contains($0)
      }
      .sorted()
  }

  /// The run that was about to become the latest, by its link.
  private static func unpublished(_ link: String, in folder: String) -> String? {
    guard link.hasPrefix(".latest."), link != againLink else { return nil }
    let name = run(named: link, in: folder)
    return name == run(in: folder) ? nil : name
  }

  /// The files and links that were to take the place of others.
  private static func unfinished(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(".") && $0.hasSuffix(".new") }
  }

  /// Removes what is left of runs that died; the lock says that none of them lives.
  ///
  /// - Returns: What cannot be removed, which is in nobody's way.
  private static func removeRemains(in folder: String) throws -> [String] {
    var left: [String] = []
    for name in try remains(in: folder) {
      var path = "\(folder)/runs/\(name)"
      do {
        if !name.hasPrefix(".") {
          try DurableFile.rename(path, to: hidden(name, in: folder))
          path = hidden(name, in: folder)
        }
        try FileManager.default.removeItem(atPath: path)
      } catch {
        left.append(path)
      }
    }
    // A link stays with the run that it names, which nobody else knows to be none.
    for name in try unfinished(in: folder) {
      if let run = unpublished(name, in: folder), left.contains("\(folder)/runs/\(run)") {
        continue
      }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    return left
  }
}
