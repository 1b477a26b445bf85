internal import DurableFiles
package import SurveyModel
package import Workbooks

/// Writes a workbook in Excel's format (ISO/IEC 29500), by libxlsxwriter.
///
/// Rows are written as they come and none is held; the same workbook gives the same bytes.
package enum XLSXWriter {
  /// Writes a workbook, and reads the file to see that it holds what was written.
  ///
  /// - Parameters:
  ///   - workbook: The workbook.
  ///   - path: The file, in the place of one of that name.
  ///   - scratch: A folder for what is needed on the way.
  /// - Throws: `RunFailure` when the disk refuses or loses something, or the rows cannot be had.
  package static func write(
    _ workbook: WorkbookDescription, to path: String, scratch: String
  ) throws(RunFailure) {
    // The library tells of a file that it cannot make on the standard stream of errors, and not why.
    do {
      try DurableFile.overwrite(path, with: [])
    } catch {
      throw RunFailure(file: path, error)
    }
    var file = try XLSXFile(path, workbook, scratch: scratch)
    for sheet in workbook.sheets {
      try file.begin(sheet.frame)
      try sheet.rows { row throws(RunFailure) in try file.append(row) }
    }
    let written = try file.close()
    do {
      try XLSXReadBack(path).require(written)
    } catch {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "cannot write here: the disk did not keep what was written: \(error.reason)",
          remedy:
            "make room on the disk, check it and the limit on the size of files (ulimit -f), then run again"
        ))
    }
  }
}
