import Foundation
import Testing

/// What the gazetteer tells of places beside their names, through the command.
@Suite struct PlaceAttributesTests {
  private static let gazetteer = """
    code,name,level,parent,valid_from,valid_to,population,kind,largest
    1,试验县,county,,,,40,,
    11,某镇,township,1,,,20,,
    12,另镇,township,1,,,,,
    111,甲村,village,11,,,10,poor,4
    112,乙村,village,11,,,8,,6
    121,丙村,village,12,,,5,poor,

    """

  private static let register = """
    户编号,行政村,人口数,参保人数
    001,甲村,3,2
    002,甲村,5,4
    003,乙村,2,1
    004,乙村,5,1
    005,丙村,9,3

    """

  private static let tables = """
    tables:
      enrolment:
        of: household
        by: [township, village]
        measures:
          persons: sum(members)
          poor_persons: sum(members) where place.kind = 'poor'
          population: place.population
          rate: {value: 100 * persons / place.population, decimals: 1}
      poor:
        of: household
        where: place.kind = 'poor' and place.population > 5
        measures:
          households: count(*)
          villages: count(distinct village)
          largest: max(place.largest)
    gates: {quarantine_share: 0.4}
    """

  private static func county(
    rules: String = "",
    attributes: String = "{population: integer, kind: text, largest: integer}",
    tables: String = tables, gazetteer: String = gazetteer
  ) throws -> SmallCounty {
    let county = try SmallCounty()
    let head = try #require(SmallCounty.pipeline.firstRange(of: "rules:"))
    try county.write(
      SmallCounty.pipeline[..<head.lowerBound]
        .replacing(
          "{gazetteer: gazetteer.csv}",
          with: "{gazetteer: gazetteer.csv, attributes: \(attributes)}")
        + (rules.isEmpty ? "" : "rules:\n\(rules)") + tables, to: "pipeline.yml")
    try county.write(gazetteer, to: "gazetteer.csv")
    try county.write(register, to: "registers/one.csv")
    return county
  }

  @Test func `attributes are figures of rows, and conditions and values of records`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv") == """
        level,code,name,county,township,persons,poor_persons,population,rate
        county,1,试验县,试验县,,24,17,40,60.0
        township,11,某镇,试验县,某镇,15,8,20,75.0
        township,12,另镇,试验县,另镇,9,9,,
        village,111,甲村,试验县,某镇,8,8,10,80.0
        village,112,乙村,试验县,某镇,7,0,8,87.5
        village,121,丙村,试验县,另镇,9,9,5,180.0

        """)
    #expect(
      try county.newest("tables/poor.csv") == """
        level,code,name,households,villages,largest
        county,1,试验县,2,1,4

        """)
  }

  @Test func `rules of records and tables name attributes`() throws {
    let county = try Self.county(
      rules: """
          - {check: members <= place.largest, of: household, severity: quarantine, code: household.large}
          - {check: persons <= place.population, table: enrolment, severity: warn, code: persons.many}

        """)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let quarantine = try county.newest("quarantine.csv")
    #expect(quarantine.contains("place.largest 4"))
    #expect(quarantine.split(separator: "\n").count == 2)
    #expect(run.errors.contains("for 丙村, found persons 9, place.population 5"))
    #expect(run.errors.matches(of: /persons\.many/).count == 2, "\(run.errors)")
  }

  @Test func `on the villages of another day a record keeps what its own place is`() throws {
    let county = try Self.county(
      gazetteer: Self.gazetteer
        .replacing("112,乙村,village,11,,,8", with: "112,乙村,village,11,2021-03-01,,8")
        + "113,旧村,village,11,,2021-03-01,3,old,\n")
    try county.write("date,kind,from,to\n2021-03-01,merge,113,112\n", to: "changes.csv")
    let yaml = try county.text("pipeline.yml")
    try county.write(
      yaml.replacing("gazetteer.csv,", with: "gazetteer.csv, changes: changes.csv,")
        .replacing("kind = 'poor'", with: "population = 8"), to: "pipeline.yml")
    let run = try county.run(["--as-of", "2020-12-31"])
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/enrolment.csv")
    #expect(table.contains("village,113,旧村,试验县,某镇,7,7,3,233.3\n"), "\(table)")
  }

  @Test func `attributes give away no figure that is withheld, and need a place`() throws {
    let withheld = try Self.county(
      tables: Self.tables.replacing(
        "by: [township, village]", with: "by: [township, village]\n    disclosure: {minimum: 3}"))
    let run = try withheld.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("the table withholds"), "\(run.errors)")
    let placeless = try Self.county()
    let yaml = try placeless.text("pipeline.yml")
    try placeless.write(
      yaml.replacing(
        "village: {headers: 行政村, type: place, level: village}", with: "village: {headers: 行政村}"),
      to: "pipeline.yml")
    let other = try placeless.run()
    #expect(other.status == 78)
    #expect(other.errors.contains("“place.kind” is no variable here"), "\(other.errors)")
  }

  @Test func `the widest level may be named among those of a table`() throws {
    let county = try Self.county(
      tables: Self.tables.replacing("by: [township", with: "by: [county, township"))
    let plain = try Self.county()
    #expect(try county.run().status == 0)
    #expect(try plain.run().status == 0)
    let name = "tables/enrolment.csv"
    #expect(try county.newest(name) == plain.newest(name))
  }

  @Test func `a record that names a hamlet counts with its village, on every map`() throws {
    let county = try Self.county(
      tables: Self.tables.replacing(
        "of: household\n    by", with: "of: household\n    base: 2020-12-31\n    by"),
      gazetteer: Self.gazetteer + "1111,小沟,natural_village,111,,,1,hamlet,9\n")
    let hamlet =
      "hamlet: {headers: 自然村, type: place, level: natural_village, within: village, required: false}"
    try county.write(
      try county.text("pipeline.yml").replacing("members: {", with: "\(hamlet)\n      members: {")
        .replacing("gazetteer.csv,", with: "gazetteer.csv, changes: changes.csv,"),
      to: "pipeline.yml")
    try county.write("date,kind,from,to\n", to: "changes.csv")
    try county.write(
      Self.register.replacing("行政村", with: "行政村,自然村").replacing("甲村", with: "甲村,小沟")
        .replacing("乙村", with: "乙村,").replacing("丙村", with: "丙村,"), to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/enrolment.csv")
    #expect(table.contains("village,111,甲村,试验县,某镇,8,8,10,80.0\n"), "\(table)")
    #expect(table.contains("county,1,试验县,试验县,,24,17,40,60.0\n"), "\(table)")
  }

  @Test func `an attribute of the widest place may differ from map to map`() throws {
    let county = try Self.county(
      gazetteer: Self.gazetteer
        .replacing(
          "1,试验县,county,,,,40,,",
          with: "1,试验县,county,,,2021-01-01,30,,\n1,试验县,county,,2021-01-01,,40,,"))
    try county.write("date,kind,from,to\n", to: "changes.csv")
    try county.write(
      try county.text("pipeline.yml")
        .replacing("gazetteer.csv,", with: "gazetteer.csv, changes: changes.csv,"),
      to: "pipeline.yml")
    let run = try county.run(["--as-of", "2020-12-31"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv").contains("county,1,试验县,试验县,,24,17,30,80.0\n"))
  }

  @Test(arguments: [
    (
      "{population: integer, kind: text, largest: integer, area: number}", "gazetteer.csv:1",
      "add the column area"
    ),
    (
      "{population: integer, kind: text, largest: date}", "gazetteer.csv:5",
      "a date such as 2021-10-31 in largest, found “4”"
    ),
    ("{population: count}", "pipeline.yml:4", "integer, number, text, date, boolean"),
    ("{level: text}", "pipeline.yml:4", "places have already"),
    ("{village: text}", "pipeline.yml:4", "places have already"),
    ("{population: integer, kind: text}", "pipeline.yml:", "“place.largest” is no variable here"),
  ])
  func `a mistake is found at its place`(
    attributes: String, place: String, word: String
  ) throws {
    let tables =
      attributes.contains("date") ? Self.tables.replacing("max(", with: "count(") : Self.tables
    let run = try Self.county(attributes: attributes, tables: tables).run()
    #expect(run.status == 78)
    #expect(run.errors.contains(place), "\(run.errors)")
    #expect(run.errors.contains(word), "\(run.errors)")
  }
}
