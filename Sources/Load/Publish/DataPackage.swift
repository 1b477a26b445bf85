package import SurveyModel

/// The description of a run's files for machines, as Data Package version 2 has it.
package struct DataPackage {
  /// The file in a run's folder.
  package static let fileName = "datapackage.json"

  private let pipeline: PipelineDefinition
  private let sources: [SourceFile]

  /// Takes a pipeline and the files that it read.
  package init(_ pipeline: PipelineDefinition, sources: [SourceFile]) {
    self.pipeline = pipeline
    self.sources = sources
  }

  /// The description of published files and of the logs of a run.
  package func json(of files: [File]) -> JSONText {
    let sources = sources.map { file in
      JSONText.object([
        .init("title", .text(file.path)), .init("path", .text(file.path)),
        .init("bytes", .count(file.size)), .init("hash", .text("sha256:\(file.sha256)")),
      ])
    }
    // Whoever reads resources takes a workbook for a table, and its title for the head of one.
    let workbooks = files.filter(\.isWorkbook).map { $0.resource(named: $0.name, of: pipeline) }
    return .object(
      [
        .init("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
        .init("name", .text(ResourceName.name(pipeline.name))),
        .init("title", .text(pipeline.title.zh ?? pipeline.title.en ?? pipeline.name)),
        .init("description", .text(pipeline.title.en ?? pipeline.title.zh ?? pipeline.name)),
        .init("as_of", .text(pipeline.asOf.description)),
        .init(
          "resources",
          .list(resources(files.filter { !$0.isWorkbook }) + [Self.placesResource] + Self.logs)),
        .init("sources", .list(sources)),
      ] + (workbooks.isEmpty ? [] : [.init("workbooks", .list(workbooks))]))
  }

  private func resources(_ files: [File]) -> [JSONText] {
    let names = ResourceName.names(files.map(\.name))
    return zip(names, files).map { $1.resource(named: $0, of: pipeline) }
  }

  /// The name of the resource of places.
  static let places = "places"

  private static let placesResource: JSONText = .object(
    [
      .init("name", .text(places)), .init("type", .text("table")),
      .init("path", .text(PublishedPlaces.file)), .init("title", .text("地区")),
      .init("description", .text("The places of the tables, and those around them")),
    ] + TableSchema.ofCSV(TableSchema.membersOfPlaces))

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
    return .object(
      [
        .init("name", .text(name)), .init("type", .text("table")),
        .init("path", .text("\(name).csv")), .init("title", .text(chinese)),
        .init("description", .text(english)),
      ]
        + TableSchema.ofCSV([
          .init("fields", .list(fields)), .init("missingValues", .list([.text("")])),
        ]))
  }
}
