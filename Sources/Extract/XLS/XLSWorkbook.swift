internal import SurveyModel
internal import TextEncoding
internal import ZipArchive

/// A workbook in the binary format of Excel 2 to 2003, alone or inside a compound file.
///
/// Values only: the text of formulas, which the format keeps as tokens, is not given.
final class XLSWorkbook: Workbook {
  let format = WorkbookFormat.xls
  private(set) var worksheets: [WorksheetInfo] = []
  private(set) var log = DiagnosticLog()

  private let source: SourceName
  private let limits: ReadingLimits
  private let view: ByteView
  private let version: BIFFVersion
  private var text: BIFFText
  private var styles = BIFFStyles()
  private var fonts = BIFFFonts()
  private var epoch = DateEpoch.year1900
  private var strings = SharedStrings.none
  private lazy var zeros =
    version == .biff8 ? BIFFFormulas(view).zeros : FormulaZeros.calculated
  private var starts: [Int] = []
  private var taken: Set<Int> = []

  /// Opens a compound file.
  convenience init(
    compound file: CompoundFile, source: SourceName, limits: ReadingLimits,
    encoding: TextEncoding? = nil
  ) throws {
    let stream: [UInt8]?
    do throws(CompoundFile.Damage) {
      let workbook = try file.stream(named: "Workbook")
      let book = try workbook == nil ? file.stream(named: "Book") : nil
      stream = workbook ?? book
    } catch {
      throw source.failure(error)
    }
    guard let stream else {
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook, found another kind of Office document",
        remedy: "give a spreadsheet, or take this file out of the pipeline")
    }
    try self.init(records: stream, source: source, limits: limits, encoding: encoding)
  }

  /// Opens a stream of records.
  convenience init(
    records bytes: [UInt8], source: SourceName, limits: ReadingLimits,
    encoding: TextEncoding? = nil
  ) throws {
    let stream = try BIFFDecryption.decrypted(bytes, source)
    do throws(CompoundFile.Damage) {
      try self.init(stream: stream, source, limits, encoding)
    } catch {
      throw source.failure(error)
    }
  }

  private init(
    stream: [UInt8], _ source: SourceName, _ limits: ReadingLimits, _ encoding: TextEncoding?
  ) throws(CompoundFile.Damage) {
    self.source = source
    self.limits = limits
    view = ByteView(bytes: stream)
    guard let first = BIFFRecord(view, at: 0), let version = BIFFVersion(first, in: view) else {
      throw .init(reason: "it does not start with a workbook")
    }
    self.version = version
    text = BIFFText(version: version, stated: encoding)
    if version >= .biff5 { readGlobals() } else { readSheets() }
    worksheets = worksheets.map { $0.with(epoch: epoch) }
    guard !worksheets.isEmpty || !log.diagnostics.isEmpty else {
      throw .init(reason: "it has no worksheet")
    }
    noteEncoding()
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    let sheet = try self.sheet(worksheet)
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows,
        shared: strings.texts, sink: sink)
      for columns in sheet.hiddenColumns.ranges { writer.hide(columns) }
      let cells = BIFFCells(
        view: view, text: text, styles: styles, fonts: fonts, strings: strings, epoch: epoch,
        zeros: zeros, writer: writer,
        hiddenRows: sheet.hiddenRows)
      let total = sheet.records.count
      for (index, offset) in sheet.records.enumerated() {
        do {
          try cells.read(at: offset)
        } catch let error as UndecodableText {
          throw failure(error, at: offset, in: worksheet)
        }
        if let progress, index & 0xFFF == 0 { progress(index, total) }
      }
      try writer.finish()
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] {
    try sheet(worksheet).mergedRanges
  }

  private func failure(
    _ error: UndecodableText, at offset: Int, in worksheet: WorksheetInfo
  ) -> RunFailure {
    let cell = CellReference(row: view.u16(offset + 4) ?? 0, column: view.u16(offset + 6) ?? 0)
    let what = error.reason == .noTable ? "no table of it in the system (iconv)" : "other bytes"
    return source.failure(
      .textUndecodable, at: .cell(sheet: worksheet.name, cell),
      "expected a text in \(text.encoding.name), found \(what)",
      remedy:
        "say by encoding: of the source (--encoding of millet cells) which one the workbook is in, or save it as XLSX"
    )
  }

  /// Says which encoding was taken where the workbook has texts beyond ASCII and does not say it, or
  /// says one that nobody knows.
  private func noteEncoding() {
    guard version < .biff8, text.isGuessed || text.unknownPage != nil else { return }
    var offset = 0
    while let record = BIFFRecord(view, at: offset) {
      offset = record.end
      guard [0x0004, 0x0007, 0x0085, 0x0204, 0x0207].contains(record.type) else { continue }
      let start = record.body.lowerBound + ([0x0007, 0x0207].contains(record.type) ? 2 : 8)
      guard view.slice(start..<max(start, record.end)).contains(where: { $0 >= 0x80 }) else {
        continue
      }
      let page = text.unknownPage.map { "code page \($0), which is not known" }
      log.record(
        Diagnostic(
          .textEncodingDoubtful, .warning, at: SourceLocation(file: source.name),
          "expected the code page of the texts, found \(page ?? "none"): they were read as \(text.encoding.name)",
          remedy:
            "compare the cells; where they are wrong, say encoding: of the source (--encoding of millet cells)"
        ))
      return
    }
  }

  private func sheet(_ worksheet: WorksheetInfo) throws -> BIFFSheet {
    let start = starts[worksheet.index]
    // No worksheet holds another, so that each byte is looked at for one of them only.
    let end = starts.lazy.filter { $0 > start }.min() ?? view.count
    do {
      return try BIFFSheet(
        view, in: start..<max(start, end),
        merged: MergedRanges(source, sheet: worksheet.name, limits: limits))
    } catch let error as CompoundFile.Damage {
      throw source.unreadable(
        "expected a readable worksheet, found that \(error.reason)", at: .worksheet(worksheet.name))
    }
  }

  /// Reads the globals of BIFF5 and BIFF8, which list the worksheets.
  private func readGlobals() {
    var offset = 0
    var bounds: [BIFFRecord] = []
    while let record = BIFFRecord(view, at: offset) {
      offset = record.end
      if record.type == 0x0085 { bounds.append(record) } else { take(record) }
      if record.type == BIFFRecord.eof { break }
    }
    for record in bounds { addSheet(record) }
    if bounds.isEmpty { readSheets() }
  }

  private func addSheet(_ record: BIFFRecord) {
    let start = record.body.lowerBound
    guard let position = view.u32(start), let state = view.u8(start + 4),
      let type = view.u8(start + 5)
    else { return }
    let name = String(
      decoding: text.name(view, at: start + 6, end: record.end, lengthBytes: 1) ?? [],
      as: UTF8.self)
    let kinds = [1: "macro sheet", 2: "chart sheet", 6: "module"]
    guard type == 0, worksheets.count < limits.worksheets else {
      log.record(
        Diagnostic(
          .sourcePartSkipped, .note, at: SourceLocation(file: source.name, .worksheet(name)),
          "\(kinds[type] ?? "sheet") \(name) holds no cells and was passed over"))
      return
    }
    guard taken.insert(position).inserted else {
      log.record(
        Diagnostic(
          .sourcePartSkipped, .warning, at: SourceLocation(file: source.name, .worksheet(name)),
          "expected a place of its own for worksheet \(name), found that of another worksheet"))
      return
    }
    worksheets.append(
      WorksheetInfo(index: worksheets.count, name: name, isHidden: state & 3 != 0))
    starts.append(position)
  }

  /// Finds the worksheets of BIFF2 to BIFF4, which stand one behind another.
  private func readSheets() {
    var offset = 0
    var depth = 0
    var name: String?
    while let record = BIFFRecord(view, at: offset) {
      if BIFFRecord.bof.contains(record.type) {
        let type = view.u16(record.body.lowerBound + 2)
        if type == 0x0010, worksheets.count < limits.worksheets {
          worksheets.append(
            WorksheetInfo(index: worksheets.count, name: name ?? "Sheet\(worksheets.count + 1)"))
          starts.append(offset)
          name = nil
        }
        depth += 1
      } else if record.type == BIFFRecord.eof {
        depth -= 1
      } else if record.type == 0x008F {
        name = text.name(view, at: record.body.lowerBound + 4, end: record.end, lengthBytes: 1)
          .map { String(decoding: $0, as: UTF8.self) }
      } else {
        take(record)
      }
      offset = record.end
    }
  }

  private func take(_ record: BIFFRecord) {
    switch record.type {
    case 0x0042: text.use(codePage: view.u16(record.body.lowerBound) ?? 0)
    case 0x0022: epoch = view.u16(record.body.lowerBound) == 1 ? .year1904 : .year1900
    case 0x001E, 0x041E: styles.addFormat(record, view, text)
    case 0x0043, 0x0243, 0x0443, 0x00E0: styles.addStyle(record, view, version)
    case 0x0031: fonts.add(record, view)
    case 0x00FC: strings = SharedStrings(BIFFStrings.read(view, record, fonts))
    default: break
    }
  }
}

extension WorkbookFormat {
  /// The binary format of Excel 2 to 2003, and of WPS Office's `.et`.
  package static let xls = Self(name: "xls")
}
