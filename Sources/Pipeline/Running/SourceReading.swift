import Foundation
import OperatingSystem
import SurveyModel
import Synchronization

/// Reads all files of a run, as many at once as there are processors, or takes what they gave before.
struct SourceReading: Sendable {
  let reading: FileReading
  /// Where pieces are stored and found again.
  let pieces: StoredPieces
  let teller: RunTeller
  /// How many files are read at once; nil for as many as there are processors.
  let readers: Int?

  /// A part of what a file gives.
  private typealias Output = (file: SourceFile, part: PiecePart)

  /// Why a file is not read on: the store failed.
  private struct Unwanted: Error {}

  /// What waits for the store while it is busy.
  private static let outputsAhead = 4

  /// The files that wait, what is done, and what failed.
  private final class Ledger: Sendable {
    private struct State {
      var waiting: [InputFile]
      /// The bytes of each file that are done.
      var done: [Int: Int] = [:]
      var total = 0
      var failures: [Int: RunFailure] = [:]
    }

    private let state: Mutex<State>

    init(_ files: [InputFile]) {
      // The largest first, so that no long file is left for the end.
      state = Mutex(
        State(
          waiting: files.sorted {
            ($0.file.size, $1.file.rank) < ($1.file.size, $0.file.rank)
          }))
    }

    func next() -> InputFile? { state.withLock { $0.waiting.popLast() } }

    func fail(_ file: SourceFile, _ failure: RunFailure) {
      // The first says why; what follows may follow from it.
      state.withLock { state in
        if state.failures[file.rank] == nil { state.failures[file.rank] = failure }
      }
    }

    /// Notes how many bytes of a file are done and gives those of all files.
    func advance(_ file: SourceFile, to done: Int) -> Int {
      state.withLock { state in
        let before = state.done[file.rank] ?? 0
        let now = max(before, min(done, file.size))
        state.done[file.rank] = now
        state.total += now - before
        return state.total
      }
    }

    var failures: [RunFailure] {
      state.withLock { state in
        // What broke the store is one failure, not one of every file behind.
        var failures: [RunFailure] = []
        for (_, failure) in state.failures.sorted(by: { $0.key < $1.key })
        where !failures.contains(failure) {
          failures.append(failure)
        }
        return failures
      }
    }
  }

  /// Reads the files; one that fails does not keep the others from being read, unless it is the store
  /// that fails.
  ///
  /// - Parameters:
  ///   - inputs: The files.
  ///   - writer: Takes what they give.
  /// - Returns: Why files failed, in the order of the files.
  func read(_ inputs: [InputFile], into writer: StoreWriter) async -> [RunFailure] {
    let total = inputs.reduce(0) { $0 + $1.file.size }
    let ledger = Ledger(inputs)
    let outputs = BoundedQueue<Output>(capacity: Self.outputsAhead)
    // Begun before the readers, which wait for it on the threads that tasks have.
    let stored = storing(outputs, in: writer, ledger)
    await withTaskGroup { group in
      let readers = readers ?? ProcessInfo.processInfo.activeProcessorCount
      for _ in 0..<max(1, min(inputs.count, readers)) {
        group.addTask {
          while let input = ledger.next() {
            let file = input.file
            let advance = { (done: Int) in
              teller.advanced(.extract, done: ledger.advance(file, to: done), total: total)
            }
            do {
              try read(input, progress: advance) {
                guard outputs.give((file, $0)) else { throw Unwanted() }
              }
              teller.tell(
                .fileRead(
                  FileRead(path: file.path, bytes: file.size, origin: pieces.origin(of: file))))
            } catch is Unwanted {
              // Why the store takes no more is known already.
              return
            } catch {
              ledger.fail(file, Self.failure(error, of: file))
            }
            advance(file.size)
          }
        }
      }
    }
    outputs.end()
    for await _ in stored {}
    return ledger.failures
  }

  /// Gives the parts of a file's piece.
  private func read(
    _ input: InputFile, progress: (_ done: Int) -> Void, into sink: (PiecePart) throws -> Void
  ) throws {
    try pieces.read(input.file, into: sink) { notes, sink in
      try reading.read(input, noting: notes, progress: progress, into: sink)
    }
  }

  /// Begins to store, on a thread of its own, what files give, in the order in which it comes, until
  /// there is no more or the store fails.
  ///
  /// - Returns: What ends when that is done.
  private func storing(
    _ outputs: BoundedQueue<Output>, in writer: StoreWriter, _ ledger: Ledger
  ) -> AsyncStream<Never> {
    let (ended, end) = AsyncStream.makeStream(of: Never.self)
    Thread.detachNewThread {
      while let (file, part) = outputs.take() {
        do throws(RunFailure) {
          try writer.append(part, of: file)
        } catch {
          ledger.fail(file, error)
          outputs.close()
          break
        }
      }
      end.finish()
    }
    return ended
  }

  private static func failure(_ error: any Error, of file: SourceFile) -> RunFailure {
    if let failure = error as? RunFailure { return failure }
    return RunFailure(reading: file.path, error)
  }
}
