import Foundation
import Pipeline
import Synchronization

/// Shows how a run goes on: a moving line on a terminal, one line a stage elsewhere.
final class ProgressDisplay: RunObserver {
  private struct State {
    var lastShown = ContinuousClock.now - .seconds(1)
    var isLineOpen = false
  }

  private static let width = 24

  private let isTerminal: Bool
  private let state = Mutex(State())

  init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  func hear(_ event: RunEvent) {
    switch event.content {
    case .stageStarted(let started): show(started.stage, share: nil, isForced: true)
    case .stageEnded(let ended): end(ended)
    default: break
    }
  }

  func advanced(_ stage: RunStage, done: Int, total: Int) {
    show(stage, share: total > 0 ? Double(done) / Double(total) : nil, isForced: false)
  }

  private func end(_ ended: StageEnded) {
    state.withLock { state in
      let clear = state.isLineOpen ? "\r\u{1B}[K" : ""
      state.isLineOpen = false
      let name = ended.stage.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
      let time = String(format: "%6.2f s", ended.seconds)
      StandardError.write("\(clear)\(name)\(time)  \(ended.summary)\n")
    }
  }

  /// Takes the moving line away.
  func clear() {
    state.withLock { state in
      if state.isLineOpen { StandardError.write("\r\u{1B}[K") }
      state.isLineOpen = false
    }
  }

  private func show(_ stage: RunStage, share: Double?, isForced: Bool) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard isForced || now - state.lastShown > .milliseconds(80) else { return }
      state.lastShown = now
      state.isLineOpen = true
      let name = stage.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
      let bar = share.map { share in
        let full = Int((min(1, share) * Double(Self.width)).rounded(.down))
        return "[" + String(repeating: "█", count: full)
          + String(repeating: "·", count: Self.width - full) + "] \(Int(min(1, share) * 100)) %"
      }
      StandardError.write("\r\u{1B}[K\(name)\(bar ?? "…")")
    }
  }
}
