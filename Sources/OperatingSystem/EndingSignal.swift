internal import Foundation

/// A signal that asks a process to end.
package enum EndingSignal: Hashable, Sendable, CaseIterable {
  /// Somebody interrupts it.
  case interrupt
  /// Whoever started it, or the machine, ends it.
  case terminate
  /// Its terminal is gone.
  case hangUp

  /// The number.
  package var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    }
  }

  /// Keeps the signal from ending the process, which is to do that itself.
  ///
  /// - Returns: False where the process is not to end by it: who starts it with the end of its terminal ignored,
  ///   as `nohup` does, wants it to go on.
  package func take() -> Bool {
    // Handlers are compared by where they are.
    let before = unsafe unsafeBitCast(signal(number, SIG_IGN), to: Int.self)
    let isIgnored = unsafe before == unsafeBitCast(SIG_IGN, to: Int.self)
    return self != .hangUp || !isIgnored
  }
}
