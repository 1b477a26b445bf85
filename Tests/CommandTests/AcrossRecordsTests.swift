import Foundation
import Testing

/// Variables that are derived from other records and from what the gazetteer tells of places.
@Suite struct AcrossRecordsTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv, attributes: {population: integer, kind: text}}
    sources:
      households:
        files: registers/households.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
          water: {headers: 饮水, codes: {tap: [自来水], well: [井]}, required: false}
          children: {type: integer, derive: count(person where person.age < 16)}
          crowded: {type: boolean, derive: children >= 2}
          large: {type: boolean, derive: place.population > 9}
          village_kind: {derive: "coalesce(place.kind, 'other')"}
      persons:
        files: registers/persons.csv
        record: person
        variables:
          person_id: {headers: 编号, type: identifier}
          household_id: {headers: 户编号, type: identifier}
          age: {headers: 年龄, type: integer}
          water: {type: code, codes: {tap: [], well: []}, derive: household.water}
          with_children: {type: boolean, derive: household.crowded and age >= 16}
          share: {type: number, derive: 1 / household.members}
    records:
      household: {key: household_id}
      person: {key: person_id, parent: household}
    rules:
      - {check: members < 9, of: household, severity: quarantine, code: household.large}
      - {check: children <= members, of: household, severity: quarantine, code: household.children}
      - {check: not with_children or age < 90, of: person, severity: warn, code: person.old}
    tables:
      persons:
        of: person
        by: [county, water]
        measures:
          persons: count(*)
          adults_with_children: count(* where with_children)
          shares: {value: sum(share), decimals: 2}
      by_water:
        of: person
        by: [household.water]
        measures: {persons: count(*), adults_with_children: count(* where household.children >= 2 and age >= 16)}
      households:
        of: household
        by: [township, village_kind]
        measures:
          households: count(*)
          children: sum(children)
          crowded: count(* where crowded)
          large: count(* where large)
    gates: {quarantine_share: 0.9}
    """

  private static let households = """
    户编号,行政村,人口数,饮水
    H1,甲村,3,自来水
    H2,甲村,2,井
    H3,乙村,4,自来水
    H4,乙村,2,
    H5,乙村,9,井
    H6,乙村,1,井

    """

  private static let persons = """
    编号,户编号,年龄
    P1,H1,40
    P2,H1,5
    P3,H1,7
    P4,H2,95
    P5,H2,15
    P6,H3,30
    P7,H4,20
    P8,H5,3
    P9,H6,1
    P10,H6,2

    """

  private static func county(
    replacing words: String = "", with others: String = "", households: String = households
  ) throws -> SmallCounty {
    let county = try SmallCounty()
    #expect(words.isEmpty || pipeline.contains(words))
    try county.write(
      words.isEmpty ? pipeline : pipeline.replacing(words, with: others), to: "pipeline.yml")
    try county.write(households, to: "registers/households.csv")
    try county.write(persons, to: "registers/persons.csv")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to,population,kind
      1,试验县,county,,,,40,
      11,某镇,township,1,,,20,
      111,甲村,village,11,,,10,poor
      112,乙村,village,11,,,8,

      """, to: "gazetteer.csv")
    return county
  }

  private static func cells(
    _ table: String, of county: SmallCounty
  ) throws -> [String: [String: String]] {
    let rows = SampleRun.rows(ofText: try county.text("Output/small/latest/tables/\(table).csv"))
    return Dictionary(
      rows.map { ("\($0["name"] ?? "") \($0["water"] ?? $0["village_kind"] ?? "")", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `values of the parent, of members and of the place are variables`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    // H5 is held back for its size, H6 since it has more children than members, their persons as orphans.
    let persons = try Self.cells("persons", of: county)
    #expect(persons["small tap"]?["persons"] == "4")
    #expect(persons["small tap"]?["adults_with_children"] == "1")
    #expect(persons["small tap"]?["shares"] == "1.25")
    #expect(persons["small well"]?["persons"] == "2")
    #expect(persons["small well"]?["adults_with_children"] == "0")
    #expect(persons["small "]?["persons"] == "1")
    let households = try Self.cells("households", of: county)
    #expect(households["试验县 poor"]?["households"] == "2")
    #expect(households["试验县 poor"]?["children"] == "3")
    #expect(households["试验县 poor"]?["crowded"] == "1")
    #expect(households["试验县 poor"]?["large"] == "2")
    #expect(households["试验县 other"]?["households"] == "2")
    #expect(households["试验县 other"]?["children"] == "0")
    #expect(households["试验县 other"]?["large"] == "0")
    let quarantine = try county.text("Output/small/latest/quarantine.csv")
    #expect(quarantine.contains("household.children") && quarantine.contains("household.large"))
  }

  @Test func `a variable of the parent counts as its value behind the parent's name does`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    func figures(_ table: String, _ water: String) throws -> [[String?]] {
      SampleRun.rows(ofText: try county.text("Output/small/latest/tables/\(table).csv"))
        .map { row in
          [row["level"], row[water], row["persons"], row["adults_with_children"]]
        }
    }
    let rows = try figures("persons", "water")
    #expect(try rows.count == 3 && rows == figures("by_water", "household.water"))
  }

  @Test func `an analyst finds them among the records`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let shown = try MilletProcess(
      ["inspect", "Output/small/latest", "person", "--where", "with_children = 1"],
      in: county.folder)
    #expect(shown.output.contains("P1") && !shown.output.contains("P4"), "\(shown.errors)")
  }

  @Test func `what a rule holds back is not there for those that rest on it`() throws {
    let county = try Self.county(
      replacing: "{check: members < 9, of: household, severity: quarantine, code: household.large}",
      with:
        "{check: count(person) = members, of: household, severity: quarantine, code: household.size}"
    )
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    // Of H3 and H4 one person each is listed, of H5 one: they are held back, and so are their persons.
    let persons = try Self.cells("persons", of: county)
    #expect(persons["small tap"]?["persons"] == "3")
    #expect(persons["small "] == nil)
  }

  @Test func `one member held back makes a count unknown, and not smaller`() throws {
    let county = try Self.county(
      replacing: "- {check: members < 9",
      with: """
        - {check: age < 90, of: person, severity: quarantine, code: person.age}
          - {check: members < 9
        """)
    #expect(try county.run().status == 0)
    let households = try Self.cells("households", of: county)
    #expect(households["试验县 poor"]?["households"] == "2")
    #expect(households["试验县 poor"]?["children"] == "2")
  }

  @Test(arguments: [
    (
      "count(person where person.age < 16)", "count(person where person.with_children)",
      "none of them can be computed"
    ),
    ("derive: household.water", "derive: household.village", "need not be codes"),
    ("derive: 1 / household.members", "derive: 1 / previous.age", "made of the run before"),
    (
      "share: {type: number, derive: 1 / household.members}",
      "share: {type: integer, derive: 1 / household.members}", "may be a fraction"
    ),
    (
      "share: {type: number, derive: 1 / household.members}",
      "share: {type: number, headers: 年龄, derive: 1 / household.members}",
      "read from a column as well"
    ),
    (
      "share: {type: number, derive: 1 / household.members}",
      "share: {type: number, sensitive: true, derive: 1 / household.members}", "sensitive"
    ),
    ("derive: household.water", "derive: household.watr", "write household.water"),
    ("person: {key: person_id,", "person: {key: [person_id, share],", "rests on other records"),
    (
      "{check: members < 9, of: household, severity: quarantine, code: household.large}",
      "{check: members < 9, of: household, severity: correct, set: {children: 0}}",
      "computed from other records"
    ),
    (
      "large: count(* where large)",
      "large: {value: count(* where large), disclosure: {minimum: 3}}",
      "would tell figures that the table withholds"
    ),
    (
      "members: {headers: 人口数, type: integer}",
      "members: {headers: 人口数, type: integer, sensitive: true}",
      "sensitive"
    ),
  ])
  func `a formula that cannot be is refused where it stands`(
    words: String, others: String, reason: String
  ) throws {
    let county = try Self.county(
      replacing: words, with: others)
    let run = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(run.status == 78)
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(run.errors.contains("pipeline.yml:"), "\(run.errors)")
  }

  @Test func `a second source must have the formula of the first`() throws {
    let county = try Self.county(
      replacing: "sources:\n",
      with: """
        sources:
          more:
            files: registers/households.csv
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}
              members: {headers: 人口数, type: integer}
              children: {type: integer, derive: count(person)}

        """)
    let run = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(
      run.status == 78 && run.errors.contains("another source has it otherwise"), "\(run.errors)")
  }
}
