import Pipeline

/// Says on standard error how a run goes on, and what became of it.
struct ConsoleDisplay: RunObserver {
  private let detail: RunSummary.Detail
  private let progress = ProgressDisplay(isTerminal: StandardError.isTerminal)

  /// Makes a display that tells so much.
  init(_ detail: RunSummary.Detail) {
    self.detail = detail
  }

  func hear(_ event: RunEvent) {
    if case .runEnded(let summary) = event.content {
      progress.clear()
      StandardError.write(
        summary.text(of: event.pipeline, colored: StandardError.takesColor, detail: detail))
    } else if detail == .all {
      progress.hear(event)
    }
  }

  func advanced(_ stage: RunStage, done: Int, total: Int) {
    if detail == .all { progress.advanced(stage, done: done, total: total) }
  }
}
