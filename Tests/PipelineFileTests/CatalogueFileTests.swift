import PipelineFile
import SurveyModel
import Testing

struct CatalogueFileTests {
  private static let units = """
    languages: {}
    units:
      village: {words: [行政村, 村], nouns: [村]}
      percent: {words: ["%"]}
    classifiers: {个: village}

    """

  @Test func `a catalogue has its units, indicators and checks`() throws {
    let catalogue = try CatalogueFile.read(
      yaml: Self.units + """
        indicators:
          villages: {label: {zh: 村, en: Villages}, unit: village, synonyms: [共N], topics: 县}
          tapped: {unit: village, synonyms: [N通水]}
          rate: {unit: percent, kind: rate}
        checks:
          - {part: tapped, of: villages, severity: warn}
          - {rate: rate, numerator: tapped, denominator: villages}
        """, name: "catalogue.yml")
    #expect(catalogue.indicators.map(\.id) == ["villages", "tapped", "rate"])
    #expect(catalogue.indicator("villages")?.topics == ["县"])
    #expect(catalogue.checks.count == 2)
    #expect(catalogue.checks.first?.isHard == false)
  }

  @Test(arguments: [
    (
      "indicators:\n  a: {unit: vilage}", "pipeline.invalid-value",
      SurveyModel.SourceLocation.Place.line(7, column: 13)
    ),
    ("indicators:\n  a: {unti: village}", "pipeline.unknown-key", .line(7, column: 7)),
    ("indicators:\n  a: {kind: rate}", "pipeline.missing-key", .line(7, column: 6)),
    ("checks:\n  - {part: b, of: a}", "pipeline.invalid-value", .line(7, column: 12)),
    ("indicators: [", "pipeline.syntax", .line(7, column: 1)),
  ])
  func `what is wrong is told with its place`(
    yaml: String, code: String, place: SurveyModel.SourceLocation.Place
  ) {
    let failure = #expect(throws: RunFailure.self) {
      try CatalogueFile.read(yaml: Self.units + yaml, name: "catalogue.yml")
    }
    #expect(failure?.exit == .definition)
    #expect(failure?.diagnostic.code.rawValue == code)
    #expect(failure?.diagnostic.location.place == place)
  }

  @Test(arguments: [
    ("units: {}", "pipeline.missing-key", "add languages: {…}, as Pipelines/catalogue.yml has it"),
    (
      "languages:\n  zh: {bounds: {before: {abuot: [约]}}}", "pipeline.unknown-key",
      "did you mean about?"
    ),
    ("languages:\n  zh: {averages: [人均]}", "pipeline.missing-key", "add numbers.captions"),
    ("languages:\n  zh: [约]", "pipeline.invalid-value", nil),
    (
      "languages: {}\nunits: {village: {words: [村], traits: [places, mny]}}",
      "pipeline.invalid-value",
      "did you mean many?"
    ),
  ])
  func `a language has all its lists of words`(yaml: String, code: String, remedy: String?) {
    let failure = #expect(throws: RunFailure.self) {
      try CatalogueFile.read(yaml: yaml, name: "catalogue.yml")
    }
    #expect(failure?.diagnostic.code.rawValue == code)
    #expect(failure?.diagnostic.remedy?.description == remedy)
  }

  @Test func `an unknown key names the nearest known one`() {
    let failure = #expect(throws: RunFailure.self) {
      try CatalogueFile.read(
        yaml: Self.units + "indicators:\n  a: {unit: village, synonym: [x]}", name: "c.yml")
    }
    #expect(failure?.diagnostic.remedy?.description.contains("synonyms") == true)
  }
}
