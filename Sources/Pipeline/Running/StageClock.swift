import Load
import SurveyModel
import Synchronization

/// Times the stages of a run and tells of them.
final class StageClock: Sendable {
  private struct State {
    var began: [RunStage: ContinuousClock.Instant] = [:]
    var timings: [RunReport.Timing] = []
  }

  /// Tells of the run.
  let teller: RunTeller
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ teller: RunTeller) {
    self.teller = teller
  }

  /// The seconds since the clock was made.
  var seconds: Double { (ContinuousClock.now - start).inSeconds }

  /// The stages that ended, with their seconds.
  var timings: [RunReport.Timing] { state.withLock { $0.timings } }

  func begin(_ stage: RunStage) {
    state.withLock { $0.began[stage] = .now }
    teller.tell(.stageStarted(StageStarted(stage: stage)))
  }

  func end(_ stage: RunStage, summary: String) {
    let seconds = state.withLock { state in
      let seconds = state.began[stage].map { (ContinuousClock.now - $0).inSeconds } ?? 0
      state.timings.append(RunReport.Timing(stage: stage.rawValue, seconds: seconds))
      return seconds
    }
    teller.tell(.stageEnded(StageEnded(stage: stage, seconds: seconds, summary: summary)))
  }

  /// Times a stage that is one call.
  func time<Result>(
    _ stage: RunStage, _ body: () throws(RunFailure) -> Result, summary: (Result) -> String
  ) throws(RunFailure) -> Result {
    begin(stage)
    let result = try body()
    end(stage, summary: summary(result))
    return result
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    // Microseconds are what anybody can measure.
    Double(components.seconds) + (Double(components.attoseconds) * 1e-12).rounded() / 1e6
  }
}
