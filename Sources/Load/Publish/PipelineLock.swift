internal import DurableFiles
internal import Foundation
internal import OperatingSystem
package import SurveyModel

/// The lock of a pipeline's results, held for as long as the value lives: one run or clearing at a time.
package final class PipelineLock {
  /// Whether another process held it first.
  package let hasWaited: Bool
  private let lock: FileLock

  /// How often a lock is asked for again while it is waited for.
  private static let patience = 0.1

  /// Takes the lock, making the folder where there is none.
  ///
  /// - Parameters:
  ///   - folder: The pipeline's folder.
  ///   - pipeline: Its name.
  ///   - holder: Who asks for it, or nil for nobody in particular.
  ///   - seconds: How long to wait for one that another process holds; nil where nothing can wait.
  /// - Throws: `RunFailure` (`store.locked`) when another process holds it, or (`store.failed`) when the disk
  ///   refuses.
  package init(
    _ folder: String, of pipeline: String, for holder: LockHolder? = nil, waiting seconds: Int? = 0
  ) throws(RunFailure) {
    let path = "\(folder)/.lock"
    do {
      try DurableFile.makeFolder("\(folder)/runs")
      let end = ContinuousClock.now + .seconds(seconds ?? 0)
      var tries = 1
      while true {
        if let lock = try FileLock(at: path) {
          self.lock = lock
          break
        }
        guard ContinuousClock.now < end else {
          throw Self.locked(path, of: pipeline, after: seconds)
        }
        Thread.sleep(forTimeInterval: Self.patience)
        tries += 1
      }
      hasWaited = tries > 1
      // It is for people only.
      if let holder { try? lock.write(holder.bytes) }
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(file: folder, error)
    }
  }

  private static func locked(
    _ path: String, of pipeline: String, after seconds: Int?
  ) -> RunFailure {
    let holder = LockHolder(inFileOf: path).map { ": \($0.words)" } ?? ""
    let wait = seconds.map { $0 > 0 ? ", also after \($0) seconds" : "" } ?? ""
    let remedy: Diagnostic.Message =
      seconds == nil
      ? "try again when it has ended"
      : "try again when it has ended, or wait for it with --wait SECONDS"
    return RunFailure(
      Diagnostic(
        .storeLocked, at: SourceLocation(file: path),
        "another run of \(pipeline) holds the lock\(wait)\(holder)", remedy: remedy), exit: .locked)
  }
}
