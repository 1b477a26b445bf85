import Foundation
import SurveyModel
import Testing
import Transform

struct FactReaderTests {
  @Test(arguments: [
    ("全县自来水通行政村102个。", "tap_water_admin_villages", 102, "village"),
    ("全县102个行政村通自来水。", "tap_water_admin_villages", 102, "village"),
    ("自来水入户率为97.5％。", "tap_water_household_rate", 97.5, "percent"),
    ("未通自来水的自然村还有7个。", "natural_villages_without_tap", 7, "natural_village"),
    ("城乡居民医保参保缴费人数为8.5万人。", "resident_insurance_enrolled", 85_000, "person"),
    ("全縣共有三百二十個行政村。", "admin_villages_total", 320, "village"),
    ("脱贫人口小额信贷余额1 234.5万元。", "microcredit_balance_amount", 12_345_000, "yuan"),
    ("今年拨付300万专项资金用于道路等基础设施。", "infrastructure_special_funds", 3_000_000, "yuan"),
    ("累计造林3O00亩防护林。", "shelter_forest_area", 3000, "mu"),
  ])
  func `a figure has its value, its unit and its name`(
    text: String, indicator: String, value: Double, unit: String
  ) throws {
    let facts = try facts(in: text)
    let fact = try #require(facts.first { $0.indicator == indicator }, "\(facts)")
    #expect(fact.value == value)
    #expect(fact.unit == unit)
    #expect(fact.text == slice(text, fact.start, fact.end))
  }

  @Test(arguments: [
    "“四个不摘”政策", "一系列措施", "千方百计谋发展", "第一书记", "第二个百年奋斗目标", "2021年12月15日", "一次性补贴发放",
    "两不愁三保障", "进一步落实", "统一安排", "8:30开会", "100人以上易地搬迁安置村",
  ])
  func `what only looks like a figure is none`(text: String) throws {
    #expect(try facts(in: text).isEmpty)
  }

  @Test(arguments: [
    ("全县辖9个乡镇120个村。", [9, 120], ["township", "village"]),
    ("行政村31个自然村88个。", [31, 88], ["village", "natural_village"]),
    ("现有12个乡镇中心卫生院。", [12], ["item"]),
    ("小学40所(含村小教学点15所)。", [40, 15], ["item", "item"]),
    ("七项特色产业带动农户60户。", [60], ["household"]),
    ("总面积85km^2，耕地2.5万hm^2。", [85, 25_000], ["km2", "hectare"]),
    ("总人口3.5万，其中农业人口1.25万。", [35_000, 12_500], ["person", "person"]),
    ("养羊2.1万只，总投资3亿元。", [21_000, 300_000_000], ["item", "yuan"]),
    ("由百分之十五点五降至千分之六。", [15.5, 6], ["percent", "permille"]),
    ("七成以上的村有了车间。", [70], ["percent"]),
    ("受益面涉及3.6万农村居民。", [36_000], ["person"]),
    ("贫困人口由2013年的2.4万减少到2016年的1.1万人。", [24_000, 11_000], ["person", "person"]),
    ("山区另建9个人饮工程。", [9], ["item"]),
  ])
  func `a figure counts what its own words say`(
    text: String, values: [Double], units: [String]
  ) throws {
    let facts = try facts(in: text)
    #expect(facts.map(\.value) == values)
    #expect(facts.map(\.unit) == units)
  }

  @Test func `figures are of the day that the report gives its data, not of the day it appeared`()
    throws
  {
    let text = """
      2020-06-15 09:30:00
      情况通报
      现将结果通报如下，数据截至2020年4月30日。
      全县共有31个行政村。今年，小额信贷余额50万元。
      """
    #expect(try facts(in: text).map(\.asOf) == ["2020-04-30", "2020"])
  }

  @Test(arguments: ["综合各类水源，31个行政村的600户饮水安全均已达标。", "31个行政村的饮用水全部符合标准。"])
  func `villages with safe water are not the number of villages`(text: String) throws {
    #expect(try facts(in: text).first?.indicator == "safe_water_villages")
  }

  @Test func `words that introduce another figure name that one alone`() throws {
    let facts = try facts(
      in: "易地搬迁群众外出务工45人，就近务工70人，公益性岗位就业12人，享受分红30人。")
    #expect(
      facts.map(\.indicator)
        == ["labour_transfer", "labour_transfer", "public_welfare_post_holders", nil])
  }

  @Test func `what a figure became has its name`() throws {
    let facts = try facts(in: "2021-12-20\n户贷率由去年的8.5%提高到今年的9.75%。")
    #expect(facts.map(\.indicator) == [String](repeating: "microcredit_household_rate", count: 2))
    #expect(facts.map(\.asOf) == ["2020", "2021"])
  }

  @Test func `an aim is a target, and a comparison moves no date`() throws {
    let facts = try facts(in: "2021年户籍人口500人，比上年增加20人，力争到2025年自来水普及率达到96%。")
    #expect(facts.map(\.asOf) == ["2021", "2021", "2025"])
    #expect(facts.map(\.role) == [nil, .change, .target])
  }

  @Test(arguments: [
    ("约300户", Fact.Qualifier.about), ("300多户", .moreThan), ("近300户", .lessThan),
    ("300户以上", .atLeast), ("不超过300户", .atMost), ("300户", .exact),
  ])
  func `wording bounds a value`(text: String, qualifier: Fact.Qualifier) throws {
    let fact = try #require(try facts(in: text).first)
    #expect(fact.qualifier == qualifier)
    #expect(fact.value == 300)
  }

  @Test(arguments: [
    ("户均增收3—5万元。", 30_000, 50_000, "yuan", "3—5万元"),
    ("户均增收3至5万元。", 30_000, 50_000, "yuan", "3至5万元"),
    ("占比在20%-30%之间。", 20, 30, "percent", "20%-30%"),
    ("占比为2.5～4%。", 2.5, 4, "percent", "2.5～4%"),
    ("每组帮扶三到五户。", 3, 5, "household", "三到五户"),
    ("每村補助三至五萬元。", 30_000, 50_000, "yuan", "三至五萬元"),
    ("每户补贴800元——1200元。", 800, 1200, "yuan", "800元——1200元"),
    ("三至五成农户参加。", 30, 50, "percent", "三至五成"),
    ("能耗下降10%至15%。", -15, -10, "percent", "10%至15%"),
  ])
  func `both ends of an interval are one figure`(
    text: String, low: Double, high: Double, unit: String, slice: String
  ) throws {
    let facts = try facts(in: text)
    #expect(facts.count == 1)
    let fact = try #require(facts.first)
    #expect(fact.low == low)
    #expect(fact.high == high)
    #expect(fact.unit == unit)
    #expect(fact.text == slice)
  }

  @Test(
    arguments: [
      ("2014年至2016年脱贫30户。", [30]), ("由20户增加到30户。", [20, 30]), ("从20户到30户。", [20, 30]),
      ("1-10月发放50万元。", [50_0000]), ("抽调5人到3个村帮扶。", [5, 3]),
    ] as [(String, [Double])])
  func `a movement, a date and two things are no interval`(text: String, values: [Double]) throws {
    #expect(try facts(in: text).map(\.value) == values)
  }

  @Test(arguments: ["户均增收?3-5万元。", "户均增收3-?5万元。"])
  func `an interval with a damaged end has no value`(text: String) throws {
    let facts = try facts(in: text)
    #expect(facts.contains { $0.isDamaged })
    #expect(facts.allSatisfy { $0.value == nil && $0.low == nil && $0.high == nil })
  }

  @Test(arguments: [
    ("2016年以来，全县累放扶贫小额信贷3亿元。", "microcredit_cumulative_amount"),
    ("今年以来，全县累放扶贫小额信贷3亿元。", "microcredit_ytd_amount"),
  ])
  func `what was lent since a year is no lending of this year`(text: String, name: String) throws {
    #expect(try facts(in: text).map(\.indicator) == [name])
  }

  @Test(arguments: [
    "管网服务农村人口3万人。", "医保部门说，参加养老保险900人，其中在岗职工700人。",
    "安排农村供水工程维修养护资金3亿元。", "维修养护农村供水工程12处。",
  ])
  func `a part or another thing does not bear the name of the whole`(text: String) throws {
    let wrong = [
      "rural_population", "employee_insurance_active", "water_investment",
      "rural_water_projects_done",
    ]
    #expect(try facts(in: text).allSatisfy { !wrong.contains($0.indicator ?? "") })
  }

  @Test func `a figure behind damage has no value`() throws {
    let fact = try #require(try facts(in: "全县下拨?6万元交通补贴。").first)
    #expect(fact.isDamaged)
    #expect(fact.value == nil)
    #expect(fact.possible == (1...9).map { Double($0) * 100_000 + 60_000 })
    #expect(fact.unit == "yuan")
  }

  @Test(arguments: ["占全县?.24%。", "拨付?,500元补助。", "总人口?.6万人。", "下拨5?万元。", "拨付?万元补助。"])
  func `whatever damage leaves of a number is no number`(text: String) throws {
    let facts = try facts(in: text)
    #expect(facts.count == 1)
    #expect(facts.allSatisfy { $0.isDamaged && $0.value == nil })
  }

  @Test func `a list with 分别 gives each subject its own figure`() throws {
    let facts = try facts(in: "全县男性人口、女性人口分别为120人和110人。")
    #expect(facts.map(\.indicator) == ["male_population", "female_population"])
  }

  @Test func `a date governs the figures behind it`() throws {
    let facts = try facts(in: "2021-12-20\n截至2021年10月末，小额信贷结余12户。今年参保缴费人数5人。")
    #expect(facts.map(\.asOf) == ["2021-10-31", "2021"])
  }

  @Test func `the real article comes out whole`() throws {
    guard let text = ReportFiles.shared("qin-county-2021.txt"),
      let gold = ReportFiles.shared("qin-county-2021.gold.json")
    else {
      withKnownIssue("../shared is absent", isIntermittent: true) {}
      return
    }
    let expected = try JSONDecoder().decode(GoldFacts.self, from: Data(gold.utf8)).facts
    let facts = try facts(in: text)
    for figure in expected {
      let hits = facts.filter { $0.start < figure.end && figure.start < $0.end }
      if figure.value == nil {
        #expect(hits.contains { $0.isDamaged } && hits.allSatisfy { $0.value == nil })
      } else {
        #expect(
          hits.contains {
            $0.value == figure.value && $0.unit == figure.unit && $0.indicator == figure.indicator
          }, "\(figure.indicator)")
      }
    }
  }

  private func facts(in text: String) throws -> [Fact] { try ReportFacts.read(text) }

  private func slice(_ text: String, _ start: Int, _ end: Int) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
  }
}

/// The figures of a gold file.
private struct GoldFacts: Decodable {
  struct Figure: Decodable {
    let indicator: String
    let value: Double?
    let unit: String
    let start: Int
    let end: Int
  }

  let facts: [Figure]
}
