internal import SurveyModel

extension FactReader {
  /// The figures of a report in a language whose words are parted by spaces.
  ///
  /// A report in a language that the catalogue has no words of gives none, and says so.
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
    for paragraph in document.paragraphs {
      for figure in reader.figures(in: SpacedText(paragraph.scalars)) {
        let range = figure.quantity.range
        var fact = Self.fact(
          figure.quantity, indicator: figure.indicator, role: figure.quantity.role,
          from: paragraph.position(of: range.lowerBound),
          to: paragraph.position(of: range.upperBound - 1) + 1, in: document)
        fact.asOf = figure.asOf
        facts.append(fact)
        if fact.isDamaged { log.record(Self.unclear(fact, in: document)) }
      }
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
