/// A source from which some households of a natural village draw water.
struct SupplyPoint: VillageEntry {
  /// The index of the natural village.
  let naturalVillage: Int
  /// The index of the village.
  let village: Int
  /// What kind of source it is.
  let source: WaterSource
  /// How many households draw from it.
  let households: Int
  /// How many persons those are.
  let persons: Int
  /// The day of this year's test of the water, or nil while its result is not there.
  let tested: CalendarDay?
  /// The way there and back, in minutes; none where it flows in the house or the yard.
  let minutes: Int

  func village(in county: County) -> Int { village }

  /// Whether it can be called safely managed: on the premises, and tested this year.
  var isSafelyManaged: Bool { source != .standpipe && tested != nil }
}

extension LedgerFile {
  /// The sources of water of every natural village, with the way there and the year's test.
  static func waterSupply(of county: County) -> Self {
    let columns: [LedgerColumn<SupplyPoint>] = [
      .serial, .township(of: county), .village(of: county),
      .text("自然村") { county.naturalVillages[$0.naturalVillage].name },
      .key("供水点编号"),
      .text("水源类型", group: "供水方式", width: 16) { point in
        ["自来水管网", "集中供水点", "院内水井"][point.source.rawValue]
      },
      .answer("是否入户", group: "供水方式") { $0.source != .standpipe },
      .count("取水往返（分钟）", group: "供水方式") { $0.minutes },
      .count("供水户数（户）", group: "受益情况") { $0.households },
      .count("受益人口（人）", group: "受益情况") { $0.persons },
      .day("检测日期", group: "水质检测") { $0.tested },
      .text("检测结果", group: "水质检测") { $0.tested == nil ? "未出报告" : "合格" },
    ]
    let ledger = Ledger(
      "供水点台账", title: "沁县农村供水点及水质检测台账", office: "沁县水利局", prefix: "GS",
      entries: SupplyPoint.all(in: county), columns: columns,
      flaws: [
        .spoilt("检测日期", "2021年9月31日", .impossibleDate),
        .spoilt("检测日期", "2021.2.30", .impossibleDate),
      ]
    ) {
      $0.townships = .merged
      $0.totals = .subtotals
      $0.dates = .dotted
      $0.note = "注：入户供水点取水往返时间记为0。"
    }
    return Self(path: "water/农村供水点台账", format: .xlsx, ledgers: [ledger])
  }
}

extension SupplyPoint {
  /// The sources, by natural village; together they serve every household of the county.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 11)
    let households = Dictionary(grouping: county.households, by: \.naturalVillage)
    return county.naturalVillages.enumerated()
      .flatMap { index, natural in
        [WaterSource.tap, .standpipe, .well]
          .flatMap { source in
            let served = (households[index] ?? []).filter { $0.water == source }
            // What lies high up in a large place has a pump of its own.
            let high = served.count > 120 ? served.count / 3 : 0
            return [served.prefix(high), served.dropFirst(high)].filter { !$0.isEmpty }
              .map { half in
                Self(
                  naturalVillage: index, village: natural.village, source: source,
                  households: half.count, persons: half.map(\.members).reduce(0, +),
                  tested: source == .tap && random.chance(5)
                    ? nil : CalendarDay(2021, 3, 8).plus(220, random: &random),
                  minutes: source == .standpipe ? 6 + random.below(33) : 0)
              }
          }
      }
  }
}
