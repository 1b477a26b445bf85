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
  let worksheets: [WorksheetInfo]
  private(set) var log = DiagnosticLog()
  private(set) var lastRowEnd = LastRowEnd.whole

  private let path: String
  private let source: SourceName
  private let limits: ReadingLimits
  private let encoding: TextEncoding
  private let dialect: DelimitedDialect

  /// The bytes that are looked at to find encoding and dialect.
  private static let sampleSize = 4 << 20

  init(path: String, source: SourceName, limits: ReadingLimits) throws {
    self.path = path
    self.source = source
    self.limits = limits
    let file = try FileStream(path: path)
    var sample = [UInt8](repeating: 0, count: min(Self.sampleSize, max(file.size, 1)))
    let count = try file.read(into: &sample, from: 0)
    sample.removeSubrange(count...)
    let isWhole = count == file.size
    if !isWhole { Self.cut(&sample) }
    (encoding, dialect) = try Self.look(at: sample, isWhole: isWhole, source)
    worksheets = [WorksheetInfo(index: 0, name: source.stem)]
    if encoding.isDoubtful(for: sample) {
      log.record(
        Diagnostic(
          .textEncodingDoubtful, .warning, at: SourceLocation(file: source.name),
          "expected text in UTF-8, UTF-16, GB18030 or Big5, found bytes that were read as \(encoding.rawValue) for want of a better one",
          remedy: "compare the cells, and save the file as UTF-8 where they are wrong"))
    }
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
        throw source.failure(
          .textUndecodable,
          "expected text in \(encoding.rawValue), found other bytes at \(error.offset ?? 0)",
          remedy: "save the file as UTF-8")
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
    let file = try FileStream(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var decoder = try StreamDecoder(encoding: encoding)
    var tokenizer = DelimitedTokenizer(delimiter: dialect.delimiter)
    var toSkip = dialect.headBytes
    var row = 0
    var column = 0
    /// The fields of the record before, blank lines aside, and of the one before that.
    var fields = (last: 0, before: 0)
    while true {
      let count = try file.read(into: &buffer, from: 0)
      let isLast = count == 0
      let text = try decoder.utf8(of: buffer[..<count], position: isLast ? .last : .middle)
      let skipped = min(toSkip, text.count)
      toSkip -= skipped
      try tokenizer.read(
        text[skipped...], isLast: isLast,
        field: { field in
          if column == 0 { try writer.beginRow(row) }
          try writer.set(column, text: field)
          column += 1
          return true
        },
        end: {
          if column > 0 { fields = (last: column, before: fields.last) }
          row += 1
          column = 0
          return true
        })
      // A quotation mark that is never closed must not hold the rest of the file in memory.
      guard tokenizer.field.count <= limits.textBytes else {
        throw source.limit(
          .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more",
          at: .row(sheet: worksheets[0].name, row: row))
      }
      if let progress { progress(file.position, file.size) }
      guard isLast else { continue }
      if tokenizer.endsWithinRecord {
        let isCut = tokenizer.endsWithinQuotes || fields.last < fields.before
        lastRowEnd = isCut ? .cut(row: row - 1) : .open(row: row - 1)
      }
      return
    }
  }

  /// The encoding and dialect of a sample.
  private static func look(
    at sample: [UInt8], isWhole: Bool, _ source: SourceName
  ) throws -> (TextEncoding, DelimitedDialect) {
    do {
      let encoding = try TextEncoding.detected(in: sample, declared: nil)
      var decoder = try StreamDecoder(encoding: encoding)
      let start = sample.prefix(1 << 18)
      let isAll = isWhole && start.count == sample.count
      let text = try decoder.utf8(of: start, position: isAll ? .last : .middle)
      if let control = ControlCharacters(in: text) {
        throw control.areStray ? control.failure(source) : noText(source)
      }
      return (encoding, DelimitedDialect.find(in: text[...], isWhole: isAll))
    } catch {
      guard let error = error as? UndecodableText else { throw error }
      guard let encoding = error.encoding, encoding == "utf-32" else { throw noText(source) }
      throw source.failure(
        .textUndecodable, "expected text in UTF-8, UTF-16, GB18030 or Big5, found UTF-32",
        remedy: "save the file as UTF-8")
    }
  }

  private static func noText(_ source: SourceName) -> RunFailure {
    source.failure(
      .sourceUnknownFormat, "expected a workbook or delimited text, found other content",
      remedy: "give an XLSX, XLS, ODS, SpreadsheetML, HTML or CSV file")
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
