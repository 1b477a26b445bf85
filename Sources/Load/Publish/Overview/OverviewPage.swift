internal import Relational
internal import SurveyModel
internal import WebPages

/// A run as one page for people, `index.html`: its tables and what they rest on, in both languages.
///
/// It says nothing of the time and place of the run, so that the same inputs give the same bytes.
struct OverviewPage {
  /// The name of its file in the run's folder.
  static let fileName = "index.html"

  let store: StageStore
  let pipeline: PipelineDefinition
  let report: RunReport
  let result: LoadResult
  let tables: [OverviewTable]
  let archive: TablesArchive
  let behind: RecordsBehind
  let earlier: EarlierFigures
  let statements: [OverviewStatement]
  let quality: OverviewQuality
  let points: PlacePoints
  /// Whether the run becomes the pipeline's latest.
  let isShown: Bool

  /// Gathers what the page shows.
  ///
  /// - Parameters:
  ///   - store: The store of a run whose tables are computed.
  ///   - report: What is known of the run.
  ///   - result: What loading gave.
  ///   - isShown: Whether the run becomes the pipeline's latest.
  ///   - kept: The published runs that are kept, the earliest first.
  ///   - folder: The folder of the run, with the tables that are published.
  /// - Throws: `RunFailure` when the disk or the engine refuses.
  init(
    _ store: StageStore, _ report: RunReport, _ result: LoadResult, isShown: Bool,
    beside kept: [KeptStore], in folder: RunFolder
  ) throws(RunFailure) {
    self.isShown = isShown
    self.store = store
    pipeline = store.pipeline
    self.report = report
    self.result = result
    var tables: [OverviewTable] = []
    for table in result.compiled { tables.append(try OverviewTable(table, from: store.engine)) }
    self.tables = tables
    archive = try TablesArchive(
      of: result.compiled, from: store.engine, in: folder,
      arePublished: pipeline.publications.contains(.tables(.csv)))
    // How many records lie in a place would give away what a table of them withholds.
    let withheld = Set(pipeline.tables.filter(\.isWithholding).flatMap(\.records))
    behind = try RecordsBehind(
      store, of: Set(tables.flatMap { $0.definition.records }).subtracting(withheld),
      in: Set(tables.flatMap { $0.rows.map(\.code) }))
    earlier = EarlierFigures(tables, kept, on: store.engines)
    let places = try RowPlaces(store)
    statements = try OverviewStatement.all(in: store, places)
    quality = try OverviewQuality(store, places)
    points = try PlacePoints(store, tables)
  }

  /// The page.
  var html: String {
    let sections = [
      headlines, multiples, map, waves, trends, tableSections, reconciliation, qualitySection,
      sources, method,
    ]
    let shown = sections.filter { !$0.content.isEmpty }
    let links = shown.map { "<li><a href=\"#\($0.id)\">\($0.title.chosen())</a>" }
      .joined(separator: "\n")
    var body = """
      <a class=skip href="#main">\(OverviewWords.skip.chosen())</a>
      \(header)
      <nav aria-label="\(OverviewWords.contents.plain())"><ul>\(links)</ul></nav>
      <main id=main>

      """
    for section in shown {
      body +=
        "<section id=\(section.id)>\n<h2>\(section.title.chosen())</h2>\n\(section.content)</section>\n"
    }
    body += "</main>\n<dialog id=why aria-labelledby=why-title></dialog>\n"
    body += "<script type=\"application/json\" id=data>\(data)</script>"
    let title = pipeline.title
    return HTMLPage(
      title: title.zh == nil && title.en == nil
        ? pipeline.name : [title.zh, title.en].compactMap(\.self).joined(separator: " / "),
      language: title.zh == nil ? "en" : "zh", style: PageStyle.css + "\n" + OverviewStyle.css,
      script: OverviewScript.text
    )
    .html(around: body)
  }

  /// A part of the page; one without content is left out.
  struct Section {
    let id: String
    let title: Label
    let content: String
  }

  private var header: String {
    let tallies = result.tallies.map(\.tally)
    func sum(_ number: (RowTally) -> Int) -> String {
      DecimalText.grouped(String(tallies.reduce(0) { $0 + number($1) }))
    }
    let facts: [(Label, String)] = [
      (OverviewWords.asOf, pipeline.asOf.description),
      (OverviewWords.files, String(report.files.count)),
      (OverviewWords.rowsRead, sum(\.read)),
      (OverviewWords.rowsClean, sum { $0.clean + $0.corrected }),
      (OverviewWords.rowsHeld, sum(\.quarantined)),
    ]
    let status =
      result.status == .gateFailed
      ? OverviewWords.gateFailed : isShown ? OverviewWords.published : OverviewWords.aside
    let choices = [("zh", "中文"), ("en", "English"), ("both", OverviewWords.both.chosen())]
      .map { id, name in
        "<label><input type=radio name=in id=in-\(id)\(id == "both" ? " checked" : "")> \(name)</label>"
      }
    return """
      <header>
      <h1>\(pipeline.title.chosen(or: pipeline.name))</h1>
      <p class="status \(result.status == .gateFailed ? "warning" : "good")">\(status.chosen())</p>
      <dl class=facts>\(facts.map { "<div><dt>\($0.chosen())<dd>\(HTMLText.escaped($1))</div>" }.joined())</dl>
      <div class=tools><fieldset><legend>\(OverviewWords.languages.chosen())</legend>\(choices.joined(separator: "\n"))</fieldset>
      <label class=find hidden>\(OverviewWords.search.chosen()) <input type=search id=find autocomplete=off></label>
      <output id=found for=find></output></div>
      </header>
      """
  }
}

extension TableDefinition {
  /// The records that its figures are over.
  var records: [String] {
    var names = [record]
    for name in measures.compactMap(\.record) where !names.contains(name) { names.append(name) }
    return names
  }
}
