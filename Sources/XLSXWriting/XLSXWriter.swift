internal import DurableFiles
package import SurveyModel
package import Workbooks

/// Writes a workbook in Excel's format (ISO/IEC 29500), by libxlsxwriter.
///
/// Rows are written as they come and none is held; the same workbook gives the same bytes.
package enum XLSXWriter {
  /// Writes a workbook.
  ///
  /// - Parameters:
  ///   - workbook: The workbook.
  ///   - path: The file, in the place of one of that name.
  /// - Throws: `RunFailure` when the disk refuses, or the rows cannot be had.
  package static func write(_ workbook: WorkbookDescription, to path: String) throws(RunFailure) {
    // The library tells of a file that it cannot make on the standard stream of errors, and not why.
    do {
      try DurableFile.overwrite(path, with: [])
    } catch {
      throw RunFailure(file: path, error)
    }
    var file = try XLSXFile(path, workbook)
    for sheet in workbook.sheets {
      try file.begin(sheet.frame)
      try sheet.rows { row throws(RunFailure) in try file.append(row) }
    }
    try file.close()
  }
}
