internal import Relational
internal import SurveyModel
internal import Workbooks
internal import XLSXWriting

/// The forms in which a pipeline publishes its results.
struct PublishedForms {
  private let store: StageStore
  private let pipeline: PipelineDefinition
  private let report: RunReport
  private let tallies: [RowTally]

  /// - Parameters:
  ///   - store: The store, which has the tables and the records.
  ///   - report: What is known of the run.
  ///   - tallies: The rows of each source.
  init(_ store: StageStore, _ report: RunReport, _ tallies: [RowTally]) {
    self.store = store
    pipeline = store.pipeline
    self.report = report
    self.tallies = tallies
  }

  /// Writes the files of all forms, and what describes them.
  ///
  /// - Returns: The columns of a migration on both sides.
  /// - Throws: `RunFailure` when the disk or the engine refuses, a migration differs from its source, or
  ///   a table has no room in a sheet (`table.too-large`).
  func write(
    _ tables: [CompiledTable], into folder: RunFolder
  ) throws(RunFailure) -> [ComparedColumn] {
    var files: [DataPackage.File] = []
    var columns: [ComparedColumn] = []
    for publication in pipeline.publications {
      switch publication {
      case .tables(.csv):
        for table in tables {
          let file = DataPackage.File.csv(table)
          try CSVTables.write(table, to: folder.path(file.path), from: store.engine)
          files.append(file)
        }
      case .tables(.sdmx):
        for table in tables {
          let form = SDMXTable(table, of: pipeline)
          let file = DataPackage.File.sdmx(table, form.header)
          try form.write(to: folder.path(file.path), from: store.engine)
          files.append(file)
        }
      case .tables(.sqlite):
        let file = DataPackage.File.sqlite(name: pipeline.name)
        try TableDatabase(pipeline, on: store.engines)
          .write(tables, to: folder.path(file.path), from: store.engine, scratch: folder.scratch)
        files.append(file)
      case .workbook(let workbook):
        if let file = try write(workbook, tables, into: folder) { files.append(file) }
      case .migration(let migration):
        columns = try Migration(store)
          .run(to: folder.path(migration.file), comparison: folder.path(Migration.comparisonName))
      }
    }
    guard pipeline.publications.contains(where: \.isOfTables) else { return columns }
    try PublishedPlaces(pipeline, from: store.engine)
      .write(tables, to: folder.path(PublishedPlaces.file))
    let package = DataPackage(pipeline, sources: report.files).json(of: files)
    try package.lines.write(toFileAt: folder.path(DataPackage.fileName))
    return columns
  }

  /// Writes a workbook; none where a run of some tables has none of its own.
  private func write(
    _ publication: PipelineDefinition.WorkbookPublication, _ tables: [CompiledTable],
    into folder: RunFolder
  ) throws(RunFailure) -> DataPackage.File? {
    let chosen =
      publication.tables.map { names in
        names.compactMap { name in tables.first { $0.definition.name == name } }
      } ?? tables
    guard !chosen.isEmpty else { return nil }
    let run = PublishedRun(report, tallies)
    let workbook = try TableWorkbook(publication, of: pipeline, run)
      .workbook(of: chosen, from: store.engine)
    let file = DataPackage.File.workbook(publication)
    let path = folder.path(file.path)
    switch publication.format {
    case .xlsx: try XLSXWriter.write(workbook, to: path, scratch: folder.scratch)
    case .ods: try ODSWriter.write(workbook, to: path, scratch: folder.scratch)
    }
    return file
  }
}

extension PipelineDefinition.Publication {
  /// Whether it publishes tables.
  fileprivate var isOfTables: Bool {
    if case .migration = self { false } else { true }
  }
}
