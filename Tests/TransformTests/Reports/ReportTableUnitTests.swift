import SurveyModel
import Testing
import Transform

/// Which unit the numbers of a table have: none is better than another's.
struct ReportTableUnitTests {
  /// A table of two columns below a caption, with a row of values.
  private func facts(_ caption: String, _ titles: [String], _ values: [String]) throws -> [Fact] {
    try ReportFacts.read(
      "\(caption)\n乡镇\t\(titles.joined(separator: "\t"))\n东河镇\t\(values.joined(separator: "\t"))")
  }

  @Test(arguments: [
    ("单位：万元", "户数", "household"),
    ("单位：万元", "贷款户数", "household"),
    ("单位：人", "户数", "household"),
    ("单位：户", "常住人口", "person"),
    ("单位：元", "参保人数", "person"),
  ])
  func `a title that says what it counts takes no other unit from the caption`(
    caption: String, title: String, unit: String
  ) throws {
    let facts = try facts(caption, [title], ["1250"])
    #expect(facts.map(\.value) == [1250])
    #expect(facts.map(\.unit) == [unit])
  }

  @Test(arguments: [
    ("单位：万人", "出生率", "12.3"), ("单位：人", "比重", "34.29"), ("单位：户", "占比", "34.29"),
    ("计量单位：千元", "村个数", "12"), ("单位：万元", "床位数", "60"), ("单位：万元", "人均住房面积", "30.5"),
    ("单位：人", "平均年龄", "45"), ("单位：万元、吨", "产量", "120"), ("单位：户", "人口", "3.25"),
    ("单位：万元", "发电量（万千瓦时）", "12"), ("", "发电量（单位：度）", "12"),
  ])
  func `a number has no figure where no unit is certain`(
    caption: String, title: String, value: String
  ) throws {
    let facts = try facts(caption, [title, "通水户数（户）"], [value, "7"])
    #expect(facts.filter { $0.unit != "village" }.map(\.value) == [7], "\(facts)")
    #expect(facts.allSatisfy { $0.unit == "village" || $0.unit == "household" })
  }

  @Test func `a number that has no certain unit is told of once a column`() throws {
    let text = "单位：人\n乡镇\t比重\t人口\n东河镇\t34.29\t3456\n西山乡\t15.83\t1234"
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.map(\.value) == [3456, 1234])
    #expect(log.diagnostics.map(\.code) == [.textTable])
  }

  @Test(
    arguments: [
      ("单位：万元、户", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("单位：户、万元", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("（单位：个、万元）", ["投资总额", "行政村"], [1_205_000, 80], ["yuan", "village"]),
      ("单位：人、%", ["入户率", "常住人口"], [120.5, 80], ["percent", "person"]),
      ("单位：元/人、户", ["补助标准（元/人）", "户数"], [120.5, 80], ["yuan", "household"]),
    ] as [(String, [String], [Double], [String])])
  func `the units of a caption go to the titles that they fit`(
    caption: String, titles: [String], values: [Double], units: [String]
  ) throws {
    let facts = try facts(caption, titles, ["120.5", "80"])
    #expect(facts.map(\.value) == values)
    #expect(facts.map(\.unit) == units)
  }

  @Test(
    arguments: [
      ("户数（2020年）", "12", 12, "household"), ("户数（含监测户）（户）", "12", 12, "household"),
      ("同比增减（百分点）", "−1.2", -1.2, "percentage_point"),
      ("同比增减（个百分点）", "-1.2", -1.2, "percentage_point"),
      ("通水户数[户]", "12", 12, "household"), ("贷款（千元）", "1.5", 1500, "yuan"),
      ("贷款 单位：万元", "1.5", 15_000, "yuan"), ("60岁以上人口（人）", "12", 12, "person"),
      ("3人以上户数（户）", "12", 12, "household"), ("发放贷款/万元", "1.5", 15_000, "yuan"),
      ("入户率（％）", "98.5", 98.5, "percent"), ("贷款（元）", "1.5万", 15_000, "yuan"),
      ("贷款（元）", "1.5万元", 15_000, "yuan"),
    ] as [(String, String, Double, String)])
  func `a unit in a title is read whole, and what is none is left to the title`(
    title: String, value: String, number: Double, unit: String
  ) throws {
    let facts = try facts("", [title], [value])
    #expect(facts.map(\.value) == [number])
    #expect(facts.map(\.unit) == [unit])
  }

  @Test func `percentage points are no hundred points`() throws {
    let facts = try ReportFacts.read("入户率比上年提高1.2百分点。")
    #expect(facts.map(\.value) == [1.2])
    #expect(facts.map(\.unit) == ["percentage_point"])
  }

  @Test(arguments: [
    "单位：万元\n指标\t2020年\t2021年\n贷款余额\t120\t130\n贷款户数\t45\t50",
    "指标\t单位\t2020年\t2021年\n贷款余额\t万元\t120\t130\n贷款户数\t户\t45\t50",
    "指标\t2020\t2021\n贷款余额（万元）\t120\t130\n贷款户数（户）\t45\t50",
  ])
  func `rows that are indicators have the unit of their own name`(table: String) throws {
    let facts = try ReportFacts.read(table)
    #expect(facts.map(\.value) == [1_200_000, 1_300_000, 45, 50])
    #expect(facts.map(\.unit) == ["yuan", "yuan", "household", "household"])
    #expect(facts.map(\.asOf) == ["2020", "2021", "2020", "2021"])
  }

  @Test(arguments: [
    "乡镇\t户数\t入户率\n\t（户）\t（%）\n东河镇\t12\t98.5\n西山乡\t8\t97",
    "乡镇|户数|入户率\n单位|户|%\n东河镇|12|98.5\n西山乡|8|97",
    "乡镇    户数    入户率\n        户      %\n东河镇    12    98.5\n西山乡    8    97",
  ])
  func `a row below the titles gives their units`(table: String) throws {
    let facts = try ReportFacts.read(table)
    #expect(facts.map(\.value) == [12, 98.5, 8, 97])
    #expect(facts.map(\.unit) == ["household", "percent", "household", "percent"])
  }

  @Test(
    arguments: [
      ("（万元、户）", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("万元、户", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("表2 各乡镇贷款（万元、户）", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("万元", ["贷款余额", "贷款户数"], [1_205_000, 80], ["yuan", "household"]),
      ("（万元）", ["贷款余额", "到位资金"], [1_205_000, 800_000], ["yuan", "yuan"]),
    ] as [(String, [String], [Double], [String])])
  func `a caption of units needs no word that says so`(
    caption: String, titles: [String], values: [Double], units: [String]
  ) throws {
    let facts = try facts(caption, titles, ["120.5", "80"])
    #expect(facts.map(\.value) == values)
    #expect(facts.map(\.unit) == units)
  }

  @Test(arguments: ["（升、万元）", "各乡镇情况（新）", "村", ""])
  func `a column without a unit is told of where no caption is certain`(caption: String) throws {
    let text = "\(caption)\n乡镇\t余额\t户数（户）\n东河镇\t120\t3\n西山乡\t80\t2"
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.map(\.value) == [3, 2])
    #expect(log.diagnostics.map(\.code) == [.textTable])
  }
}
