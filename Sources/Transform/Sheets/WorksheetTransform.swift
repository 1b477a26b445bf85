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
  private let member: Int?
  private let repeated: Set<Int>
  private let context: TransformContext
  private let detector: LayoutDetector
  private let keep: PipelineDefinition.Keep

  private var mapped: MappedRows?
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
  ///   - member: The number of the repeated group of columns to read, or nil where none is repeated.
  package init(
    file: SourceFile, worksheet: WorksheetInfo, source: SourceDefinition, schema: RecordSchema,
    context: TransformContext, keep: PipelineDefinition.Keep, member: Int? = nil
  ) {
    self.file = file
    self.worksheet = worksheet
    self.source = source
    self.member = member
    repeated = Set(schema.variables.indices.filter { schema.variables[$0].isRepeated })
    let schema = member.map { SourceDefinition.schema(ofMember: $0, schema) } ?? schema
    self.schema = schema
    self.context = context
    detector = LayoutDetector(source: source, schema: schema, context: context)
    self.keep = keep
  }

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
    if mapped == nil {
      let location = SourceLocation(file: file.path, .worksheet(worksheet.name))
      let layout = try detector.layout(of: batch, at: location, merged: merged)
      mapped = MappedRows(
        file: file, worksheet: worksheet, source: source, schema: schema, layout: layout,
        context: context, keep: keep, repeated: member == nil ? [] : repeated)
      if member == nil { recordUnmapped(layout) }
    }
    var records = RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
    records.texts = batch.texts
    mapped?.transform(batch, into: &records, tally: &tally)
    return records
  }

  /// Whether the worksheet has a column of the repeated group at all.
  package func hasMember(
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

  /// What became of the worksheet; nil when it had no row at all.
  package func outcome() -> WorksheetOutcome? {
    guard let layout = mapped?.layout else { return nil }
    var log = log
    if tally.clean + tally.corrected + tally.quarantined == 0, member ?? 1 == 1 {
      log.record(
        Diagnostic(
          .sheetEmpty, .warning, at: SourceLocation(file: file.path, .worksheet(worksheet.name)),
          "expected data rows below the header, found none",
          remedy: "ask for the missing rows, or leave the worksheet out"))
    }
    return WorksheetOutcome(
      source: source.name, file: file.index, worksheet: worksheet, headerRows: layout.headerRows,
      mapping: layout.mapping(of: schema), tally: tally, log: log)
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
