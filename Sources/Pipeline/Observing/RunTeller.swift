import SurveyModel
import Synchronization

/// Tells an observer of a run, under the names of pipeline and run.
final class RunTeller: Sendable {
  private let pipeline: String
  private let observer: any RunObserver
  private let run = Mutex<(id: String?, progress: RunProgressFile?)>((nil, nil))

  init(_ pipeline: String, _ observer: any RunObserver) {
    self.pipeline = pipeline
    self.observer = observer
  }

  /// Gives the run its name, which later events bear, and the file in its folder that says how far it is.
  func name(_ run: String, keeping progress: RunProgressFile) {
    self.run.withLock { $0 = (run, progress) }
  }

  /// Tells what happened.
  func tell(_ content: RunEvent.Content) {
    let (id, progress) = run.withLock { $0 }
    let event = RunEvent(pipeline: pipeline, run: id, content)
    progress?.hear(event)
    observer.hear(event)
  }

  /// Ends the file of a run that is made to look at, before its folder gets its name.
  func endPartial() { run.withLock { $0.progress }?.endPartial() }

  /// Tells how far a stage is.
  func advanced(_ stage: RunStage, done: Int, total: Int) {
    observer.advanced(stage, done: done, total: total)
  }

  /// Tells how the run ended, and before that what a person should hear of.
  func end(_ summary: RunSummary) {
    let run = run.withLock { $0.id }
    for event in Self.events(of: summary, pipeline: pipeline, run: run) { observer.hear(event) }
  }

  /// The events at a run's end.
  static func events(
    of summary: RunSummary, pipeline: String?, run: String?
  ) -> [RunEvent] {
    (summary.diagnostics.map { RunEvent.Content.diagnostic($0) } + [.runEnded(summary)])
      .map { RunEvent(pipeline: pipeline, run: run, $0) }
  }
}
