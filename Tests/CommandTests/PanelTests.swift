import Foundation
import PropertyTesting
import Testing

/// What formulas say of records that belong to each record, and of those in every wave.
@Suite struct PanelTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-12-31
    reference: {gazetteer: gazetteer.csv, attributes: {terrain: text}}
    sources:
      first:
        files: registers/2020.csv
        as_of: 2020-12-31
        record: household
        variables: &household
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          water: {headers: 水源, codes: {tap: [自来水], well: [井]}}
          members: {headers: 人口数, type: integer}
          head: {headers: 户主, sensitive: true}
      second: {files: registers/2021.csv, record: household, variables: *household}
      first_persons:
        files: registers/persons-2020.csv
        as_of: 2020-12-31
        record: person
        variables: &person
          person_id: {headers: 编号, type: identifier}
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          age: {headers: 年龄, type: integer}
      second_persons: {files: registers/persons-2021.csv, record: person, variables: *person}
    records:
      household: {key: household_id}
      person: {key: person_id}
    tables:
      flows:
        of: household
        by: [township, wave]
        measures:
          households: count(*)
          joined: count(* where before.household_id is missing)
          left: count(* where after.household_id is missing)
          new_taps: count(* where water = 'tap' and before.water = 'well')
          grown: sum(members - before.members)
          same_head: count(* where head = before.head)
      panel:
        of: household
        by: [township, wave]
        count: panel
        measures: {households: count(*), persons: sum(members), taps: count(* where water = 'tap')}
      persons:
        of: person
        by: [township, wave]
        measures:
          persons: count(*)
          with_tap: count(* where household.water = 'tap')
          in_large: count(* where household.members > 3)
          size: mean(household.members)
          of_tap_households: count(distinct household_id) where household.water = 'tap'
      by_water:
        {of: person, by: [township, household.water, wave], measures: {n: count(*), a: sum(age)}}
      by_terrain: {of: household, by: [place.terrain, wave], measures: {n: count(*)}}
      chosen: {of: person, by: [township], where: household.water = 'well', measures: {n: count(*)}}
      moved_on: {of: household, where: before.water = 'well', by: [wave], measures: {n: count(*)}}
    gates: {quarantine_share: 0.4}

    """

  /// A household of a wave.
  private struct Household {
    var id: String
    var village: Int
    var isOnTap: Bool
    var members: Int
    var head: String
    var ages: [Int]
  }

  /// Two waves of households, some of which join or leave.
  private static func waves(seed: UInt64) -> [[Household]] {
    var random = SeededGenerator(seed: seed)
    var first: [Household] = []
    for number in 0..<60 {
      let members = Int.random(in: 1...6, using: &random)
      first.append(
        Household(
          id: "h\(number)", village: Int.random(in: 0...3, using: &random),
          isOnTap: random.happens(50), members: members, head: "虚\(number % 7)",
          ages: (0..<members).map { _ in Int.random(in: 0...90, using: &random) }))
    }
    var second: [Household] = []
    for household in first where random.happens(80) {
      var copy = household
      if random.happens(40) { copy.isOnTap = true }
      if random.happens(30) { copy.village = Int.random(in: 0...3, using: &random) }
      if random.happens(30) { copy.head = "构" }
      if random.happens(30) {
        copy.members += 1
        copy.ages.append(1)
      }
      second.append(copy)
    }
    for number in 60..<70 {
      second.append(
        Household(
          id: "h\(number)", village: number % 4, isOnTap: random.happens(50), members: 1,
          head: "虚", ages: [30]))
    }
    return [first, second]
  }

  private static let villages = ["甲村", "乙村", "丙村", "丁村"]

  private static func county(
    _ waves: [[Household]], _ pipeline: String = pipeline
  ) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to,terrain
      1,试验县,county,,,,
      11,东镇,township,1,,,
      12,西镇,township,1,,,
      111,甲村,village,11,,,plain
      112,乙村,village,11,,,hills
      121,丙村,village,12,,,hills
      122,丁村,village,12,,,
      """, to: "gazetteer.csv")
    for (year, households) in zip([2020, 2021], waves) {
      let lines = households.map {
        "\($0.id),\(villages[$0.village]),\($0.isOnTap ? "自来水" : "井"),\($0.members),\($0.head)"
      }
      try county.write(
        "户编号,行政村,水源,人口数,户主\n" + lines.joined(separator: "\n") + "\n",
        to: "registers/\(year).csv")
      let persons = households.flatMap { household in
        household.ages.enumerated()
          .map {
            "\(household.id)-\($0.offset),\(household.id),\(villages[household.village]),\($0.element)"
          }
      }
      try county.write(
        "编号,户编号,行政村,年龄\n" + persons.joined(separator: "\n") + "\n",
        to: "registers/persons-\(year).csv")
    }
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/one.csv"))
    return county
  }

  /// The rows of a published table by the values of some columns.
  private static func rows(
    _ text: String, by keys: [String]
  ) -> [String: [String: String]] {
    let rows = SampleRun.rows(ofText: text)
      .map { row in (keys.map { row[$0] ?? "?" }.joined(separator: " "), row) }
    return Dictionary(rows, uniquingKeysWith: { _, last in last })
  }

  /// The places that have a row, and whether a village lies in each.
  private static let places: [(code: String, holds: @Sendable (Int) -> Bool)] = [
    ("1", { _ in true }), ("11", { $0 < 2 }), ("12", { $0 >= 2 }),
  ]

  @Test(arguments: 1...4)
  func `figures of waves and of households are what plain Swift gives`(seed: Int) throws {
    let waves = Self.waves(seed: UInt64(seed))
    let county = try Self.county(waves)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let flows = try Self.rows(county.newest("tables/flows.csv"), by: ["code", "wave"])
    let panel = try Self.rows(county.newest("tables/panel.csv"), by: ["code", "wave"])
    let persons = try Self.rows(county.newest("tables/persons.csv"), by: ["code", "wave"])
    let split = try Self.rows(
      county.newest("tables/by_water.csv"), by: ["code", "household.water", "wave"])
    let chosen = try Self.rows(county.newest("tables/chosen.csv"), by: ["code"])
    let moved = try Self.rows(county.newest("tables/moved_on.csv"), by: ["code", "wave"])
    let byId = waves.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.id, $0) }) }
    for (place, holds) in Self.places {
      for (number, wave) in ["2020-12-31", "2021-12-31"].enumerated() {
        let here = waves[number].filter { holds($0.village) }
        let key = "\(place) \(wave)"
        func old(_ household: Household) -> Household? { number == 0 ? nil : byId[0][household.id] }
        func text(_ count: Int) -> String { String(count) }
        let flow = try #require(flows[key])
        #expect(flow["households"] == text(here.count))
        let isFirst = number == 0
        #expect(flow["joined"] == (isFirst ? "" : text(here.count { old($0) == nil })))
        #expect(flow["left"] == (isFirst ? text(here.count { byId[1][$0.id] == nil }) : ""))
        #expect(
          flow["new_taps"]
            == (isFirst ? "" : text(here.count { $0.isOnTap && old($0)?.isOnTap == false })))
        let grown = here.reduce(0) { sum, household in
          sum + (old(household).map { household.members - $0.members } ?? 0)
        }
        #expect(flow["grown"] == (isFirst ? "" : text(grown)))
        #expect(flow["same_head"] == (isFirst ? "" : text(here.count { old($0)?.head == $0.head })))
        let stayed = here.filter { byId[0][$0.id] != nil && byId[1][$0.id] != nil }
        let row = try #require(panel[key])
        #expect(row["households"] == text(stayed.count))
        #expect(row["persons"] == text(stayed.reduce(0) { $0 + $1.members }))
        #expect(row["taps"] == text(stayed.count(where: \.isOnTap)))
        let tapPersons = here.filter(\.isOnTap).reduce(0) { $0 + $1.ages.count }
        let person = try #require(persons[key])
        #expect(person["with_tap"] == text(tapPersons))
        #expect(
          person["in_large"]
            == text(here.filter { $0.members > 3 }.reduce(0) { $0 + $1.ages.count }))
        #expect(person["of_tap_households"] == text(here.count(where: \.isOnTap)))
        let all = here.reduce(0) { $0 + $1.ages.count }
        let squares = here.reduce(0) { $0 + $1.members * $1.ages.count }
        #expect(
          abs((person["size"].flatMap(Double.init) ?? .nan) - Double(squares) / Double(all)) < 1e-9)
        #expect(split["\(place) tap \(wave)"]?["n"] == text(tapPersons))
        #expect(split["\(place) well \(wave)"]?["n"] == text(all - tapPersons))
        let ages = here.filter { !$0.isOnTap }.reduce(0) { $0 + $1.ages.reduce(0, +) }
        #expect(split["\(place) well \(wave)"]?["a"] == text(ages))
        if number == 1 { #expect(chosen[place]?["n"] == text(all - tapPersons)) }
        if place == "1" {
          let count = here.count { old($0)?.isOnTap == false }
          #expect(moved[key]?["n"] == (isFirst ? "" : text(count)))
        }
      }
    }
    let terrain = try Self.rows(
      county.newest("tables/by_terrain.csv"), by: ["place.terrain", "wave"])
    #expect(
      terrain["hills 2020-12-31"]?["n"]
        == String(waves[0].count { [1, 2].contains($0.village) }))
    let stayed = waves[0].count { byId[1][$0.id] != nil }
    #expect(
      try county.newest("diagnostics.jsonl")
        .contains(
          "table panel counts the \(stayed) records of household that are in every wave, and leaves out "
            + "\(waves[0].count - stayed) of 2020-12-31, 10 of 2021-12-31"))
    #expect(try county.newest("diagnostics.jsonl").contains(#""table.panel""#))
  }

  @Test(arguments: [
    (
      "by: [township, wave]\n    count: panel", "by: [township]\n    count: panel",
      "a panel is what is in every wave"
    ),
    ("count(* where head = before.head)", "max(before.head)", "sensitive"),
    ("mean(household.members)", "count(* where before.village = '111')", "is no variable here"),
    ("mean(household.members)", "count(* where household.village = '111')", "is no variable here"),
    (
      "taps: count(* where water = 'tap')", "taps: {value: count(*), of: person}",
      "a panel is of household"
    ),
    (
      "by: [township, household.water, wave]", "by: [township, household.head, wave]",
      "is sensitive"
    ),
    (
      "members: {headers: 人口数, type: integer}",
      "members: {headers: 人口数, type: number}\n      half: {type: integer, derive: members / 2}",
      "may be a fraction"
    ),
    (
      "by: [township, household.water, wave]", "by: [township, household.waters, wave]",
      "household.water"
    ),
  ])
  func `what cannot be said is refused`(text: String, other: String, reason: String) throws {
    let yaml = Self.pipeline.replacing(text, with: other)
    #expect(yaml != Self.pipeline)
    let run = try Self.county(Self.waves(seed: 1), yaml).run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains(reason), "\(run.errors)")
  }

  @Test func `a panel is in every wave that has its record`() throws {
    let waves = Self.waves(seed: 2)
    // Another record has a third wave, in which there are no households.
    let yaml = Self.pipeline
      .replacing(
        "records:\n",
        with: """
            births:
              files: registers/births.csv
              as_of: 2019-12-31
              record: birth
              variables: {village: {headers: 行政村, type: place, level: village}}
          records:

          """)
    let county = try Self.county(waves, yaml)
    try county.write("行政村\n甲村\n", to: "registers/births.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let panel = try Self.rows(county.newest("tables/panel.csv"), by: ["code", "wave"])
    let stayed = Set(waves[0].map(\.id)).intersection(waves[1].map(\.id)).count
    #expect(panel["1 2020-12-31"]?["households"] == String(stayed))
    #expect(panel["1 2021-12-31"]?["households"] == String(stayed))
    #expect(panel["1 2019-12-31"]?["households"] == "")
  }

  @Test func `a level after by is no variable of its name`() throws {
    let county = try SmallCounty()
    let yaml = SmallCounty.pipeline
      .replacing("by: [township, village]", with: "by: [county, village]")
      .replacing(
        "      members:",
        with: "      county: {headers: 县, type: place, level: county}\n          members:")
    let place = yaml.replacing("          members:", with: "      members:")
    try county.write(place, to: "pipeline.yml")
    try county.write("户编号,县,行政村,人口数,参保人数\n001,试验县,甲村,3,2\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv").hasPrefix("level,code,name,county,township,persons")
    )
    try county.write(
      place.replacing("type: place, level: county", with: "type: text"), to: "pipeline.yml")
    let refused = try county.run()
    #expect(refused.status == 78)
    #expect(refused.errors.contains("is a level of places and a variable of household"))
  }
}
