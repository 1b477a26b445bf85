import Extract

/// Reads the bytes as the XML of Excel 2003, inside the tags that make it one.
enum SpreadsheetMLTarget: FuzzTarget {
  static let name = "spreadsheetml"

  private static let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

  static func consume(_ bytes: [UInt8]) throws {
    let head = "<?xml version=\"1.0\"?><Workbook xmlns=\"\(namespace)\" xmlns:ss=\"\(namespace)\">"
    let document = Array(head.utf8) + bytes + Array("</Workbook>".utf8)
    _ = WorkbookReading(path: try FuzzFile.write(document), formats: [.spreadsheetML])
  }
}
