import SurveyModel
import Testing
import Transform

/// The tables of English reports.
struct SpacedTableTests {
  private func read(_ table: String) throws -> (facts: [Fact], log: DiagnosticLog) {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    return reader.facts(
      in: ReportFiles.document("Profile of Redhill District\n" + SpacedNumeralTests.head + table))
  }

  @Test(arguments: [
    "| Block | Households | Population | Safe water (%) |\n|---|---|---|---|\n| Ashby | 8,420 | 39,100 | 72 |\n| Total | 14,730 | 69,350 | 61.7 |",
    "Block\tHouseholds\tPopulation\tSafe water (%)\nAshby\t8,420\t39,100\t72\nTotal\t14,730\t69,350\t61.7",
    "Block     Households   Population   Safe water (%)\nAshby          8,420       39,100               72\nTotal         14,730       69,350             61.7",
  ])
  func `columns give their numbers a unit and a name, rows a place`(table: String) throws {
    let (facts, log) = try read(table)
    #expect(facts.map(\.value) == [8420, 39_100, 72, 14_730, 69_350, 61.7])
    #expect(
      facts.map(\.unit) == ["household", "person", "percent", "household", "person", "percent"])
    #expect(
      facts.map(\.place) == [
        "Ashby", "Ashby", "Ashby", "Redhill District", "Redhill District", "Redhill District",
      ])
    #expect(facts.map(\.indicator).prefix(2) == ["total_households", "total_population"])
    #expect(facts.first?.text == "8,420")
    #expect(log.diagnostics.isEmpty)
  }

  @Test func `rows may be what is counted, under years`() throws {
    let (facts, log) = try read(
      "Indicator\t2019\t2021\nHouseholds\t8,000\t8,420\nSafe water (%)\t61\t66.5")
    #expect(facts.map(\.value) == [8000, 8420, 61, 66.5])
    #expect(facts.map(\.unit) == ["household", "household", "percent", "percent"])
    #expect(facts.map(\.asOf) == ["2019", "2021", "2019", "2021"])
    #expect(log.diagnostics.isEmpty)
  }

  @Test func `rows may have their units in a column, and an aim beside what was reached`() throws {
    let (facts, _) = try read(
      "Item\tUnit\tTarget 2021\tAchieved\t% complete\nLatrines\tno.\t80\t64\t80\nPipes\tkm\t12.5\t9.8\t78.4"
    )
    #expect(facts.map(\.value) == [80, 64, 80, 12.5, 9.8, 78.4])
    #expect(facts.map(\.unit) == ["item", "item", "percent", "km", "km", "percent"])
    #expect(facts.map(\.role) == [.target, nil, nil, .target, nil, nil])
  }

  @Test func `what stands above a table says in what it is given`() throws {
    let (facts, log) = try read(
      "Table 2: Outlay (KSh million)\nItem\tBudget\tActual\nBoreholes\t12.5\t9.8\nTotal\t16\t13")
    #expect(facts.map(\.value) == [12_500_000, 9_800_000, 16_000_000, 13_000_000])
    #expect(facts.allSatisfy { $0.unit == "kenyan_shilling" })
    #expect(log.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "Item\tBudget\tActual\nBoreholes\t12.5\t9.8\nTotal\t16\t13",
    "Table 2: Outlay (KSh million)\nBlock\tBoreholes\nAshby\t12",
    "Item\tUnit\tTarget\nMaize\tbags per ha\t12", "Ashby\t12\t9\nFern\t16\t13",
    "Boreholes\t12.5\t9.8",
  ])
  func `a number that no unit is certain for is told of, and not read`(table: String) throws {
    let (facts, log) = try read(table)
    #expect(facts.isEmpty)
    #expect(!log.diagnostics.isEmpty)
    #expect(log.diagnostics.allSatisfy { $0.code == .textTable })
  }

  @Test func `a row that narrows a column leaves its name open, and a change is one`() throws {
    let (facts, _) = try read(
      "Group\tHouseholds\tChange (%)\nPoor\t420\t-3.5\nTotal\t8,420\t2.1")
    #expect(facts.map(\.value) == [420, -3.5, 8420, 2.1])
    #expect(facts.map(\.indicator) == [nil, nil, "total_households", nil])
    #expect(facts.map(\.role) == [nil, .change, nil, .change])
  }

  @Test(arguments: [
    "| Block | Households | | Safe water (%) | |\n|---|---|---|---|---|\n| | 2019 | 2021 | 2019 | 2021 |\n| Ashby | 8,000 | 8,420 | 61 | 66.5 |",
    "Block\tHouseholds\t\tSafe water (%)\t\n\t2019\t2021\t2019\t2021\nAshby\t8,000\t8,420\t61\t66.5",
    "Block\tHouseholds\tHouseholds\tSafe water (%)\tSafe water (%)\nBlock\t2019\t2021\t2019\t2021\nAshby\t8,000\t8,420\t61\t66.5",
    "Block\t2019\t2021\t2019\t2021\n\tHouseholds\tHouseholds\tSafe water (%)\tSafe water (%)\nAshby\t8,000\t8,420\t61\t66.5",
  ])
  func `titles may have two levels`(table: String) throws {
    let (facts, log) = try read(table)
    #expect(facts.map(\.value) == [8000, 8420, 61, 66.5])
    #expect(facts.map(\.unit) == ["household", "household", "percent", "percent"])
    #expect(facts.map(\.asOf) == ["2019", "2021", "2019", "2021"])
    #expect(facts.allSatisfy { $0.place == "Ashby" })
    #expect(log.diagnostics.isEmpty)
  }

  @Test func `what a lower title says a part of has not the name of the whole`() throws {
    let (facts, _) = try read(
      "Block\tPopulation\t\tHouseholds\t\tSchools\t\n\tTotal\tMale\tNo.\tWith tap water\tTeachers\tPupils\nAshby\t9,000\t4,420\t1,800\t950\t61\t1,250"
    )
    #expect(facts.map(\.value) == [9000, 4420, 1800, 950, 61, 1250])
    #expect(
      facts.map(\.unit) == ["person", "person", "household", "household", "person", "person"])
    #expect(
      facts.map(\.indicator) == ["total_population", nil, "total_households", nil, nil, nil])
  }

  @Test func `years may span what is counted`() throws {
    let (facts, log) = try read(
      "Block\t2019\t\t2021\t\n\tHouseholds\tSafe water (%)\tHouseholds\tSafe water (%)\nAshby\t8,000\t61\t8,420\t66.5"
    )
    #expect(facts.map(\.value) == [8000, 61, 8420, 66.5])
    #expect(facts.map(\.asOf) == ["2019", "2019", "2021", "2021"])
    #expect(facts.allSatisfy { $0.place == "Ashby" })
    #expect(log.diagnostics.isEmpty)
  }

  @Test(arguments: ["Block\tHouseholds\t\n\tReached\t-\nAshby\t8,000\t8,420"])
  func `a line of values is no second level of titles`(table: String) throws {
    #expect(try read(table).facts.isEmpty)
  }
}
