internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// A workbook in Office Open XML.
final class XLSXWorkbook: Workbook {
  let format = WorkbookFormat.xlsx
  private(set) var worksheets: [WorksheetInfo] = []
  private(set) var log = DiagnosticLog()

  private let path: XLSXReadingPath
  private let package: OfficePackage
  private let source: SourceName
  private let limits: ReadingLimits
  /// The merged ranges of the worksheets that were read, by their index.
  private var merged: [Int: [CellRange]] = [:]
  private var epoch = DateEpoch.year1900
  /// Whether the workbook asks for its formulas to be calculated and has no chain of calculated cells.
  private var asksForCalculation = false
  private lazy var zeros = asksForCalculation ? formulaZeros() : .calculated
  private var parts: [String] = []
  private var taken: Set<String> = []
  private var stylesPart: String?
  private var stringsPart: String?
  private lazy var loaded = Result { try load() }

  /// What all worksheets need: read when the first of them is.
  private struct Shared {
    let styles: [CellFormat]
    let strings: SharedStrings
  }

  init(
    _ archive: ZipArchive, source: SourceName, limits: ReadingLimits,
    path: XLSXReadingPath = .scanner
  ) throws {
    self.path = path
    self.source = source
    self.limits = limits
    package = OfficePackage(archive, source: source, limits: limits)
    guard let main = try package.mainPart(), let entry = archive.entry(named: main) else {
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook in the zip archive, found none",
        remedy: "give an XLSX or ODS file, or take this one out of the pipeline")
    }
    try readWorkbook(main, entry)
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    let shared = try loaded.get()
    let entry = try self.entry(of: worksheet)
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows,
        shared: shared.strings.texts, sink: sink)
      let formulas = SharedFormulas(source, sheet: worksheet.name, limits: limits)
      let events = SheetEvents(
        writer, source: source, sheet: worksheet.name, styles: shared.styles,
        strings: shared.strings, epoch: epoch, formulas: formulas, zeros: zeros, limits: limits)
      let scanner = SheetScanner(
        writer, events, styles: shared.styles, strings: shared.strings, epoch: epoch,
        formulas: formulas, zeros: zeros, batchRows: batchRows, limits: limits)
      let reader = PartReader(package, entry, events, scanner: path == .scanner ? scanner : nil)
      try reader.read(progress: progress)
      try writer.finish()
      merged[worksheet.index] = events.merged
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    if let ranges = merged[worksheet.index] { return ranges }
    let entry = try self.entry(of: worksheet)
    if path == .scanner, let ranges = try? mergedRanges(of: worksheet, entry, RowSkipper()) {
      return ranges
    }
    return try mergedRanges(of: worksheet, entry, nil)
  }

  private func mergedRanges(
    of worksheet: WorksheetInfo, _ entry: ZipEntry, _ skipper: RowSkipper?
  ) throws -> [CellRange] {
    var merged = MergedRanges(source, sheet: worksheet.name, limits: limits)
    let events = ClosureEvents()
    events.onStart = { tag in
      guard tag.name == SheetNames.mergeCell.rawValue,
        let range = tag.string(SheetNames.ref.rawValue).flatMap({ CellRange($0) })
      else { return }
      try merged.append(range)
    }
    try PartReader(package, entry, events, scanner: skipper).read()
    return merged.ranges
  }

  private func entry(of worksheet: WorksheetInfo) throws -> ZipEntry {
    let part = parts[worksheet.index]
    guard let entry = package.archive.entry(named: part) else {
      throw source.unreadable(
        "expected the worksheet in part \(part), found no such part", at: .worksheet(worksheet.name)
      )
    }
    return entry
  }

  /// What a 0 is where the workbook asks for its formulas to be calculated: a placeholder where none of
  /// its formulas has another value, and one of them should.
  private func formulaZeros() -> FormulaZeros {
    var areTrue = true
    for worksheet in worksheets {
      // A worksheet that cannot be read is told when it is.
      guard let entry = try? entry(of: worksheet) else {
        areTrue = false
        continue
      }
      let events = FormulaValueEvents()
      try? PartReader<RowSkipper>(package, entry, events, scanner: nil).read()
      if events.hasValue { return .calculated }
      areTrue = areTrue && events.areZerosTrue
    }
    return areTrue ? .calculated : .placeholders
  }

  private func load() throws -> Shared {
    let styles = try stylesPart.flatMap { package.archive.entry(named: $0) }
      .map {
        try XLSXStyles.read($0, in: package)
      }
    let strings = try stringsPart.flatMap { package.archive.entry(named: $0) }
      .map {
        try SharedStrings.read($0, in: package, path: path)
      }
    return Shared(styles: styles ?? [], strings: strings ?? SharedStrings.none)
  }

  private func readWorkbook(_ main: String, _ entry: ZipEntry) throws {
    guard try !package.isBinaryWorkbook(entry) else {
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook in XML, found a binary one (XLSB)",
        remedy: "open it in Excel or LibreOffice and save it as XLSX")
    }
    let relationships = try package.relationships(of: main)
    stylesPart = relationships.first { $0.kind == "styles" }?.target
    stringsPart = relationships.first { $0.kind == "sharedStrings" }?.target
    let byID = Dictionary(relationships.map { ($0.id, $0) }) { first, _ in first }
    let events = ClosureEvents()
    var isWorkbook = false
    events.onStart = { [self] tag in
      switch tag.name {
      case XLSXNames.workbook: isWorkbook = true
      case XLSXNames.workbookPr:
        if tag.flag(XLSXNames.date1904) == true { epoch = .year1904 }
      case XLSXNames.calcPr:
        // Excel writes the chain of cells that it calculated; a program that calculates nothing has none.
        if tag.flag(XLSXNames.fullCalcOnLoad) == true,
          !relationships.contains(where: { $0.kind == "calcChain" })
        {
          asksForCalculation = true
        }
      case XLSXNames.sheet:
        try addSheet(
          name: tag.string(XLSXNames.name) ?? "", state: tag.string(XLSXNames.state) ?? "visible",
          relationship: tag.string(XLSXNames.id).flatMap { byID[$0] })
      default: break
      }
    }
    try package.parse(entry, XLSXNames.workbookVocabulary, events)
    worksheets = worksheets.map { $0.with(epoch: epoch) }
    guard isWorkbook else {
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook in part \(main), found something else",
        remedy: "give a workbook, saved as XLSX, or take this file out of the pipeline")
    }
  }

  private func addSheet(
    name: String, state: String, relationship: OfficePackage.Relationship?
  ) throws {
    guard let relationship else {
      return skip(name, .warning, "expected a part for worksheet \(name), found none")
    }
    guard relationship.kind == "worksheet" else {
      return skip(name, .note, "\(relationship.kind) \(name) holds no cells and was passed over")
    }
    guard worksheets.count < limits.worksheets else {
      throw source.limit(
        .worksheets, "expected at most \(limits.worksheets) worksheets, found more")
    }
    // Two names of one part would give every row of it twice, or a file of a few bytes any size.
    guard taken.insert(ZipEntry.key(relationship.target)).inserted else {
      return skip(
        name, .warning,
        "expected a part of its own for worksheet \(name), found that of another worksheet")
    }
    worksheets.append(
      WorksheetInfo(index: worksheets.count, name: name, isHidden: state != "visible"))
    parts.append(relationship.target)
  }

  private func skip(_ name: String, _ severity: Diagnostic.Severity, _ message: Diagnostic.Message)
  {
    log.record(
      Diagnostic(
        .sourcePartSkipped, severity, at: SourceLocation(file: source.name, .worksheet(name)),
        message))
  }
}

extension WorkbookFormat {
  /// Office Open XML: XLSX, XLSM, and what WPS Office writes.
  package static let xlsx = Self(name: "xlsx")
}
