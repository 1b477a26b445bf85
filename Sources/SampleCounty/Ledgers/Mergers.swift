/// Something that a village handed over when it became part of another.
struct HandedOver: VillageEntry {
  /// The village that is no more.
  let former: FormerVillage
  /// What was handed over.
  let item: String
  /// How many.
  let count: Int
  /// What it is worth, in yuan.
  let worth: Int
  /// The day on which both signed.
  let day: CalendarDay

  func village(in county: County) -> Int { former.successor }
}

extension LedgerFile {
  /// What the villages that were merged handed over, item by item.
  static func mergers(of county: County) -> Self {
    var random = SeededGenerator(seed: 161)
    let items = [
      "办公用房", "会议桌椅", "电脑", "打印机", "集体机动地", "林地", "水井", "水泵", "蓄水池", "村集体存款", "应收款",
      "应付款", "农机具", "仓库", "文化活动室", "健身器材", "路灯", "印章", "会计账簿", "档案资料", "宣传栏", "旱井", "碾米机",
    ]
    let handed = county.formerVillages.filter { $0.fate == .merge }
      .flatMap { former in
        items.map { item in
          HandedOver(
            former: former, item: item, count: 1 + random.below(12),
            worth: 100 * random.below(900),
            day: County.mergerDay.plus(110, random: &random))
        }
      }
    let columns: [LedgerColumn<HandedOver>] = [
      .key("交接编号"), .township(of: county), .text("原行政村", width: 16) { $0.former.name },
      .village(of: county, "并入行政村"), .text("移交事项", width: 16) { $0.item },
      .count("数量（件）") { $0.count }, .yuan("账面价值") { $0.worth }, .day("签字日期") { $0.day },
    ]
    let ledger = Ledger(
      "并村交接", title: "沁县合并行政村集体资产交接清单", office: "沁县民政局", prefix: "BC", entries: handed,
      columns: columns, flaws: [.spoilt("签字日期", "2021.4.31", .impossibleDate)]
    ) {
      $0.totals = .total
      $0.dates = .dotted
      $0.otherSpellings = 0
    }
    return Self(path: "mergers/合并行政村交接清单", format: .xlsx, ledgers: [ledger])
  }
}
