import Foundation
import PropertyTesting
import Testing

/// Figures that are computed from those of other rows: change between waves, shares of what lies around.
@Suite struct OtherRowsTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-12-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      first:
        files: registers/2020.csv
        as_of: 2020-12-31
        record: household
        variables: &variables
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          water: {headers: 水源, codes: {tap: [自来水], well: [井], spring: [泉]}}
          members: {headers: 人口数, type: integer}
      second:
        files: registers/2021.csv
        record: household
        variables: *variables
    records:
      household: {key: household_id}
    tables:
      change:
        of: household
        by: [township, village, wave]
        measures: &measures
          households: count(*)
          persons: sum(members)
          size: persons / households
          more: {value: persons - before.persons, unit: person}
          growth: {value: 100 * more / before.persons, unit: percent}
          since_first: 100 * persons / first.persons
          to_last: last.persons - persons
          faster: more - before.more
          of_township: 100 * persons / township.persons
          of_county: 100 * persons / county.persons
          of_total: 100 * persons / total.persons
          size_change: round(size - before.size, 3)
          known_before: coalesce(before.persons, 0)
      sources:
        of: household
        by: [township, water, wave]
        measures:
          households: count(*)
          persons: sum(members)
          share: 100 * households / all.households
          persons_share: 100 * persons / all.persons
          share_change: share - before.share
      now: {of: household, by: [township, water], measures: {n: count(*), share: 100 * n / all.n}}
      few:
        of: household
        by: [township, village, wave]
        measures: *measures
        disclosure: {minimum: 3}
    gates: {quarantine_share: 0.4}

    """

  private static func county(_ pipeline: String = pipeline, seed: UInt64 = 1) throws -> SmallCounty
  {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,东镇,township,1,,
      12,西镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,
      121,丙村,village,12,,
      122,丁村,village,12,,
      """, to: "gazetteer.csv")
    var random = SeededGenerator(seed: seed)
    for (wave, waters) in [("2020", ["自来水", "井"]), ("2021", ["自来水", "泉"])] {
      var lines = ["户编号,行政村,水源,人口数"]
      for (village, name) in ["甲村", "乙村", "丙村", "丁村"].enumerated() {
        // One village has few households, one in the second wave none.
        let most = [7, 2, 9, wave == "2021" ? 0 : 4][village]
        for number in 0..<most {
          let water = waters[Int.random(in: 0...1, using: &random)]
          lines.append(
            "\(village)\(number),\(name),\(water),\(Int.random(in: 1...5, using: &random))")
        }
      }
      try county.write(lines.joined(separator: "\n") + "\n", to: "registers/\(wave).csv")
    }
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/one.csv"))
    return county
  }

  /// A number of a row; nil where there is none.
  private static func number(_ row: [String: String]?, _ column: String) -> Double? {
    row?[column].flatMap(Double.init)
  }

  private static func near(_ found: Double?, _ expected: Double?) -> Bool {
    guard let found, let expected else { return found == nil && expected == nil }
    return abs(found - expected) <= 1e-9 * max(1, abs(expected))
  }

  private static func quotient(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right, right != 0 else { return nil }
    return 100 * left / right
  }

  private static func difference(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return nil }
    return left - right
  }

  @Test(arguments: ["change", "few"])
  func `change and shares are what the table's own figures give`(table: String) throws {
    for seed in 1...3 {
      let county = try Self.county(seed: UInt64(seed))
      let run = try county.run()
      #expect(run.status == 0, "\(run.errors)")
      let rows = SampleRun.rows(ofText: try county.newest("tables/\(table).csv"))
      #expect(rows.count == 14)
      func other(_ code: String?, _ wave: String?) -> [String: String]? {
        rows.first { $0["code"] == code && $0["wave"] == wave }
      }
      for row in rows {
        let wave = row["wave"]
        let before = wave == "2021-12-31" ? other(row["code"], "2020-12-31") : nil
        let first = other(row["code"], "2020-12-31")
        let last = other(row["code"], "2021-12-31")
        let township =
          row["level"] == "county" ? nil : other(row["code"].map { String($0.prefix(2)) }, wave)
        let persons = Self.number(row, "persons")
        let more = Self.difference(persons, Self.number(before, "persons"))
        let expected: [String: Double?] = [
          "more": more, "growth": Self.quotient(more, Self.number(before, "persons")),
          "since_first": Self.quotient(persons, Self.number(first, "persons")),
          "to_last": Self.difference(Self.number(last, "persons"), persons),
          "faster": Self.difference(more, nil),
          "of_township": Self.quotient(persons, Self.number(township, "persons")),
          "of_county": Self.quotient(persons, Self.number(other("1", wave), "persons")),
          "of_total": Self.quotient(persons, Self.number(other("1", wave), "persons")),
          "size_change": Self.difference(Self.number(row, "size"), Self.number(before, "size"))
            .map { ($0 * 1000).rounded() / 1000 },
        ]
        for (column, value) in expected {
          let found = Self.number(row, column)
          #expect(Self.near(found, value), "\(column) of \(row), expected \(value ?? .nan)")
        }
        #expect(
          row["known_before"] == (before.map { $0["persons"] ?? "" } ?? "0"),
          "known_before of \(row)")
      }
      #expect(rows.contains { $0["more"] == "withheld" } == (table == "few"))
      // What is computed from a withheld figure is withheld.
      for row in rows where row["persons"] == "withheld" {
        for column in ["to_last", "of_county", "since_first"] { #expect(row[column] == "withheld") }
      }
    }
  }

  @Test func `every combination has a row in each wave, and shares of all add up`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("table."))
    let rows = SampleRun.rows(ofText: try county.newest("tables/sources.csv"))
    // Three places, three sources of water of which each wave has two, and two waves.
    #expect(rows.count == 18)
    var shares: [String: Double] = [:]
    for row in rows {
      let key = "\(row["code"] ?? "") \(row["wave"] ?? "")"
      shares[key, default: 0] += Self.number(row, "share") ?? .nan
      let before = rows.first {
        $0["code"] == row["code"] && $0["water"] == row["water"] && $0["wave"] == "2020-12-31"
      }
      let change = Self.difference(Self.number(row, "share"), Self.number(before, "share"))
      #expect(
        Self.near(Self.number(row, "share_change"), row["wave"] == "2020-12-31" ? nil : change))
      if row["water"] == "spring", row["wave"] == "2020-12-31" { #expect(row["households"] == "0") }
    }
    #expect(shares.count == 6)
    for share in shares.values { #expect(abs(share - 100) < 1e-9) }
    #expect(SampleRun.rows(ofText: try county.newest("tables/now.csv")).count == 6)
  }

  @Test(arguments: [
    ("before.persons", "n: before.persons", "no measure named before this one"),
    ("wave", "persons: sum(members)\n      n: before.persons", "a figure of another wave"),
    ("all", "persons: sum(members)\n      n: all.persons", "nothing does"),
    ("village", "persons: sum(members)\n      n: village.persons", "no measure named before"),
    (
      "aggregate", "persons: sum(members)\n      n: count(*) / total.persons",
      "an aggregate cannot stand beside figures of other rows"
    ),
    (
      "chain", "persons: sum(members)\n      a: total.persons\n      n: count(*) - a",
      "an aggregate cannot stand beside figures of other rows"
    ),
  ])
  func `what no row can have is refused with a remedy`(
    name: String, measures: String, reason: String
  ) throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(/tables:(.|\n)*gates/) { _ in
        "tables:\n  t:\n    of: household\n    by: [township]\n    measures:\n      \(measures)\ngates"
      }, to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains(reason), "\(name): \(run.errors)")
  }

  @Test func `means do not add up`() throws {
    let county = try Self.county(
      Self.pipeline.replacing(
        "share: 100 * households / all.households", with: "m: mean(members)\n      share: all.m"
      ))
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("only counts and sums add up"), "\(run.errors)")
  }
}
