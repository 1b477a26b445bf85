internal import Relational
internal import SurveyModel

/// The tables of a target that stands from run to run.
///
/// They are those of a run's own database, but for what several runs ask: a record is known by its key and
/// not by its row, and a row by its file's content as well, so that it still says where a value was read once
/// the file is another.
struct StandingTables {
  /// The column that names where a record was read.
  static let row = "source_row"
  /// The columns by which a row of a file is one.
  static let keyOfRow = ["file", "sha256", "sheet", "row"]

  /// The tables of the records, those first that others refer to as far as that is known.
  let records: [StagedTable]
  /// The places.
  let places: StagedTable

  init(_ layout: StoreLayout, of pipeline: PipelineDefinition) {
    let tables = MigrationTables(layout, of: pipeline)
    records = layout.records.map { Self.table(of: $0, tables) }
    places = StagedTable(tables.places.table, key: ["code"])
  }

  private static func table(
    of record: StoreLayout.Record, _ tables: MigrationTables
  ) -> StagedTable {
    let required = Set(record.key.filter { record.variable($0)?.isRequired ?? false })
    let columns = tables.columns(of: record)
      .map { column in
        var stored = column.stored
        if required.contains(stored.name) { stored.mayBeMissing = false }
        return stored
      }
    // What tells rows apart by what may be missing is no key of a table.
    let isSure = required.count == record.key.count
    var table = StoredTable(
      record.name, [.required(row, .integer)] + columns,
      key: record.key.isEmpty ? [row] : isSure ? record.key : [])
    if !isSure { table.unique = [record.key] }
    table.references = tables.references(of: record)
    let reasons = tables.columns(of: record).filter(\.isReason).map(\.stored.name)
    return StagedTable(table, key: record.key, reasons: Set(reasons))
  }

  /// Where records were read.
  static let sourceRows: StoredTable = {
    var table = StoredTable(
      row,
      [
        .required("id", .integer), .required("file", .text), .required("sha256", .text),
        .required("worksheet", .text), .required("sheet", .integer), .required("row", .integer),
      ], key: ["id"])
    table.unique = [keyOfRow]
    return table
  }()

  /// Where the records of the run were read, by the numbers that its own database has for them.
  static let stagedRows: StoredTable = {
    var table = StoredTable("#\(row)", sourceRows.columns, key: ["id"])
    table.isTemporary = true
    return table
  }()

  /// What migrations brought: a line for each run and record.
  static let log = StoredTable(
    ReservedNames.migrationTable,
    [
      .required("number", .integer), .required("record", .text), .required("run", .text),
      .required("pipeline", .text), .required("key", .text), .required("mode", .text),
      .required("digest", .text), .required("keys", .text),
      .required("finished", .text), .required("before", .integer),
      .required("inserted", .integer), .required("updated", .integer),
      .required("unchanged", .integer), .required("kept", .integer),
      .required("deleted", .integer), .required("after", .integer),
    ], key: ["number", "record"])

  /// All tables, those first that others refer to.
  var all: [StoredTable] {
    [Self.log, places.table, Self.sourceRows] + records.map(\.table)
  }
}
