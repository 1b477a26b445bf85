package import SurveyModel

/// The description of a run's files for machines, as Data Package version 2 has it.
package struct DataPackage {
  private let pipeline: PipelineDefinition
  private let files: [SourceFile]

  /// Takes a pipeline and the files that it read.
  package init(_ pipeline: PipelineDefinition, files: [SourceFile]) {
    self.pipeline = pipeline
    self.files = files
  }

  /// The description of the tables and logs of a run.
  package func json(of tables: [CompiledTable]) -> JSONText {
    let sources = files.map { file in
      JSONText.object([
        .init("title", .text(file.path)), .init("path", .text(file.path)),
        .init("bytes", .count(file.size)), .init("hash", .text("sha256:\(file.sha256)")),
      ])
    }
    return .object([
      .init("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
      .init("name", .text(pipeline.name)),
      .init("title", .text(pipeline.title.zh ?? pipeline.title.en)),
      .init("description", .text(pipeline.title.en ?? pipeline.title.zh)),
      .init("as_of", .text(pipeline.asOf.description)),
      .init("resources", .list(tables.map(resource) + Self.logs)),
      .init("sources", .list(sources)),
    ])
  }

  private func resource(_ table: CompiledTable) -> JSONText {
    let columns = table.columns
    var missing = [JSONText.text("")]
    if table.definition.isWithholding { missing.append(.text(PublishedCell.withheldText)) }
    var schema: [JSONText.Member] = [
      .init("fields", .list(columns.map(Self.field))),
      .init("missingValues", .list(missing)),
    ]
    // A missing value of a dimension would be a missing part of the key.
    if table.definition.dimensions.isEmpty {
      schema.append(.init("primaryKey", .list([.text("code")])))
    }
    return Self.resource(
      table.definition.name, path: "tables/\(table.definition.name).csv",
      title: table.definition.label.zh ?? table.definition.label.en ?? table.definition.name,
      description: table.definition.label.en, base: table.definition.base ?? pipeline.asOf,
      waves: table.definition.waves, schema)
  }

  private static func field(_ column: CompiledTable.Column) -> JSONText {
    let label = column.label
    let type =
      switch column.type {
      case .number: "number"
      case .text, .answers: "string"
      // Dates may be known only to the month or year.
      case .date: "string"
      case .boolean: "boolean"
      }
    var members: [JSONText.Member] = [
      .init("name", .text(column.name)), .init("type", .text(type)),
    ]
    if let title = label.zh ?? label.en { members.append(.init("title", .text(title))) }
    if let description = label.en { members.append(.init("description", .text(description))) }
    if let unit = column.unit { members.append(.init("unit", .text(unit))) }
    if type == "boolean" {
      members.append(.init("trueValues", .list([.text("1")])))
      members.append(.init("falseValues", .list([.text("0")])))
    }
    return .object(members)
  }

  private static func resource(
    _ name: String, path: String, title: String, description: String?, base: CalendarDate? = nil,
    waves: [CalendarDate] = [], _ schema: [JSONText.Member]
  ) -> JSONText {
    var members: [JSONText.Member] = [
      .init("name", .text(name)), .init("type", .text("table")), .init("path", .text(path)),
      .init("title", .text(title)),
    ]
    if let description { members.append(.init("description", .text(description))) }
    // The day whose places the rows are.
    if let base { members.append(.init("base", .text(base.description))) }
    // The days of the records that it counts.
    if !waves.isEmpty { members.append(.init("waves", .list(waves.map { .text("\($0)") }))) }
    members += [
      .init("format", .text("csv")), .init("mediatype", .text("text/csv")),
      .init("encoding", .text("utf-8")), .init("schema", .object(schema)),
    ]
    return .object(members)
  }

  private static let logs: [JSONText] = [
    log("quarantine", LogFiles.quarantineColumns, "Rows held back, and why", "隔离的行"),
    log("changes", LogFiles.changeColumns, "Cells that rules changed", "修改的单元格"),
    log(
      "duplicates", DuplicateReport.columns, "Rows that are one record, side by side", "重复的记录"),
    log(
      "reconciliation", LogFiles.reconciliationColumns, "Figures of reports against the tables",
      "报告与表格核对"),
  ]

  private static func log(
    _ name: String, _ columns: [String], _ english: String, _ chinese: String
  ) -> JSONText {
    let numbers: Set = ["row", "survivor_row", "start", "end", "stated", "tabulated", "difference"]
    let fields = columns.map { column in
      JSONText.object([
        .init("name", .text(column)),
        .init("type", .text(numbers.contains(column) ? "number" : "string")),
      ])
    }
    return resource(
      name, path: "\(name).csv", title: chinese, description: english,
      [.init("fields", .list(fields)), .init("missingValues", .list([.text("")]))])
  }
}
