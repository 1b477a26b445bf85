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

  /// A column of a record's table.
  struct Column {
    /// The column.
    let stored: StoredTable.Column
    /// The number of the variable among those of the record.
    let variable: Int
    /// What gives its values, over the rows of the stage store.
    let value: Scalar
    /// Whether it says why the variable's value is missing.
    let isReason: Bool
  }

  private let layout: StoreLayout
  private let levels: PlaceLevels
  private let attributes: PlaceAttributes
  private let date: CalendarDate
  private let missing: PipelineDefinition.MigrationPublication.MissingForm

  init(_ layout: StoreLayout, of pipeline: PipelineDefinition) {
    self.layout = layout
    levels = pipeline.levels
    attributes = pipeline.attributes
    date = pipeline.asOf
    missing = pipeline.migration?.missing ?? .plain
  }

  /// All of them, those first that others refer to.
  var all: [Copy] { [places, sourceRows] + layout.records.map(records) }

  /// The places of the day.
  var places: Copy {
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
    let columns = columns(of: record)
    var table = StoredTable(
      record.name, [.required("source_row", .integer)] + columns.map(\.stored),
      key: ["source_row"])
    table.references = references(of: record)
    if !record.key.isEmpty { table.unique = [record.key] }
    let origin = Scalar.column(nil, "origin")
    return Copy(
      table: table,
      rows: .derive(
        .order(.scan(record.cleanView), [Ordering(origin)]),
        [Derived("origin", origin)] + columns.map { Derived($0.stored.name, $0.value) }))
  }

  /// The rows of other tables that those of a record refer to.
  func references(of record: StoreLayout.Record) -> [StoredTable.Reference] {
    var references = [StoredTable.Reference(["source_row"], to: "source_row", ["id"])]
    for variable in record.variables {
      guard case .place = variable.kind else { continue }
      references.append(StoredTable.Reference([variable.name], to: "place", ["code"]))
    }
    if let parent = record.parent.flatMap(layout.record), !parent.key.isEmpty {
      references.append(StoredTable.Reference(parent.key, to: parent.name, parent.key))
    }
    return references
  }

  /// The columns of a record, those of reasons behind those of their variables.
  func columns(of record: StoreLayout.Record) -> [Column] {
    record.variables.enumerated()
      .flatMap { number, variable in
        let value = Column(
          stored: column(variable), variable: number, value: .column(nil, variable.name),
          isReason: false)
        // What a record is known by is there.
        let isSure = record.key.contains(variable.name) && variable.isRequired
        guard missing == .columns, !isSure else { return [value] }
        let name = PipelineDefinition.MigrationPublication.missingColumn(of: variable.name)
        let reasons = MissingReason.allCases.map(\.rawValue).sorted()
        let stored = StoredTable.Column(name, .text, values: reasons.map { .text($0) })
        let reason = Column(
          stored: stored, variable: number, value: MissingReasons.reason(of: variable.name),
          isReason: true)
        return [value, reason]
      }
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
