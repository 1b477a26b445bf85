internal import SurveyModel

extension FactReader {
  /// The figures of a report in a language whose words are parted by spaces.
  ///
  /// A report in a language that the catalogue has no words of gives none, and says so; so do the
  /// paragraphs in another language than the report's.
  func spacedFacts(in document: ReportDocument) -> (facts: [Fact], log: DiagnosticLog) {
    var log = DiagnosticLog()
    let head = SpacedText(
      Array(document.paragraphs.lazy.flatMap { $0.scalars + ["\n"] }.prefix(20_000))[...])
    guard let reader = spaced.first(where: { $0.recognises(head) }) else {
      log.record(
        Diagnostic(
          .textLanguage, .warning, at: SourceLocation(file: document.name),
          "expected a report in a language that the catalogue has words of, found another: no figures were read",
          remedy:
            "add its words under languages in the catalogue, or give the report in translation"))
      return ([], log)
    }
    var pass = SpacedPass(document: document, log: log)
    var scope = reader.scope(of: Array(document.paragraphs.prefix(12)))
    var foreign: [ReportDocument.Paragraph] = []
    var index = 0
    while index < document.paragraphs.count {
      let paragraph = document.paragraphs[index]
      if let table = reader.tables.table(at: index, of: document.paragraphs) {
        pass.read(table, reader, &scope)
        index += table.paragraphs
        continue
      }
      index += 1
      let text = SpacedText(paragraph.scalars)
      if reader.isForeign(text) {
        foreign.append(paragraph)
        continue
      }
      let figures = reader.figures(in: text, of: paragraph.scalars, scope: &scope)
      pass.take(figures, of: paragraph)
      pass.tell(paragraph, withFigures: figures.count, reader)
    }
    let facts = pass.facts
    log = pass.log
    if let first = foreign.first(where: { $0.scalars.contains(where: \.isDigit) }) {
      log.record(
        Diagnostic(
          .textLanguage, .warning,
          at: document.location(
            from: first.position(of: 0), to: first.position(of: first.scalars.count - 1) + 1),
          "expected a report in one language, found \(foreign.count) paragraphs in another: none of their figures were read",
          remedy: "give them as a report of their own, or in translation"))
    }
    return (facts, log)
  }

  /// What is told of a figure that has no value.
  static func unclear(_ fact: Fact, in document: ReportDocument) -> Diagnostic {
    Diagnostic(
      .textDamaged, .warning, at: document.location(from: fact.start, to: fact.end),
      "expected a figure, found one that cannot be read for certain: \(fact.text, .open)",
      remedy: "look it up in the report as it was published")
  }
}
