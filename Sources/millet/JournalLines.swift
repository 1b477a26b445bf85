import Pipeline

/// Says on standard error what the console says, one thing a line, as the systemd journal wants it: how much a line
/// weighs before it, and no time.
struct JournalLines: RunObserver {
  private let detail: RunSummary.Detail

  /// Makes lines that tell so much.
  init(_ detail: RunSummary.Detail) {
    self.detail = detail
  }

  func hear(_ event: RunEvent) {
    for line in LogLine.lines(of: event) where detail == .all || line.level.rawValue <= least {
      StandardError.write("<\(line.level.rawValue)>\(line.untimed)\n")
    }
  }

  /// What weighs as much as an error; how a run ended that did not publish is one.
  private var least: Int32 { LogLine.Level.error.rawValue }
}
