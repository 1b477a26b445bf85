import SurveyModel
import Testing
import Transform

/// What the rows and columns of a table say beside their units: changes, aims, totals, places.
struct ReportTableRowTests {
  @Test(
    arguments: [
      ("比上年增减（户）", "-12", -12, "household"), ("比上年减少（户）", "12", -12, "household"),
      ("同比增长（%）", "3.5", 3.5, "percent"), ("同比±（%）", "-3.5", -3.5, "percent"),
      ("增速（%）", "3.5", 3.5, "percent"), ("比上年下降（个百分点）", "0.5", -0.5, "percentage_point"),
      ("增加（减少）（户）", "-4", -4, "household"),
    ] as [(String, String, Double, String)])
  func `a change is no figure of what changes`(
    title: String, value: String, number: Double, unit: String
  ) throws {
    let facts = try ReportFacts.read("乡镇\t户数（户）\t\(title)\n东河镇\t120\t\(value)")
    #expect(facts.map(\.value) == [120, number])
    #expect(facts.map(\.unit) == ["household", unit])
    #expect(facts.map(\.role) == [nil, .change])
  }

  @Test func `a rate that has growth in its name is a rate`() throws {
    let facts = try ReportFacts.read("指标\t单位\t2021年\n自然增长率\t‰\t4.2")
    #expect(facts.map(\.indicator) == ["natural_growth_rate"])
    #expect(facts.map(\.role) == [nil])
  }

  @Test(arguments: [
    "指标\t2021年\t2025年\n自来水入户率（%）\t90\t98",
    "指标\t2021年\t2025年目标\n自来水入户率（%）\t90\t98",
    "指标\t2021\t2025\n自来水入户率（%）\t90\t98",
    "乡镇\t2021年自来水入户率（%）\t目标自来水入户率（%）\n东河镇\t90\t98",
    "指标\t实绩\t规划数\n自来水入户率（%）\t90\t98",
    "乡镇|自来水入户率（%）|\n|2021年|2025年\n东河镇|90|98",
  ])
  func `a later year or a plan in a title makes aims of its numbers`(table: String) throws {
    let facts = try ReportFacts.read("白石县2021年工作情况\n2021-12-15\n" + table)
    #expect(facts.map(\.value) == [90, 98])
    #expect(facts.map(\.role) == [nil, .target])
    #expect(facts.allSatisfy { $0.indicator == "tap_water_household_rate" })
  }

  @Test func `how far an aim is reached is no aim`() throws {
    let facts = try ReportFacts.read("乡镇\t任务完成率（%）\n东河镇\t98")
    #expect(facts.map(\.role) == [nil])
  }

  @Test(arguments: ["合计", "合 计", "全县合计", "小计", "总　计", "全县", "共计"])
  func `a total is the whole's and no place's`(label: String) throws {
    let facts = try ReportFacts.read(
      "白石县饮水情况\n乡镇\t户数（户）\t人口（人）\n东河镇\t12\t34\n西山乡\t8\t20\n\(label)\t20\t54")
    #expect(facts.map(\.value) == [12, 34, 8, 20, 20, 54])
    #expect(facts.map(\.place) == ["东河镇", "东河镇", "西山乡", "西山乡", "白石县", "白石县"])
  }

  @Test(arguments: [
    "乡镇\t村\t户数（户）\n东河镇\t甲河村\t12\n东河镇\t乙河村\t8\n东河镇\t小计\t20",
    "乡镇\t村\t户数（户）\n东河镇\t甲河村\t12\n\t乙河村\t8\n东河镇小计\t\t20",
    "村\t户数（户）\n东河镇\t\n甲河村\t12\n乙河村\t8\n小计\t20",
  ])
  func `a total within a township is the township's`(table: String) throws {
    let facts = try ReportFacts.read("白石县饮水情况\n" + table)
    #expect(facts.map(\.value) == [12, 8, 20])
    #expect(facts.map(\.place) == ["甲河村", "乙河村", "东河镇"])
  }

  @Test func `places may be the columns`() throws {
    let facts = try ReportFacts.read(
      "白石县饮水情况\n指标\t单位\t东河镇\t西山乡\n户数\t户\t12\t8\n人口\t人\t34\t20")
    #expect(facts.map(\.value) == [12, 8, 34, 20])
    #expect(facts.map(\.place) == ["东河镇", "西山乡", "东河镇", "西山乡"])
  }

  @Test(arguments: [
    "乡镇\t2020年\t2021年\n东河镇\t12\t34", "序号\t乡镇\t2020年\t2021年\n1\t东河镇\t12\t34",
    "乡镇名称\t2020年\t2021年\n东河\t12\t34",
  ])
  func `a place's row is the place's, whatever its columns say`(table: String) throws {
    let facts = try ReportFacts.read("白石县饮水情况\n单位：户\n" + table)
    #expect(facts.map(\.value) == [12, 34])
    #expect(facts.allSatisfy { $0.place?.hasPrefix("东河") == true })
    #expect(facts.map(\.asOf) == ["2020", "2021"])
  }

  @Test func `kinds of villages are no places`() throws {
    let facts = try ReportFacts.read(
      "白石县饮水情况\n项目\t单位\t数量\n行政村\t个\t12\n通水自然村\t个\t34\n乡镇\t个\t5")
    #expect(facts.map(\.value) == [12, 34, 5])
    #expect(facts.map(\.unit) == ["village", "natural_village", "township"])
    #expect(facts.allSatisfy { $0.place == "白石县" })
  }

  @Test(arguments: [
    "序号\t乡镇\t户数\t备注\n1\t东河镇\t12\t2021\n2\t西山乡\t8\t无",
    "乡镇\t户数\t名次\n东河镇\t12\t1\n西山乡\t8\t2",
  ])
  func `what only numbers rows counts nothing`(table: String) throws {
    let facts = try ReportFacts.read("单位：户\n" + table)
    #expect(facts.map(\.value) == [12, 8])
    #expect(facts.map(\.place) == ["东河镇", "西山乡"])
  }

  @Test(arguments: [
    "乡镇\t户数（户）\t人口（人）\n东河镇\t12\t34\n西山乡\t—\t—\n北沟乡\t7\t20",
    "乡镇\t户数（户）\t人口（人）\n东河镇\t12\t34\n注：西山乡未报\n乡镇\t户数（户）\t人口（人）\n北沟乡\t7\t20",
    "乡镇|户数（户）|人口（人）\n东河镇|12|34\n|\n乡镇|户数（户）|人口（人）\n北沟乡|7|20",
    "|乡镇  |户数（户）  |人口（人）|\n|:-----|-----:|:---:|\n|东河镇  |  12  |34|\n|北沟乡  |7  |  20|",
    "乡镇｜户数（户）｜人口（人）\n东河镇｜12｜34\n北沟乡｜7｜20",
    "乡镇    户数（户）    人口（人）\n东河镇    12    34\n西山乡    5\n北沟乡    7    20",
  ])
  func `a row without figures, a note or the titles again do not end a table`(table: String) throws
  {
    let facts = try ReportFacts.read(table)
    #expect(facts.map(\.value) == [12, 34, 7, 20])
    #expect(facts.map(\.place) == ["东河镇", "东河镇", "北沟乡", "北沟乡"])
  }

  @Test func `a row that does not fit the titles is not read, and told of`() throws {
    let text = "乡镇    户数（户）    人口（人）\n东河镇    12    34\n西山乡    5\n北沟乡    7    20"
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(in: ReportFiles.document(text))
    #expect(facts.map(\.value) == [12, 34, 7, 20])
    #expect(log.diagnostics.map(\.code) == [.textTable])
  }

  @Test(arguments: ["12 345", "12\u{A0}345", "12\u{2009}345", "12,345", "１２３４５", "12\u{200B}345"])
  func `a number in a cell may have its thousands apart`(number: String) throws {
    let facts = try ReportFacts.read("乡镇\t户数（户）\n东河镇\t\(number)\n西山乡\t8")
    #expect(facts.map(\.value) == [12_345, 8])
    #expect(facts.first?.text == number)
  }
}
