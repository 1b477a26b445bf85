import Foundation
import Testing

/// Two waves of one survey, of five levels, with a merger and a split between them, through the command.
@Suite struct WavesTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-12-31
    levels: [province, prefecture, county, township, village]
    reference: {gazetteer: gazetteer.csv, changes: changes.csv, attributes: {population: integer}}
    sources:
      first:
        files: registers/2020.csv
        as_of: 2020-12-31
        record: household
        variables: &variables
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
          insured: {headers: 参保人数, type: integer}
          birth: {headers: 出生日期, type: date}
      second:
        files: registers/2021.csv
        record: household
        variables: *variables
    records:
      household: {key: household_id}
    rules:
      - {check: insured <= members, of: household, severity: quarantine, code: household.insured}
      - {check: members <= place.population, of: household, severity: warn, code: household.many}
    tables:
      now:
        of: household
        by: [township, village, wave]
        measures: &measures
          households: count(*)
          persons: sum(members)
          rate: {value: 100 * sum(insured) / persons, decimals: 1}
          old: count(*) where age(birth) >= 60
      then: {of: household, by: [township, village, wave], base: 2020-12-31, measures: *measures}
      latest: {of: household, by: [township, village], measures: *measures}
      earlier: {of: household, by: [township, village], wave: 2020-12-31, measures: *measures}
      adults: {of: household, where: age(birth) >= 60, measures: {n: count(*)}}
      first_then:
        {of: household, by: [township, village], wave: 2020-12-31, base: 2020-12-31,
         measures: *measures}
    gates: {quarantine_share: 0.4}

    """

  private static let gazetteer = """
    code,name,level,parent,valid_from,valid_to,population
    1,某省,province,,,,100
    11,某州,prefecture,1,,,90
    111,甲县,county,11,,,50
    112,乙县,county,11,,,40
    1111,东镇,township,111,,2021-07-01,20
    1111,东镇,township,112,2021-07-01,,20
    1112,西镇,township,111,,,10
    11111,上村,village,1111,,,5
    11112,下村,village,1111,,2021-03-01,4
    11121,石村,village,1112,,2021-03-01,6
    11122,石东村,village,1112,2021-03-01,,3
    11123,石西村,village,1112,2021-03-01,,3
    """

  private static let changes = """
    date,kind,from,to
    2021-03-01,merge,11112,11111
    2021-03-01,split,11121,11122
    2021-03-01,split,11121,11123
    """

  private static let first = """
    户编号,行政村,人口数,参保人数,出生日期
    001,上村,3,2,1961-06-30
    002,下村,4,4,1990-01-01
    003,下村,5,1,1960-12-31
    004,石村,2,2,1930-05-05

    """

  private static let second = """
    户编号,行政村,人口数,参保人数,出生日期
    001,上村,3,3,1961-06-30
    002,上村,5,4,1990-01-01
    003,上村,6,1,1960-12-31
    004,石东村,2,2,1930-05-05
    005,石西村,1,1,1980-05-05
    005,石西村,1,1,1980-05-05

    """

  private static func county(_ pipeline: String = pipeline) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(gazetteer, to: "gazetteer.csv")
    try county.write(changes, to: "changes.csv")
    try county.write(first, to: "registers/2020.csv")
    try county.write(second, to: "registers/2021.csv")
    return county
  }

  @Test func `waves stand side by side on the villages of one day`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/now.csv") == """
        level,code,name,province,prefecture,county,township,wave,households,persons,rate,old
        province,1,某省,某省,,,,2020-12-31,4,14,64.3,2
        province,1,某省,某省,,,,2021-12-31,5,17,64.7,3
        township,1111,东镇,某省,某州,乙县,东镇,2020-12-31,3,12,58.3,1
        township,1111,东镇,某省,某州,乙县,东镇,2021-12-31,3,14,57.1,2
        township,1112,西镇,某省,某州,甲县,西镇,2020-12-31,1,2,100.0,1
        township,1112,西镇,某省,某州,甲县,西镇,2021-12-31,2,3,100.0,1
        village,11111,上村,某省,某州,乙县,东镇,2020-12-31,3,12,58.3,1
        village,11111,上村,某省,某州,乙县,东镇,2021-12-31,3,14,57.1,2
        village,11122,石东村,某省,某州,甲县,西镇,2020-12-31,,,,
        village,11122,石东村,某省,某州,甲县,西镇,2021-12-31,1,2,100.0,1
        village,11123,石西村,某省,某州,甲县,西镇,2020-12-31,,,,
        village,11123,石西村,某省,某州,甲县,西镇,2021-12-31,1,1,100.0,0

        """)
    #expect(
      try county.newest("tables/then.csv") == """
        level,code,name,province,prefecture,county,township,wave,households,persons,rate,old
        province,1,某省,某省,,,,2020-12-31,4,14,64.3,2
        province,1,某省,某省,,,,2021-12-31,5,17,64.7,3
        township,1111,东镇,某省,某州,甲县,东镇,2020-12-31,3,12,58.3,1
        township,1111,东镇,某省,某州,甲县,东镇,2021-12-31,3,14,57.1,2
        township,1112,西镇,某省,某州,甲县,西镇,2020-12-31,1,2,100.0,1
        township,1112,西镇,某省,某州,甲县,西镇,2021-12-31,2,3,100.0,1
        village,11111,上村,某省,某州,甲县,东镇,2020-12-31,1,3,66.7,0
        village,11111,上村,某省,某州,甲县,东镇,2021-12-31,,,,
        village,11112,下村,某省,某州,甲县,东镇,2020-12-31,2,9,55.6,1
        village,11112,下村,某省,某州,甲县,东镇,2021-12-31,,,,
        village,11121,石村,某省,某州,甲县,西镇,2020-12-31,1,2,100.0,1
        village,11121,石村,某省,某州,甲县,西镇,2021-12-31,2,3,100.0,1

        """)
    #expect(try county.newest("tables/adults.csv").hasSuffix(",3\n"))
    // A household of two waves is two records; the same row twice in one is not.
    #expect(try county.newest("duplicates.csv").contains("registers/2021.csv"))
    let findings = try county.newest("diagnostics.jsonl")
    #expect(findings.matches(of: /household\.many/).count == 2)
    #expect(findings.contains("members 5, place.population 4"))
    #expect(findings.contains("members 6, place.population 5"))
  }

  @Test func `a table of one wave is what a table of all has of it`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    func rows(_ table: String) throws -> [String] {
      try county.newest("tables/\(table).csv").split(separator: "\n").dropFirst().map(String.init)
    }
    func rows(_ table: String, of wave: String) throws -> [String] {
      try rows(table).filter { $0.contains(",\(wave),") }
        .map { $0.replacing(",\(wave),", with: ",") }
    }
    #expect(try rows("latest") == rows("now", of: "2021-12-31"))
    #expect(try rows("earlier") == rows("now", of: "2020-12-31"))
    #expect(try rows("first_then") == rows("then", of: "2020-12-31"))
  }

  /// The registers of both waves in one, whose rows tell their wave; it stands before each village.
  private static func together(_ waves: String) throws -> SmallCounty {
    let sources = try #require(pipeline.firstRange(of: "  second:"))
    let records = try #require(pipeline.firstRange(of: "records:"))
    let yaml =
      pipeline[..<sources.lowerBound].replacing("    as_of: 2020-12-31\n", with: "")
      .replacing("village: {", with: "wave: {headers: 调查期, codes: \(waves)}\n      village: {")
      + pipeline[records.lowerBound...]
    let county = try county(String(yaml))
    let rows = { (register: String, wave: String) in
      register.split(separator: "\n").dropFirst()
        .map { line in
          let fields = line.split(separator: ",")
          return ([fields[0], wave[...]] + fields[1...]).joined(separator: ",")
        }
    }
    let lines = zip(rows(second, "2021年") + [""], rows(first, "2020年") + ["", ""])
      .flatMap { [$0, $1] }.filter { !$0.isEmpty }
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/2021.csv"))
    try county.write(
      "户编号,调查期,行政村,人口数,参保人数,出生日期\n" + lines.joined(separator: "\n") + "\n",
      to: "registers/2020.csv")
    return county
  }

  @Test func `rows may tell their wave themselves`() throws {
    let apart = try Self.county()
    let together = try Self.together("{2020-12-31: 2020年, 2021-12-31: 2021年}")
    #expect(try apart.run().status == 0)
    let run = try together.run()
    #expect(run.status == 0, "\(run.errors)")
    for table in ["now", "then", "latest", "earlier", "first_then"] {
      let name = "tables/\(table).csv"
      #expect(try together.newest(name) == apart.newest(name), "\(table)")
    }
  }

  @Test func `rows may tell their wave in a column known by its letter`() throws {
    let apart = try Self.county()
    let together = try Self.together("{2020-12-31: 2020年, 2021-12-31: 2021年}")
    let yaml = try together.text("pipeline.yml")
    try together.write(
      yaml.replacing("wave: {headers: 调查期,", with: "wave: {letter: B,"), to: "pipeline.yml")
    #expect(try apart.run().status == 0)
    let run = try together.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try together.newest("tables/then.csv") == apart.newest("tables/then.csv"))
  }

  @Test func `what is derived and what lies in another place is of the row's wave`() throws {
    let county = try Self.together("{2020-12-31: 2020年, 2021-12-31: 2021年}")
    let yaml = try county.text("pipeline.yml")
    try county.write(
      yaml.replacing(
        "village: {headers: 行政村, type: place, level: village}",
        with: """
          town: {headers: 乡镇, type: place, level: township, required: false}
                village: {headers: 行政村, type: place, level: village, within: town}
                years: {type: integer, derive: age(birth)}
          """
      )
      .replacing("where age(birth) >= 60", with: "where years >= 60"), to: "pipeline.yml")
    let register = try county.text("registers/2020.csv")
    try county.write(
      register.split(separator: "\n").enumerated()
        .map { "\($1),\($0 == 0 ? "乡镇" : "")\n" }.joined(), to: "registers/2020.csv")
    let apart = try Self.county()
    #expect(try apart.run().status == 0)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.newest("tables/now.csv") == apart.newest("tables/now.csv"))
  }

  @Test func `an answer holds on the days that have its place`() throws {
    let county = try Self.county(
      Self.pipeline.replacing(
        "changes: changes.csv", with: "changes: changes.csv, decisions: decisions.csv"))
    try county.write(
      "name,level,within,code\n下林,village,,11112\n下林,village,,11111\n", to: "decisions.csv")
    try county.write(Self.first + "006,下林,1,1,1980-01-01\n", to: "registers/2020.csv")
    try county.write(Self.second + "006,下林,1,1,1980-01-01\n", to: "registers/2021.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/then.csv")
    #expect(
      table.contains("village,11111,上村,某省,某州,甲县,东镇,2020-12-31,2,4,75.0,0\n"), "\(table)")
    #expect(try county.newest("tables/now.csv").contains("2021-12-31,6,18,66.7,3\n"))
  }

  @Test func `waves need no gazetteer`() throws {
    let yaml = Self.pipeline
      .replacing(
        "reference: {gazetteer: gazetteer.csv, changes: changes.csv, attributes: {population: integer}}\n",
        with: ""
      )
      .replacing(
        "  - {check: members <= place.population, of: household, severity: warn, code: household.many}\n",
        with: ""
      )
      .replacing("type: place, level: village", with: "type: text")
      .replacing("township, village, wave", with: "wave").replacing(", base: 2020-12-31", with: "")
      .replacing("by: [township, village], ", with: "")
    let county = try Self.county(yaml)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let rows = try county.newest("tables/now.csv").split(separator: "\n").dropFirst()
    #expect(
      rows.map { $0.split(separator: ",").suffix(5).joined(separator: ",") } == [
        "2020-12-31,4,14,64.3,2", "2021-12-31,5,17,64.7,3",
      ])
    let latest = try county.newest("tables/latest.csv")
    #expect(latest.hasSuffix(",5,17,64.7,3\n"), "\(latest)")
  }

  @Test func `a wave of which nothing is left has its rows, and what no source gives is missing`()
    throws
  {
    let county = try Self.county(
      Self.pipeline
        .replacing(
          "records:\n",
          with: """
            plans:
                files: registers/plan.csv
                record: plan
                variables: {village: {headers: 行政村, type: place, level: village}, aim: {headers: 目标, type: integer}}
            records:

            """
            .replacing("\n  records", with: "\nrecords")
        )
        .replacing(
          "tables:\n",
          with: """
            tables:
              few:
                of: household
                by: wave
                where: members > 5
                measures: {households: count(*)}
              aims: {of: household, by: wave, measures: {aim: {value: sum(aim), of: plan}}}

            """))
    try county.write("行政村,目标\n上村,7\n", to: "registers/plan.csv")
    let yaml = try county.text("pipeline.yml")
    try county.write(
      yaml.replacing("plans:\n    files", with: "  plans:\n    files"), to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/few.csv") == """
        level,code,name,wave,households
        province,1,某省,2020-12-31,0
        province,1,某省,2021-12-31,1

        """)
    #expect(
      try county.newest("tables/aims.csv") == """
        level,code,name,wave,aim
        province,1,某省,2020-12-31,
        province,1,某省,2021-12-31,7

        """)
  }

  @Test func `the first row of a household is one of each wave`() throws {
    let county = try Self.together("{2020-12-31: 2020年, 2021-12-31: 2021年}")
    let yaml = try county.text("pipeline.yml")
    try county.write(
      yaml.replacing(
        "    record: household\n", with: "    record: household\n    first_rows_of: household_id\n"),
      to: "pipeline.yml")
    let lines = try county.text("registers/2020.csv").split(separator: "\n")
    try county.write(
      (lines.prefix(1) + lines.dropFirst().sorted()).joined(separator: "\n") + "\n",
      to: "registers/2020.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/now.csv")
    #expect(table.contains("province,1,某省,某省,,,,2020-12-31,4,14,64.3,2\n"), "\(table)")
    #expect(table.contains("province,1,某省,某省,,,,2021-12-31,5,17,64.7,3\n"), "\(table)")
  }

  @Test func `a row of no wave is held back`() throws {
    let county = try Self.together("{2020-12-31: 2020年, 2021-12-31: 2021年}")
    let register = try county.text("registers/2020.csv")
    try county.write(
      register + "007,,上村,1,1,1980-01-01\n008,2019年,上村,1,1,1980-01-01\n",
      to: "registers/2020.csv")
    #expect(try county.run().status == 0)
    let quarantine = try county.newest("quarantine.csv")
    #expect(quarantine.matches(of: /调查期|wave/).count >= 2, "\(quarantine)")
    #expect(
      try county.newest("tables/now.csv").contains("province,1,某省,某省,,,,2021-12-31,5,17,64.7,3"))
  }

  @Test func `a doubtful name is asked for on the villages of its wave`() throws {
    let county = try Self.county()
    try county.write(Self.first + "006,下林,1,1,1980-01-01\n", to: "registers/2020.csv")
    try county.write(Self.second + "006,下林,1,1,1980-01-01\n", to: "registers/2021.csv")
    #expect(try county.run().status == 0)
    let needed = try county.newest("decisions-needed.csv").split(separator: "\n").dropFirst()
    #expect(needed.count == 2)
    // On the villages of 2021 it resembles none, and may be a person.
    #expect(
      needed.filter { $0.contains("registers/2020.csv") && $0.contains("11112 下村") }.count == 1)
    #expect(needed.filter { $0.contains("registers/2021.csv") && !$0.contains("下") }.count == 1)
  }

  @Test(arguments: [
    ("as_of: 2020-12-31\n", "as_of: 2020-12\n", "pipeline.yml:9", "write the whole date"),
    ("wave: 2020-12-31,", "wave: 2019-12-31,", "pipeline.yml", "a wave of 2020-12-31, 2021-12-31"),
    (
      "latest: {of: household,", "latest: {of: household, where: wave = '2020-12-31',",
      "pipeline.yml", "write wave: DAY"
    ),
    (
      "where age(birth) >= 60", "where wave = '2020-12-30'", "pipeline.yml",
      "'2020-12-30' is no code of wave"
    ),
    (
      "severity: warn, code: household.many", "severity: correct, set: {wave: \"'2020-12-31'\"}",
      "pipeline.yml", "its wave, which no rule can change"
    ),
    (
      "latest: {of: household, by: [township, village], measures: *measures}",
      "latest: {of: household, measures: {n: count(*) where wave = '2020-12-31'}}", "pipeline.yml",
      "by: [wave]"
    ),
    (
      "    as_of: 2020-12-31\n    record: household\n    variables: &variables\n",
      "    record: household\n    variables: &variables\n      wave: {headers: 期, codes: {2020-12-31: 一, 2021-6-30: 二}}\n",
      "pipeline.yml:11", "2021-6-30"
    ),
    ("levels: [province,", "levels: [wave,", "pipeline.yml:4", "tables use themselves"),
    (
      "birth: {headers", "wave: {headers", "pipeline.yml:7",
      "remove as_of of first, or the variable"
    ),
    (
      "variables: *variables",
      "variables: {household_id: {headers: 户编号}, wave: {headers: 期, codes: {a: 一, b: 二}}}",
      "pipeline.yml:7", "codes that are days"
    ),
  ])
  func `a mistake is found at its place`(
    old: String, new: String, place: String, word: String
  ) throws {
    let changed = Self.pipeline.replacing(old, with: new)
    #expect(changed != Self.pipeline)
    let run = try Self.county(changed).run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains(place), "\(run.errors)")
    #expect(run.errors.contains(word), "\(run.errors)")
  }
}
