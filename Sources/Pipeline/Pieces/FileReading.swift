import Extract
import Foundation
import OperatingSystem
import SurveyModel
import Synchronization
import Transform

/// Reads one file of a run: worksheets into records, reports into facts.
///
/// A value that holds nothing but what it was made of, so that files can be read side by side.
struct FileReading: Sendable {
  /// The rows of a batch: enough to make a batch worth its while, few enough to stay in the cache.
  private static let batchRows = 4096

  /// The batches that are read while one is transformed.
  private static let batchesAhead = 2

  /// Rows as they were read, and how the last of them ends.
  private struct ReadRows: Sendable {
    let batch: RowBatch
    let end: LastRowEnd
  }

  let pipeline: PipelineDefinition
  let context: RunContext
  /// A cell that is taken for something else than its file has.
  var edit: CellEdit?

  /// Reads a file to its end.
  ///
  /// - Parameters:
  ///   - input: The file.
  ///   - notes: Takes down what the file asks of places.
  ///   - progress: Hears how many bytes of the file are done.
  ///   - sink: Takes the parts of the file's piece; what it throws ends the reading.
  /// - Throws: `RunFailure` when the file cannot be read, changed meanwhile or does not fit its
  ///   sources.
  func read(
    _ input: InputFile, noting notes: PlaceNotes? = nil, progress: (_ done: Int) -> Void,
    into sink: (PiecePart) throws -> Void
  ) throws {
    try input.reading { path in
      try read(input.file, at: path, noting: notes, progress: progress, into: sink)
    }
  }

  private func read(
    _ file: SourceFile, at path: String, noting notes: PlaceNotes?, progress: (_ done: Int) -> Void,
    into sink: (PiecePart) throws -> Void
  ) throws {
    let sources = pipeline.sources.filter { file.sources.contains($0.name) }
    guard var limits = sources.first?.limits else { return }
    // Sources that share a file read it by the highest limits of theirs.
    for source in sources { limits.raise(to: source.limits) }
    let encoding = try file.encoding(for: sources)
    if sources.contains(where: { $0.content == .facts }) {
      try readReport(path, file, limits, encoding, into: sink)
    }
    let tables = sources.filter { $0.content != .facts }
    guard !tables.isEmpty else { return }
    let workbook = try WorkbookReader.open(
      path: path, name: file.path, limits: limits, encoding: encoding)
    try sink(.findings(workbook.log))
    var claims = WorksheetClaims(file, of: pipeline)
    for (number, source) in tables.enumerated() {
      guard let schema = source.schema else { continue }
      let selection = try WorksheetSelection(
        source, of: workbook, named: file.path, context.transform.personal)
      try sink(.findings(selection.log))
      claims.see(selection)
      for worksheet in selection.worksheets {
        try claims.take(worksheet, for: source, as: schema.record)
      }
      // A file is passed through once for each of its worksheets, and for each of its sources.
      let step = Double(file.size) / Double(tables.count * max(selection.worksheets.count, 1))
      for (index, worksheet) in selection.worksheets.enumerated() {
        let passes = Double(number * selection.worksheets.count + index)
        try read(
          worksheet, of: workbook, file, source, schema,
          context.transform(of: source).noting(notes),
          progress: { share in progress(Int((passes + share) * step)) }, into: sink)
      }
    }
    try sink(.findings(claims.unread))
    progress(file.size)
  }

  private func read(
    _ worksheet: WorksheetInfo, of workbook: any Workbook, _ file: SourceFile,
    _ source: SourceDefinition, _ schema: RecordSchema, _ context: TransformContext,
    progress: (_ share: Double) -> Void, into sink: (PiecePart) throws -> Void
  ) throws {
    var groups = try groups(of: worksheet, workbook, file, source, schema, context)
    let merged = { try workbook.mergedRanges(of: worksheet) }
    func pass(_ records: RecordBatch) throws {
      try sink(.records(records, source: source.name))
      if !records.findings.isEmpty {
        try sink(.findings(DiagnosticLog(records.findings, in: file, worksheet)))
      }
    }
    var numbers = RowNumbers()
    // Batches whose memory may be used again.
    let spare = Mutex<[RowBatch]>([])
    try withoutActuallyEscaping(progress) { progress in
      try Overlap.run(capacity: Self.batchesAhead) { give in
        try workbook.read(
          worksheet, batchRows: Self.batchRows,
          progress: { done, total in progress(Double(done) / Double(max(total, 1))) }
        ) { batch in
          edit?.apply(to: &batch, of: worksheet, in: file)
          let rows = ReadRows(batch: batch, end: workbook.lastRowEnd)
          // As wide as the one that leaves, whichever it is: how many rows a batch takes rests on that.
          batch = spare.withLock { $0.popLast() } ?? RowBatch(sharedTexts: batch.sharedTexts)
          batch.resize(toColumns: rows.batch.columns.count)
          try give(rows)
        }
      } use: { rows in
        try numbers.take(rows.batch, of: worksheet.name, in: file.path)
        if case .cut(let row) = rows.end {
          for index in groups.indices { groups[index].cutRow = row }
        }
        for index in groups.indices {
          try pass(groups[index].records(of: rows.batch, merged: merged))
        }
        try Task.checkCancellation()
        spare.withLock { $0.append(rows.batch) }
        // Until all headers are found the workbook may be asked for its merged ranges.
        return groups.allSatisfy { $0.isAbsent || $0.layout != nil }
      }
    }
    try sink(.findings(DiagnosticLog(workbook.lastRowEnd, of: worksheet, file)))
    try sink(.findings(workbook.readingLog))
    for index in groups.indices {
      for records in try groups[index].remainder(merged: merged) { try pass(records) }
      if !groups[index].isAbsent { try sink(.worksheet(try groups[index].outcome())) }
    }
  }

  /// The transform of a worksheet, or one for each repeated group of its columns.
  ///
  /// Each group is a worksheet of its own to the store, behind those of the workbook, so that its rows
  /// have keys of their own and its cells are found in its own columns.
  private func groups(
    of worksheet: WorksheetInfo, _ workbook: any Workbook, _ file: SourceFile,
    _ source: SourceDefinition, _ schema: RecordSchema, _ context: TransformContext
  ) throws -> [WorksheetTransform] {
    guard !source.members.isEmpty else {
      return [
        WorksheetTransform(
          file: file, worksheet: worksheet, source: source, schema: schema,
          context: context, keep: pipeline.keep)
      ]
    }
    let sheets = (workbook.worksheets.map(\.index).max() ?? 0) + 1
    guard sheets * source.members.count < 1 << 15 else {
      throw RunFailure(
        Diagnostic(
          .sourceLimit, at: SourceLocation(file: file.path),
          "expected fewer than \(1 << 15) worksheets times repeated groups, found \(sheets * source.members.count)",
          remedy: "lower repeat: of the source \(source.name)"))
    }
    return source.members.enumerated()
      .map { number, member in
        var group = worksheet
        group.index += number * sheets
        return WorksheetTransform(
          file: file, worksheet: group, source: source, schema: schema,
          context: context, keep: pipeline.keep, member: member)
      }
  }

  private func readReport(
    _ path: String, _ file: SourceFile, _ limits: ReadingLimits, _ encoding: String?,
    into sink: (PiecePart) throws -> Void
  ) throws {
    guard let facts = context.facts else { return }
    let document = try DocumentReader.read(
      path: path, name: file.path, limits: limits, encoding: encoding)
    try sink(.findings(document.log))
    let reading = facts.facts(in: document)
    try sink(.facts(reading.facts))
    try sink(.findings(reading.log))
  }
}

extension SourceFile {
  /// The encoding that the sources of a file say that it is in; nil where none says any.
  ///
  /// - Throws: `RunFailure` when they say several.
  func encoding(for sources: [SourceDefinition]) throws(RunFailure) -> String? {
    let stated = Set(sources.compactMap(\.encoding)).sorted()
    guard stated.count < 2 else {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: path),
          "expected one encoding: of the sources of a file, found \(stated.joined(separator: " and "))",
          remedy: "say the same encoding: in each, or other files:"), exit: .definition)
    }
    return stated.first
  }
}

extension DiagnosticLog {
  /// The finding that a file ends within a row, or may do so.
  fileprivate init(_ end: LastRowEnd, of worksheet: WorksheetInfo, _ file: SourceFile) {
    self.init()
    let (row, code, message, remedy): (Int, Diagnostic.Code, Diagnostic.Message, Diagnostic.Message)
    switch end {
    case .whole: return
    case .cut(let last):
      (row, code) = (last, .sourceTruncated)
      message =
        "expected the end of the line, found the end of the file: the file may have been cut off"
      remedy = "ask for the whole file; if it is whole, end its last line"
    case .open(let last):
      (row, code) = (last, .sourceOpenEnd)
      message =
        "expected a line break behind the last line, found none: its last value may be cut off"
      remedy = "compare the last line with the office's; if it is whole, end it with a line break"
    }
    let place = SourceLocation(file: file.path, .row(sheet: worksheet.name, row: row))
    record(Diagnostic(code, .warning, at: place, message, remedy: remedy))
  }

  /// The findings of rules on the rows of a worksheet, each with its place.
  fileprivate init(_ findings: [RuleFinding], in file: SourceFile, _ worksheet: WorksheetInfo) {
    self.init()
    for finding in findings {
      let row = Int(finding.origin.row)
      let place: SourceLocation.Place =
        finding.column.map {
          .cell(sheet: worksheet.name, CellReference(row: row, column: $0))
        } ?? .row(sheet: worksheet.name, row: row)
      record(
        Diagnostic(
          finding.code, finding.severity, at: SourceLocation(file: file.path, place),
          finding.message, remedy: "correct the cell, or the rule"))
    }
  }
}
