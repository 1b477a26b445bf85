internal import SurveyModel
internal import TextEncoding

/// A web page saved as one file, as spreadsheet programs and browsers write it (MHTML, RFC 2557).
///
/// A workbook has a page for each worksheet; the first page lists them, with their names, and holds
/// none of their cells.
enum WebArchive {
  /// Opens the tables of the pages in a message.
  ///
  /// - Throws: `RunFailure` when there is none.
  static func open(
    _ bytes: [UInt8], source: SourceName, limits: ReadingLimits, stated: TextEncoding?
  ) throws -> HTMLWorkbook {
    let message = MIMEMessage(bytes, most: limits.packageParts)
    let pages = message.parts.filter {
      $0.type == "text/html" || $0.type == "application/xhtml+xml"
    }
    let listed = pages.flatMap(WebArchiveSheet.list)
    func part(_ page: MIMEMessage.Part, _ sheet: WebArchiveSheet?) throws -> HTMLWorkbook.Part {
      let html = try HTMLPage(
        page.bytes, stated: stated, declared: page.charset, source: source, limits: limits)
      return HTMLWorkbook.Part(
        page: html, name: sheet?.name, isHidden: sheet?.isHidden ?? false)
    }
    var parts: [HTMLWorkbook.Part] = []
    for sheet in listed {
      guard let file = sheet.file else { continue }
      guard let page = pages.first(where: { Self.file($0.location) == file }) else {
        throw source.unreadable(
          "expected the page of the worksheet \(sheet.name) in the single-file web page, found none"
        )
      }
      parts.append(try part(page, sheet))
    }
    if parts.isEmpty {
      // A workbook of one worksheet has its cells in the first page.
      let only = listed.count == 1 ? listed[0] : nil
      for (index, page) in pages.enumerated() {
        parts.append(try part(page, index == 0 ? only : nil))
      }
    }
    guard parts.contains(where: { $0.page.tables > 0 }) else {
      throw source.failure(
        .sourceUnknownFormat,
        "expected a workbook, found a single-file web page or mail message without a table",
        remedy: "give a file with a table, or take this one out of the pipeline")
    }
    return try HTMLWorkbook(parts, source: source, limits: limits)
  }

  /// The file's name at the end of a location.
  static func file(_ location: String?) -> String? {
    location?.split { $0 == "/" || $0 == "\\" }.last.map { $0.lowercased() }
  }

  /// Whether a text starts as a MIME message does.
  ///
  /// - Parameter head: The start of a file, in ASCII and lower case.
  /// - Returns: Whether it has a header that names a version of MIME, its parts or the message.
  static func isMessage(_ head: Substring) -> Bool {
    let first = head.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard !first.isEmpty, head.dropFirst(first.count).hasPrefix(":") else { return false }
    var header: Substring = head.prefix(1 << 13)
    for end in ["\r\n\r\n", "\n\n"] {
      if let range = header.firstRange(of: end) { header = header[..<range.lowerBound] }
    }
    return header.contains("mime-version:") || header.contains("content-type: multipart/")
      || header.contains("content-type: message/") || header.contains("message-id: <")
  }
}
