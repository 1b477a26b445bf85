import DurableFiles
import Foundation
import OperatingSystem
public import SurveyModel
import Synchronization

/// Keeps the figures of the last run in a file for a collector of metrics (the text format of Prometheus,
/// version 0.0.4, as node_exporter's textfile collector reads it).
///
/// The file is replaced as a whole. What a run does not know, such as the rows of one that failed, stays as
/// an earlier run has written it.
public final class MetricsFile: RunRecorder {
  private struct State {
    var stages: [StageEnded] = []
    var found = 0
    var origins: [FileRead.Origin] = []
    var fault: SystemFault?
  }

  private let path: String
  private let state = Mutex(State())

  /// Keeps metrics in a file, whose name ends in `.prom`, as collectors want it.
  public init(_ path: String) {
    self.path = path
  }

  /// Gathers what an event tells, and writes the file at the end.
  public func hear(_ event: RunEvent) {
    state.withLock { state in
      switch event.content {
      case .stageEnded(let ended):
        // A run that waited finds its files anew.
        state.stages.removeAll { $0.stage == ended.stage }
        state.stages.append(ended)
      case .fileFound: state.found += 1
      case .fileRead(let read): state.origins.append(read.origin)
      case .runEnded(let summary):
        // Of a pipeline whose file cannot be read nothing can be said under its name.
        guard let pipeline = event.pipeline else { return }
        let text = Self.text(of: families(summary, pipeline, state, at: event.time), earlier)
        do throws(SystemFault) {
          try DurableFile.write(Array(text.utf8), to: path, mode: 0o644)
        } catch {
          state.fault = error
        }
      default: break
      }
    }
  }

  /// Tells whether the file could not be written.
  public func close() -> [Diagnostic] {
    guard let fault = state.withLock({ $0.fault }) else { return [] }
    return [
      Diagnostic(unrecorded: "the metrics", at: path, fault.what, remedy: "\(fault.remedy)")
    ]
  }

  /// The file as it is.
  private var earlier: String {
    (try? RegularFile(PathBytes(path)).contents()).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func families(
    _ summary: RunSummary, _ pipeline: String, _ state: State, at time: EventTime
  ) -> [MetricFamily] {
    let own = [("pipeline", pipeline)]
    let now = time.date.timeIntervalSince1970
    let hasSucceeded = [.published, .unchanged, .restored].contains(summary.status)
    // A run that leaves the latest counts nothing, and has no findings of its own.
    let hasCounted = !summary.tallies.isEmpty
    func rows(_ source: String, _ state: String, _ count: Int) -> MetricFamily.Sample {
      .init(own + [("source", source), ("state", state)], Double(count))
    }
    return [
      MetricFamily(
        "millet_run_last_success_timestamp_seconds",
        "When the published results were last known to be those of the inputs.",
        hasSucceeded ? [.init(own, now)] : []),
      MetricFamily(
        "millet_run_last_end_timestamp_seconds", "When the last run ended, however that was.",
        [.init(own, now)]),
      MetricFamily(
        "millet_run_status", "1 for what became of the last run, 0 for all else.",
        RunSummary.Status.allCases.map { status in
          .init(own + [("status", status.rawValue)], status == summary.status ? 1 : 0)
        }),
      MetricFamily(
        "millet_run_seconds", "How long the last run took.", [.init(own, summary.seconds)]),
      MetricFamily(
        "millet_stage_seconds", "How long the stages of the last run took.",
        state.stages.map { .init(own + [("stage", $0.stage.rawValue)], $0.seconds) }),
      MetricFamily(
        "millet_files", "The source files of the last run that found them.",
        state.found > 0 ? [.init(own, Double(state.found))] : []),
      MetricFamily(
        "millet_pieces_reused",
        "The files that the last run with readings did not read, since they had not changed.",
        state.origins.isEmpty
          ? [] : [.init(own, Double(state.origins.count { $0 == .piece }))]),
      MetricFamily(
        "millet_rows", "The rows of each source in the last run that counted them.",
        summary.tallies.flatMap { source, tally in
          [
            rows(source, "read", tally.read), rows(source, "clean", tally.clean),
            rows(source, "corrected", tally.corrected),
            rows(source, "quarantined", tally.quarantined),
          ]
        }),
      MetricFamily(
        "millet_table_rows", "The rows of each table in the last run that computed them.",
        summary.tables.map { .init(own + [("table", $0.table)], Double($0.rows)) }),
      MetricFamily(
        "millet_warnings", "The warnings of the last run that counted its rows.",
        hasCounted ? [.init(own, Double(summary.warnings))] : []),
    ]
  }

  private static func text(of families: [MetricFamily], _ earlier: String) -> String {
    families.map { family in
      family.samples.isEmpty ? family.text(with: family.lines(of: earlier)) : family.text
    }
    .joined()
  }
}
