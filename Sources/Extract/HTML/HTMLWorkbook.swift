internal import SurveyModel
internal import TextEncoding
internal import XMLStream

/// The tables of a page of HTML, each a worksheet, as systems export them under the name `.xls`.
///
/// Cells are texts, but for those whose markup gives a number (`x:num`, `sdval`).
final class HTMLWorkbook: Workbook {
  let format = WorkbookFormat.html
  let worksheets: [WorksheetInfo]
  let log = DiagnosticLog()

  private let page: [UInt8]
  /// The piece of the page that each table stands in: from its start to that of the next one.
  private let pieces: [Range<Int>]
  private let source: SourceName
  private let limits: ReadingLimits

  init(_ bytes: [UInt8], source: SourceName, limits: ReadingLimits) throws {
    self.source = source
    self.limits = limits
    do throws(UndecodableText) {
      let text = try TextEncoding.decode(bytes, declared: Self.charset(bytes)).text
      page = Array(text.utf8)
    } catch {
      throw source.failure(
        .textUndecodable, "expected a page of HTML, found bytes of no known encoding",
        remedy: "save the file as UTF-8")
    }
    let events = HTMLTables(reading: nil, writer: nil, source: source, limits: limits)
    do {
      let page = page
      try HTMLStreamParser.parse(page.span, events: events)
    } catch {
      throw source.translate(error, part: nil)
    }
    guard !events.offsets.isEmpty else {
      throw source.failure(
        .sourceUnknownFormat, "expected a table in the page of HTML, found none",
        remedy: "give a file with a table, or take this one out of the pipeline")
    }
    guard events.offsets.count <= limits.worksheets else {
      throw source.limit(
        .worksheets, "expected at most \(limits.worksheets) tables in a page, found more")
    }
    worksheets = events.offsets.indices
      .map { WorksheetInfo(index: $0, name: "table\($0 + 1)") }
    // A page is parsed once to find its tables, and each table by itself when it is read.
    let text = page
    let starts = events.offsets.map { Self.startOfTag(before: $0, in: text) }
    pieces = zip(starts, starts.dropFirst() + [text.count]).map { $0..<max($0, $1) }
  }

  /// The offset of the start tag of a table that ends behind an offset.
  private static func startOfTag(before offset: Int, in page: [UInt8]) -> Int {
    let tag = Array("<table".utf8)
    var start = min(offset, page.count - tag.count)
    while start > 0 {
      let isTag = tag.indices.allSatisfy { page[start + $0] | 0x20 == tag[$0] | 0x20 }
      if isTag { return start }
      start -= 1
    }
    return 0
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows, sink: sink)
      _ = try read(worksheet, writer)
      try writer.finish()
      if let progress { progress(page.count, page.count) }
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    try read(worksheet, nil)
  }

  private func read(_ worksheet: WorksheetInfo, _ writer: BatchWriter?) throws -> [CellRange] {
    let events = HTMLTables(
      reading: worksheet, writer: writer, source: source, limits: limits)
    do {
      let page = page
      try HTMLStreamParser.parse(page.span.extracting(pieces[worksheet.index]), events: events)
    } catch {
      throw source.translate(error, part: nil)
    }
    return events.mergedRanges
  }

  /// The encoding that a page declares in its head.
  private static func charset(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096).map { $0 & 0x7F }, as: UTF8.self).lowercased()
    guard let found = head.firstRange(of: "charset=") else { return nil }
    let name = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
    return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
  }
}
