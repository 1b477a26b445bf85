internal import DurableFiles
internal import OperatingSystem
package import SurveyModel
internal import ZipArchive

/// Writes a workbook as an OpenDocument spreadsheet (OpenDocument 1.3).
///
/// Rows go to a file of their own as they come, since their styles stand before them; the same
/// workbook gives the same bytes.
package enum ODSWriter {
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
    let (rows, content) = ("\(scratch)/rows.xml", "\(scratch)/content.xml")
    defer {
      for path in [rows, content] { DurableFile.removeRemains(of: path) }
    }
    let styles = try writeBody(of: workbook, to: rows)
    do throws(SystemFault) {
      var file = try AppendedFile(content)
      let start = ODSPackage.start("document-content")
      try file.append(
        Array("\(start)<office:automatic-styles>\(styles.text)</office:automatic-styles>".utf8))
      try file.append(fileAt: rows)
      try file.append(Array(ODSPackage.end("document-content").utf8))
      try file.flush()
    } catch {
      throw RunFailure(file: path, error)
    }
    let package = ODSPackage(workbook)
    var archive = ZipArchiveWriter()
    archive.append(
      path: "mimetype", content: Array(ODSPackage.mediaType.utf8), compression: .stored)
    archive.append(path: "META-INF/manifest.xml", content: Array(ODSPackage.manifest.utf8))
    archive.append(path: "meta.xml", content: Array(package.meta.utf8))
    archive.append(path: "settings.xml", content: Array(package.settings.utf8))
    archive.append(
      path: "styles.xml", content: Array(ODSPackage.styles(mostPages: styles.mostPages).utf8))
    archive.append(path: "content.xml", contentOf: content)
    do {
      try archive.write(to: path)
    } catch {
      throw RunFailure(file: path, error.fault ?? error)
    }
  }

  /// Writes the sheets, and gives the styles that they ask for.
  private static func writeBody(
    of workbook: WorkbookDescription, to path: String
  ) throws(RunFailure) -> ODSStyles {
    var body = try ODSBody(path)
    for sheet in workbook.sheets {
      try body.begin(sheet.frame)
      try sheet.rows { row throws(RunFailure) in try body.append(row) }
      try body.end()
    }
    return try body.close()
  }
}
