import Foundation
import PropertyTesting
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
    #expect(shown.output.contains(/\bP1\b/), "\(shown.errors)")
    #expect(!shown.output.contains(/\bP([2-9]|10)\b/), "\(shown.output)")
  }

  @Test func `they were read from no file`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let shown = try MilletProcess(
      [
        "inspect", "Output/small/latest", "extract_households", "--where",
        "children is not missing",
      ], in: county.folder)
    #expect(shown.status == 0 && !shown.output.contains("H1"), "\(shown.output)\(shown.errors)")
  }

  @Test func `a second run takes pieces and gives the same`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let tables = try ["persons", "households", "by_water"]
      .map { try county.text("Output/small/latest/tables/\($0).csv") }
    let again = try county.run(["--force"])
    #expect(again.errors.contains("2 of them from pieces"), "\(again.errors)")
    #expect(
      try ["persons", "households", "by_water"]
        .map { try county.text("Output/small/latest/tables/\($0).csv") } == tables)
    // What no file gives is no reason to read one again.
    try county.write(
      try county.text("pipeline.yml").replacing("person.age < 16)", with: "person.age < 6)"),
      to: "pipeline.yml")
    let other = try county.run()
    #expect(other.errors.contains("2 of them from pieces"), "\(other.errors)")
    #expect(try Self.cells("households", of: county)["试验县 poor"]?["children"] == "1")
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

  @Test(arguments: 1...6) func `rules over them give what rules over their formulas give`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let households = (1...12)
      .map {
        "H\($0),\(random.pick(["甲村", "乙村"])),\(random.pick([1, 2, 3, 9])),\(random.pick(["自来水", "井", ""]))"
      }
    let persons = (1...30)
      .map { "P\($0),H\(random.next() % 13),\(random.pick([-1, 3, 14, 15, 40, 95]))" }
    var rules = [
      "{check: age >= 0 or household.members > 100, of: person, severity: correct, set: {age: 20}, code: a.b}",
      "{check: CHILDREN <= members, of: household, severity: quarantine, code: c.d}",
      "{check: members < 9 or CHILDREN > 0, of: household, severity: quarantine, code: e.f}",
      "{check: \"not (WATER = 'well' and age > 90)\", of: person, severity: quarantine, code: g.h}",
      "{check: PARENTS < 2 or age > 14, of: person, severity: correct, set: {age: 15}, code: i.j}",
      "{check: members = count(person), of: household, severity: warn, code: k.l}",
    ]
    rules.shuffle(using: &random)
    let inline = [
      ("CHILDREN", "count(person where person.age < 16)"), ("WATER", "household.water"),
      ("PARENTS", "household.members"),
    ]
    func texts(_ names: [(String, String)]) throws -> [String] {
      let text = rules.map { rule in
        "  - " + names.reduce(rule) { $0.replacing($1.0, with: $1.1) }
      }
      let start = try #require(Self.pipeline.firstRange(of: "rules:\n"))
      let end = try #require(Self.pipeline.firstRange(of: "tables:\n"))
      let county = try Self.county(
        households: "户编号,行政村,人口数,饮水\n" + households.joined(separator: "\n") + "\n")
      try county.write(
        "编号,户编号,年龄\n" + persons.joined(separator: "\n") + "\n", to: "registers/persons.csv")
      try county.write(
        Self.pipeline[..<start.upperBound] + text.joined(separator: "\n") + "\n"
          + Self.pipeline[end.lowerBound...]
          .replacing("quarantine_share: 0.9", with: "quarantine_share: 1"), to: "pipeline.yml")
      let run = try county.run()
      #expect(run.status == 0, "\(run.errors)")
      let held = SampleRun.rows(ofText: try county.text("Output/small/latest/quarantine.csv"))
        .map { "\($0["cell"] ?? "") \($0["row"] ?? "") \($0["code"] ?? "")" }
      return try held
        + ["persons", "households"]
        .map { try county.text("Output/small/latest/tables/\($0).csv") }
    }
    let derived = [("CHILDREN", "children"), ("WATER", "water"), ("PARENTS", "parents")]
    let byFormula = try texts(inline)
    // The parent's members as a variable of the person.
    let names = derived.filter { $0.0 != "PARENTS" } + [("PARENTS", "household.members")]
    #expect(try texts(names) == byFormula, "seed \(seed): \(rules)")
  }

  @Test func `the age in each wave is that of its day`() throws {
    let county = try SmallCounty()
    let sources = [("2021-10-31", "b"), ("2016-10-31", "a")]
      .map { day, name in
        """
          households_\(name):
            files: registers/h\(name).csv
            as_of: \(day)
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}
              \(name == "b" ? "old: {type: integer, derive: count(person where age(person.born) >= 60)}" : "members: {headers: 人口数, type: integer}")
          persons_\(name):
            files: registers/p\(name).csv
            as_of: \(day)
            record: person
            variables:
              person_id: {headers: 编号, type: identifier}
              household_id: {headers: 户编号, type: identifier}
              born: {headers: 出生, type: date}
        """
      }
    try county.write(
      """
      pipeline: small
      root: .
      as_of: 2021-10-31
      reference: {gazetteer: gazetteer.csv}
      sources:
      \(sources.joined(separator: "\n"))
      records: {household: {key: household_id}, person: {key: person_id, parent: household}}
      tables:
        old: {of: household, by: [wave], measures: {households: count(*), old: sum(old)}}
      """, to: "pipeline.yml")
    for name in ["a", "b"] {
      try county.write(
        "户编号,行政村,人口数\nH1,甲村,2\nH2,乙村,\(name == "a" ? 1 : 2)\n", to: "registers/h\(name).csv")
      try county.write(
        "编号,户编号,出生\nP1,H1,1958-03-01\nP2,H2,195\(name == "a" ? 0 : 1)-01-01\n",
        to: "registers/p\(name).csv")
    }
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/tables/old.csv") == """
        level,code,name,wave,households,old
        county,1,试验县,2016-10-31,2,1
        county,1,试验县,2021-10-31,2,2

        """)
  }

  @Test func `of a wave for which no source gives members nobody knows how many there are`() throws
  {
    let county = try SmallCounty()
    let households = ["2020-12-31", "2021-10-31"].enumerated()
      .map { number, day in
        """
          h\(number):
            files: registers/h\(number).csv
            as_of: \(day)
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}
              persons: {type: integer, derive: count(person)}
              any_child: {type: boolean, derive: any(person.age < 16)}
        """
      }
    try county.write(
      """
      pipeline: small
      root: .
      as_of: 2021-10-31
      reference: {gazetteer: gazetteer.csv}
      sources:
      \(households.joined(separator: "\n"))
        p:
          files: registers/p.csv
          record: person
          variables:
            person_id: {headers: 编号, type: identifier}
            household_id: {headers: 户编号, type: identifier}
            age: {headers: 年龄, type: integer}
      records: {household: {key: household_id}, person: {key: person_id}}
      rules:
        - {check: count(person) > 0, of: household, severity: quarantine, code: a.b}
      tables:
        t:
          of: household
          by: [wave]
          measures: {households: count(*), persons: sum(persons), known: count(any_child)}
      gates: {quarantine_share: 1}
      """, to: "pipeline.yml")
    for number in 0..<2 {
      try county.write("户编号,行政村\nH1,甲村\nH2,乙村\n", to: "registers/h\(number).csv")
    }
    try county.write("编号,户编号,年龄\nP1,H1,4\nP2,H1,40\n", to: "registers/p.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/tables/t.csv") == """
        level,code,name,wave,households,persons,known
        county,1,试验县,2020-12-31,2,,0
        county,1,试验县,2021-10-31,1,2,1

        """)
  }

  @Test func `variables that rest on each other over sources are refused`() throws {
    let county = try Self.county(
      replacing: "sources:\n",
      with: """
        sources:
          first:
            files: registers/households.csv
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}

        """)
    try county.write(
      try county.text("pipeline.yml")
        .replacing("person where person.age < 16", with: "person where person.with_children"),
      to: "pipeline.yml")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(
      check.status == 78 && check.errors.contains("none of them can be computed"), "\(check.errors)"
    )
  }

  @Test(arguments: [
    "children: {headers: 人口数, type: integer}", "children: {type: integer, derive: members - 1}",
  ])
  func `a source before must not have it otherwise either`(line: String) throws {
    let county = try Self.county(
      replacing: "sources:\n",
      with: """
        sources:
          first:
            files: registers/households.csv
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}
              members: {headers: 人口数, type: integer}
              \(line)

        """)
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 78 && check.errors.contains("children"), "\(check.errors)")
    #expect(check.errors.contains("rests on other records"), "\(check.errors)")
  }

  @Test func `a migration has them, and the codes of all sources and waves`() throws {
    let county = try Self.county()
    try county.write(
      try county.text("pipeline.yml") + "\npublish: [{migration: records.sqlite}]\n",
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.text("Output/small/latest/migration.csv").contains("children"))
  }

  @Test(arguments: [
    (
      "count(person where person.age < 16)", "count(person where person.with_children)",
      "none of them can be computed"
    ),
    (
      "share: {type: number, derive: 1 / household.members}", "share: {derive: household.village}",
      "those of two days are not the same"
    ),
    (
      "share: {type: number, derive: 1 / household.members}",
      "share: {type: answers, codes: {a: [], b: []}, derive: \"answers('a', household.large, 'b', true)\"}",
      "answers are put together while a row is read"
    ),
    (
      "person: {key: person_id, parent: household}",
      "person: {key: person_id, parent: household, survivor: {latest: share}}",
      "is not known yet where one of several rows is kept"
    ),
    (
      "household_id: {headers: 户编号, type: identifier}\n      age",
      "household_id: {headers: 户编号, type: integer}\n      age",
      "to be a text, as it is in its parent"
    ),
    (
      "record: person\n", "record: person\n    fill_down: [water]\n", "has no cells"
    ),
    ("derive: 1 / household.members", "derive: 1 / previous.age", "is no variable here"),
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
      "children: {type: integer, derive: count(person where person.age < 16)}",
      "children: {type: integer, derive: \"round(median(person.age, person.share))\"}",
      "a weighted quantile is over the records of a table"
    ),
    (
      "shares: {value: sum(share), decimals: 2}",
      "shares: {value: \"median(age, share)\", disclosure: {minimum: 3}}",
      "a weighted quantile would tell what few records have"
    ),
    (
      "shares: {value: sum(share), decimals: 2}",
      "shares: {value: \"quantile(age, 0.9, share)\", disclosure: {minimum: 3}}",
      "a weighted quantile would tell what few records have"
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
