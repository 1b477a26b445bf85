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
    var facts: [Fact] = []
    var foreign: [ReportDocument.Paragraph] = []
    var scope = reader.scope(of: Array(document.paragraphs.prefix(12)))
    for paragraph in document.paragraphs {
      let text = SpacedText(paragraph.scalars)
      if reader.isForeign(text) {
        foreign.append(paragraph)
        continue
      }
      for figure in reader.figures(in: text, of: paragraph.scalars, scope: &scope) {
        let range = figure.quantity.range
        var fact = Self.fact(
          figure.quantity, indicator: figure.indicator, role: figure.quantity.role,
          from: paragraph.position(of: range.lowerBound),
          to: paragraph.position(of: range.upperBound - 1) + 1, in: document)
        fact.asOf = figure.asOf
        fact.place = figure.place
        facts.append(fact)
        if fact.isDamaged { log.record(Self.unclear(fact, in: document)) }
      }
    }
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
