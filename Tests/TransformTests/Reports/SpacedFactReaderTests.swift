import SurveyModel
import Testing
import Transform

struct SpacedFactReaderTests {
  @Test func `a sign of money between two numbers is of one of them`() throws {
    let facts = try ReportFacts.read(
      "The wells and the pumps were $22$22$ and the 22$22$ of the report.")
    for (fact, next) in zip(facts, facts.dropFirst()) { #expect(fact.end <= next.start) }
  }

  /// Enough English for its language to be known.
  private static let head =
    "This is the report of the office on the water and the insurance of the villages in the district.\n"

  @Test(
    arguments: [
      ("The district had a population of 12.40 lakh.", 1_240_000, "person", nil),
      (
        "The number of households was 2,71,560 in the census.", 271_560, "household",
        "total_households"
      ),
      ("The crude birth rate was 22.7 per 1,000.", 22.7, "permille", "birth_rate"),
      ("An outlay of Rs. 84.6 crore was spent.", 846_000_000, "rupee", nil),
      ("The scheme served 1.2 million people.", 1_200_000, "person", nil),
      (
        "Some 38.5 per cent of households used tap water.", 38.5, "percent",
        "tap_water_household_rate"
      ),
      (
        "One-third of the households share a tap, or one-third of them.", 33.333333333333336,
        "percent", nil
      ),
      ("The survey had a response rate of 98.", 98, "percent", nil),
      ("Loans of US$ 3.5 billion were made.", 3_500_000_000, "us_dollar", nil),
      ("The rate fell by 3.2 percentage points.", -3.2, "percentage_point", nil),
      ("There was a 10% decrease in the rate.", -10, "percent", nil),
    ] as [(String, Double, String, String?)])
  func `a figure has its value, its unit and its name`(
    text: String, value: Double, unit: String, indicator: String?
  ) throws {
    let fact = try #require(try ReportFacts.read(Self.head + text).first)
    #expect(fact.value == value)
    #expect(fact.unit == unit)
    if indicator != nil { #expect(fact.indicator == indicator) }
  }

  @Test(arguments: [
    ("It covers about 40 villages.", Fact.Qualifier.about),
    ("It covers over 40 villages.", .moreThan),
    ("It covers nearly 40 villages.", .lessThan), ("It covers at least 40 villages.", .atLeast),
    ("It covers up to 40 villages.", .atMost), ("It covers 40 villages.", .exact),
  ])
  func `wording bounds a value`(text: String, qualifier: Fact.Qualifier) throws {
    let fact = try #require(try ReportFacts.read(Self.head + text).first)
    #expect(fact.value == 40)
    #expect(fact.qualifier == qualifier)
  }

  @Test(arguments: [
    "The road NH-53 and the highway SH-19 pass it.", "It was held in February-March 2011.",
    "The code 0473 is of the district.",
    "In the 15th census of the state, Phase 2.", "It was signed on 31 March 2019 and in 2018-19.",
  ])
  func `names, codes and dates are no figures`(text: String) throws {
    #expect(try ReportFacts.read(Self.head + text).isEmpty)
  }

  @Test func `aims, parts and denials are told`() throws {
    let facts = try ReportFacts.read(
      Self.head + "The block plans to train 6,000 women. Of these 300 women were trained. "
        + "The 13 villages have no number of villages at all.")
    #expect(facts.map(\.role) == [.target, .subset, nil])
    #expect(facts.last?.indicator == nil)
  }

  @Test func `a range gives both its ends their unit and their scale`() throws {
    let facts = try ReportFacts.read(Self.head + "Loans are of 3 to 5 million yuan for the group.")
    #expect(facts.map(\.unit) == ["yuan"])
    #expect(facts.map(\.low) == [3_000_000])
    #expect(facts.map(\.high) == [5_000_000])
  }

  @Test(arguments: [
    "Le rapport de la commune présente les ménages raccordés: 45 pour cent des ménages ont un robinet.",
    "Laporan desa ini menyajikan jumlah rumah tangga yang memiliki air bersih yaitu 45 persen.",
  ])
  func `a report in another language says so`(text: String) throws {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.isEmpty)
    #expect(log.diagnostics.map(\.code) == [.textLanguage])
  }
}
