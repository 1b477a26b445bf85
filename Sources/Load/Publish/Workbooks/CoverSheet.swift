internal import SurveyModel
internal import Workbooks

/// The first sheet of a workbook: what it is, of which day, and who computed it.
struct CoverSheet {
  private let pipeline: PipelineDefinition
  private let run: PublishedRun
  private let languages: SheetLanguages
  private let contents: String

  init(
    _ pipeline: PipelineDefinition, _ run: PublishedRun, _ languages: SheetLanguages,
    contents: String
  ) {
    self.pipeline = pipeline
    self.run = run
    self.languages = languages
    self.contents = contents
  }

  func sheet(named name: String) -> Sheet {
    let titles = SheetRow.titles(
      pipeline.title, or: pipeline.name, in: languages, size: 20, others: 14)
    let link = SheetCell(
      .link(languages.line(SheetWords.contents), toSheet: contents),
      CellStyle().with { $0.ink = .link })
    let rows = [SheetRow()] + titles + [SheetRow()] + facts + [SheetRow(), SheetRow([link])]
    return Sheet(Sheet.Frame(name: name, widths: [30, 70]), rows)
  }

  private var facts: [SheetRow] {
    var facts: [(Label, SheetCell)] = [(SheetWords.asOf, .text(pipeline.asOf.description))]
    if pipeline.hasWaves {
      facts.append(
        (
          SheetWords.waves,
          .text(pipeline.waves.map(\.description).joined(separator: ", "))
        ))
    }
    facts += [
      (SheetWords.computedBy, .text("\(pipeline.name) (Millet \(run.version))")),
      (SheetWords.definition, .text(run.definition)),
      (SheetWords.files, Self.count(run.files)),
      (SheetWords.rowsRead, Self.count(run.rows.read)),
      (SheetWords.rowsClean, Self.count(run.rows.clean)),
      (SheetWords.rowsHeld, Self.count(run.rows.quarantined)),
    ]
    let head = CellStyle().with { $0.ink = .grey }
    return facts.map { SheetRow([.text(languages.line($0), head), $1]) }
  }

  private static func count(_ count: Int) -> SheetCell {
    SheetCell(
      .number(Double(count), shown: String(count)),
      CellStyle()
        .with {
          $0.decimals = 0
          $0.alignment = .leading(indent: 0)
        })
  }
}
