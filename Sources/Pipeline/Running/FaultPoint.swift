import Foundation
import Load

/// A checkpoint at which the process ends as if the power failed: no clean-up, no message.
///
/// Only tests of crash safety name one.
struct FaultPoint: Sendable {
  private let checkpoint: Checkpoint?

  init(_ name: String?) {
    checkpoint = name.flatMap(Checkpoint.init)
  }

  func pass(_ reached: Checkpoint) {
    if reached == checkpoint { kill(getpid(), SIGKILL) }
  }
}
