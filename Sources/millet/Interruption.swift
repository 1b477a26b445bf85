import Foundation
import OperatingSystem
import Pipeline
import SurveyModel

/// Ends the command with status 130 at SIGINT, SIGTERM and SIGHUP, for as long as the value lives.
///
/// Nothing has to be undone: a run publishes by one rename at its end, and the next run of the
/// pipeline clears away what this one left.
struct Interruption {
  /// For how many seconds it is tried to say how the command ends.
  private static let patience = 10.0

  private let sources: [any DispatchSourceSignal]

  init() {
    sources = EndingSignal.allCases.filter { $0.take() }
      .map { signal in
        let source = DispatchSource.makeSignalSource(signal: signal.number, queue: .global())
        source.setEventHandler { Self.end() }
        source.activate()
        return source
      }
  }

  /// Ends the command, unless it is a run that has said already how it ends.
  private static func end() {
    let diagnostic = Diagnostic(
      .runInterrupted, at: SourceLocation(file: "millet"),
      "interrupted; what was published stays")
    // Whoever reads what it says may read no more.
    let last = DispatchWorkItem { _exit(ExitStatus.interrupted.rawValue) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: last)
    if RunListeners.isRun {
      let isFirst = RunListeners.audience.end(
        RunSummary(failure: RunFailure(diagnostic, exit: .interrupted)))
      // A run that has said how it ended ends so, though somebody interrupts its last words.
      guard isFirst else { return last.cancel() }
    } else {
      StandardError.write("\n\(diagnostic)\n")
    }
    // Other threads are at work: nothing may be taken from them.
    _exit(ExitStatus.interrupted.rawValue)
  }
}
