import SurveyModel
import Testing
import Transform

/// What stands around the figures of English reports: movements, dates, places, names, aims.
struct SpacedContextTests {
  private func read(_ text: String) throws -> [Fact] {
    try ReportFacts.read(SpacedNumeralTests.head + text)
  }

  @Test func `a movement has its level before, its level now and its size`() throws {
    var facts = try read("Coverage rose from 40 to 45 per cent of the people.")
    #expect(facts.map(\.value) == [40, 45])
    #expect(facts.map(\.role) == [nil, nil])
    facts = try read("The registered population fell by 3% to 12,300.")
    #expect(facts.map(\.value) == [-3, 12_300])
    #expect(facts.map(\.role) == [.change, nil])
    #expect(facts.map(\.unit) == ["percent", "person"])
    facts = try read("Coverage was up 5 points, and fell sharply by 2 per cent.")
    #expect(facts.map(\.value) == [5, -2])
    #expect(facts.map(\.role) == [.change, .change])
    facts = try read("Coverage rose from 40 per cent in 2015 to 45 per cent in 2020.")
    #expect(facts.map(\.asOf) == ["2015", "2020"])
    facts = try read("Between 2015 and 2019 coverage rose from 34 to 52 per cent.")
    #expect(facts.map(\.asOf) == ["2015", "2019"])
    facts = try read("The birth rate rose from 21 per 1,000 to 22 per 1,000.")
    #expect(facts.map(\.indicator) == [nil, "birth_rate"])
  }

  @Test(arguments: [
    "The total population was 39,100. In Ashby it was 12,300.",
    "Total households: 8,420. In Ashby: 512. Of these: 40.",
    "The number of households was 8,420. Five years earlier it was 8,000.",
    "The total population was 39,100. Some 350 people were absent, and another 2,100 lived in camps.",
    "The registered population was 39,100 in 2021. In 2011 it stood at 36,000.",
    "Access to safe water was 72%. It was 61% in 2019.",
  ])
  func `a number that refers to what a sentence before it names has no name of its own`(
    text: String
  ) throws {
    let facts = try read(text)
    #expect(facts.first?.indicator != nil)
    #expect(facts.dropFirst().allSatisfy { $0.indicator == nil })
  }

  @Test(
    arguments: [
      ("As of 30 June 2021, 400 villages had taps.", "2021-06-30"),
      ("As at end-2021 there were 400 villages.", "2021-12-31"),
      ("At the end of March 2020 there were 400 villages.", "2020-03-31"),
      ("In FY 2019-20 it served 400 villages.", "2019/2020"),
      ("There were 400 villages in 2011 (Census).", "2011"),
      ("There were 400 villages (2011 Census).", "2011"),
      ("There were 400 villages on 3rd June 2020.", "2020-06-03"),
      ("On June 3, 2020 there were 400 villages.", "2020-06-03"),
      ("By the end of 2025 it will serve 400 villages.", "2025-12-31"),
      ("Since 2011 there have been 400 villages.", nil),
    ] as [(String, String?)])
  func `a figure has the day that is stated`(text: String, asOf: String?) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [400])
    #expect(facts.map(\.asOf) == [asOf])
  }

  @Test func `a stated day holds in its paragraph, and one of the head in the report`() throws {
    let text =
      "Report of the county\nData as at 31 December 2019\nThere were 40 villages.\n"
      + "As of 30 June 2021 there were 41 villages. There were 12 schools.\nThere were 13 towns."
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.asOf) == ["2019-12-31", "2021-06-30", "2021-06-30", "2019-12-31"])
  }

  @Test(
    arguments: [
      ("By 2027 it will connect 400 villages.", Fact.Role.target),
      ("It plans to connect 400 villages.", .target),
      ("It is to connect 400 villages by 2027.", .target),
      ("It has a target of 400 villages.", .target),
      ("By 2019 it had connected 400 villages.", nil),
      ("The target was missed, and there were 400 villages.", nil),
      ("The towns were built, of which 400 villages are new.", .subset),
    ] as [(String, Fact.Role?)])
  func `an aim is told from what is`(text: String, role: Fact.Role?) throws {
    #expect(try read(text).map(\.role) == [role])
  }

  @Test(arguments: [
    "There were 41 households without tap water.", "The average number of households was 41.",
    "The number of households with tap water was 41.",
    "The number of poor households was low, and 41 households had taps.",
    "The number of households was counted, 41 households were visited.",
    "There were 41 households in a village, and the number of households is of the census.",
    "An increase in total households of 41 was seen.",
  ])
  func `a total's name is of no part, mean or neighbour`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [41])
    #expect(facts.map(\.indicator) == [nil])
  }

  @Test(arguments: [
    "Males and females numbered 400.", "There were 400 males and females.",
    "Males and females numbered 400 and 300 respectively.",
  ])
  func `names of several share no figure`(text: String) throws {
    #expect(try read(text).allSatisfy { $0.indicator == nil })
  }

  @Test func `a place is what grammar shows, and else the report's own`() throws {
    let text =
      "Redhill District Profile 2021\nIn Greenfield block, 40 villages had taps. There were 12 villages.\n"
      + "The Redhill District Hospital has 9 doctors. There were 4 clinics in Stone ward. "
      + "Nationally 71 per cent of the people were covered. The district has 5 schools."
    let facts = try ReportFacts.read(text)
    #expect(
      facts.map(\.place) == [
        "Greenfield block", "Redhill District", "Redhill District", "Stone ward", "Nationally",
        "Redhill District",
      ])
  }

  @Test func `a whole that only holds the place is not what its clause is about`() throws {
    let text =
      "Profile of the Province of Mirador\nIt lies in the east of the country and has 40 villages."
    #expect(try ReportFacts.read(text).map(\.place) == ["Province of Mirador"])
  }

  @Test(arguments: [
    "Le rapport de la commune présente les ménages raccordés: 45 pour cent des ménages ont un robinet.",
    "जिले में 45 प्रतिशत परिवारों के पास नल का पानी है और 61,200 परिवार हैं।",
    "Năm 2021, toàn huyện có 61.200 hộ gia đình, trong đó 45% số hộ có nước máy.",
    "في عام 2021 بلغ عدد الأسر 61200 أسرة، منها 45 في المائة لديها مياه الشبكة.",
    "In der Gemeinde war 2021 die Zahl der Haushalte 61.200, davon in 45 % der Wohnungen Wasser.",
  ])
  func `a report in another language says so once`(text: String) throws {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.isEmpty)
    #expect(log.diagnostics.map(\.code) == [.textLanguage])
  }

  @Test func `paragraphs in another language are left out and told once`() throws {
    let text =
      SpacedNumeralTests.head + "There were 40 villages in the county.\n"
      + "La population de la commune est de 48.200 habitants et 45 pour cent des ménages.\n"
      + "Le nombre des ménages est de 61.200 dans les villages de la commune."
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.map(\.value) == [40])
    #expect(log.diagnostics.map(\.code) == [.textLanguage])
  }
}
