package import SurveyModel

/// What a workbook is inside, whatever its name says.
///
/// Each stands beside the reader of the format.
package struct WorkbookFormat: Hashable, Sendable {
  /// What the format is called.
  package let name: String
}

/// A workbook that is open for reading.
///
/// Worksheets may be read in any order and more than once; every reading is a pass of its own.
package protocol Workbook {
  /// What the file is inside.
  var format: WorkbookFormat { get }
  /// Whether its worksheets have names of their own; that of a text is the file's.
  var namesWorksheets: Bool { get }
  /// The worksheets that hold cells, in the order of their tabs, hidden ones too.
  var worksheets: [WorksheetInfo] { get }
  /// What is worth knowing of the file, such as the chart sheets that were passed over.
  var log: DiagnosticLog { get }
  /// How the last row that was read ends, once the worksheet has been read so far.
  var lastRowEnd: LastRowEnd { get }

  /// What the last reading of a worksheet found out, beside its rows.
  var readingLog: DiagnosticLog { get }

  /// Reads a worksheet from its first row to its last.
  ///
  /// - Parameters:
  ///   - worksheet: One of ``worksheets``.
  ///   - batchRows: The most rows of a batch; a wide worksheet gets fewer.
  ///   - progress: Is told how many of the worksheet's bytes were read.
  ///   - sink: Is given each batch, finished and not empty; the same one is used again afterwards.
  /// - Throws: `RunFailure` when the file is unreadable, and whatever `sink` throws.
  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void) throws

  /// The merged ranges of a worksheet, in the order of the file.
  ///
  /// - Throws: `RunFailure` when the file is unreadable.
  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange]
}

extension Workbook {
  package var namesWorksheets: Bool { true }

  package var lastRowEnd: LastRowEnd { .whole }

  package var readingLog: DiagnosticLog { DiagnosticLog() }

  /// Reads a worksheet in batches of the usual size.
  package func read(
    _ worksheet: WorksheetInfo, into sink: (inout RowBatch) throws -> Void
  ) throws {
    try read(worksheet, batchRows: 4096, progress: nil, into: sink)
  }
}
