internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// A spreadsheet in OpenDocument: in a package (ODS), or in one XML file (FODS).
final class ODFWorkbook: Workbook {
  let format: WorkbookFormat
  let worksheets: [WorksheetInfo]
  let log = DiagnosticLog()

  private let document: XMLDocument
  /// The part that has the common styles, where they stand outside of the document.
  private let stylesPart: XMLDocument?
  private lazy var styles = Result { try commonStyles() }
  private let source: SourceName
  private let limits: ReadingLimits
  /// The merged ranges of the worksheets that were read, by their index.
  private var merged: [Int: [CellRange]] = [:]
  private let outline: MarkupOutline?
  private let cells: DocumentCursor
  private let ranges: DocumentCursor

  private static let tags = MarkupOutline.Tags(
    "table", prefixes: ["table:"], inside: ["table:table-"])

  /// Opens a package that has a `content.xml`.
  convenience init(
    _ archive: ZipArchive, content: ZipEntry, source: SourceName, limits: ReadingLimits
  ) throws {
    if let manifest = archive.entry(named: "META-INF/manifest.xml") {
      let package = OfficePackage(archive, source: source, limits: limits)
      let text = String(decoding: try package.contents(of: manifest), as: UTF8.self)
      if text.contains("encryption-data") { throw source.encrypted() }
    }
    func part(_ entry: ZipEntry) -> XMLDocument {
      XMLDocument(entry, of: archive, vocabulary: ODFNames.vocabulary, source: source)
    }
    try self.init(
      part(content), styles: archive.entry(named: "styles.xml").map(part), format: .ods,
      size: content.size, source: source, limits: limits)
  }

  /// Opens an XML file.
  convenience init(path: String, source: SourceName, limits: ReadingLimits) throws {
    let size = try FileStream(path: path).size
    try self.init(
      XMLDocument(path: path, vocabulary: ODFNames.vocabulary, source: source), styles: nil,
      format: .fods, size: size, source: source, limits: limits)
  }

  private init(
    _ document: XMLDocument, styles: XMLDocument?, format: WorkbookFormat, size: Int,
    source: SourceName, limits: ReadingLimits
  ) throws {
    self.document = document
    stylesPart = styles
    self.format = format
    self.source = source
    self.limits = limits
    cells = DocumentCursor(document)
    ranges = DocumentCursor(document)
    var outline =
      size > MarkupOutline.worthwhileSize ? try document.outline(Self.tags) : nil
    let list = ODFList()
    if let outline {
      try document.parse(start: outline.skeleton, list)
    } else {
      try document.parse(list)
      outline = try document.outline(of: list.worksheets, Self.tags)
    }
    self.outline = outline
    worksheets = list.worksheets
    guard list.isSpreadsheet else {
      throw source.failure(
        .sourceUnknownFormat, "expected a spreadsheet, found an OpenDocument of another kind",
        remedy: "give a spreadsheet, or take this file out of the pipeline")
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
  ) throws -> ODFReader {
    let events = ODFEvents(
      ODFReader(
        writer, source: source, sheet: worksheet.name,
        skipping: outline == nil ? worksheet.index : 0, styles: try styles.get(), limits: limits))
    if let outline {
      try document.parse(
        events, worksheet: worksheet.index, of: outline, by: cursor, progress: progress
      ) { events.isDone }
    } else {
      try document.parse(events, progress: progress) { events.isDone }
    }
    return events.reader
  }

  private func commonStyles() throws -> ODFTextStyles {
    let events = ODFCommonStyles()
    try stylesPart?.parse(events)
    return events.styles
  }
}

extension WorkbookFormat {
  /// OpenDocument in a package.
  package static let ods = Self(name: "ods")

  /// OpenDocument in one XML file.
  package static let fods = Self(name: "fods")
}
