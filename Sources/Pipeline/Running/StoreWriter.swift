import Load
import SurveyModel
import Synchronization

/// The one writer of a run's store.
///
/// The store keys every row by file, worksheet and row, so the order of the turns does not matter.
final class StoreWriter: Sendable {
  private let store: Mutex<StageStore>
  private let findings = Mutex(DiagnosticLog())
  private let usedDecisions = Mutex<Set<Int>>([])

  init(_ store: sending StageStore) {
    self.store = Mutex(store)
  }

  /// Does something with the store, alone.
  func use<Result: Sendable>(
    _ body: (StageStore) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    try store.withLock { store throws(RunFailure) in try body(store) }
  }

  /// The lines of the decisions file that said what names of the appended rows mean.
  var decisions: Set<Int> { usedDecisions.withLock { $0 } }

  /// The warnings on whole sources that were appended, in the order of their places.
  var sourceWarnings: [Diagnostic] {
    findings.withLock { $0.diagnostics }
      .sorted { ("\($0.location)", $0.code.rawValue) < ("\($1.location)", $1.code.rawValue) }
  }

  /// Appends a part of a file's piece.
  func append(_ part: PiecePart, of file: SourceFile) throws(RunFailure) {
    try use { store throws(RunFailure) in
      switch part {
      case .records(let batch, let source):
        try store.append(batch, of: source)
        usedDecisions.withLock { $0.formUnion(batch.decisions) }
      case .worksheet(let outcome): try store.append(outcome, of: outcome.source)
      case .facts(let facts): try store.append(facts, of: file.number)
      case .findings(let log):
        try store.append(log)
        findings.withLock { findings in
          for finding in log.diagnostics where finding.isSourceWarning { findings.record(finding) }
        }
      }
    }
  }
}

extension Diagnostic {
  /// Whether a person should hear of it at the end of a run, since a source may not be what it
  /// should be.
  var isSourceWarning: Bool {
    severity > .note && (code.rawValue.hasPrefix("source.") || code == .textEncodingDoubtful)
  }
}
