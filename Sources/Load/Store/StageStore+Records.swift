internal import GRDB
internal import SQLiteBulk
package import SurveyModel

extension StageStore {
  /// Records the files of the run.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ files: [SourceFile]) throws(RunFailure) {
    try insert(into: "source_file", ["file", "path", "source", "size", "sha256"], files) {
      file, binder in
      binder.integer(Int64(file.index), at: 1)
      binder.text(file.path, at: 2)
      binder.text(file.sources.joined(separator: ","), at: 3)
      binder.integer(Int64(file.size), at: 4)
      binder.text(file.sha256, at: 5)
    }
  }

  /// Appends the records of a batch, with its cells as read, its changes and its quarantine.
  ///
  /// - Parameters:
  ///   - batch: Records of the source's schema.
  ///   - source: The source's name.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ batch: RecordBatch, of source: String) throws(RunFailure) {
    try write { database in
      if appenders[source] == nil {
        appenders[source] = try RecordAppender(
          source: source, schema: batch.schema, keeping: pipeline.keep, on: database)
      }
      try appenders[source]?
        .append(
          batch, prints: &prints[batch.schema.record, default: [:]],
          on: database)
    }
    try append(batch.changes, of: batch.schema.record)
    try append(batch.quarantine, of: source)
    try appendEdits(of: batch, source: source)
  }

  /// Appends entries of a record's change log.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ changes: [CellChange], of record: String) throws(RunFailure) {
    let columns = ["origin", "column", "variable", "old", "new", "rule", "record"]
    try insert(into: "change", columns, changes) { change, binder in
      binder.integer(change.origin.key, at: 1)
      binder.text(change.column.map(CellReference.letters(ofColumn:)), at: 2)
      binder.text(change.variable, at: 3)
      binder.value(change.old, at: 4)
      binder.value(change.new, at: 5)
      binder.text(change.rule.rawValue, at: 6)
      binder.text(record, at: 7) as Void
    }
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
    let columns = ["origin", "column", "variable", "value", "code", "message", "remedy", "source"]
    try insert(into: "quarantine", columns, entries) { entry, binder in
      binder.integer(entry.origin.key, at: 1)
      binder.text(entry.column.map(CellReference.letters(ofColumn:)), at: 2)
      binder.text(entry.variable, at: 3)
      binder.value(entry.value, at: 4)
      binder.text(entry.code.rawValue, at: 5)
      binder.text(entry.message.description, at: 6)
      binder.text(entry.remedy?.description, at: 7)
      binder.text(source, at: 8)
    }
  }

  /// Records what became of a worksheet, with its findings.
  ///
  /// - Parameters:
  ///   - outcome: What became of it.
  ///   - source: The source that read it; another may read it too.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ outcome: WorksheetOutcome, of source: String) throws(RunFailure) {
    let worksheet = Int64(outcome.worksheet.index)
    let columns = [
      "file", "worksheet", "name", "is_hidden", "first_header_row", "last_header_row", "last_row",
      "source",
    ]
    try insert(into: "worksheet", columns, [outcome]) { outcome, binder in
      binder.integer(Int64(outcome.file), at: 1)
      binder.integer(worksheet, at: 2)
      binder.text(outcome.worksheet.name, at: 3)
      binder.integer(outcome.worksheet.isHidden ? 1 : 0, at: 4)
      binder.integer(Int64(outcome.headerRows.lowerBound + 1), at: 5)
      binder.integer(Int64(outcome.headerRows.upperBound + 1), at: 6)
      binder.integer(Int64(outcome.lastRow + 1), at: 7)
      binder.text(source, at: 8)
    }
    let mapped = ["file", "worksheet", "variable", "column", "header", "source"]
    try insert(into: "mapping", mapped, outcome.mapping) { mapping, binder in
      binder.integer(Int64(outcome.file), at: 1)
      binder.integer(worksheet, at: 2)
      binder.text(mapping.variable, at: 3)
      binder.text(CellReference.letters(ofColumn: mapping.column), at: 4)
      binder.text(mapping.header, at: 5)
      binder.text(source, at: 6)
    }
    try append(outcome.tally, of: source, file: outcome.file, worksheet: worksheet)
    try append(outcome.log)
  }

  private func append(
    _ tally: RowTally, of source: String, file: UInt32, worksheet: Int64
  ) throws(RunFailure) {
    let kinds = OtherRow.Kind.allCases
    let columns =
      ["file", "worksheet", "read", "clean", "corrected", "quarantined"]
      + kinds.map(\.rawValue) + ["source", "held_totals"]
    try insert(into: "row_tally", columns, [tally]) { tally, binder in
      binder.integer(Int64(file), at: 1)
      binder.integer(worksheet, at: 2)
      binder.integer(Int64(tally.read), at: 3)
      binder.integer(Int64(tally.clean), at: 4)
      binder.integer(Int64(tally.corrected), at: 5)
      binder.integer(Int64(tally.quarantined), at: 6)
      for (index, kind) in kinds.enumerated() {
        binder.integer(Int64(tally.other[kind] ?? 0), at: index + 7)
      }
      binder.text(source, at: kinds.count + 7)
      binder.integer(Int64(tally.heldTotals), at: kinds.count + 8)
    }
  }

  /// Inserts a row for each item.
  func insert<Item>(
    into table: String, _ columns: [String], _ items: [Item],
    _ bind: (Item, borrowing RowBinder) -> Void
  ) throws(RunFailure) {
    guard !items.isEmpty else { return }
    try write { database in
      let statement = try BulkStatement(
        BulkStatement.insert(into: table, columns), on: database)
      try statement.insert(rows: items.count) { row, binder in bind(items[row], binder) }
    }
  }
}
