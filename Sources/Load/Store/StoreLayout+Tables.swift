internal import Relational
internal import SurveyModel

extension StoreLayout {
  /// Makes the tables and views of the store.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func make(on engine: any Engine, for pipeline: PipelineDefinition) throws(RunFailure) {
    for table in tables(for: pipeline) { try engine.make(table) }
    for view in views(for: pipeline) { try engine.make(view: view.name, of: view.rows) }
    try engine.append(
      clearColumns(keeping: pipeline.keep).map { [.text($0.table), .text($0.column)] },
      to: "clear_column", ["table", "column"])
  }

  /// The tables of the store, but for those that are published.
  func tables(for pipeline: PipelineDefinition) -> [StoredTable] {
    let ofRecords = records.map { record in
      var table = Self.table(of: record)
      table.watched = watched(of: record, for: pipeline)
      return table
    }
    let raw = pipeline.keep == .all ? schemas.map { Self.rawTable(of: $0.source, $0.schema) } : []
    return FixedTables.all(for: pipeline) + ofRecords + raw
  }

  /// The views of the store, whose rows are those of plans over its tables.
  func views(for pipeline: PipelineDefinition) -> [(name: String, rows: Plan)] {
    let ofRecords = records.map { ($0.cleanView, Self.cleanRows(of: $0)) }
    let ofCells = records.map { ($0.cellView, cells(of: $0)) }
    let asRead =
      pipeline.keep == .all
      ? schemas.map { ("extract_\($0.source)", Self.rowsAsRead(of: $0.source, $0.schema)) } : []
    return ofRecords + ofCells + asRead
  }

  /// What tells the columns of plans over the tables and views of the store.
  ///
  /// - Throws: `PlanTypeError` when a view names what is not there.
  func typing(for pipeline: PipelineDefinition) throws(PlanTypeError) -> PlanTyping {
    var typing = PlanTyping(tables(for: pipeline))
    for view in views(for: pipeline) { try typing.add(view: view.name, of: view.rows) }
    return typing
  }

  /// The columns whose sensitive values are in clear, for whoever shows the store's rows.
  private func clearColumns(
    keeping keep: PipelineDefinition.Keep
  ) -> [(table: String, column: String)] {
    var columns: [(table: String, column: String)] = []
    for record in records {
      for variable in record.variables where variable.isClear {
        columns += [record.name, record.cleanView].map { ($0, variable.name) }
      }
    }
    for (source, schema) in schemas where keep == .all {
      for variable in schema.variables where variable.isClear {
        columns += [Self.rawTable(ofSource: source), "extract_\(source)"]
          .map { ($0, variable.name) }
      }
    }
    return columns
  }

  /// The keys and evidences of a record that no two rows should share.
  ///
  /// A variable that sources give in different kinds is stored as that of the first of them, so that
  /// unequal values may become equal: a key with such a variable is not watched.
  func watched(of record: Record, for pipeline: PipelineDefinition) -> [[String]] {
    let evidences = pipeline.records.first { $0.name == record.name }?.evidences ?? []
    let variables = schemas.filter { $0.schema.record == record.name }.flatMap(\.schema.variables)
    return ([record.key] + evidences)
      .filter { names in
        !names.isEmpty
          && names.allSatisfy { name in
            Set(variables.filter { $0.name == name }.map(Self.kind)).count == 1
          }
      }
  }

  /// The table of a source's cells where they say more than the normalised value.
  static func rawTable(ofSource source: String) -> String { "raw_\(source)" }

  /// What the column of a variable takes; of one whose values are hashes, texts.
  static func kind(of variable: VariableDefinition) -> StoredTable.Kind {
    if variable.isSealed { return .text }
    return switch variable.kind {
    case .integer, .boolean: .integer
    case .number: .number
    case .text, .date, .code, .answers, .place, .residentID, .identifier: .text
    }
  }

  private static func table(of record: Record) -> StoredTable {
    StoredTable(
      record.name,
      Origin.keyColumns + [.required("status", .text), .init("missing", .text)]
        + record.variables.map { .init($0.name, kind(of: $0)) }, key: ["origin"])
  }

  /// The rows of a record that are not in quarantine.
  private static func cleanRows(of record: Record) -> Plan {
    .filter(
      .scan(record.name),
      .binary(
        .column(nil, "status"), .notEqual, .text(RecordStatus.quarantined.name)))
  }

  /// The cells of a source as they were read: a value that is its own normalised form is kept once,
  /// in the record's table; a mark stands for a blank whose normalised value is none.
  private static func rawTable(of source: String, _ schema: RecordSchema) -> StoredTable {
    StoredTable(
      rawTable(ofSource: source),
      Origin.keyColumns + [.required("kind", .text)]
        + schema.variables.map { .init($0.name, .any) }, key: ["origin"])
  }

  /// The rows of a source as they were read.
  private static func rowsAsRead(of source: String, _ schema: RecordSchema) -> Plan {
    let rows = Plan.named(.scan(rawTable(ofSource: source)), "r")
      .joined(
        .left, .named(.scan(schema.record), "v"), on: .same(["origin"], of: "v", and: "r"))
    let fixed =
      ["file", "worksheet", "row", "kind"].map { Derived($0, .column("r", $0)) }
      + [Derived("status", .column("v", "status"))]
    let across = schema.acrossRecords
    let values = schema.variables.map { variable in
      let read = Scalar.column("r", variable.name)
      // What is derived from other records was read from no file.
      if across.contains(variable.name) { return Derived(variable.name, .null) }
      return Derived(
        variable.name,
        .either(
          when: .isBlank(read), then: .null,
          otherwise: .call(.coalesce, [read, .column("v", variable.name)])))
    }
    return .derive(rows, fixed + values)
  }
}
