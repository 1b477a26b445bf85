import PropertyTesting
import SurveyModel
import Testing

struct WrittenNumberTests {
  @Test(
    arguments: [
      ("白石县GDP86.45亿元。", 8_645_000_000, "yuan"), ("白石县CPI上涨2.1%。", 2.1, "percent"),
      ("全年GNI1,234万元。", 12_340_000, "yuan"), ("引进LED12万元。", 120_000, "yuan"),
      ("户均收入12万850元。", 120_850, "yuan"), ("补助1千5百万元。", 15_000_000, "yuan"),
      ("惠及2万3千户。", 23_000, "household"), ("投入3亿2千万元。", 320_000_000, "yuan"),
      ("总人口二万5千人。", 25_000, "person"), ("种植3百20亩。", 320, "mu"),
      ("拨付1亿零500万元。", 105_000_000, "yuan"), ("贷款12万5千元。", 125_000, "yuan"),
      ("贷款3.5千万元。", 35_000_000, "yuan"), ("管道3千米。", 3, "km"),
      ("补助资金3.5个亿。", 350_000_000, "yuan"), ("八成五农户参保。", 85, "percent"),
      ("投入资金1个多亿。", 100_000_000, "yuan"), ("投入资金两个半亿元。", 250_000_000, "yuan"),
      ("上升2个点。", 2, "percentage_point"),
      ("四成用于产业发展。", 40, "percent"), ("三成半农户参保。", 35, "percent"), ("每斤卖两块三。", 2.3, "yuan"),
      ("每斤三块五毛。", 3.5, "yuan"), ("补助2元5角。", 2.5, "yuan"), ("种了两块三亩的地。", 3, "mu"),
      ("一亩地剩不下500块。", 500, "yuan"),
      ("每亩收入一万四。", 14_000, "yuan"), ("日供水200方。", 200, "m3"), ("新建30方蓄水池。", 30, "m3"),
      ("一百几十户参保。", 100, "household"), ("1、3个村通水。", 3, "village"),
    ] as [(String, Double, String)])
  func `a number is read from its first character to its last`(
    text: String, value: Double, unit: String
  ) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.unit) == [unit])
  }

  @Test func `多 between two numbers is of the second`() throws {
    let facts = try ReportFacts.read("比上年的120个多6个。")
    #expect(facts.map(\.value) == [120, 6])
    #expect(facts.map(\.qualifier) == [.exact, .exact])
  }

  @Test(arguments: [
    "G20高速", "PM2.5年均浓度", "COVID-19患者", "A4纸", "B2栋", "ISO9001认证企业", "几十万人受益", "数百万元", "上千户",
    "版本V2.0", "三方协议", "3方面工作", "四方联动", "附近百户人家", "组织三成立", "安装水表500块", "五一期间", "2022届毕业生", "表1 人口情况",
    "附表2 户数情况",
    "前11个月",
  ])
  func `a code and a vague number are no figures`(text: String) throws {
    #expect(try ReportFacts.read(text).isEmpty)
  }

  @Test(
    arguments: [
      ("全镇有2、3千人。", [2000, 3000]), ("慰问3、5户。", [3, 5]), ("十七八户。", [17, 18]),
      ("廿三万亩。", [30_000]), ("招聘120±5名。", [5]), ("百八十户。", [180]), ("数千5百户。", [500]),
      ("补助三四万元。", [30_000, 40_000]), ("涉及七八十户。", [70, 80]), ("惠及两三百人。", [200, 300]),
      ("参保1,2345人。", [2345, 12_345]), ("占比.5%。", [0.5, 5]), ("共1.2.3户。", [3]), ("受益10^4人。", [4]),
      ("拨付12万8元。", [120_008, 128_000]), ("减少12万8元。", [-120_008, -128_000]),
    ] as [(String, [Double])])
  func `digits that may belong to the number before them have no value`(
    text: String, possible: [Double]
  ) throws {
    let fact = try #require(try ReportFacts.read(text).first)
    #expect(fact.value == nil)
    #expect(fact.isDamaged)
    #expect(fact.possible == possible)
  }

  @Test(arguments: [
    "户籍人口23.\n5万人。", "投资1,\n200万元。", "参保人数达12\n345人。", "总人口1\n2万人。", "贫困户1\n,234户。",
  ])
  func `a number that a line break cuts has no value`(text: String) throws {
    #expect(try ReportFacts.read(text).allSatisfy { $0.value == nil })
  }

  @Test(arguments: ["第一页\n3\n5万人参保。", "全县情况。\n5万人参保。"])
  func `a number at the head of a line is read`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.value) == [50_000])
  }

  /// Whatever stands before a figure that has a unit, its value is the number's or there is none.
  @Test(arguments: 0..<40)
  func `no prefix gives a number another value`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let letters = [
      "", "GDP", "CPI", "A", "G", "RMB", "PM", "LED", "x", "COVID-", "3.", "12,", "1/", "7万", "九",
      "1千", "-", "(", "约", "第", "、",
    ]
    for _ in 0..<40 {
      let whole = Int.random(in: 1...99_999, using: &random)
      let fraction = Int.random(in: 0...99, using: &random)
      let (scale, factor) = pick([("", 1.0), ("万", 1e4), ("亿", 1e8)], &random)
      let written = fraction == 0 ? "\(whole)" : "\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
      let prefix = pick(letters, &random)
      let text = "全县投资\(prefix)\(written)\(scale)元。"
      let own = Double(written)! * factor
      for fact in try ReportFacts.read(text) {
        guard let value = fact.value else { continue }
        // What is read begins at the number or before it, never within.
        let start = 4 + prefix.unicodeScalars.count
        #expect(fact.start <= start, "seed \(seed): \(text) gave \(fact.text)")
        if ["", "GDP", "CPI", "RMB", "LED", "(", "约", "、"].contains(prefix) {
          #expect(abs(value - own) <= 1e-9 * own, "seed \(seed): \(text) gave \(value)")
        }
      }
    }
  }

  private func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }
}
