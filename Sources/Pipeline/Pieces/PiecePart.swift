import SurveyModel

/// A part of a piece, which is what one file gives under one context; parts come in the order of the
/// file.
enum PiecePart: Sendable {
  /// The records of a batch of rows, of a source.
  case records(RecordBatch, source: String)
  /// A worksheet is read to its end.
  case worksheet(WorksheetOutcome)
  /// The figures of a report.
  case facts([Fact])
  /// Findings that belong to the file.
  case findings(DiagnosticLog)
}
