internal import SurveyModel
internal import TextEncoding
internal import ZipArchive

/// Delimited text (CSV, TSV and their like): one worksheet, whose cells are all texts.
///
/// A reader must not guess: `007` and `1-2` stay what they are. Numbers and dates are read by the
/// transform, which knows the variables. A row is a record, so that a line break in quotation marks
/// does not move the rows behind it.
final class DelimitedWorkbook: Workbook {
  let format = WorkbookFormat.delimited
  let namesWorksheets = false
  let worksheets: [WorksheetInfo]
  private(set) var log = DiagnosticLog()
  private(set) var lastRowEnd = LastRowEnd.whole
  private(set) var readingLog = DiagnosticLog()

  private let path: String
  private let source: SourceName
  private let limits: ReadingLimits
  private let encoding: TextEncoding
  private let dialect: DelimitedDialect

  /// The bytes that are looked at to find encoding and dialect.
  static let sampleSize = 4 << 20

  /// Opens a text; `encoding` is what the user says that it is in, or nil.
  init(
    path: String, source: SourceName, limits: ReadingLimits, encoding stated: TextEncoding? = nil
  ) throws {
    self.path = path
    self.source = source
    self.limits = limits
    let file = try FileStream(path: path)
    var sample = try file.rest(most: Self.sampleSize)
    let isWhole = sample.count == file.size
    if isWhole { EndMark.cut(encoded: &sample) } else { Self.cut(&sample) }
    let found: DetectedEncoding
    do {
      found = try TextEncoding.detected(
        in: sample, stated: stated, position: isWhole ? .last : .middle)
      dialect = try Self.dialect(of: sample, isWhole: isWhole, found.encoding, source)
    } catch let error as UndecodableText {
      throw Self.failure(error, path: path, source)
    }
    encoding = found.encoding
    worksheets = [
      WorksheetInfo(
        index: 0, name: source.stem, decimals: dialect.decimals, delimited: dialect.form)
    ]
    if let finding = source.finding(found) { log.record(finding) }
  }

  func read(
    _ worksheet: WorksheetInfo, batchRows: Int, progress: ((_ done: Int, _ total: Int) -> Void)?,
    into sink: (inout RowBatch) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      let writer = BatchWriter(
        source, sheet: worksheet.name, limits: limits, batchRows: batchRows, sink: sink)
      do {
        try read(into: writer, progress: progress)
      } catch let error as UndecodableText {
        throw Self.failure(error, path: path, source)
      } catch {
        throw source.translate(error, part: nil)
      }
      try writer.finish()
    }
  }

  func mergedRanges(of worksheet: WorksheetInfo) throws -> [CellRange] { [] }

  private func read(
    into writer: BatchWriter, progress: ((_ done: Int, _ total: Int) -> Void)?
  ) throws {
    readingLog = DiagnosticLog()
    let file = try FileStream(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var decoder = try StreamDecoder(encoding: encoding)
    var mixed = MixedLines(in: encoding)
    var tokenizer = DelimitedTokenizer(delimiter: dialect.delimiter)
    var toSkip = dialect.headBytes
    var endMark = EndMark()
    var row = 0
    var column = 0
    /// How many fields the record has up to its last one that is not blank.
    var filled = 0
    /// The fields of the record before, blank lines aside, and of the one before that.
    var fields = (last: 0, before: 0)
    while true {
      let count = try file.read(into: &buffer, from: 0)
      let isLast = count == 0
      mixed?.look(through: buffer[..<count], position: isLast ? .last : .middle)
      if let mixed { try mixed.check() }
      var text = try decoder.utf8(of: buffer[..<count], position: isLast ? .last : .middle)
      let behind = tokenizer.line + dialect.headLines
      if !endMark.cut(&text), let mark = ControlCharacters.endMark(in: text) {
        throw mark.failure(source, behind: behind)
      }
      let skipped = min(toSkip, text.count)
      toSkip -= skipped
      if let control = ControlCharacters(in: text) {
        throw control.failure(source, behind: behind)
      }
      try tokenizer.read(
        text[skipped...], isLast: isLast,
        field: { field in
          if column == 0 { try writer.beginRow(row) }
          if let text = FormulaText.content(of: field) {
            try writer.set(column, text: text)
          } else {
            try writer.set(column, text: field)
          }
          column += 1
          if field.contains(where: { $0 > 0x20 }) { filled = column }
          return true
        },
        end: { verdict in
          if column > 0 { fields = (last: column, before: fields.last) }
          if column > 0 {
            writer.describe(
              DelimitedRow(
                fields: column, filled: filled, mayHoldRows: verdict == .perhapsJoined))
          }
          row += 1
          column = 0
          filled = 0
          return true
        })
      if let fault = tokenizer.fault { throw failure(fault) }
      // A quotation mark that is never closed must not hold the rest of the file in memory.
      guard tokenizer.field.count <= limits.textBytes else {
        let place = SourceLocation.Place.row(sheet: worksheets[0].name, row: row)
        throw source.limit(
          .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more",
          at: tokenizer.isInQuotes
            ? .line(tokenizer.openedLine + dialect.headLines + 1, column: 1) : place)
      }
      if let progress { progress(file.position, file.size) }
      guard isLast else { continue }
      noteRowsInside(tokenizer.rowsInside)
      if tokenizer.endsWithinRecord {
        let isCut = tokenizer.endsWithinQuotes || fields.last < fields.before
        lastRowEnd = isCut ? .cut(row: row - 1) : .open(row: row - 1)
      }
      return
    }
  }

  /// The dialect of a sample.
  private static func dialect(
    of sample: [UInt8], isWhole: Bool, _ encoding: TextEncoding, _ source: SourceName
  ) throws -> DelimitedDialect {
    var decoder = try StreamDecoder(encoding: encoding)
    let start = sample.prefix(1 << 18)
    let isAll = isWhole && start.count == sample.count
    let text = try decoder.utf8(of: start, position: isAll ? .last : .middle)
    if let control = ControlCharacters(in: text) {
      throw control.areStray ? control.failure(source) : noText(source)
    }
    let dialect = DelimitedDialect.find(in: text[...], isWhole: isAll)
    if dialect.headLines == 0, let prose = ProseText(text, dialect) {
      throw source.otherKind(prose.name)
    }
    return dialect
  }

  private static func noText(_ source: SourceName) -> RunFailure {
    source.failure(
      .sourceUnknownFormat, "expected a workbook or delimited text, found other content",
      remedy: "give an XLSX, XLS, ODS, SpreadsheetML, HTML or CSV file")
  }

  private static func failure(
    _ error: UndecodableText, path: String, _ source: SourceName
  ) -> RunFailure {
    source.failure(error) { offset, encoding in
      try TextLine(of: offset, in: FileStream(path: path), encoding)
    }
  }

  private func failure(_ fault: QuoteFault) -> RunFailure {
    let first = dialect.headLines + 1
    let message: Diagnostic.Message =
      switch fault {
      case .textBehind(let opened, let closed):
        "expected the end of a field behind its closing quotation mark, found text: the mark that opens it is in line \(opened + first), the one that closes it in line \(closed + first)"
      case .unclosed(let opened):
        "expected a closing quotation mark for the one in line \(opened + first), found none: all lines behind it would be one field"
      case .blankBefore:
        "expected the quotation mark of a field at its start, found blanks before it and a delimiter behind it"
      case .rowsInside(let opened, let closed):
        "expected a closing quotation mark in line \(opened + first), found the next one in line \(closed + first): the lines between look like rows of their own"
      }
    let remedy: Diagnostic.Message =
      if case .blankBefore = fault {
        "take the blanks between the delimiter and the quotation mark out"
      } else {
        "close the field, take the mark out, or write each mark inside of a quoted field twice"
      }
    return source.failure(
      .sourceUnreadable, at: .line(fault.line + first, column: 1), message, remedy: remedy)
  }

  /// Says which fields in quotation marks hold lines that may be rows.
  private func noteRowsInside(_ lines: [ClosedRange<Int>]) {
    let first = dialect.headLines + 1
    for range in lines {
      readingLog.record(
        Diagnostic(
          .sourceQuotedRows, .warning,
          at: SourceLocation(
            file: source.name, .line(range.lowerBound + first, column: 1)),
          "expected one text in quotation marks, found lines up to line \(range.upperBound + first) that look like rows of their own",
          remedy:
            "add the quotation mark that is missing there; where none is, write the text on one line"
        ))
    }
  }

  /// Cuts a sample behind its last line, so that no character is cut.
  private static func cut(_ sample: inout [UInt8]) {
    if let last = sample.lastIndex(of: 0x0A), last > sample.count / 2 {
      let isWide =
        last > 0 && sample[last - 1] == 0 || last + 1 < sample.count && sample[last + 1] == 0
      sample.removeSubrange((isWide ? (last & ~1) : last + 1)...)
    }
  }
}

extension WorkbookFormat {
  /// Comma-, tab- or otherwise separated text.
  package static let delimited = Self(name: "delimited")
}
