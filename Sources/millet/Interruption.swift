import Foundation
import Pipeline
import SurveyModel

/// Ends the command with status 130 at SIGINT and SIGTERM, for as long as the value lives.
///
/// Nothing has to be undone: a run publishes by one rename at its end, and the next run of the
/// pipeline clears away what this one left.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  init() {
    sources = [SIGINT, SIGTERM]
      .map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          let diagnostic = Diagnostic(
            .runInterrupted, at: SourceLocation(file: "millet"),
            "interrupted; what was published stays")
          if RunListeners.isRun {
            let isFirst = RunListeners.audience.end(
              RunSummary(failure: RunFailure(diagnostic, exit: .interrupted)))
            // A run that has said how it ended ends so, though somebody interrupts its last words.
            guard isFirst else { return }
          } else {
            StandardError.write("\n\(diagnostic)\n")
          }
          exit(ExitStatus.interrupted.rawValue)
        }
        source.activate()
        return source
      }
  }
}
