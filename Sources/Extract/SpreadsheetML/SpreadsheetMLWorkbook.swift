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
  /// The merged ranges of the worksheets that were read, by their index.
  private var merged: [Int: [CellRange]] = [:]
  private let outline: MarkupOutline?
  private let cells: DocumentCursor
  private let ranges: DocumentCursor

  private static let tags = MarkupOutline.Tags(
    "Worksheet", prefixes: ["", "ss:"],
    hidden: ["Visible>SheetHidden", "Visible>SheetVeryHidden"].flatMap { [$0, "x:" + $0] },
    anchors: "WV!")

  init(path: String, source: SourceName, limits: ReadingLimits) throws {
    self.source = source
    self.limits = limits
    document = XMLDocument(
      path: path, vocabulary: SpreadsheetMLNames.vocabulary, source: source)
    cells = DocumentCursor(document)
    ranges = DocumentCursor(document)
    let size = try FileStream(path: path).size
    var outline =
      size > MarkupOutline.worthwhileSize ? try document.outline(Self.tags) : nil
    let list = SpreadsheetMLList()
    if let outline {
      try document.parse(start: outline.skeleton, list)
      worksheets = zip(list.worksheets, outline.sheets)
        .map { sheet, place in
          WorksheetInfo(
            index: sheet.index, name: sheet.name, isHidden: place.isHidden, epoch: sheet.epoch)
        }
    } else {
      try document.parse(list)
      worksheets = list.worksheets
      outline = try document.outline(of: worksheets, Self.tags)
    }
    self.outline = outline
    guard list.isWorkbook else {
      throw source.failure(
        .sourceUnknownFormat, "expected a SpreadsheetML workbook, found other XML",
        remedy: "give the workbook itself, or take this file out of the pipeline")
    }
    guard worksheets.count <= limits.worksheets else {
      throw source.limit(
        .worksheets, "expected at most \(limits.worksheets) worksheets, found more")
    }
    try document.checkRereading(worksheets, size: size, outline, limits)
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows, sink: sink)
      merged[worksheet.index] =
        try read(worksheet, writer, by: cells, progress: progress).mergedRanges
      try writer.finish()
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    if let ranges = merged[worksheet.index] { return ranges }
    let writer = BatchWriter(
      source, sheet: worksheet.name, limits: limits, batchRows: 1024, sink: { _ in })
    return try read(worksheet, writer, by: ranges, progress: nil).mergedRanges
  }

  private func read(
    _ worksheet: WorksheetInfo, _ writer: BatchWriter, by cursor: DocumentCursor,
    progress: ((_ done: Int, _ total: Int) -> Void)?
  ) throws -> SpreadsheetMLReader {
    let events = SpreadsheetMLEvents(
      SpreadsheetMLReader(
        writer, source: source, worksheet: worksheet,
        skipping: outline == nil ? worksheet.index : 0, limits: limits))
    if let outline {
      try document.parse(
        events, worksheet: worksheet.index, of: outline, by: cursor, progress: progress
      ) { events.isDone }
    } else {
      try document.parse(events, progress: progress) { events.isDone }
    }
    return events.reader
  }
}

extension WorkbookFormat {
  /// The XML of Excel 2003.
  package static let spreadsheetML = Self(name: "spreadsheetml")
}
