import SurveyModel

/// A line of the log of a run: what the console says of it, one thing a line.
public struct LogLine: Hashable, Sendable {
  /// How much it weighs, by the numbers of syslog (RFC 5424, table 2).
  public enum Level: Int32, Hashable, Sendable {
    /// The run, or a row of it, came to nothing.
    case error = 3
    /// Suspect.
    case warning = 4
    /// How a run ended.
    case notice = 5
    /// How a run goes on.
    case info = 6

    /// The word for it.
    public var name: String {
      switch self {
      case .error: "error"
      case .warning: "warning"
      case .notice: "notice"
      case .info: "info"
      }
    }
  }

  /// How much it weighs.
  public let level: Level
  /// What it says, without a line's end and without what a terminal would obey.
  public let message: String
  private let time: EventTime
  private let names: String

  /// The lines of an event; none of one that a log does not have.
  public static func lines(of event: RunEvent) -> [LogLine] {
    contents(of: event.content, pipeline: event.pipeline)
      .map { level, message in
        LogLine(
          level: level, message: VisibleText.of(message), time: event.time,
          names: "\(event.pipeline ?? "-") \(event.run ?? "-")")
      }
  }

  /// The line for a log that has no times of its own: `TIME PIPELINE RUN LEVEL MESSAGE`.
  public var timed: String { "\(time) \(names) \(level.name) \(message)" }

  /// The line for a log that knows times and levels: `PIPELINE RUN MESSAGE`.
  public var untimed: String { "\(names) \(message)" }

  private static func contents(
    of content: RunEvent.Content, pipeline: String?
  ) -> [(Level, String)] {
    switch content {
    case .runStarted(let run): [(.info, "started: millet \(run.version), \(run.file)")]
    case .stageEnded(let ended):
      [(.info, "\(ended.stage) \(RunSummary.shown(seconds: ended.seconds)): \(ended.summary)")]
    case .diagnostic(let finding): [(level(of: finding.severity), oneLine(finding))]
    case .runEnded(let summary):
      (summary.counts + [summary.place].compactMap(\.self)).map { (.info, $0) }
        + [(level(of: summary.status), summary.subject(of: pipeline))]
    case .stageStarted, .fileFound, .fileRead, .rowsCounted, .tableComputed, .ruleTested,
      .gateTested, .fileWritten, .targetChanged:
      []
    }
  }

  private static func oneLine(_ finding: Diagnostic) -> String {
    "\(finding)".replacing("\n  remedy: ", with: "; remedy: ")
  }

  private static func level(of severity: Diagnostic.Severity) -> Level {
    switch severity {
    case .note: .info
    case .warning: .warning
    case .error: .error
    }
  }

  private static func level(of status: RunSummary.Status) -> Level {
    switch status.exit {
    case .published: .notice
    case .locked, .interrupted: .warning
    case .gateFailed, .failed, .definition, .usage: .error
    }
  }
}
