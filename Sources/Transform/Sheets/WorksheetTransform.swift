package import SurveyModel

/// Turns the rows of one worksheet into records: a pure function of the rows and the context.
///
/// Feed it the batches of the worksheet in order, then ask for the outcome. It never looks into the
/// store, so that it can run anywhere.
package struct WorksheetTransform {
  private let file: SourceFile
  private let worksheet: WorksheetInfo
  private let source: SourceDefinition
  private let schema: RecordSchema
  private let member: SourceDefinition.Member?
  /// Whether it is the only transform of its worksheet, or that of the first group of columns.
  private var isFirst: Bool { member == nil || member == source.members.first }
  private let repeated: Set<Int>
  private let context: TransformContext
  private let detector: LayoutDetector
  private let keep: PipelineDefinition.Keep

  private var cutter: TableCutter
  /// The first rows of the table while they are too few to look for a header in.
  private var waiting: RowBatch?
  private var mapped: MappedRows?
  /// The last rows of the batch before, which those behind them tell.
  private var open: RowBatch?
  /// The records of the batch before, where the merged ranges of the worksheet may yet hold some back.
  private var delayed: RecordBatch?
  private var lastRow = 0
  private var tally = RowTally()
  private var log = DiagnosticLog()

  /// Prepares the transform of one worksheet.
  ///
  /// - Parameters:
  ///   - file: The file that the worksheet is in.
  ///   - worksheet: The worksheet.
  ///   - source: The source that the file belongs to; its content must be records.
  ///   - schema: The source's schema.
  ///   - context: What all worksheets of the run share.
  ///   - keep: Whether the values as read are given as well.
  ///   - member: The repeated group of columns to read, or nil where none is repeated.
  package init(
    file: SourceFile, worksheet: WorksheetInfo, source: SourceDefinition, schema: RecordSchema,
    context: TransformContext, keep: PipelineDefinition.Keep, member: SourceDefinition.Member? = nil
  ) {
    self.file = file
    self.worksheet = worksheet
    self.source = source
    self.member = member
    repeated = Set(schema.variables.indices.filter { schema.variables[$0].isRepeated })
    let schema = member.map { SourceDefinition.schema(of: $0, schema) } ?? schema
    self.schema = schema
    self.context = context
    detector = LayoutDetector(source: source, schema: schema, context: context)
    self.keep = keep
    cutter = TableCutter(source.region, folder: context.folder)
  }

  /// The zero-based row within which the file ends, to be held back; nil where it ends as it should.
  ///
  /// To be set before the batch that has the row.
  package var cutRow: Int?

  /// Whether the worksheet has no column of the repeated group.
  package private(set) var isAbsent = false

  /// The layout that was found, once the first rows are in.
  package var layout: Layout? { mapped?.layout }

  /// Transforms a batch.
  ///
  /// - Parameters:
  ///   - batch: The next rows of the worksheet.
  ///   - merged: The worksheet's merged ranges, asked for only when its header has several rows.
  /// - Returns: The records of the batch; it may hold none.
  /// - Throws: `RunFailure` when the header lacks a required column; see ``LayoutDetector``.
  package mutating func records(
    of batch: RowBatch, merged: () throws -> [CellRange]
  ) throws -> RecordBatch {
    if isAbsent { return RecordBatch(schema: schema, sharedTexts: batch.sharedTexts) }
    var (table, outside) = try cut(batch)
    if var waiting {
      waiting.append(Array(table.rowNumbers.indices), of: table)
      table = waiting
    }
    // A table that begins at the end of a batch has the rest of its first rows in the next one.
    let isShort = mapped == nil && table.count < HeaderGrid.depth
    waiting = isShort ? table : nil
    var records =
      isShort || table.count == 0
      ? RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
      : try self.records(ofTable: table, at: .inside, merged: merged)
    records.otherRows += outside.map {
      OtherRow(Origin(file: file.number, worksheet: UInt32(worksheet.index), row: $0), .outside)
    }
    if !outside.isEmpty { records.otherRows.sort { $0.origin < $1.origin } }
    tally.read += outside.count
    if !outside.isEmpty { tally.other[.outside, default: 0] += outside.count }
    guard mayHoldMergedNumbers else { return records }
    let before = delayed
    delayed = records
    return before ?? RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
  }

  /// Whether cells may be merged over several records; the ranges are known behind the last row.
  private var mayHoldMergedNumbers: Bool {
    isFirst && worksheet.delimited == nil
      && (delayed != nil || mapped?.mergedNumbers.areToBeAsked == true)
  }

  private mutating func cut(
    _ batch: RowBatch
  ) throws(RunFailure) -> (table: RowBatch, outside: [UInt32]) {
    do {
      return try cutter.cut(batch)
    } catch {
      let cell = CellReference(row: Int(error.row), column: error.column)
      throw RunFailure(
        undecided: "\(error.mark)", in: "the cell",
        at: SourceLocation(file: file.path, .cell(sheet: worksheet.name, cell)))
    }
  }

  /// Transforms what was held back when the worksheet ended; call it after its last batch.
  ///
  /// - Parameter merged: The worksheet's merged ranges.
  /// - Returns: The records, in the order of the rows; empty where nothing was held back.
  /// - Throws: `RunFailure` as ``records(of:merged:)`` does.
  package mutating func remainder(merged: () throws -> [CellRange]) throws -> [RecordBatch] {
    var records = RecordBatch(schema: schema)
    if let table = waiting ?? open, table.count > 0 {
      records = try self.records(ofTable: table, at: .end, merged: merged)
    }
    (waiting, open) = (nil, nil)
    mapped?.finish(into: &records, tally: &tally)
    var batches = [delayed, records].compactMap { $0 }
    delayed = nil
    try holdMergedNumbers(in: &batches, merged: merged)
    return batches.filter {
      $0.count > 0 || !$0.otherRows.isEmpty || !$0.quarantine.isEmpty
    }
  }

  /// Where the rows of a batch stand in the worksheet.
  private enum Position {
    case inside
    /// No row comes behind them.
    case end
  }

  private mutating func records(
    ofTable table: RowBatch, at position: Position, merged: () throws -> [CellRange]
  ) throws -> RecordBatch {
    var batch = table
    if mapped == nil {
      let location = SourceLocation(file: file.path, .worksheet(worksheet.name))
      let layout: Layout
      do {
        layout = try detector.layout(of: batch, at: location, merged: merged)
      } catch {
        // A sheet of small households lacks the columns of the later members.
        guard member?.mayBeAbsent ?? false, !hasMember(in: batch, merged: merged) else {
          throw error
        }
        isAbsent = true
        return RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
      }
      if let member, !layout.columns.contains(where: { repeated.contains($0.variable) }) {
        // Without a column of its own a group would be a record of every row.
        guard member.mayBeAbsent else { throw missing(member, at: location) }
        isAbsent = true
        return RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
      }
      mapped = MappedRows(
        file: file, worksheet: worksheet, source: source, schema: schema, layout: layout,
        context: context, keep: keep, repeated: member == nil ? [] : repeated)
      if member == nil { recordUnmapped(layout) }
    }
    if position == .inside { joinOpenRows(&batch) }
    var records = RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
    lastRow = batch.rowNumbers.last.map { Int($0) } ?? lastRow
    mapped?.transform(batch, into: &records, tally: &tally)
    if let cutRow { holdBack(cutRow, in: &records) }
    return records
  }

  /// Puts the rows that were left open before a batch, and leaves open those at its end that need others
  /// to be told.
  private mutating func joinOpenRows(_ batch: inout RowBatch) {
    if var before = open {
      before.append(Array(batch.rowNumbers.indices), of: batch)
      batch = before
      open = nil
    }
    guard let count = mapped?.openRows(of: batch), count > 0 else { return }
    let start = batch.count - count
    var end = RowBatch(sharedTexts: batch.sharedTexts)
    end.append(Array(start..<batch.count), of: batch)
    var rest = RowBatch(sharedTexts: batch.sharedTexts)
    rest.append(Array(0..<start), of: batch)
    (batch, open) = (rest, end)
  }

  /// Holds back the record of a row that may lack the end of its last value, and the values behind.
  private mutating func holdBack(_ row: Int, in records: inout RecordBatch) {
    guard let index = records.origins.lastIndex(where: { Int($0.row) == row }) else { return }
    holdBack(
      index, in: &records,
      QuarantineEntry(
        origin: records.origins[index], column: nil, variable: nil, value: .blank,
        code: .sourceTruncated, message: "expected a whole line, found the end of the file in it",
        remedy: "ask for the whole file"))
  }

  /// Holds back a record that was transformed.
  private mutating func holdBack(
    _ index: Int, in records: inout RecordBatch, _ entry: QuarantineEntry
  ) {
    switch records.statuses[index] {
    case .clean: tally.clean -= 1
    case .corrected: tally.corrected -= 1
    case .quarantined: tally.quarantined -= 1
    }
    tally.quarantined += 1
    records.statuses[index] = .quarantined
    records.quarantine.append(entry)
  }

  /// That no column of a group stands in the worksheet.
  private func missing(
    _ member: SourceDefinition.Member, at location: SourceLocation
  ) -> RunFailure {
    let headers = repeated.sorted().flatMap { schema.variables[$0].headers }
    return RunFailure(
      Diagnostic(
        .sheetMissingColumn, at: location,
        """
        expected a column of the group \(member.name), such as \
        \(headers.prefix(2).joined(separator: ", ")), found none
        """,
        remedy: "correct repeat: of the source \(source.name), or add the group's columns"))
  }

  /// Whether the worksheet has a column of the repeated group at all.
  private func hasMember(
    in batch: RowBatch, merged: () throws -> [CellRange]
  ) -> Bool {
    let relaxed = RecordSchema(
      record: schema.record,
      variables: schema.variables.map { $0.with(headers: $0.headers, isRequired: false) })
    let location = SourceLocation(file: file.path, .worksheet(worksheet.name))
    let layout = try? LayoutDetector(source: source, schema: relaxed, context: context)
      .layout(of: batch, at: location, merged: merged)
    return layout?.columns.contains { repeated.contains($0.variable) } ?? false
  }

  /// What became of the worksheet.
  ///
  /// - Throws: `RunFailure` (`sheet.no-header`) when it had no row at all, or none that begins the
  ///   table.
  package func outcome() throws(RunFailure) -> WorksheetOutcome {
    let location = SourceLocation(file: file.path, .worksheet(worksheet.name))
    guard let layout = mapped?.layout else {
      if let from = source.region.from, cutter.isBefore {
        throw RunFailure(
          Diagnostic(
            .sheetNoHeader, at: location, "expected a row that begins with \(from), found none",
            remedy: "correct from: of the source's table, or ask for the table"))
      }
      throw RunFailure(
        Diagnostic(
          .sheetNoHeader, at: location, "expected a header, found no row at all",
          remedy: "ask for the data, or leave the worksheet out by worksheet:"))
    }
    var log = log
    if tally.clean + tally.corrected + tally.quarantined == 0, isFirst {
      log.record(
        Diagnostic(
          .sheetEmpty, .warning, at: location,
          "expected data rows below the header, found none",
          remedy: "ask for the missing rows, or leave the worksheet out"))
    }
    recordMarks(in: &log)
    recordPercentages(in: &log, layout)
    return WorksheetOutcome(
      source: source.name, file: file.number, worksheet: .init(worksheet),
      headerRows: layout.headerRows,
      lastRow: lastRow,
      mapping: layout.mapping(of: schema), tally: tally, log: log)
  }

  /// Says which rows were taken for the marks of the columns.
  private func recordMarks(in log: inout DiagnosticLog) {
    guard isFirst, let rows = mapped?.markRows else { return }
    let others: Diagnostic.Message =
      rows.count > 1 ? ", and so were \(rows.count - 1) like it" : ""
    log.record(
      Diagnostic(
        .sheetColumnMarks, .note,
        at: SourceLocation(file: file.path, .row(sheet: worksheet.name, row: rows.first)),
        "the row below the header numbers the columns and was counted as part of it\(others)"))
  }

  /// Says where numbers were read as the percentages that their format shows.
  private func recordPercentages(in log: inout DiagnosticLog, _ layout: Layout) {
    for (column, count) in (mapped?.percentages ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let mapped = layout.columns.first(where: { $0.column == column }) else { continue }
      let name = schema.variables[mapped.variable].name
      log.record(
        Diagnostic(
          .sheetPercentCells, .note,
          at: SourceLocation(
            file: file.path, .row(sheet: worksheet.name, row: layout.headerRows.upperBound)),
          "\(count) numbers of \(name) in column \(CellReference.letters(ofColumn: column)) are shown as percentages and were read so, 0.985 as 98.5%"
        ))
    }
  }

  /// Holds back the records whose numbers stand in cells that are merged over several, and says which
  /// cells those are; records that were given before are only told.
  private mutating func holdMergedNumbers(
    in batches: inout [RecordBatch], merged: () throws -> [CellRange]
  ) throws {
    guard isFirst, worksheet.delimited == nil, let numbers = mapped?.mergedNumbers,
      numbers.areToBeAsked
    else { return }
    let ranges = numbers.merged(in: try merged())
    guard let first = ranges.first else { return }
    for batch in batches.indices {
      for index in batches[batch].origins.indices {
        let origin = batches[batch].origins[index]
        for range in ranges where (range.first.row...range.last.row).contains(Int(origin.row)) {
          holdBack(index, in: &batches[batch], mergedNumber(in: range, of: origin))
        }
      }
    }
    let names = ranges.prefix(5).map { "\($0)" }.joined(separator: ", ")
    let others: Diagnostic.Message = ranges.count > 5 ? " and \(ranges.count - 5) others" : ""
    log.record(
      Diagnostic(
        .sheetMergedNumbers, .warning,
        at: SourceLocation(file: file.path, .cell(sheet: worksheet.name, first.first)),
        "expected a number in each cell, found some in cells merged over several (\(names)\(others)): each stands for the first of them, and the others have none",
        remedy: Self.unmerging))
  }

  private static let unmerging: Diagnostic.Message =
    "unmerge the cells, and write into each what belongs to its record; name what belongs to all of them under fill_down:"

  /// Why a record is held back for a number that belongs to others, too.
  private func mergedNumber(in range: CellRange, of origin: Origin) -> QuarantineEntry {
    let column = mapped?.layout.columns
      .first { (range.first.column...range.last.column).contains($0.column) }
    return QuarantineEntry(
      origin: origin, column: column?.column,
      variable: column.map { schema.variables[$0.variable].name },
      value: .blank, code: .sheetMergedNumbers,
      message:
        "expected a number of this record alone, found one in cells merged over several (\(range))",
      remedy: Self.unmerging)
  }

  private mutating func recordUnmapped(_ layout: Layout) {
    guard !layout.unmapped.isEmpty else { return }
    let headers = layout.unmapped.sorted { $0.key < $1.key }
      .map { "\(CellReference.letters(ofColumn: $0.key)) “\($0.value)”" }
    log.record(
      Diagnostic(
        .sheetUnmappedColumn, .note,
        at: SourceLocation(
          file: file.path, .row(sheet: worksheet.name, row: layout.headerRows.upperBound)),
        "no variable asks for \(headers.joined(separator: ", "))"))
  }
}
