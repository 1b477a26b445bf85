internal import Relational
internal import SurveyModel

/// The tables of a database of clean records, with the plans that give their rows.
struct MigrationTables {
  /// A table and its rows.
  struct Copy {
    let table: StoredTable
    /// The rows, with a value for each column of the table.
    let rows: Plan
  }

  private let layout: StoreLayout
  private let levels: PlaceLevels
  private let attributes: PlaceAttributes
  private let date: CalendarDate

  init(_ layout: StoreLayout, of pipeline: PipelineDefinition) {
    self.layout = layout
    levels = pipeline.levels
    attributes = pipeline.attributes
    date = pipeline.asOf
  }

  /// All of them, those first that others refer to.
  var all: [Copy] { [places, sourceRows] + layout.records.map(records) }

  private var places: Copy {
    let names = levels.names
    let table = StoredTable(
      "place",
      [
        .required("code", .text), .required("name", .text), .required("level", .text),
        .init("parent", .text),
      ] + names.map { .init($0, .text) } + attributes.all.map { .init($0.name, $0.storedKind) },
      key: ["code"])
    return Copy(
      table: table,
      rows: TablePlaces.chosen(on: date)
        .keeping(["code", "name", "level", "parent"] + names + attributes.names))
  }

  /// Where each record was read; two may come from one row.
  private var sourceRows: Copy {
    let key = ["file", "worksheet"]
    let row = ["origin"] + key + ["row"]
    // Without a record there is no row either.
    let rows = Plan.distinct(
      .union(
        [.values(row, [])] + layout.records.map { Plan.scan($0.cleanView).keeping(row) }))
    let keys = key.map { Derived($0, .column(nil, $0)) }
    let names = Plan.group(
      .scan("worksheet"), by: keys.map(\.value),
      keys + [Derived("name", .call(.min, [.column(nil, "name")]))])
    let located = Plan.named(rows, "r")
      .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "r"))
      .joined(.inner, .named(names, "w"), on: .same(key, of: "w", and: "r"))
    return Copy(
      table: StoredTable(
        "source_row",
        [
          .required("id", .integer), .required("file", .text), .required("worksheet", .text),
          .required("row", .integer),
        ], key: ["id"]),
      rows: .derive(
        .order(located, [Ordering(.column("r", "origin"), mayBeMissing: false)]),
        [
          Derived("id", .column("r", "origin")), Derived("file", .column("f", "path")),
          Derived("worksheet", .column("w", "name")), Derived("row", .column("r", "row")),
        ]))
  }

  private func records(of record: StoreLayout.Record) -> Copy {
    let names = record.variables.map(\.name)
    var table = StoredTable(
      record.name, [.required("source_row", .integer)] + record.variables.map(column),
      key: ["source_row"])
    table.references = [StoredTable.Reference(["source_row"], to: "source_row", ["id"])]
    for variable in record.variables {
      guard case .place = variable.kind else { continue }
      table.references.append(StoredTable.Reference([variable.name], to: "place", ["code"]))
    }
    if !record.key.isEmpty { table.unique = [record.key] }
    if let parent = record.parent.flatMap(layout.record), !parent.key.isEmpty {
      table.references.append(
        StoredTable.Reference(parent.key, to: parent.name, parent.key))
    }
    return Copy(
      table: table, rows: .columns(["origin"] + names, of: record.cleanView, by: ["origin"]))
  }

  private func column(_ variable: VariableDefinition) -> StoredTable.Column {
    let values: [Scalar] =
      switch variable.kind {
      case _ where variable.isSealed: []
      case .boolean: [.number(0), .number(1)]
      case .code: Set(variable.codes.values).sorted().map { .text($0) }
      case .answers, .place, .text, .integer, .number, .date, .residentID, .identifier: []
      }
    return StoredTable.Column(
      variable.name, StoreLayout.kind(of: variable), values: values)
  }
}
