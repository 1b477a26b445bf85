import Foundation
import SurveyModel
import Synchronization

/// Reads all files of a run, as many at once as there are processors.
struct SourceReading: Sendable {
  let reading: FileReading
  let observer: any RunObserver

  /// The files that wait, what is done, and what failed.
  private final class Ledger: Sendable {
    private struct State {
      var waiting: [SourceFile]
      var done = 0
      var failures: [UInt32: RunFailure] = [:]
    }

    private let state: Mutex<State>

    init(_ files: [SourceFile]) {
      // The largest first, so that no long file is left for the end.
      state = Mutex(State(waiting: files.sorted { ($0.size, $1.index) < ($1.size, $0.index) }))
    }

    func next() -> SourceFile? { state.withLock { $0.waiting.popLast() } }

    func fail(_ file: SourceFile, _ failure: RunFailure) {
      state.withLock { $0.failures[file.index] = failure }
    }

    /// Adds the bytes of a file and gives those of all files that are done.
    func finish(_ file: SourceFile) -> Int {
      state.withLock { state in
        state.done += file.size
        return state.done
      }
    }

    var failures: [RunFailure] {
      state.withLock { $0.failures.sorted { $0.key < $1.key }.map(\.value) }
    }
  }

  /// Reads the files; one that fails does not keep the others from being read.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - writer: Takes what they give.
  /// - Returns: Why files failed, in the order of the files.
  func read(_ files: [SourceFile], into writer: StoreWriter) async -> [RunFailure] {
    let total = files.reduce(0) { $0 + $1.size }
    let ledger = Ledger(files)
    await withTaskGroup { group in
      for _ in 0..<max(1, min(files.count, ProcessInfo.processInfo.activeProcessorCount)) {
        group.addTask {
          while let file = ledger.next() {
            do {
              try read(file, into: writer)
            } catch {
              ledger.fail(file, Self.failure(error, of: file))
            }
            observer.advanced(.extract, done: ledger.finish(file), total: total)
          }
        }
      }
    }
    return ledger.failures
  }

  private func read(_ file: SourceFile, into writer: StoreWriter) throws {
    try reading.read(file, progress: { _ in }, into: { try writer.append($0, of: file) })
  }

  private static func failure(_ error: any Error, of file: SourceFile) -> RunFailure {
    if let failure = error as? RunFailure { return failure }
    return RunFailure(
      Diagnostic(
        .sourceUnreadable, at: SourceLocation(file: file.path),
        "cannot read the file: \(String(describing: error))", remedy: "ask for the file again"))
  }
}
