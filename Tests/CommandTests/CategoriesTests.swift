import Foundation
import Testing

/// The order of the rows that a coded variable splits, and what sheets call its codes.
@Suite struct CategoriesTests {
  private static func county() throws -> SmallCounty {
    let county = try SmallCounty()
    let tables = """
        by_water: &split
          of: household
          by: [county, water]
          measures: {households: {value: count(*), label: 户数}}
          layout: {rows: [water]}
        across:
          of: household
          by: [county, water]
          measures: {households: count(*)}
          layout: {columns: [water]}
        by_size:
          of: household
          by: [county, size]
          measures: {households: count(*)}
        by_assets:
          of: household
          by: [county, assets]
          measures: {households: count(*)}
        by_insured:
          of: household
          by: [county, all_insured]
          measures: {households: count(*)}
      gates: {quarantine_share: 0.4}
      publish: [csv, xlsx]
      """
    let head = try #require(SmallCounty.pipeline.firstRange(of: "tables:\n"))
    try county.write(
      SmallCounty.pipeline[..<head.upperBound]
        .replacing(
          "insured: {headers: 参保人数, type: integer}",
          with: """
            insured: {headers: 参保人数, type: integer}
                  water:
                    headers: 饮水
                    label: {zh: 饮水来源, en: Water}
                    required: false
                    codes:
                      well: {label: {en: Own well}, texts: [自备井, 井]}
                      tap: [自来水]
                      river: {label: {zh: 河水, en: River}}
                  size: {derive: "band(members, 0, 3, 10)"}
                  assets: {headers: 家电, type: answers, codes: {tv: 电视机, radio: 收音机}}
                  all_insured: {type: boolean, derive: insured = members}
            """) + tables, to: "pipeline.yml")
    try county.write(
      """
      户编号,行政村,人口数,参保人数,饮水,家电
      001,甲村,3,3,自来水,收音机
      002,甲村,12,4,river,电视机、收音机
      003,乙村,2,1,井,电视机
      004,乙村,5,1,,收音机
      005,乙村,4,4,river,收音机

      """, to: "registers/one.csv")
    return county
  }

  @Test func `rows stand in the order of the codes, and bands from the lowest`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    func values(_ table: String) throws -> [String] {
      try county.text("Output/small/latest/tables/\(table).csv").split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).suffix(2) }
        .map { $0.joined(separator: " ") }
    }
    #expect(try values("by_water") == ["well 1", "tap 1", "river 2", " 1"])
    #expect(try values("by_size") == ["0-<3 1", "3-<10 3", "10+ 1"])
    #expect(try values("by_insured") == ["0 3", "1 2"])
  }

  @Test(arguments: [
    ("by_water", ["自备井 Own well", "自来水", "河水 River"]),
    (
      "across",
      ["饮水来源 Water: 自备井 Own well", "饮水来源 Water: 自来水", "饮水来源 Water: 河水 River", "饮水来源 Water: —"]
    ),
    ("by_size", ["0-<3", "3-<10", "10+"]),
    ("by_assets", ["收音机", "收音机; 电视机"]),
    ("by_insured", ["否 No", "是 Yes"]),
  ])
  func `sheets have what codes are called`(table: String, texts: [String]) throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let cells = try MilletProcess(
      [
        "cells", "Output/small/latest/tables/small.xlsx", "--sheet", table, "--format", "jsonl",
      ], in: county.folder)
    let found = texts.map { text in cells.output.firstRange(of: "\"\(text)\"")?.lowerBound }
    #expect(!found.contains(nil), "\(texts) in \(cells.output)")
    #expect(table == "by_assets" || found.compactMap(\.self) == found.compactMap(\.self).sorted())
  }

  @Test func `the package has the codes as categories, and places as what rows refer to`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let data = Data(try county.text("Output/small/latest/datapackage.json").utf8)
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    func schema(_ name: String) throws -> [String: Any] {
      try #require(
        resources.first { $0["name"] as? String == name }?["schema"] as? [String: Any])
    }
    let fields = try #require(try schema("by_water")["fields"] as? [[String: Any]])
    let categories = fields.first { $0["name"] as? String == "water" }?["categories"]
    #expect(
      categories as? [[String: String]] == [
        ["value": "well", "label": "自备井", "label_en": "Own well"],
        ["value": "tap", "label": "自来水"],
        ["value": "river", "label": "河水", "label_en": "River"],
      ])
    let keys = try #require(try schema("by_water")["foreignKeys"] as? [[String: Any]])
    let reference = try #require(keys[0]["reference"] as? [String: Any])
    #expect(keys[0]["fields"] as? [String] == ["code"])
    #expect(reference["resource"] as? String == "places")
    #expect(
      try county.text("Output/small/latest/places.csv") == """
        code,level,name,parent
        1,county,试验县,

        """)
  }

  @Test func `bands stand from the lowest wherever they come from`() throws {
    let county = try Self.county()
    let text = try county.text("pipeline.yml")
      .replacing(
        "size: {derive: \"band(members, 0, 3, 10)\"}",
        with: """
          size: {derive: "band(members, 0, 3, 10)"}
                passed: {derive: size}
                chosen: {derive: "case when water is missing then 'none' else coalesce(band(members, 0, 3, 10), '?') end"}
          """
      )
      .replacing(
        "  by_assets:",
        with: """
            by_passed: {of: household, by: [county, passed], measures: {households: count(*)}}
            by_chosen: {of: household, by: [county, chosen], measures: {households: count(*)}}
            by_assets:
          """)
    try county.write(text, to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    func values(_ table: String) throws -> [Substring] {
      try county.text("Output/small/latest/tables/\(table).csv").split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false)[3] }
    }
    #expect(try values("by_passed") == ["0-<3", "3-<10", "10+"])
    #expect(try values("by_chosen") == ["none", "0-<3", "3-<10", "10+"])
  }

  @Test(arguments: [
    ("tap: [自来水]", "\"\": [自来水]", "expected a code"),
    ("tap: [自来水]", "_U: [自来水]", "expected a code"),
    ("label: {en: Own well}", "label: {en: \"\"}", "found an empty text"),
  ])
  func `a code that would say that nothing is known is refused`(
    words: String, others: String, reason: String
  ) throws {
    let county = try Self.county()
    let text = try county.text("pipeline.yml")
    #expect(text.contains(words))
    try county.write(text.replacing(words, with: others), to: "pipeline.yml")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 78 && check.errors.contains(reason), "\(check.errors)")
  }

  @Test func `categories are written as the table writes them, and no head of SDMX stands twice`()
    throws
  {
    let county = try Self.twoSources(
      "codes: {\"=x\": [甲], b: [乙]}", "codes: {\"=x\": [甲], b: [乙]}",
      rows: ["H1,甲村,甲\n", "H2,甲村,乙\n"],
      more: "publish: [csv, sdmx]")
    try county.write(
      try county.text("pipeline.yml").replacing("water", with: "structure"), to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.text("Output/small/latest/tables/by_structure.csv")
    #expect(table.contains(",'=x,"))
    let package = try county.text("Output/small/latest/datapackage.json")
    #expect(package.contains("\"'=x\""))
    let heads =
      try county.text("Output/small/latest/tables/by_structure.sdmx.csv")
      .split(separator: "\n")[0]
      .split(separator: ",")
    #expect(Set(heads).count == heads.count && heads.contains("STRUCTURE_2"), "\(heads)")
  }

  @Test func `a wrong key of a code has its place`() throws {
    let county = try Self.county()
    let text = try county.text("pipeline.yml")
    try county.write(text.replacing("texts: [自备井, 井]", with: "text: [自备井]"), to: "pipeline.yml")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 78 && check.errors.contains("“text”"), "\(check.errors)")
    #expect(check.errors.contains("texts"))
  }

  /// A county whose households two sources give, each with codes of its own.
  private static func twoSources(
    _ first: String, _ second: String, rows: [String], more: String = ""
  ) throws -> SmallCounty {
    let county = try SmallCounty()
    let sources = zip(["a", "b"], [first, second])
      .map { name, codes in
        """
          \(name):
            files: registers/\(name).csv
            record: household
            variables:
              household_id: {headers: 户编号, type: identifier}
              village: {headers: 行政村, type: place, level: village}
              water: {headers: 饮水, \(codes)}
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
      records: {household: {key: household_id}}
      tables:
        by_water: {of: household, by: [county, water], measures: {households: count(*)}}
      \(more)
      """, to: "pipeline.yml")
    for (index, name) in ["a", "b"].enumerated() {
      try county.write("户编号,行政村,饮水\n" + rows[index], to: "registers/\(name).csv")
    }
    return county
  }

  @Test func `the codes of all sources are among the categories, and in a migration`() throws {
    let county = try Self.twoSources(
      "codes: {well: [\"1\", 井], tap: [\"2\", 自来水]}", "codes: {river: [\"3\"], well: [\"1\"]}",
      rows: ["H1,甲村,1\nH2,甲村,2\n", "H3,乙村,3\nH4,乙村,1\n"],
      more: "publish: [csv, xlsx, {migration: records.sqlite}]")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let rows = try county.text("Output/small/latest/tables/by_water.csv").split(separator: "\n")
    #expect(rows.dropFirst().map { $0.split(separator: ",")[3] } == ["well", "tap", "river"])
    let package = try county.text("Output/small/latest/datapackage.json")
    #expect(package.contains("\"river\""))
    let cells = try MilletProcess(
      ["cells", "Output/small/latest/tables/small.xlsx", "--sheet", "by_water", "--format", "csv"],
      in: county.folder)
    // The number of an answer is no title.
    #expect(cells.output.contains("井") && cells.output.contains("自来水"), "\(cells.output)")
    #expect(cells.output.contains("river"), "\(cells.output)")
  }

  @Test func `codes of one title are told apart in sheets`() throws {
    let county = try Self.twoSources(
      "codes: {a: {label: {zh: 水, en: Water}}, b: {label: {zh: 水, en: Other water}}}",
      "codes: {a: [], b: []}",
      rows: ["H1,甲村,a\n", "H2,甲村,b\n"], more: "publish: [csv, xlsx: {languages: [zh]}]")
    try county.write(
      try county.text("pipeline.yml")
        .replacing("csv, xlsx: {languages: [zh]}", with: "csv, {xlsx: {languages: [zh]}}"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let cells = try MilletProcess(
      ["cells", "Output/small/latest/tables/small.xlsx", "--sheet", "by_water", "--format", "csv"],
      in: county.folder)
    #expect(cells.output.contains("水 (a)") && cells.output.contains("水 (b)"), "\(cells.output)")
  }

  @Test func `waves stand in the order of time, whatever that of the codes`() throws {
    let county = try Self.twoSources(
      "codes: {a: []}, required: false}\n      wave: {headers: 轮次, codes: {2021-10-31: [第二轮], 2016-10-31: [第一轮]}",
      "codes: {a: []}, required: false}\n      wave: {headers: 轮次, codes: {2021-10-31: [第二轮], 2016-10-31: [第一轮]}",
      rows: ["", ""], more: "publish: [csv, xlsx]")
    for name in ["a", "b"] {
      try county.write(
        "户编号,行政村,饮水,轮次\n\(name)1,甲村,a,第一轮\n\(name)2,甲村,a,第二轮\n", to: "registers/\(name).csv")
    }
    try county.write(
      try county.text("pipeline.yml").replacing("by: [county, water]", with: "by: [county, wave]"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let rows = try county.text("Output/small/latest/tables/by_water.csv").split(separator: "\n")
    #expect(rows.dropFirst().map { $0.split(separator: ",")[3] } == ["2016-10-31", "2021-10-31"])
    let cells = try MilletProcess(
      ["cells", "Output/small/latest/tables/small.xlsx", "--sheet", "by_water", "--format", "csv"],
      in: county.folder)
    #expect(cells.output.contains("2016-10-31") && !cells.output.contains("第一轮"), "\(cells.output)")
    #expect(!(try county.text("Output/small/latest/datapackage.json").contains("categories")))
  }

  @Test func `what yes and no are called is said by the codes`() throws {
    let county = try Self.twoSources(
      "type: boolean, codes: {yes: {label: {zh: 已通, en: Connected}, texts: [通]}, no: [未通]}",
      "type: boolean, codes: {yes: [通], no: [未通]}", rows: ["H1,甲村,通\n", "H2,甲村,未通\n"],
      more: "publish: [csv, xlsx]")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let cells = try MilletProcess(
      ["cells", "Output/small/latest/tables/small.xlsx", "--sheet", "by_water", "--format", "csv"],
      in: county.folder)
    #expect(
      cells.output.contains("已通 Connected") && cells.output.contains("否 No"), "\(cells.output)")
  }

  @Test func `a rule cannot set what is none of the codes`() throws {
    let county = try Self.twoSources(
      "codes: {a: []}", "codes: {b: []}", rows: ["H1,甲村,a\n", "H2,甲村,b\n"],
      more: "rules: [{check: water = 'a', of: household, severity: correct, set: {water: \"'c'\"}}]"
    )
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 78 && check.errors.contains("is no code of it"), "\(check.errors)")
    try county.write(
      try county.text("pipeline.yml").replacing("\"'c'\"", with: "\"'a'\""), to: "pipeline.yml")
    #expect(try county.run().status == 0)
  }
}
