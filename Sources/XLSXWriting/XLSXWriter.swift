internal import DurableFiles
internal import Foundation
package import SurveyModel
package import Workbooks

/// Writes a workbook in Excel's format (ISO/IEC 29500), by libxlsxwriter.
///
/// Rows are asked for twice, written as they come and none is held; the same workbook gives the same bytes.
package enum XLSXWriter {
  /// Writes a workbook.
  ///
  /// - Parameters:
  ///   - workbook: The workbook.
  ///   - path: The file, in the place of one of that name.
  ///   - scratch: A folder for what is needed on the way.
  /// - Throws: `RunFailure` when the disk refuses, or the rows cannot be had.
  package static func write(
    _ workbook: WorkbookDescription, to path: String, scratch: String
  ) throws(RunFailure) {
    try writeOnce(workbook, to: path, scratch)
    // The library does not look whether its own files took and give back all of a workbook: what is lost on
    // the way is seen where a second one has it.
    let second = "\(scratch)/second.xlsx"
    defer { DurableFile.removeRemains(of: second) }
    try writeOnce(workbook, to: second, scratch)
    guard FileManager.default.contentsEqual(atPath: path, andPath: second) else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "cannot write here: the disk did not keep what was written",
          remedy: "make room on the disk and check it, then run again"))
    }
  }

  private static func writeOnce(
    _ workbook: WorkbookDescription, to path: String, _ scratch: String
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
    try file.close()
  }
}
