import Extract

/// Reads the bytes as the spreadsheet of an OpenDocument file, inside the tags that make it one.
enum OpenDocumentTarget: FuzzTarget {
  static let name = "ods"

  private static let urn = "urn:oasis:names:tc:opendocument:xmlns"

  static func consume(_ bytes: [UInt8]) throws {
    let head = """
      <?xml version="1.0"?><office:document xmlns:office="\(urn):office:1.0" \
      xmlns:table="\(urn):table:1.0" xmlns:text="\(urn):text:1.0" \
      xmlns:style="\(urn):style:1.0"><office:body><office:spreadsheet>
      """
    let tail = "</office:spreadsheet></office:body></office:document>"
    let document = Array(head.utf8) + bytes + Array(tail.utf8)
    _ = WorkbookReading(path: try FuzzFile.write(document), formats: [.fods])
  }
}
