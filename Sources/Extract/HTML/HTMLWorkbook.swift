internal import SurveyModel
internal import TextEncoding
internal import XMLStream

/// The tables of one or several pages of HTML, each a worksheet, as systems export them under the name
/// `.xls`, and spreadsheet programs as single-file web pages.
///
/// Cells are texts, but for those whose markup gives a number (`x:num`, `sdval`).
final class HTMLWorkbook: Workbook {
  /// A page, and how its tables are called.
  struct Part {
    let page: HTMLPage
    /// The name of its worksheet; nil for tables that are counted.
    var name: String?
    var isHidden = false
  }

  let format = WorkbookFormat.html
  let worksheets: [WorksheetInfo]
  private(set) var log = DiagnosticLog()

  /// The pages, and for each worksheet the index of its page and of the table in it.
  private let parts: [Part]
  private let places: [(part: Int, table: Int)]
  private let source: SourceName
  private let limits: ReadingLimits
  /// The merged ranges of the worksheets that were read, by their index.
  private var merged: [Int: [CellRange]] = [:]

  /// Opens a page; `stated` is the encoding that the user says that it is in, or nil.
  convenience init(
    _ bytes: [UInt8], source: SourceName, limits: ReadingLimits, stated: TextEncoding? = nil
  ) throws {
    let page = try HTMLPage(bytes, stated: stated, source: source, limits: limits)
    guard page.tables > 0 else {
      throw source.failure(
        .sourceUnknownFormat, "expected a table in the page of HTML, found none",
        remedy: "give a file with a table, or take this one out of the pipeline")
    }
    try self.init([Part(page: page)], source: source, limits: limits)
  }

  /// Opens pages that have tables.
  init(_ parts: [Part], source: SourceName, limits: ReadingLimits) throws {
    self.source = source
    self.limits = limits
    self.parts = parts
    places = parts.enumerated()
      .flatMap { part, value in (0..<value.page.tables).map { (part: part, table: $0) } }
    guard places.count <= limits.worksheets else {
      throw source.limit(
        .worksheets, "expected at most \(limits.worksheets) tables in a page, found more")
    }
    worksheets = places.enumerated()
      .map { index, place in
        let part = parts[place.part]
        let counted = part.page.tables == 1 ? "" : " \(place.table + 1)"
        return WorksheetInfo(
          index: index, name: part.name.map { $0 + counted } ?? "table\(index + 1)",
          isHidden: part.isHidden)
      }
    for part in parts {
      if let finding = source.finding(part.page.found) { log.record(finding) }
    }
    let layouts = parts.reduce(0) { $0 + $1.page.layouts }
    if layouts > 0 {
      log.record(
        Diagnostic(
          .sourcePartSkipped, .note, at: SourceLocation(file: source.name),
          "tables that only lay out others were passed over, \(layouts) of them: those inside are worksheets of their own"
        ))
    }
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    let count = parts[places[worksheet.index].part].page.count
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows, sink: sink)
      merged[worksheet.index] = try read(worksheet, writer)
      try writer.finish()
      if let progress { progress(count, count) }
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    try merged[worksheet.index] ?? read(worksheet, nil)
  }

  private func read(_ worksheet: WorksheetInfo, _ writer: BatchWriter?) throws -> [CellRange] {
    let place = places[worksheet.index]
    return try parts[place.part].page.read(table: place.table, as: worksheet, writer)
  }
}

extension WorkbookFormat {
  /// The tables of a page of HTML.
  package static let html = Self(name: "html")
}
