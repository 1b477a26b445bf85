import Extract
import SurveyModel

/// Which sources read the worksheets of one file, no row of which may become two records of a kind.
struct WorksheetClaims {
  private let file: SourceFile
  private let pipeline: PipelineDefinition
  private var taken: [(record: String, worksheet: Int, source: SourceDefinition)] = []
  private var visible: [WorksheetInfo] = []

  /// Begins a file that nobody reads yet.
  init(_ file: SourceFile, of pipeline: PipelineDefinition) {
    self.file = file
    self.pipeline = pipeline
  }

  /// Notes which worksheets a source chose among.
  mutating func see(_ selection: WorksheetSelection) { visible = selection.visible }

  /// A note on each worksheet that anybody may see and no source reads: its rows would be missed by nobody.
  var unread: DiagnosticLog {
    var log = DiagnosticLog()
    for worksheet in visible where !taken.contains(where: { $0.worksheet == worksheet.index }) {
      log.record(
        Diagnostic(
          .sheetUnread, .note, at: SourceLocation(file: file.path, .worksheet(worksheet.name)),
          "no source reads the worksheet",
          remedy: "if it has records, let worksheet: of a source name it as well"))
    }
    return log
  }

  /// Notes that a source reads a worksheet as records of a kind.
  ///
  /// - Throws: `RunFailure` of exit status `definition` when another does so already and their rows are
  ///   not told apart by marks.
  mutating func take(
    _ worksheet: WorksheetInfo, for source: SourceDefinition, as record: String
  ) throws(RunFailure) {
    let twin = taken.first { $0.record == record && $0.worksheet == worksheet.index }?.source
    if let twin, !(twin.region.hasRowMarks && source.region.hasRowMarks) {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
          "the sources \(twin.name) and \(source.name) both read the rows of \(file.path):\(worksheet.name) as \(record)",
          remedy: "give each of them its rows by table: {from: …, to: …}"), exit: .definition)
    }
    taken.append((record, worksheet.index, source))
  }
}
