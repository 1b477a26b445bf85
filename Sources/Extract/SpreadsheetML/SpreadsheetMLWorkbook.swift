internal import SurveyModel
internal import ZipArchive

/// A workbook in the XML of Excel 2003.
final class SpreadsheetMLWorkbook: Workbook {
  let format = WorkbookFormat.spreadsheetML
  let worksheets: [WorksheetInfo]
  let log = DiagnosticLog()

  private let document: XMLDocument
  private let source: SourceName
  private let limits: ReadingLimits
  private let outline: MarkupOutline?

  private static let tags = MarkupOutline.Tags(
    "Worksheet", prefixes: ["", "ss:"],
    hidden: ["Visible>SheetHidden", "Visible>SheetVeryHidden"].flatMap { [$0, "x:" + $0] },
    anchors: "WV!")

  init(path: String, source: SourceName, limits: ReadingLimits) throws {
    self.source = source
    self.limits = limits
    document = XMLDocument(
      path: path, vocabulary: SpreadsheetMLNames.vocabulary, source: source)
    let file = try FileStream(path: path)
    outline =
      file.size > MarkupOutline.worthwhileSize ? try MarkupOutline(of: file, Self.tags) : nil
    let list = SpreadsheetMLList()
    if let outline {
      try document.parse(start: outline.skeleton, list)
      worksheets = zip(list.worksheets, outline.sheets)
        .map { sheet, place in
          WorksheetInfo(index: sheet.index, name: sheet.name, isHidden: place.isHidden)
        }
    } else {
      try document.parse(list)
      worksheets = list.worksheets
    }
    guard list.isWorkbook else {
      throw source.failure(
        .sourceUnknownFormat, "expected a SpreadsheetML workbook, found other XML",
        remedy: "give the workbook itself, or take this file out of the pipeline")
    }
    guard worksheets.count <= limits.worksheets else {
      throw source.limit(
        .worksheets, "expected at most \(limits.worksheets) worksheets, found more")
    }
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows, sink: sink)
      _ = try read(worksheet, writer, progress: progress)
      try writer.finish()
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    let writer = BatchWriter(
      source, sheet: worksheet.name, limits: limits, batchRows: 1024, sink: { _ in })
    return try read(worksheet, writer, progress: nil).mergedRanges
  }

  private func read(
    _ worksheet: WorksheetInfo, _ writer: BatchWriter,
    progress: ((_ done: Int, _ total: Int) -> Void)?
  ) throws -> SpreadsheetMLReader {
    let events = SpreadsheetMLEvents(
      SpreadsheetMLReader(
        writer, source: source, worksheet: worksheet,
        skipping: outline == nil ? worksheet.index : 0, limits: limits))
    if let outline {
      try document.parse(
        events, ranges: outline.ranges(of: worksheet.index), progress: progress
      ) { events.isDone }
    } else {
      try document.parse(events, progress: progress) { events.isDone }
    }
    return events.reader
  }
}
