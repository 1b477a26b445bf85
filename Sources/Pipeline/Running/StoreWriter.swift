import Load
import SurveyModel
import Synchronization

/// The one writer of a run's store: whoever has a batch waits for its turn.
///
/// The store keys every row by file, worksheet and row, so the order of the turns does not matter.
final class StoreWriter: Sendable {
  private let store: Mutex<StageStore>

  init(_ store: sending StageStore) {
    self.store = Mutex(store)
  }

  /// Does something with the store, alone.
  func use<Result: Sendable>(
    _ body: (StageStore) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    try store.withLock { store throws(RunFailure) in try body(store) }
  }

  /// Appends what reading a file gave.
  func append(_ output: FileReading.Output, of file: SourceFile) throws(RunFailure) {
    try use { store throws(RunFailure) in
      switch output {
      case .records(let batch, let source): try store.append(batch, of: source)
      case .worksheet(let outcome): try store.append(outcome, of: outcome.source)
      case .facts(let facts): try store.append(facts, of: file.index)
      case .findings(let log): try store.append(log)
      }
    }
  }
}
