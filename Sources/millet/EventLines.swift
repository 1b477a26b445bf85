import OperatingSystem
import Pipeline
import SurveyModel
import Synchronization

/// Tells a run as JSON Lines on standard output.
///
/// However that goes, the run goes on: a stream that does not take a line gets no more, and changes no
/// status.
final class EventLines: RunObserver {
  private let isBroken = Mutex(false)

  func hear(_ event: RunEvent) {
    isBroken.withLock { isBroken in
      guard !isBroken else { return }
      do {
        try StandardOutput.write(event.json + "\n")
      } catch {
        isBroken = true
        // A reader that is gone has seen what it wanted.
        if let failure = error as? RunFailure { StandardError.write("\(failure.diagnostic)\n") }
      }
    }
  }
}
