import DurableFiles
import Foundation
import Load
import OperatingSystem
public import SurveyModel

/// Frees what the runs of a pipeline need no more: old runs, pieces that nobody takes, and what dead runs left.
public struct Housekeeping: Sendable {
  /// Something that goes.
  public struct Item: Hashable, Sendable {
    /// Its path in the pipeline's folder.
    public let path: String
    /// Its bytes.
    public let bytes: Int
  }

  private let folder: String
  private let retention: Retention?
  private let pipeline: String

  /// Looks at the results of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline, whose `keep_runs` says which runs stay; without it all do.
  ///   - output: The folder of results, or nil for `Output` below the pipeline's root.
  public init(_ pipeline: PipelineDefinition, output: String? = nil) {
    folder = pipeline.results(in: output)
    retention = pipeline.retention
    self.pipeline = pipeline.name
  }

  /// Whether it is said which runs stay.
  public var saysWhichRunsStay: Bool { retention != nil }

  /// What becomes of what goes.
  public enum Extent: Hashable, Sendable {
    /// It is only told.
    case told
    /// It goes.
    case removed
  }

  /// Tells what goes, and removes it if that is asked for.
  ///
  /// - Parameters:
  ///   - extent: Whether it goes.
  ///   - tell: Hears of each thing before it goes, runs first, the oldest before others.
  /// - Throws: `RunFailure` (`store.locked`) when a run holds the lock, or (`store.failed`) when there are no
  ///   results or the disk refuses; what went before is gone.
  public func run(_ extent: Extent, _ tell: (Item) throws -> Void) throws {
    guard FileManager.default.fileExists(atPath: "\(folder)/runs") else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: folder),
          "expected the results of runs, found none",
          remedy: "correct --output, or run the pipeline first"))
    }
    guard extent == .removed else { return try items(extent, tell) }
    let lock = try PipelineLock(
      folder, of: pipeline, for: LockHolder(command: "millet gc"), waiting: nil)
    do {
      try items(extent, tell)
    } catch let fault as SystemFault where fault == .readerGone {
      throw fault
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(file: folder, error)
    }
    withExtendedLifetime(lock) {}
  }

  private func items(_ extent: Extent, _ tell: (Item) throws -> Void) throws {
    if let retention {
      let old = OldRuns(in: folder, retention)
      for name in old.names() {
        try tell(try item("runs/\(name)"))
        if extent == .removed { try old.remove(name) }
      }
    }
    let others =
      try RunFolder.remains(in: folder).map { "runs/\($0)" }
      + PieceFolder.waste(PieceFolder.path(in: folder)).map { "pieces/\($0)" }
    for path in others {
      try tell(try item(path))
      if extent == .removed { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }
    }
  }

  private func item(_ path: String) throws -> Item {
    let full = "\(folder)/\(path)"
    var bytes = 0
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: full)) ?? []
    for name in [""] + below.map({ "/\($0)" }) {
      let state = try FileState(of: PathBytes(full + name), links: .kept)
      if state.kind == .regular { bytes += state.size }
    }
    return Item(path: path, bytes: bytes)
  }
}
