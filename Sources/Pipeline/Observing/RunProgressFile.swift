import DurableFiles
import Load
import OperatingSystem
import SurveyModel
import Synchronization

/// Keeps `run.json` in the folder of a run that is under way: how far it is, and what it has counted so far.
///
/// Its status is `running` until the run's own report takes its place; a run that is made to look at has no
/// other, and ends it with `partial`.
final class RunProgressFile: RunObserver {
  private struct State {
    var stage: RunStage?
    var read: [FileRead.Origin] = []
    var rows: [RowsCounted] = []
    var tables: [TableComputed] = []
    var timings: [StageEnded] = []
  }

  private let path: String
  private let head: [JSONText.Member]
  private let tail: [JSONText.Member]
  private let files: Int
  private let state = Mutex(State())

  /// Takes the folder of a run.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - pipeline: The pipeline.
  ///   - started: When the run began, ISO 8601 in UTC.
  ///   - files: How many source files it has.
  init(in folder: RunFolder, of pipeline: PipelineDefinition, started: String, files: Int) {
    path = folder.path(RunFolder.report)
    self.files = files
    head = [.init("pipeline", .text(pipeline.name)), .init("id", .text(folder.id))]
    tail = [
      .init("version", .text(MilletVersion.current)),
      .init("as_of", .text(pipeline.asOf.description)), .init("started", .text(started)),
    ]
  }

  /// Writes the file anew when a stage begins.
  func hear(_ event: RunEvent) {
    state.withLock { state in
      switch event.content {
      case .stageStarted(let started):
        state.stage = started.stage
        write("running", state)
      case .stageEnded(let ended): state.timings.append(ended)
      case .fileRead(let read): state.read.append(read.origin)
      case .rowsCounted(let rows): state.rows.append(rows)
      case .tableComputed(let table): state.tables.append(table)
      case .runStarted, .fileFound, .ruleTested, .gateTested, .diagnostic, .fileWritten,
        .targetChanged, .runEnded:
        break
      }
    }
  }

  /// Ends the file of a run that is made to look at.
  func endPartial() { state.withLock { write("partial", $0) } }

  /// A disk that does not take it will not take the run either, which then says so.
  private func write(_ status: String, _ state: State) {
    let json = JSONText.object(
      head + [
        .init("status", .text(status)), .init("stage", .text(state.stage?.rawValue)),
      ] + tail + [
        .init(
          "files",
          .object([
            .init("found", .count(files)),
            .init("read", .count(state.read.count { $0 == .file })),
            .init("from_pieces", .count(state.read.count { $0 == .piece })),
          ])),
        .init(
          "rows",
          .object(state.rows.map { .init($0.source, EventKind.tally.object(of: $0.tally)) })),
        .init("tables", .object(state.tables.map { .init($0.table, .count($0.rows)) })),
        .init(
          "timings",
          .object(state.timings.map { .init($0.stage.rawValue, .number($0.seconds)) })),
      ])
    try? DurableFile.replace(path, with: Array(json.lines.utf8))
  }
}
