import SurveyModel
import Testing

/// How English reports write numbers.
struct SpacedNumeralTests {
  static let head =
    "This is the report of the office on the water and the insurance of the villages in the district.\n"

  @Test(
    arguments: [
      ("The scheme served 48 200 people.", 48_200, "person"),
      ("The scheme served 48\u{202F}200 people.", 48_200, "person"),
      ("In 2021 48 200 people were served.", 48_200, "person"),
      ("Growth was −3.1 per cent.", -3.1, "percent"),
      ("The change was minus 3.1 per cent.", -3.1, "percent"),
      ("The change was -3.1 per cent.", -3.1, "percent"),
      ("The scheme served 1.2m people.", 1_200_000, "person"),
      ("The scheme served 3.4k households.", 3400, "household"),
      ("The scheme cost £2bn.", 2_000_000_000, "pound"),
      ("The scheme cost €3.5 million.", 3_500_000, "euro"),
      ("The scheme cost Rs.1,23,45,678.", 12_345_678, "rupee"),
      ("The scheme cost Rs. 5 crore 20 lakh.", 52_000_000, "rupee"),
      ("There are 5 lakh 30 thousand people.", 530_000, "person"),
      ("There are two million three hundred thousand people.", 2_300_000, "person"),
      ("There are twenty-one villages.", 21, "village"),
      ("There are a dozen schools.", 12, "item"),
      ("There are half a million people.", 500_000, "person"),
      ("There are two and a half million people.", 2_500_000, "person"),
      ("There are 1½ million people.", 1_500_000, "person"),
      ("It was .5 per cent.", 0.5, "percent"),
      ("There were 32 deaths per 1,000 live births.", 32, "permille"),
      ("There were 113 deaths per 100,000 live births.", 1.13, "permille"),
      ("There were 45 deaths per 10 000 live births.", 4.5, "permille"),
      ("There were 943 females per 1000 males.", 943, "permille"),
      ("The population of the county was 235,600.", 235_600, "person"),
      ("Population (in thousands): 235", 235_000, "person"),
      ("Outlay on water (Rs. crore): 12.6", 126_000_000, "rupee"),
      ("Households | 61,200", 61_200, "household"),
      ("- Households: 61,200", 61_200, "household"),
      ("There were 300 women groups.", 300, "item"),
    ] as [(String, Double, String)])
  func `a number has its value and its unit`(text: String, value: Double, unit: String) throws {
    let facts = try ReportFacts.read(Self.head + text)
    #expect(facts.count == 1)
    let fact = try #require(facts.first)
    let read = try #require(fact.value)
    #expect(abs(read - value) < 1e-6)
    #expect(fact.unit == unit)
  }

  @Test(
    arguments: [
      ("1/3 of households had a tap.", 100.0 / 3), ("1 in 5 households had a tap.", 20),
      ("One in five households had a tap.", 20), ("9 out of 10 households had a tap.", 90),
      ("One household in five had a tap.", 20),
    ])
  func `a part of a whole is a share`(text: String, value: Double) throws {
    let fact = try #require(try ReportFacts.read(Self.head + text).first)
    let read = try #require(fact.value)
    #expect(abs(read - value) < 1e-6)
    #expect(fact.unit == "percent")
  }

  @Test(arguments: [
    "It is of SDG 6.1, Section 3 and Tables 3 and 4.", "The road NH-44, COVID-19 and M2 are of it.",
    "For the office: tel. +256 700 123 456.", "See page 12 of 40 or write to the@water12.example.",
    "It was signed on 12/03/2021 at 10:30 as version 2.0.", "It was the 3rd round and the 21st.",
    "It is for women aged 15 to 49 and for children under 5.", "The household size was 4.2 then.",
    "The population was 12 times higher.", "It was a 5-member committee of the village.",
    "Population density: 312", "It is for the 2021 census and the end of March 2020.",
    "The 2021 population was not known.", "In 2011 households with taps were few.",
    "The infant mortality rate of 32 was high.",
  ])
  func `codes, dates, ages and sizes are no figures`(text: String) throws {
    #expect(try ReportFacts.read(Self.head + text).map(\.text) == [])
  }

  @Test(
    arguments: [
      ("It serves 1,2345 people of the town.", [12_345, 2345]),
      ("It was 12,3 per cent of the people.", [123, 3, 12.3]),
      ("The number of people was 120 230 340.", [120_230_340]),
      ("It was 45-40 per cent of the people.", [45, 40]),
    ] as [(String, [Double])])
  func `a number that can be read in two ways has no value`(
    text: String, possible: [Double]
  ) throws {
    let facts = try ReportFacts.read(Self.head + text)
    #expect(facts.map(\.value) == [nil])
    #expect(facts.first?.possible == possible)
  }

  @Test(arguments: [
    "Coverage was 40-45% of the people.", "Coverage was 40–45 per cent.",
    "Coverage was 40 to 45 per cent.", "Between 40 and 45 per cent of the people were covered.",
    "Coverage was 40% to 45%.", "Coverage ranges from 40 to 45 per cent.",
  ])
  func `a range has both its ends`(text: String) throws {
    let facts = try ReportFacts.read(Self.head + text)
    #expect(facts.map(\.value) == [40])
    #expect(facts.map(\.low) == [40])
    #expect(facts.map(\.high) == [45])
    #expect(facts.map(\.unit) == ["percent"])
  }

  @Test func `a line without a sentence is a list of labels and figures`() throws {
    let facts = try ReportFacts.read("Population: 235,600. Households: 61,200.")
    #expect(facts.map(\.value) == [235_600, 61_200])
    #expect(facts.map(\.indicator) == ["total_population", "total_households"])
  }
}
