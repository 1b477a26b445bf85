import Foundation
import OperatingSystem
import Pipeline
import SurveyModel
import Synchronization

/// Ends the command with status 130 at SIGINT, SIGTERM and SIGHUP, for as long as the value lives.
///
/// Nothing has to be undone: a run publishes by one rename at its end, and the next run of the
/// pipeline clears away what this one left.
struct Interruption {
  /// Whether it is said how the command ends.
  private static let isSaid = Mutex(false)

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

  /// Says how the command ends, unless it is being interrupted: then that is its end.
  static func unlessInterrupted(_ say: () -> Void) {
    isSaid.withLock { isSaid in
      isSaid = true
      say()
    }
  }

  /// Ends the command, unless it has said already how it ends.
  private static func end() {
    isSaid.withLock { isSaid in
      guard !isSaid else { return }
      let diagnostic = Diagnostic(
        .runInterrupted, at: SourceLocation(file: "millet"),
        "interrupted; what was published stays")
      StandardError.write("\n\(diagnostic)\n")
      RunCommand.write(RunSummary(failure: RunFailure(diagnostic, exit: .interrupted)))
      // Other threads are at work: nothing may be taken from them.
      _exit(ExitStatus.interrupted.rawValue)
    }
  }
}
