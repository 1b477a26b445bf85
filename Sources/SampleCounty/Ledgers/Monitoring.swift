/// A household that may fall into poverty, and what is done about it.
struct MonitoredHousehold: HouseholdEntry {
  /// Why it is monitored.
  enum Kind: String, Hashable, Sendable {
    /// It was lifted out of poverty and may fall back.
    case unstable = "脱贫不稳定户"
    /// It was never poor by the register, but only just.
    case marginal = "边缘易致贫户"
    case sudden = "突发严重困难户"
  }

  /// The index of the household.
  let household: Int
  /// Why it is monitored.
  let kind: Kind
  /// What it suffers from.
  let risk: String
  /// What helps it.
  let help: String
  /// The day on which it was found.
  let found: CalendarDay
  /// The day on which the risk was over, or nil.
  let ended: CalendarDay?
}

extension LedgerFile {
  /// The households that may fall into poverty.
  static func monitoring(of county: County) -> Self {
    let columns: [LedgerColumn<MonitoredHousehold>] = [
      .serial, .township(of: county), .village(of: county), .key("监测编号"), .household(),
      .head(of: county), .count("家庭人口（人）") { county.households[$0.household].members },
      .text("监测对象类别", group: "识别情况", width: 18) { $0.kind.rawValue },
      .text("风险类型", group: "识别情况") { $0.risk }, .day("识别日期", group: "识别情况") { $0.found },
      .text("帮扶措施", group: "帮扶情况") { $0.help },
      .text("风险是否消除", group: "帮扶情况") { $0.ended == nil ? "未消除" : "已消除" },
      .day("消除日期", group: "帮扶情况") { $0.ended },
    ]
    let ledger = Ledger(
      "监测对象", title: "沁县防止返贫监测对象台账", office: "沁县乡村振兴局", prefix: "FP",
      entries: MonitoredHousehold.all(in: county), columns: columns,
      flaws: [
        .repeated("监测编号"), .repeated("监测编号"),
        .contradicted("家庭人口（人）", .number(9)),
        .invented("家庭人口（人）", .number(12), .monitoredNotMembers),
        .invented("户编号", .text("1400000009"), .orphanEntry),
        .invented("监测对象类别", .text("一般户"), .unknownWord),
        .invented("行政村", .text("新安置小区"), .unknownVillage),
        .spoilt("识别日期", "2021年2月30日", .impossibleDate),
      ]
    ) {
      $0.dates = .chinese
      $0.parting = .blank
    }
    return Self(path: "monitoring/防返贫监测对象台账", format: .xlsx, ledgers: [ledger])
  }
}

extension MonitoredHousehold {
  private static let risks = ["因病", "因病", "因残", "因学", "因灾", "因意外事故", "缺劳动力", "收入骤减"]
  private static let helps = ["产业帮扶", "就业帮扶", "综合保障", "健康帮扶", "教育帮扶", "社会帮扶"]

  /// The households, by village.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 151)
    let lifted = random.shuffled(
      county.households.indices.filter { county.households[$0].lifted > 0 })
    let others = random.shuffled(
      county.households.indices.filter { county.households[$0].lifted == 0 })
    let chosen =
      lifted.prefix(Totals.unstableHouseholds).map { ($0, Kind.unstable) }
      + others.prefix(Totals.marginalHouseholds).map { ($0, .marginal) }
      + others.suffix(Totals.suddenHouseholds).map { ($0, .sudden) }
    return random.shuffled(chosen).enumerated()
      .map { index, entry in
        let found = CalendarDay(2020, 4, 1).plus(500, random: &random)
        let ended = found.plus(60, random: &random).serial + 15
        return Self(
          household: entry.0, kind: entry.1, risk: random.pick(risks), help: random.pick(helps),
          found: found,
          ended: index < Totals.endedRisks ? CalendarDay(serial: ended) : nil)
      }
      .sorted { $0.household < $1.household }
  }
}
