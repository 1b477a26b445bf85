import Foundation
import Synchronization

/// Several observers of one run, as one: what it hears, all of them hear.
///
/// The first event that says how the run ended is the last that they hear. Recorders hear that one first, so
/// that the others can be told what could not be recorded.
public final class RunAudience: RunObserver {
  private struct State {
    var observers: [any RunObserver] = []
    var recorders: [any RunRecorder] = []
    var pipeline: String?
    var run: String?
    var began: EventTime?
    var hasEnded = false
  }

  private let state = Mutex(State())

  /// Makes an audience of observers and recorders, who hear each event in this order.
  public init(_ observers: [any RunObserver] = [], recorders: [any RunRecorder] = []) {
    state.withLock { state in
      state.observers = observers
      state.recorders = recorders
    }
  }

  /// Takes another recorder, who hears what comes from now on, before the recorders that are there.
  public func add(_ recorder: any RunRecorder) {
    state.withLock { $0.recorders.insert(recorder, at: 0) }
  }

  /// Tells all observers, one event after the other.
  public func hear(_ event: RunEvent) { state.withLock { Self.tell(event, &$0) } }

  /// Tells all observers, unless they have heard the last event.
  private static func tell(_ event: RunEvent, _ state: inout State) {
    guard !state.hasEnded else { return }
    state.pipeline = event.pipeline ?? state.pipeline
    state.run = event.run ?? state.run
    switch event.content {
    case .runEnded(let summary):
      state.hasEnded = true
      end(summary, event, state)
    case .runStarted:
      state.began = event.time
      fallthrough
    default:
      for observer in state.observers + state.recorders { observer.hear(event) }
    }
  }

  /// Tells how far a stage is.
  public func advanced(_ stage: RunStage, done: Int, total: Int) {
    let observers = state.withLock { $0.hasEnded ? [] : $0.observers }
    for observer in observers { observer.advanced(stage, done: done, total: total) }
  }

  /// Says how a run ended that cannot say so itself: one that never began, or that a signal ends.
  ///
  /// Nothing is said where it has been said already.
  ///
  /// - Returns: Whether it was still to be said; else the run has ended as it has said itself.
  @discardableResult public func end(_ summary: RunSummary) -> Bool {
    state.withLock { state in
      guard !state.hasEnded else { return false }
      var summary = summary
      if let began = state.began, summary.seconds == 0 {
        summary.seconds = EventTime.now.date.timeIntervalSince(began.date)
      }
      // At once, so that the run cannot say in between that it ended otherwise.
      for event in RunTeller.events(of: summary, pipeline: state.pipeline, run: state.run) {
        Self.tell(event, &state)
      }
      return true
    }
  }

  /// Waits while the last event is told, and for good where it was not the run that ended itself: then the
  /// process is about to end, and the run must not go on beyond what has been said.
  public func holdBehindEnd() {
    while state.withLock({ $0.hasEnded }) { Thread.sleep(forTimeInterval: 1) }
  }

  private static func end(_ summary: RunSummary, _ event: RunEvent, _ state: State) {
    var summary = summary
    var told: [RunEvent] = []
    func alike(_ content: RunEvent.Content) -> RunEvent {
      RunEvent(at: event.time, pipeline: event.pipeline, run: event.run, content)
    }
    for recorder in state.recorders {
      for fault in told { recorder.hear(fault) }
      recorder.hear(alike(.runEnded(summary)))
      let faults = recorder.close()
      summary.diagnostics += faults
      summary.warnings += faults.count
      told += faults.map { alike(.diagnostic($0)) }
    }
    for observer in state.observers {
      for fault in told { observer.hear(fault) }
      observer.hear(alike(.runEnded(summary)))
    }
  }
}
