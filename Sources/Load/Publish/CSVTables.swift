internal import Relational
internal import SurveyModel

/// Tables as CSV files, with a Data Package that describes them.
struct CSVTables {
  private let pipeline: PipelineDefinition
  private let files: [SourceFile]

  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - files: The files of the run.
  init(_ pipeline: PipelineDefinition, _ files: [SourceFile]) {
    self.pipeline = pipeline
    self.files = files
  }

  /// Writes the rows that the engine keeps of the tables.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func write(
    _ tables: [CompiledTable], into folder: RunFolder, from engine: any Engine
  ) throws(RunFailure) {
    for table in tables {
      try Self.write(
        table, to: folder.path("tables/\(table.definition.name).csv"), from: engine)
    }
    let package = DataPackage(pipeline, files: files).json(of: tables)
    try package.lines.write(toFileAt: folder.path("datapackage.json"))
  }

  /// Writes the rows that the engine keeps of a table.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  static func write(
    _ table: CompiledTable, to path: String, from engine: any Engine
  ) throws(RunFailure) {
    let decimals = table.measureColumns.map(\.decimals)
    var file = try CSVFile(at: path, header: table.columns.map(\.name))
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        try file.append(row.keys + zip(row.cells, decimals).map { $0.published(decimals: $1) })
      }
    try file.close()
  }
}
