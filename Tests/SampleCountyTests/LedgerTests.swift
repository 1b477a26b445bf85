import Testing

@testable import SampleCounty

@Suite struct LedgerTests {
  private static let files = SampleTests.sample.ledgers
  private static let county = SampleTests.sample.county

  private static func ledger(_ worksheet: String) throws -> Ledger {
    try #require(files.flatMap(\.ledgers).first { $0.worksheet == worksheet })
  }

  /// A figure that the county reported and the column whose cells add up to it.
  struct Sum: Sendable, CustomTestStringConvertible {
    let worksheet: String
    let column: String
    let total: Int

    var testDescription: String { "\(worksheet).\(column)" }
  }

  @Test(arguments: [
    Sum(worksheet: "供水点台账", column: "供水户数（户）", total: Totals.households),
    Sum(worksheet: "供水点台账", column: "受益人口（人）", total: Totals.persons),
    Sum(worksheet: "结算明细", column: "大病保险支付", total: 16_284_700),
    Sum(worksheet: "结算明细", column: "医疗救助支付", total: 7_423_600),
    Sum(worksheet: "到期与逾期监测", column: "贷款余额", total: 136_369_600),
    Sum(worksheet: "到期与逾期监测", column: "逾期金额", total: 1_274_000),
    Sum(worksheet: "控辍保学台账", column: "资助金额", total: 990_000),
    Sum(worksheet: "务工台账", column: "交通补贴", total: 480_000),
    Sum(worksheet: "消费帮扶订单", column: "订单金额", total: 869_400),
    Sum(worksheet: "小班一览", column: "面积（亩）", total: 220_000),
    Sum(worksheet: "奖补发放", column: "拨付金额", total: 20_000_000),
    Sum(worksheet: "田间道路", column: "专项资金", total: 3_000_000),
    Sum(worksheet: "搬迁户名册", column: "搬迁人口（人）", total: 1_544),
    Sum(worksheet: "监测对象", column: "家庭人口（人）", total: 1_411),
  ])
  func `the entries add up to what the county reported`(sum: Sum) throws {
    #expect(try Self.ledger(sum.worksheet).sum(sum.column) == sum.total)
  }

  /// A number of entries that the county reported.
  struct Count: Sendable, CustomTestStringConvertible {
    let worksheet: String
    let column: String
    let word: String
    let count: Int

    var testDescription: String { "\(worksheet).\(column) \(word)" }
  }

  @Test(arguments: [
    Count(worksheet: "控辍保学台账", column: "就学状态", word: "延缓入学", count: 9),
    Count(worksheet: "控辍保学台账", column: "就学状态", word: "送教上门", count: 37),
    Count(worksheet: "控辍保学台账", column: "就学状态", word: "劝返复学", count: 14),
    Count(worksheet: "住房安全台账", column: "保障方式", word: "危房改造", count: 1_323),
    Count(worksheet: "住房安全台账", column: "保障方式", word: "易地搬迁", count: 542),
    Count(worksheet: "慢病随访", column: "是否规范管理", word: "是", count: 7_776),
    Count(worksheet: "经营主体名录", column: "龙头企业级别", word: "省级", count: 8),
    Count(worksheet: "经营主体名录", column: "龙头企业级别", word: "市级", count: 9),
    Count(worksheet: "成员单位", column: "是否联席单位", word: "是", count: 19),
    Count(worksheet: "政策清单", column: "处理方式", word: "延续", count: 15),
    Count(worksheet: "政策清单", column: "处理方式", word: "优化", count: 1),
    Count(worksheet: "政策清单", column: "处理方式", word: "调整", count: 30),
    Count(worksheet: "监测对象", column: "监测对象类别", word: "脱贫不稳定户", count: 203),
    Count(worksheet: "监测对象", column: "监测对象类别", word: "边缘易致贫户", count: 214),
    Count(worksheet: "监测对象", column: "监测对象类别", word: "突发严重困难户", count: 69),
    Count(worksheet: "监测对象", column: "风险是否消除", word: "已消除", count: 402),
  ])
  func `so many entries say what the county reported`(count: Count) throws {
    #expect(try Self.ledger(count.worksheet).count(count.column, .text(count.word)) == count.count)
  }

  @Test(arguments: [
    ("控辍保学台账", 9_842), ("慢病随访", 8_640), ("务工台账", 9_386), ("住房安全台账", 11_027),
    ("搬迁户名册", 542), ("提拔使用", 169), ("机制清单", 11), ("成员单位", 36), ("村卫生室", 218),
    ("设备", 8 * 218), ("监测对象", 486),
  ])
  func `a ledger has as many entries as the county reported`(worksheet: String, count: Int) throws {
    #expect(try Self.ledger(worksheet).rows.count == count)
  }

  @Test func `every clinic has all kinds of equipment and more than fifty medicines`() throws {
    let equipment = try Self.ledger("设备")
    for kind in ClinicEquipment.kinds { #expect(equipment.count("设备名称", .text(kind)) == 218) }
    let clinics = try Self.ledger("村卫生室")
    let column = clinics.index(of: "基本药物（种）")
    #expect(clinics.rows.compactMap { $0[column].summand }.allSatisfy { $0 > 50 })
  }

  @Test func `who was moved lives in a resettlement village or at the site`() {
    let moved = Relocation.all(in: Self.county)
    for entry in moved where !entry.isAtSite {
      #expect(Self.county.villages[entry.village(in: Self.county)].kind.isResettlement)
    }
    let persons = Dictionary(grouping: moved.filter { !$0.isAtSite }) {
      $0.village(in: Self.county)
    }
    .mapValues { $0.map { Self.county.households[$0.household].members }.reduce(0, +) }
    #expect(persons.count == 13)
    for (village, count) in persons {
      #expect((count >= 100) == (Self.county.villages[village].kind != .relocationUnderHundred))
    }
  }

  @Test func `who is monitored after poverty was poor, and the others were not`() {
    for entry in MonitoredHousehold.all(in: Self.county) {
      let lifted = Self.county.households[entry.household].lifted
      #expect((lifted > 0) == (entry.kind == .unstable))
      if let ended = entry.ended {
        #expect(entry.found < ended)
        #expect(ended <= CalendarDay(2021, 10, 31))
      }
    }
  }

  @Test func `a year before there were fewer taps, some households more and some fewer`() {
    let earlier = EarlierHousehold.all(in: Self.county)
    #expect(earlier.count == 50_155)
    #expect(Set(earlier.map(\.id)).count == earlier.count)
    let kept = Set(earlier.compactMap(\.current))
    #expect(kept.count > 49_000 && kept.count < Totals.households)
    #expect(earlier.contains { $0.current == nil })
    #expect(earlier.count { $0.water == .tap } < Totals.tapHouseholds)
    #expect(earlier.contains { !$0.isSafe })
    for household in earlier {
      #expect(household.lifted <= household.insured && household.insured <= household.members)
    }
    // Who was monitored then was a household then.
    for entry in MonitoredHousehold.all(in: Self.county) {
      #expect(kept.contains(entry.household))
    }
  }

  @Test func `who is paid for the way works in another province and has the number of no place`() {
    for worker in Worker.all(in: Self.county) where worker.subsidy > 0 {
      #expect(worker.destination == .elsewhere)
      #expect(worker.id.text.hasPrefix("999999"))
    }
  }

  @Test func `the columns of a ledger differ and its flaws name some of them`() {
    for ledger in Self.files.flatMap(\.ledgers) {
      let headers = ledger.columns.map { "\($0.group ?? "")\($0.header)" }
      #expect(Set(headers).count == headers.count, "\(ledger.worksheet)")
      for flaw in ledger.flaws {
        #expect(ledger.columns.contains { $0.header == flaw.column }, "\(ledger.worksheet)")
      }
    }
  }

  @Test(arguments: [
    (0, 4, "0"), (12_345, 4, "1.2345"), (10_000, 4, "1"), (7, 1, "0.7"), (70, 1, "7"),
    (1_000_500, 4, "100.05"),
  ])
  func `writes decimals without needless zeros`(number: Int, places: Int, text: String) {
    #expect(decimalText(number, places: places) == text)
  }
}
