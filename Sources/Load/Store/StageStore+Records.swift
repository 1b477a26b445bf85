internal import Relational
package import SurveyModel

extension StageStore {
  /// Appends the records of a batch, with its cells as read, its changes and its quarantine.
  ///
  /// - Parameters:
  ///   - batch: Records of the source's schema.
  ///   - source: The source's name.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ batch: RecordBatch, of source: String) throws(RunFailure) {
    let appender =
      appenders[source]
      ?? RecordAppender(source: source, schema: batch.schema, keeping: pipeline.keep)
    appenders[source] = appender
    try appender.append(batch, to: engine)
    try append(batch.changes, of: batch.schema.record)
    try append(batch.quarantine, of: source)
    addEdits(of: batch, source: source)
  }

  /// Appends entries of a record's change log.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ changes: [CellChange], of record: String) throws(RunFailure) {
    let columns = ["line", "origin", "column", "variable", "old", "new", "rule", "record"]
    let first = firstLine(for: changes.count)
    let rows = changes.enumerated()
      .map { index, change -> [StoredValue?] in
        [
          StoredValue(first + index), StoredValue(change.origin), Self.letters(change.column),
          .text(change.variable),
          StoredValue(change.old), StoredValue(change.new), .text(change.rule.rawValue),
          .text(record),
        ]
      }
    try engine.append(rows, to: "change", columns)
  }

  /// The number of the first of some entries of a log, by which those of one row are ordered.
  ///
  /// While files are read, in whatever order, entries are numbered within their batch, whose rows no
  /// other of its source has; those of checks, one behind the other, come after all of these.
  private func firstLine(for count: Int) -> Int {
    guard let line = nextLine else { return 1 }
    nextLine = line + count
    return line
  }

  private static func letters(_ column: Int?) -> StoredValue? {
    column.map { .text(CellReference.letters(ofColumn: $0)) }
  }

  /// Appends reasons why rows are held back.
  ///
  /// - Parameters:
  ///   - entries: The reasons; the row of one may be no record, such as a total that disagrees.
  ///   - source: The source that read the rows, or nil for checks over all sources.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(
    _ entries: [QuarantineEntry], of source: String?
  ) throws(RunFailure) {
    let columns = [
      "line", "origin", "column", "variable", "value", "code", "message", "remedy", "source",
    ]
    let first = firstLine(for: entries.count)
    let rows = entries.enumerated()
      .map { index, entry -> [StoredValue?] in
        [
          StoredValue(first + index), StoredValue(entry.origin), Self.letters(entry.column),
          StoredValue(entry.variable),
          StoredValue(entry.value), .text(entry.code.rawValue), .text(entry.message.description),
          StoredValue(entry.remedy?.description), StoredValue(source),
        ]
      }
    try engine.append(rows, to: "quarantine", columns)
  }

  /// Records what became of a worksheet, with its findings.
  ///
  /// - Parameters:
  ///   - outcome: What became of it.
  ///   - source: The source that read it; another may read it too.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ outcome: WorksheetOutcome, of source: String) throws(RunFailure) {
    let worksheet = StoredValue(outcome.worksheet.index)
    let columns = [
      "file", "worksheet", "name", "is_hidden", "first_header_row", "last_header_row", "last_row",
      "source",
    ]
    let row: [StoredValue?] = [
      StoredValue(Int(outcome.file)), worksheet, .text(outcome.worksheet.name),
      StoredValue(outcome.worksheet.isHidden), StoredValue(outcome.headerRows.lowerBound + 1),
      StoredValue(outcome.headerRows.upperBound + 1), StoredValue(outcome.lastRow + 1),
      .text(source),
    ]
    try engine.append([row], to: "worksheet", columns)
    let mapped = ["file", "worksheet", "variable", "column", "header", "source"]
    let mappings = outcome.mapping.map { mapping -> [StoredValue?] in
      [
        StoredValue(Int(outcome.file)), worksheet, .text(mapping.variable),
        .text(CellReference.letters(ofColumn: mapping.column)), .text(mapping.header),
        .text(source),
      ]
    }
    try engine.append(mappings, to: "mapping", mapped)
    try append(outcome.tally, of: source, file: outcome.file, worksheet: worksheet)
    try append(outcome.log)
  }

  private func append(
    _ tally: RowTally, of source: String, file: UInt32, worksheet: StoredValue
  ) throws(RunFailure) {
    let kinds = OtherRow.Kind.allCases
    let columns =
      FixedTables.keyOfWorksheet
      + ["read", "clean", "corrected", "quarantined", "held_totals"]
      + kinds.map(\.rawValue)
    let counts =
      [tally.read, tally.clean, tally.corrected, tally.quarantined, tally.heldTotals]
      + kinds.map { tally.other[$0] ?? 0 }
    let row: [StoredValue?] =
      [.text(source), StoredValue(Int(file)), worksheet] + counts.map { StoredValue($0) }
    try engine.append([row], to: "row_tally", columns)
  }
}
