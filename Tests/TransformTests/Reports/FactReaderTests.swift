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
    ("约300户", Fact.Qualifier.about), ("300多户", .moreThan), ("近300户", .lessThan),
    ("300户以上", .atLeast), ("不超过300户", .atMost), ("300户", .exact),
  ])
  func `wording bounds a value`(text: String, qualifier: Fact.Qualifier) throws {
    let fact = try #require(try facts(in: text).first)
    #expect(fact.qualifier == qualifier)
    #expect(fact.value == 300)
  }

  @Test func `a figure behind damage has no value`() throws {
    let fact = try #require(try facts(in: "全县下拨?6万元交通补贴。").first)
    #expect(fact.isDamaged)
    #expect(fact.value == nil)
    #expect(fact.possible == (1...9).map { Double($0) * 100_000 + 60_000 })
    #expect(fact.unit == "yuan")
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

  private func facts(in text: String) throws -> [Fact] {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    return reader.facts(in: ReportFiles.document(text)).facts
  }

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
