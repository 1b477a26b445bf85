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

  @Test(arguments: [
    "指标\t单位\t东河镇\t西山乡\n户数\t户\t12\t8\n人口\t人\t34\t20",
    "乡镇\t东河镇\t西山乡\n户数（户）\t12\t8\n人口（人）\t34\t20",
  ])
  func `places may be the columns`(table: String) throws {
    let facts = try ReportFacts.read("白石县饮水情况\n" + table)
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

  @Test(arguments: [
    "平均", "户均", "较上年", "比上年增减", "同比增长", "2020年", "2020", "其他", "其余乡镇", "上年", "小计（户）",
  ])
  func `a row that is no place's names none`(label: String) throws {
    let facts = try ReportFacts.read(
      "白石县饮水情况\n乡镇\t户数（户）\t人口（人）\n东河镇\t12\t34\n西山乡\t8\t20\n\(label)\t10\t27")
    #expect(facts.map(\.value) == [12, 34, 8, 20, 10, 27])
    #expect(facts.map(\.place) == ["东河镇", "东河镇", "西山乡", "西山乡", "白石县", "白石县"])
  }

  @Test func `what no row names is a part, and a change is one`() throws {
    let facts = try ReportFacts.read(
      "乡镇\t户籍人口（人）\n东河镇\t34\n其他\t20\n合计\t54\n较上年\t-3\n2020年\t57")
    #expect(facts.map(\.value) == [34, 20, 54, -3, 57])
    #expect(facts.map(\.role) == [nil, .subset, nil, .change, nil])
    #expect(facts.map(\.indicator)[1] == nil)
    #expect(facts.last?.asOf == "2020")
  }

  @Test(arguments: [
    "表2 白石县各乡镇饮水情况", "表2　白石县各乡镇饮水情况\n单位：户", "表2-1：白石县各乡镇户数（户）",
    "白石县各乡镇饮水情况如下：", "附：\n表二 白石县2020年各乡镇情况\n（户）",
  ])
  func `the whole of a table is the place of its title`(title: String) throws {
    let facts = try ReportFacts.read(
      "青石市饮水情况\n全市工作进展顺利。\n各县情况如下。\n白石县工作较好。\n\(title)\n乡镇\t户数\n东河镇\t12\n西山乡\t8\n合计\t20\n"
        + "另有户数30户。")
    #expect(facts.map(\.value) == [12, 8, 20, 30])
    #expect(facts.map(\.place) == ["东河镇", "西山乡", "白石县", "青石市"])
  }

  @Test func `the year of a table's title is that of its numbers`() throws {
    let facts = try ReportFacts.read(
      "白石县2021年情况\n表2 2020年各乡镇户数\n乡镇\t户数（户）\t比2019年增减（户）\n东河镇\t12\t3\n共有30户。")
    #expect(facts.map(\.asOf) == ["2020", "2020", "2021"])
  }

  @Test(arguments: ["平均", "0-14岁", "农村", "城关"])
  func `a row that says what is counted leaves a column's name open`(label: String) throws {
    let facts = try ReportFacts.read(
      "白石县情况\n类别\t户籍人口（人）\n\(label)\t34\n合计\t54\n2020年\t57")
    #expect(facts.map(\.value) == [34, 54, 57])
    #expect(facts.map(\.indicator) == [nil, "registered_population", "registered_population"])
  }

  @Test func `titles above columns and none above the labels leave the corner open`() throws {
    let facts = try ReportFacts.read(
      "白石县参保情况\n单位：人\n            应参保      已参保\n东河镇      25000       24800\n全县        39000       38100"
    )
    #expect(facts.map(\.value) == [25_000, 24_800, 39_000, 38_100])
    #expect(facts.map(\.place) == ["东河镇", "东河镇", "白石县", "白石县"])
  }

  @Test func `rows without titles are told of once`() throws {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(
      in: ReportFiles.document("各乡镇情况如下。\n东河镇\t12\t34\n西山乡\t8\t20\n以上为初步数。"))
    #expect(facts.isEmpty)
    #expect(log.diagnostics.map(\.code) == [.textTable])
  }

  @Test func `a label and its number may stand a space apart`() throws {
    let facts = try ReportFacts.read(
      "乡镇    户数（户）    人口（人）\n城关镇    30            90\n东河镇 12            34")
    #expect(facts.map(\.value) == [30, 90, 12, 34])
    #expect(facts.map(\.place) == ["城关镇", "城关镇", "东河镇", "东河镇"])
  }

  @Test(arguments: [
    "乡镇\t户籍人口（人）\t其中：脱贫人口（人）\n东河镇\t120\t34", "项目\t数值（人）\n户籍人口\t120\n其中：脱贫人口\t34",
  ])
  func `what is among others is a part`(table: String) throws {
    let facts = try ReportFacts.read(table)
    #expect(facts.map(\.value) == [120, 34])
    #expect(facts.map(\.role) == [nil, .subset])
  }
}
