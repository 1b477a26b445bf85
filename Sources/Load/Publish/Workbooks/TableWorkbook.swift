internal import Relational
internal import SurveyModel
internal import Workbooks

/// Tables as a workbook: a cover, the contents, a sheet a table, and notes.
struct TableWorkbook {
  private let publication: PipelineDefinition.WorkbookPublication
  private let pipeline: PipelineDefinition
  private let run: PublishedRun
  private let languages: SheetLanguages

  /// - Parameters:
  ///   - publication: What is asked for.
  ///   - pipeline: The pipeline.
  ///   - run: What is known of the run.
  init(
    _ publication: PipelineDefinition.WorkbookPublication, of pipeline: PipelineDefinition,
    _ run: PublishedRun
  ) {
    self.publication = publication
    self.pipeline = pipeline
    self.run = run
    languages = SheetLanguages(
      all: publication.languages, units: pipeline.conventions.units)
  }

  /// The workbook of tables whose rows an engine keeps.
  ///
  /// - Throws: `RunFailure` (`table.too-large`) when a table has more rows or columns than a sheet
  ///   can hold; or when the engine refuses.
  func workbook(
    of tables: [CompiledTable], from engine: any Engine
  ) throws(RunFailure) -> WorkbookDescription {
    var names = SheetNames()
    let cover = names.add(languages.line(SheetWords.cover))
    let contents = names.add(languages.line(SheetWords.contents))
    let notes = names.add(languages.line(SheetWords.notes))
    var sheets: [TableSheet] = []
    for table in tables {
      let shown = try ShownTable(table, of: pipeline, from: engine)
      sheets.append(
        try TableSheet(
          shown, named: names.add(table.definition.name), in: languages,
          marks: publication.marks, of: pipeline))
    }
    let back = SheetCell(
      .link("← \(languages.line(SheetWords.contents))", toSheet: contents),
      CellStyle().with { $0.ink = .link })
    let pages =
      [
        CoverSheet(pipeline, run, languages, contents: contents).sheet(named: cover),
        ContentsSheet(sheets, languages, notes: notes).sheet(named: contents),
      ] + sheets.map { $0.sheet(below: titles(of: $0.shown.table, back)) }
      + [
        NotesSheet(tables, pipeline, languages, publication.marks, back).sheet(named: notes)
      ]
    return WorkbookDescription(
      title: languages.line(pipeline.title, or: pipeline.name), author: pipeline.name,
      date: pipeline.asOf, sheets: pages)
  }

  /// The rows above the heads of a table: its title in each language, its days, and the way back.
  private func titles(of table: CompiledTable, _ back: SheetCell) -> [SheetRow] {
    let definition = table.definition
    let titles = SheetRow.titles(
      definition.label, or: definition.name, in: languages, size: 14, others: 12)
    return titles + [SheetRow([back])]
  }
}

/// What a workbook says of the run that made it: nothing that another run of the same inputs would
/// say otherwise.
struct PublishedRun {
  /// The version of the program.
  let version: String
  /// The SHA-256 of what the definition means.
  let definition: String
  /// The number of files that were read.
  let files: Int
  /// The rows of all sources.
  let rows: RowTally

  init(_ report: RunReport, _ tallies: [RowTally]) {
    version = report.version
    definition = report.definition.whole
    files = report.files.count
    var rows = RowTally()
    for tally in tallies {
      rows.read += tally.read
      rows.clean += tally.clean + tally.corrected
      rows.quarantined += tally.quarantined
    }
    self.rows = rows
  }
}
