import SurveyModel
import Testing
import Transform

/// What figures of an English sentence have to do with one another: other times and places, aims and
/// what was reached, lists.
struct SpacedComparisonTests {
  private func read(_ text: String) throws -> [Fact] {
    try ReportFacts.read(SpacedNumeralTests.head + text)
  }

  @Test(arguments: [
    "The district had 45 clinics in 2018, but only 32 in 2022.",
    "There were 45 clinics in 2018 and 32 in 2022.",
    "The district had 45 clinics (2018) and just 32 (2022).",
  ])
  func `a number without a noun counts what the one before it does`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [45, 32])
    #expect(facts.map(\.unit) == ["item", "item"])
    #expect(facts.map(\.asOf) == ["2018", "2022"])
  }

  @Test(arguments: [
    "Redhill block and Stone block had 45 and 32 clinics respectively.",
    "Redhill block and Stone block had 45 clinics and 32 clinics respectively.",
    "In Redhill block and Stone block, respectively 45 and 32 clinics were built.",
  ])
  func `figures of a list have the places of the list before them`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [45, 32])
    #expect(facts.map(\.unit) == ["item", "item"])
    #expect(facts.map(\.place) == ["Redhill block", "Stone block"])
  }

  @Test func `figures of a list have the years of the list before them`() throws {
    let facts = try read("In 2019 and 2020 the office trained 450 and 320 people respectively.")
    #expect(facts.map(\.value) == [450, 320])
    #expect(facts.map(\.asOf) == ["2019", "2020"])
  }

  @Test(arguments: [
    "Clinics in Redhill block and Stone block numbered 45.",
    "In Redhill block, Fern block and Stone block there were 45 clinics.",
  ])
  func `a figure of several places is of none of them`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [45])
    #expect(facts.map(\.place) == [nil])
  }

  @Test(arguments: [
    "Anaemia is to be cut to 4% by 2030 from 5.6%.",
    "The office plans to bring the rate down to 4% by 2030, from 5.6%.",
    "The office aims to reach 4% by 2030, compared with 5.6%.",
  ])
  func `what an aim starts from is none`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [4, 5.6])
    #expect(facts.map(\.role) == [.target, nil])
    #expect(facts.map(\.asOf) == ["2030", nil])
  }

  @Test(arguments: [
    "The office drilled 120 wells against a target of 130.",
    "The office drilled 120 wells; the plan was 130.",
    "The office drilled 120 wells. The target was 130.",
    "The office drilled 120 wells (target: 130).",
  ])
  func `what was aimed at is told from what was reached`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [120, 130])
    #expect(facts.map(\.unit) == ["item", "item"])
    #expect(facts.map(\.role) == [nil, .target])
  }

  @Test(arguments: [
    "By 30 June 2021 45 wells had been repaired.", "By 30 June 2021, 45 wells repaired.",
    "45 wells repaired by 30 June 2021.",
  ])
  func `a deadline that is past is a date`(text: String) throws {
    let facts = try ReportFacts.read("Report of the county\nAs at 31 December 2021\n" + text)
    #expect(facts.map(\.value) == [45])
    #expect(facts.map(\.role) == [nil])
    #expect(facts.map(\.asOf) == ["2021-06-30"])
  }

  @Test(
    arguments: [
      ("In the first half of 2021 the office trained 45 people.", "2021-01/2021-06"),
      ("The office trained 45 people in the third quarter of 2021.", "2021-07/2021-09"),
      ("The office trained 45 people in Q1 2021.", "2021-01/2021-03"),
      ("In the second half of the year the office trained 45 people.", nil),
    ] as [(String, String?)])
  func `a part of a year is no share`(text: String, asOf: String?) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [45])
    #expect(facts.map(\.asOf) == [asOf])
  }

  @Test(arguments: ["Baishui Town 23,456", "Baishui Town: 23,456", "Baishui Town had 23,456."])
  func `the level of a place is not what is counted`(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test(
    arguments: [
      ("The county lost 340 residents.", -340, "person"),
      ("Enrolment was 340 people down on 2019.", -340, "person"),
      ("Coverage, down 5 per cent, worried the office.", -5, "percent"),
      ("Membership declined by 340 people.", -340, "person"),
      ("There was a net loss of 340 jobs.", -340, "item"),
      ("The county gained 340 residents.", 340, "person"),
    ] as [(String, Double, String)])
  func `a movement has its sign`(text: String, value: Double, unit: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.unit) == [unit])
    #expect(facts.map(\.role) == [.change])
  }

  @Test(
    arguments: [
      ("The tank holds 5,000 litres.", 5000, "litre"),
      ("The works cost KSh 2.5 million.", 2_500_000, "kenyan_shilling"),
      ("Members paid 1,200 shillings.", 1200, "shilling"),
      ("The scheme cost UGX 3,400,000.", 3_400_000, "ugandan_shilling"),
      ("The farm gave 34 tonnes of maize.", 34, "tonne"),
      ("It pumped 120 m³ a day.", 120, "m3"),
      ("The pipe is 1,200 metres long.", 1200, "metre"),
      ("They planted 3,400 seedlings.", 3400, "item"),
    ] as [(String, Double, String)])
  func `a figure has the unit that is written`(text: String, value: Double, unit: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.unit) == [unit])
  }

  @Test func `names before the level of all of them are a place each`() throws {
    var facts = try read("Ashby, Fern and Stone blocks have 12, 9 and 14 clinics respectively.")
    #expect(facts.map(\.value) == [12, 9, 14])
    #expect(facts.map(\.place) == ["Ashby block", "Fern block", "Stone block"])
    facts = try read("In Ashby and Fern blocks there are 12 clinics.")
    #expect(facts.map(\.value) == [12])
    #expect(facts.map(\.place) == [nil])
  }

  @Test(
    arguments: [
      ("There was a decline of 340 pupils or 1.0 per cent.", [-340, -1]),
      ("Enrolment fell by 340 pupils (1.0%).", [-340, -1]),
      ("Farmers lost 340 cattle and 120 goats.", [-340, -120]),
    ] as [(String, [Double])])
  func `what goes on with a change is one`(text: String, values: [Double]) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == values)
    #expect(facts.map(\.role) == [.change, .change])
  }

  @Test func `what only follows an aim or a change is none`() throws {
    var facts = try read(
      "The office drilled 64 wells against a target of 80, bringing the number of working wells to 1,204 (87%)."
    )
    #expect(facts.map(\.value) == [64, 80, 1204, 87])
    #expect(facts.map(\.role) == [nil, .target, nil, nil])
    facts = try read("Coverage grew by 1.8 per cent over 2020, and 40 villages were served.")
    #expect(facts.map(\.role) == [.change, nil])
    #expect(facts.map(\.asOf) == [nil, nil])
  }

  @Test func `a class that each of is meant is no figure, and two in five are a share`() throws {
    #expect(try read("There is a net for every two people.").isEmpty)
    #expect(try read("Every one of the villages should have a committee.").isEmpty)
    let facts = try read("Two in five households treat their water.")
    #expect(facts.map(\.value) == [40])
    #expect(facts.map(\.unit) == ["percent"])
  }

  @Test func `what was done with a thing is no other thing, and a plan in brackets an aim`() throws
  {
    let facts = try read("Road works: 14.6 km completed (plan 20 km).")
    #expect(facts.map(\.value) == [14.6, 20])
    #expect(facts.map(\.role) == [nil, .target])
  }

  @Test(arguments: ["Nearly 3 out of 4 households own a radio.", "3 out of 4 households own one."])
  func `so many out of a few are a share`(text: String) throws {
    let facts = try read(text)
    #expect(facts.map(\.value) == [75])
    #expect(facts.map(\.unit) == ["percent"])
  }

  @Test func `what is counted by tenths is no count of people`() throws {
    let facts = try read("The literacy rate was 71.2 per cent (men 78.1, women 64.6).")
    #expect(facts.map(\.value) == [71.2])
  }

  @Test func `a number with a verb of its own counts what its sentence does`() throws {
    let facts = try read("Of these 12 schemes are complete and 3 are under way.")
    #expect(facts.map(\.value) == [12, 3])
    #expect(facts.map(\.unit) == ["item", "item"])
  }

  @Test(
    arguments: [
      ("Between April 2021 and February 2022 the office trained 45 people.", "2021-04/2022-02"),
      ("From January to September 2021 the office trained 45 people.", "2021-01/2021-09"),
      ("Between 2019 and 2021, the office trained 45 people.", "2019/2021"),
      ("Between the years 2019 and 2021 the office trained 45 people.", "2019/2021"),
      ("The office trained 45 people between 2019 & 2021.", "2019/2021"),
      ("Between 2019/20 and 2021/22, the office trained 45 people.", "2019/2022"),
      ("Between FY 2019 and FY 2021, the office trained 45 people.", "2019/2021"),
      ("Between the 2011 and 2021 censuses the office trained 45 people.", "2011/2021"),
      (
        "Between 1 March 2019 and 30 June 2021 the office trained 45 people.",
        "2019-03-01/2021-06-30"
      ),
      ("Between 2019 and the first half of 2021 the office trained 45 people.", "2019-01/2021-06"),
      ("Between March 2019 and 2021, the office trained 45 people.", "2019-03/2021-12"),
      ("Between 2019 and 30 June 2021 the office trained 45 people.", "2019-01-01/2021-06-30"),
      ("The office trained 45 people in 2019 and 2021.", "2019"),
    ])
  func `dates from one to another are a period`(text: String, asOf: String) throws {
    #expect(try read(text).map(\.asOf) == [asOf])
  }

  @Test func `a place with a number is one, and what stands in brackets behind a place is its`()
    throws
  {
    let facts = try read(
      "Ward 7 had the highest coverage (94%), followed by Ward 3 (91%). The lowest, 52%, was in Ward 14."
    )
    #expect(facts.map(\.value) == [94, 91, 52])
    #expect(facts.map(\.place) == ["Ward 7", "Ward 3", "Ward 14"])
  }

  @Test func `the years of an office are no period of a movement`() throws {
    let facts = try read(
      "There were 35 schools in 2015/16 and 38 in 2020/21. In 2020/21 coverage went from 31 to 40 per cent."
    )
    #expect(facts.map(\.value) == [35, 38, 31, 40])
    #expect(facts.map(\.asOf) == ["2015/2016", "2020/2021", nil, "2020/2021"])
  }

  @Test func `a time that the report does not name is no day of the report's`() throws {
    let facts = try ReportFacts.read(
      "Report of the county\nAs at 31 December 2021\nCoverage is 58 per cent. A year ago it was 52 per cent. "
        + "There are 38 nurses, 5 nurses more than last year.")
    #expect(facts.map(\.value) == [58, 52, 38, 5])
    #expect(facts.map(\.asOf) == ["2021-12-31", nil, "2021-12-31", "2021-12-31"])
  }

  @Test func `a movement that is said again as a share is a change`() throws {
    let facts = try read(
      "The registered population fell from 190,000 in 2015 to 187,340 in 2020, i.e. by 1.4 per cent."
    )
    #expect(facts.map(\.value) == [190_000, 187_340, -1.4])
    #expect(facts.map(\.role) == [nil, nil, .change])
  }
}
