internal import Relational
package import SurveyModel

/// A worksheet of a run, with the columns whose data may be shown.
package struct WorksheetPlace: Hashable, Sendable {
  /// The file's path, relative to the pipeline's root.
  package let path: String
  /// The SHA-256 of the file, as the run read it.
  package let sha256: String
  /// The zero-based place among the workbook's worksheets.
  package let index: Int
  /// The name.
  package let name: String
  /// The source that read the record which it is asked for.
  package let source: String
  /// The number of the file.
  package let file: UInt32
  /// The zero-based rows of its header.
  package let headerRows: ClosedRange<Int>
  /// The zero-based columns that open variables were read from.
  package let openColumns: Set<Int>
}

extension StageReader {
  /// The worksheet that a record's row stands on, with what all sources read of it; nil where the run has none.
  ///
  /// - Parameters:
  ///   - origin: The row.
  ///   - record: The record, which tells its source from others that read tables of the same worksheet.
  ///   - pipeline: The run's definition.
  /// - Returns: The worksheet.
  /// - Throws: `RunFailure` when the engine refuses.
  package func worksheet(
    of origin: Origin, _ record: String, in pipeline: PipelineDefinition
  ) throws(RunFailure) -> WorksheetPlace? {
    let sources = pipeline.sources.filter { $0.schema?.record == record }.map(\.name)
    func isOfFile(_ name: String) -> Scalar {
      .binary(.column(name, "file"), .equal, .number(Double(origin.file)))
    }
    let isOfSheet = Scalar.binary(
      .column("w", "worksheet"), .equal, .number(Double(origin.worksheet)))
    let sheets = Plan.named(.scan("worksheet"), "w")
      .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "w"))
      .filtered([
        isOfFile("w"), isOfSheet, .among(.column("w", "source"), sources.map { .text($0) }),
      ])
    let columns =
      ["path", "sha256"].map { Derived($0, .column("f", $0)) }
      + ["name", "source", "first_header_row", "last_header_row"]
      .map { Derived($0, .column("w", $0)) }
    var sheet: (path: String, sha256: String, name: String, source: String, rows: ClosedRange<Int>)?
    try engine.rows(of: .derive(sheets, columns)) { row throws(RunFailure) in
      let (first, last) = (Int(row[4]?.double ?? 1), Int(row[5]?.double ?? 1))
      sheet = (
        row[0]?.string ?? "", row[1]?.string ?? "", row[2]?.string ?? "", row[3]?.string ?? "",
        min(first, last) - 1...last - 1
      )
    }
    guard let sheet else { return nil }
    let variables = Dictionary(
      pipeline.sources.map { ($0.name, $0.schema?.variables ?? []) },
      uniquingKeysWith: { first, _ in first })
    var (open, closed): (Set<Int>, Set<Int>) = ([], [])
    // Repeated groups of columns are worksheets of their own, of the same name.
    let mapped = Plan.named(.scan("mapping"), "m")
      .joined(
        .inner, .named(.scan("worksheet"), "w"),
        on: .same(["source", "file", "worksheet"], of: "w", and: "m")
      )
      .filtered([isOfFile("m"), .binary(.column("w", "name"), .equal, .text(sheet.name))])
    let names = ["source", "variable", "column"].map { Derived($0, .column("m", $0)) }
    try engine.rows(of: .derive(mapped, names)) { row throws(RunFailure) in
      guard let column = row[2]?.string.flatMap(CellReference.column) else { return }
      let variable = variables[row[0]?.string ?? ""]?.first { $0.name == row[1]?.string }
      if variable?.sensitivity == .open { open.insert(column) } else { closed.insert(column) }
    }
    return WorksheetPlace(
      path: sheet.path, sha256: sheet.sha256, index: Int(origin.worksheet), name: sheet.name,
      source: sheet.source, file: origin.file, headerRows: sheet.rows,
      openColumns: open.subtracting(closed))
  }

  /// What some rows of a worksheet are to its source, by their zero-based numbers: `data`, or a kind that is
  /// none; none of those that it did not read, and none at all where the store keeps the records alone.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func kinds(
    of rows: Set<Int>, on place: WorksheetPlace
  ) throws(RunFailure) -> [Int: String] {
    let table = StoreLayout.rawTable(ofSource: place.source)
    guard try engine.tables().contains(table) else { return [:] }
    let origins = rows.sorted()
      .map { Origin(file: place.file, worksheet: UInt32(place.index), row: UInt32($0)) }
    var kinds: [Int: String] = [:]
    let isRow = Origin.isAmong(origins)
    try engine.rows(of: Plan.filter(.scan(table), isRow).keeping(["origin", "kind"])) {
      row throws(RunFailure) in
      guard case .integer(let key)? = row[0] else { return }
      kinds[Int(Origin(key: key).row)] = row[1]?.string
    }
    return kinds
  }
}
