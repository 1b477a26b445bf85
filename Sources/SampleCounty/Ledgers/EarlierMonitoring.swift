/// A household that was monitored a year before the survey.
private struct EarlierMonitored: HouseholdEntry {
  /// The number of the entry, which it has kept.
  let number: Int
  /// What is known of it now.
  let entry: MonitoredHousehold
  /// How many persons it had.
  let members: Int

  var household: Int { entry.household }

  /// Whether the risk was over by then.
  var isOver: Bool { entry.ended.map { $0 <= EarlierHousehold.day } ?? false }
}

extension LedgerFile {
  /// The households that were monitored the year before.
  static func earlierMonitoring(of county: County) -> Self {
    let members = Dictionary(
      uniqueKeysWithValues: EarlierHousehold.all(in: county)
        .compactMap { earlier in earlier.current.map { ($0, earlier.members) } })
    let entries = MonitoredHousehold.all(in: county).enumerated()
      .filter { $0.element.found <= EarlierHousehold.day }
      .map { index, entry in
        EarlierMonitored(number: index + 1, entry: entry, members: members[entry.household] ?? 0)
      }
    let columns: [LedgerColumn<EarlierMonitored>] = [
      LedgerColumn("监测编号") { .key($0.number) }, .township(of: county, "所属乡镇"),
      .village(of: county, "所在村"), .household("户号"), .head(of: county, "户主"),
      .count("监测人口（人）") { $0.members },
      .text("监测对象类别", width: 18) { $0.entry.kind.rawValue },
      .text("风险类型") { $0.entry.risk }, .day("识别日期") { $0.entry.found },
      .text("帮扶措施") { $0.entry.help },
      .text("风险是否消除") { $0.isOver ? "已消除" : "未消除" },
    ]
    let ledger = Ledger(
      "2020年监测对象", title: "沁县2020年防止返贫监测对象登记表", office: "沁县扶贫开发办公室", prefix: "FP",
      entries: entries, columns: columns,
      flaws: [
        .repeated("监测编号"), .invented("户号", .text("1400000010"), .orphanEntry),
        .invented("监测人口（人）", .number(13), .monitoredNotMembers),
      ]
    ) {
      $0.heading = .title
      $0.dates = .iso
      $0.knowsFormerNames = false
      $0.asOf = EarlierHousehold.day
    }
    return Self(path: "monitoring/2020年防返贫监测对象登记表", format: .xlsx, ledgers: [ledger])
  }
}
