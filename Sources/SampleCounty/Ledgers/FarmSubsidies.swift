/// A payment to a farm.
struct FarmSubsidy: HouseholdEntry {
  /// What is paid for.
  static let kinds = [
    "谷子种植", "高粱种植", "马铃薯种植", "中药材种植", "设施蔬菜", "露地蔬菜", "干果管护", "鲜果栽植", "食用菌", "生猪养殖",
    "肉牛养殖", "肉羊养殖", "蛋鸡养殖", "蜜蜂养殖", "农产品加工", "乡村旅游", "集体经济", "帮扶车间", "农村电商",
  ]

  /// The index of the household.
  let household: Int
  /// What is paid for.
  let kind: String
  /// The day of the payment.
  let day: CalendarDay
  /// What was paid, in yuan.
  let amount: Int
}

/// A stretch of road between fields.
struct FieldRoad: VillageEntry {
  /// The index of the village.
  let village: Int
  /// Its length in tenths of a kilometre.
  let length: Int
  /// Its width in tenths of a metre.
  let width: Int
  /// What it cost, in yuan.
  let cost: Int
  /// The day on which it was accepted.
  let day: CalendarDay

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The payments to farms.
  static func farmSubsidies(of county: County) -> Self {
    var random = SeededGenerator(seed: 112)
    let households = random.shuffled(Array(county.households.indices))
      .prefix(Totals.farmPayments).sorted()
    let amounts = apportion(
      Totals.farmSubsidies / 100, by: households.map { _ in 10 + random.below(100) }, minimum: 2)
    let payments = zip(households, amounts).enumerated()
      .map { index, payment in
        FarmSubsidy(
          household: payment.0, kind: FarmSubsidy.kinds[index % FarmSubsidy.kinds.count],
          day: CalendarDay(2021, 5, 6).plus(170, random: &random), amount: payment.1 * 100)
      }
    let columns: [LedgerColumn<FarmSubsidy>] = [
      .key("拨付单号"), .township(of: county), .village(of: county), .household(),
      .head(of: county), .text("奖补类别", width: 16) { $0.kind }, .yuan("拨付金额") { $0.amount },
      .day("拨付日期") { $0.day },
    ]
    let ledger = Ledger(
      "奖补发放", title: "沁县惠农补助资金发放明细表", office: "沁县财政局", prefix: "HN", entries: payments,
      columns: columns,
      flaws: [
        .repeated("拨付单号"), .repeated("拨付单号"), .repeated("拨付单号"),
        .contradicted("拨付金额", .yuan(123_400)),
        .invented("奖补类别", .text("其他类"), .unknownWord),
        .invented("拨付金额", .text("暂缓"), .notANumber),
        .invented("户编号", .text("1400000008"), .orphanEntry),
        .spoilt("拨付日期", "2021年9月31日", .impossibleDate),
      ]
    ) {
      $0.money = .tenThousands
      $0.dates = .chinese
    }
    return Self(path: "industry/惠农补助资金发放明细", format: .xlsx, ledgers: [ledger])
  }

  /// The roads between fields that were built this year.
  static func fieldRoads(of county: County) -> Self {
    var random = SeededGenerator(seed: 113)
    let villages = random.shuffled(Array(county.villages.indices)).prefix(96).sorted()
    let lengths = villages.map { _ in 3 + random.below(18) }
    let costs = apportion(Totals.fieldRoads / 100, by: lengths)
    let roads = villages.indices.map { index in
      FieldRoad(
        village: villages[index], length: lengths[index], width: random.pick([30, 35, 40]),
        cost: costs[index] * 100, day: CalendarDay(2021, 6, 1).plus(150, random: &random))
    }
    let columns: [LedgerColumn<FieldRoad>] = [
      .key("路段编号"), .township(of: county), .village(of: county),
      LedgerColumn("长度（公里）") { .tenths($0.length) }, LedgerColumn("路宽（米）") { .tenths($0.width) },
      .yuan("专项资金") { $0.cost }, .day("验收日期") { $0.day },
    ]
    let ledger = Ledger(
      "田间道路", title: "沁县2021年田间道路建设一览表", office: "沁县农业农村局", prefix: "TL", entries: roads,
      columns: columns,
      flaws: [.repeated("路段编号"), .invented("专项资金", .text("待审计"), .notANumber)]
    ) {
      $0.heading = .title
      $0.otherSpellings = 20
    }
    return Self(path: "industry/田间道路建设一览表", format: .spreadsheetML, ledgers: [ledger])
  }
}
