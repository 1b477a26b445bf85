internal import DurableFiles
internal import OperatingSystem
internal import Relational
internal import SurveyModel

/// The published tables in a database of their own: of each `table_<name>` with its figures and
/// `status_<name>` with what each of its cells is, and what is known of tables and columns.
struct TableDatabase {
  /// The version of the database, which is another program's from here on.
  private static let version = 0

  private let pipeline: PipelineDefinition
  private let engines: any EngineProvider

  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - engines: What makes the database.
  init(_ pipeline: PipelineDefinition, on engines: any EngineProvider) {
    self.pipeline = pipeline
    self.engines = engines
  }

  /// Writes the rows that an engine keeps of the tables.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - path: The database, which must not be there yet.
  ///   - engine: The engine.
  ///   - scratch: A folder for what is needed on the way.
  /// - Throws: `RunFailure` when the disk or an engine refuses.
  func write(
    _ tables: [CompiledTable], to path: String, from engine: any Engine, scratch: String
  ) throws(RunFailure) {
    // A store is its owner's alone; what is published is read by whom the folder lets in.
    let made = "\(scratch)/tables.sqlite"
    defer { DurableFile.removeRemains(of: made) }
    let target = try engines.make(at: made, version: Self.version)
    try describe(tables, in: target)
    for table in tables { try write(table, to: target, from: engine) }
    try target.close()
    do throws(SystemFault) {
      var file = try AppendedFile(path)
      try file.append(fileAt: made)
      try file.flush()
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  private func write(
    _ table: CompiledTable, to target: any Engine, from engine: any Engine
  ) throws(RunFailure) {
    let measures = table.measureColumns
    // What names a row stands in both: no column of Millet's own has to find a name beside them.
    let keys = table.keyColumns.map { StoredTable.Column($0.name, .text) }
    let words = PublishedCell.Status.allCases.map { Scalar.text($0.rawValue) }
    let figures = measures.map { column in
      StoredTable.Column(column.name, column.type == .number ? .number : .text)
    }
    let statuses = measures.map { column in
      StoredTable.Column(column.name, .text, mayBeMissing: false, values: words)
    }
    var buffers: [RowBuffer] = []
    for (name, columns) in [
      (table.storeName, figures), ("status_\(table.definition.name)", statuses),
    ] {
      let stored = StoredTable(name, keys + columns)
      try target.make(stored)
      buffers.append(RowBuffer(for: name, stored.columns.map(\.name), of: target))
    }
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        let keys = row.keys.map { $0.map { StoredValue.text($0) } }
        try buffers[0].append(keys + zip(measures, row.cells).map { $1.stored(as: $0) })
        try buffers[1].append(keys + row.cells.map { .text($0.status.rawValue) })
      }
    for index in buffers.indices { try buffers[index].flush() }
  }

  private func describe(_ tables: [CompiledTable], in target: any Engine) throws(RunFailure) {
    try target.make(
      StoredTable(
        "published_run",
        ["pipeline", "title_zh", "title_en", "as_of"].map { .init($0, .text) }))
    try append(
      [[pipeline.name, pipeline.title.zh, pipeline.title.en, pipeline.asOf.description]],
      to: "published_run", ["pipeline", "title_zh", "title_en", "as_of"], of: target)
    let tableColumns = [
      "table_name", "label_zh", "label_en", "note_zh", "note_en", "record", "condition", "base",
      "waves",
    ]
    try target.make(
      StoredTable(
        "published_table", tableColumns.map { .init($0, .text) }, key: ["table_name"]))
    try append(
      tables.map(\.definition)
        .map { table in
          [
            table.name, table.label.zh, table.label.en, table.note.zh, table.note.en, table.record,
            table.filter?.description,
            (table.base ?? pipeline.asOf).description,
            pipeline.waves(of: table).map(\.description).joined(separator: " "),
          ]
        }, to: "published_table", tableColumns, of: target)
    try describeColumns(of: tables, in: target)
  }

  private func describeColumns(
    of tables: [CompiledTable], in target: any Engine
  ) throws(RunFailure) {
    let texts = ["label_zh", "label_en", "unit", "formula", "record"]
    let columns =
      [
        StoredTable.Column.required("table_name", .text), .required("column_name", .text),
        .required("position", .integer),
      ] + texts.map { .init($0, .text) } + [.init("decimals", .integer)]
    let stored = StoredTable("published_column", columns, key: ["table_name", "column_name"])
    try target.make(stored)
    var buffer = RowBuffer(for: stored.name, columns.map(\.name), of: target)
    for table in tables {
      let measures = Dictionary(
        table.definition.measures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for (position, column) in table.columns.enumerated() {
        let measure = column.role == .measure ? measures[column.name] : nil
        let texts = [
          column.label.zh, column.label.en, column.unit, measure?.formula.description,
          measure.map { $0.record ?? table.definition.record },
        ]
        try buffer.append(
          [
            .text(table.definition.name), .text(column.name), .integer(Int64(position + 1)),
          ] + texts.map { $0.map { .text($0) } } + [column.decimals.map { .integer(Int64($0)) }])
      }
    }
    try buffer.flush()
    try describeCodes(of: tables, in: target)
  }

  /// What the codes that split tables are called.
  private func describeCodes(
    of tables: [CompiledTable], in target: any Engine
  ) throws(RunFailure) {
    let key = ["table_name", "column_name", "code"]
    let columns =
      key.map { StoredTable.Column.required($0, .text) } + [.required("position", .integer)]
      + ["label_zh", "label_en"].map { .init($0, .text) }
    let stored = StoredTable("published_code", columns, key: key)
    try target.make(stored)
    var buffer = RowBuffer(for: stored.name, columns.map(\.name), of: target)
    for table in tables {
      for column in table.keyColumns {
        for (position, category) in column.categories.enumerated() {
          let texts = [category.label.zh, category.label.en]
          try buffer.append(
            [table.definition.name, column.name, category.code].map { .text($0) }
              + [.integer(Int64(position + 1))] + texts.map { $0.map { .text($0) } })
        }
      }
    }
    try buffer.flush()
  }

  private func append(
    _ rows: [[String?]], to table: String, _ columns: [String], of target: any Engine
  ) throws(RunFailure) {
    try target.append(rows.map { $0.map { $0.map { .text($0) } } }, to: table, columns)
  }
}

extension PublishedCell {
  /// The figure as it is published; nil where there is none.
  fileprivate func stored(as column: CompiledTable.Column) -> StoredValue? {
    guard absence == nil, let text = published(decimals: column.decimals) else { return nil }
    return column.type == .number ? Double(text).map { .real($0) } : .text(text)
  }
}
