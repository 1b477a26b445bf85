internal import SurveyModel
internal import Transform
internal import WebPages

/// A report as one page for people: the article with every figure marked, and beside each paragraph
/// what its figures say; below it the relations between them.
///
/// The page needs nothing but itself: no script, no font, no picture.
struct FactPage {
  private let document: ReportDocument
  private let facts: [Fact]
  private let checks: [FactCheck]
  private let labels: [String: Label]
  private var repair: DocumentRepair?

  init(
    _ document: ReportDocument, facts: [Fact], checks: [FactCheck], catalogue: IndicatorCatalogue
  ) {
    self.document = document
    self.facts = facts
    self.checks = checks
    labels = Dictionary(catalogue.indicators.map { ($0.id, $0.label) }) { first, _ in first }
    repair = DocumentRepair(document, catalogue: catalogue)
  }

  /// Writes the page in pieces, one a paragraph.
  mutating func write(to write: (String) throws -> Void) throws {
    let name = HTMLText.escaped(document.name)
    let title = self.title.map { HTMLText.escaped($0) } ?? name
    let page = HTMLPage(
      title: "Figures of \(self.title ?? document.name)",
      style: PageStyle.css + "\n" + FactPageStyle.css)
    try write(page.start)
    try write(
      """
      <a class="skip" href="#checks">Skip to the checks</a>
      <header><h1><span lang="zh">\(title)</span></h1>
      <p>Figures of <code>\(name)</code></p>
      \(summary)
      \(Self.legend)</header>
      <main>
      <article aria-label="The report">

      """)
    var number = 0
    for paragraph in document.paragraphs {
      try write(section(paragraph, &number))
    }
    try write("</article>\n\(checksTable)</main>")
    try write(page.end)
  }

  /// The report's own title: its first heading, or its first line where that is short.
  private var title: String? {
    let paragraphs = document.paragraphs.filter {
      $0.scalars.contains { !$0.properties.isWhitespace }
    }
    let heading = paragraphs.prefix(20).first { $0.kind == .heading }
    guard let found = heading ?? paragraphs.first, ReportHeading.isShort(found.scalars) else {
      return nil
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: found.scalars)
    return String(view)
  }

  private var summary: String {
    let named = facts.count { $0.indicator != nil }
    let damaged = facts.count { $0.isDamaged }
    var html = "<p>\(facts.count) figures, \(named) of them named"
    if damaged > 0 { html += ", <strong class=\"warning\">\(damaged) damaged</strong>" }
    html += ". <a href=\"#checks\">\(checks.count) checks</a>"
    for verdict in FactChecksTable.order {
      let count = checks.count { $0.verdict == verdict }
      if count > 0 {
        html += ", <a href=\"#\(verdict.rawValue)\">\(FactChecksTable.words(verdict)): \(count)</a>"
      }
    }
    return html + ".</p>"
  }

  private static let legend = """
    <p class="legend">In the text: <a class="figure" href="#checks">a figure</a>, \
    <a class="figure damaged" href="#checks">a damaged figure</a>, \
    <del class="deterministic">what stood there</del><ins class="deterministic">what its bytes say</ins>, \
    <ins class="guessed">a guess</ins>, <ins class="lost">lost</ins>.</p>
    """

  /// A paragraph and the notes on its figures.
  private mutating func section(
    _ paragraph: ReportDocument.Paragraph, _ number: inout Int
  ) -> String {
    let end = paragraph.position(of: paragraph.scalars.count - 1) + 1
    var figures: [MarkedParagraph.Figure] = []
    var said: [Fact] = []
    let first = number
    while number < facts.count, facts[number].start < end {
      let fact = facts[number]
      number += 1
      let range =
        local(
          fact.start, paragraph)..<max(
          local(fact.start, paragraph), local(fact.end, paragraph))
      figures.append(
        MarkedParagraph.Figure(number: number, isDamaged: fact.isDamaged, range: range))
      said.append(fact)
    }
    let shared = FactNote.shared(by: said)
    var notes = ""
    for (offset, fact) in said.enumerated() {
      let label = fact.indicator.flatMap { labels[$0] }
      notes +=
        FactNote(fact: fact, number: first + offset + 1, label: label, shared: shared).html
    }
    let repairs = repair?.repaired(paragraph).repairs ?? []
    let text = MarkedParagraph(paragraph.scalars, figures: figures, repairs: repairs).html
    let tag = paragraph.kind == .heading || ReportHeading.isOne(paragraph.scalars) ? "h2" : "p"
    var html = "<section><\(tag) lang=\"zh\">\(text)</\(tag)>"
    if !shared.isEmpty { html += FactNote.line(shared) }
    if !notes.isEmpty { html += "<ol class=\"notes\">\n\(notes)</ol>" }
    return html + "</section>\n"
  }

  /// Where a position of the document stands in a paragraph.
  private func local(_ position: Int, _ paragraph: ReportDocument.Paragraph) -> Int {
    let count = paragraph.scalars.count
    guard paragraph.positions != nil else { return min(max(0, position - paragraph.start), count) }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if paragraph.position(of: middle) < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private var checksTable: String {
    var numbers: [Fact: Int] = [:]
    for (index, fact) in facts.enumerated() where numbers[fact] == nil { numbers[fact] = index + 1 }
    return FactChecksTable(checks: checks, numbers: numbers, labels: labels).html
  }
}
