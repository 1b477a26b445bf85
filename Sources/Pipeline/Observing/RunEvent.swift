public import SurveyModel

/// One thing that happened in a run.
///
/// A value of it never holds what a sensitive variable holds, nor a figure that is withheld.
public struct RunEvent: Sendable {
  /// What happened.
  public enum Content: Sendable {
    /// A run began to look whether there is something to do.
    case runStarted(RunStarted)
    /// A stage began.
    case stageStarted(StageStarted)
    /// A stage ended.
    case stageEnded(StageEnded)
    /// A source file was found.
    case fileFound(FileFound)
    /// What a source file gives is known.
    case fileRead(FileRead)
    /// The rows of a source were counted.
    case rowsCounted(RowsCounted)
    /// A table was computed.
    case tableComputed(TableComputed)
    /// An edit rule was tested.
    case ruleTested(RuleTested)
    /// A gate was tested.
    case gateTested(GateTested)
    /// A warning or an error that a person should hear of.
    case diagnostic(Diagnostic)
    /// A file of the results was written.
    case fileWritten(FileWritten)
    /// The records of a kind were brought into a migration's target.
    case targetChanged(TargetChanged)
    /// The run ended; nothing comes behind it.
    case runEnded(RunSummary)
  }

  /// When it happened.
  public let time: EventTime
  /// The name of the pipeline; nil where it is not known, as of a file that cannot be read.
  public let pipeline: String?
  /// The name of the run; nil as long as it has none.
  public let run: String?
  /// What happened.
  public let content: Content

  /// Describes an event.
  init(at time: EventTime = .now, pipeline: String?, run: String?, _ content: Content) {
    self.time = time
    self.pipeline = pipeline
    self.run = run
    self.content = content
  }
}
