/// A cadre who was given a higher post, or one of more weight, after work in a village.
struct Promotion: VillageEntry {
  /// The number of the cadre; some were promoted twice.
  let cadre: Int
  /// The index of the village.
  let village: Int
  /// The post in the village.
  let post: String
  /// Whether the new post is of the same grade.
  let isLateral: Bool
  /// The day of the decision.
  let day: CalendarDay

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The promotions since 2016.
  static func promotions(of county: County) -> Self {
    var random = SeededGenerator(seed: 131)
    let posts = ["第一书记", "工作队队长", "工作队队员", "包村干部"]
    let villages = county.villages.indices.filter { county.villages[$0].kind.hasWorkTeam }
    let promotions = (0..<Totals.promotions)
      .map { index in
        // The last eleven are the first ones again, years later.
        let isSecond = index >= Totals.promotions - 11
        return Promotion(
          cadre: isSecond ? index - Totals.promotions + 11 : index, village: random.pick(villages),
          post: random.pick(posts), isLateral: random.chance(30),
          day: CalendarDay(isSecond ? 2020 : 2016, 3, 1)
            .plus(isSecond ? 600 : 1_400, random: &random))
      }
      .sorted { ($0.day, $0.cadre) < ($1.day, $1.cadre) }
    let columns: [LedgerColumn<Promotion>] = [
      .key("任免文号"), .day("任职日期") { $0.day },
      .text("干部编号") { "GB\(1_000 + $0.cadre)" },
      .text("干部姓名") { "样本干部\(chineseDigits(1 + $0.cadre))" },
      .township(of: county, "帮扶乡镇"), .village(of: county, "帮扶村"), .text("帮扶岗位") { $0.post },
      .text("使用方式", width: 16) { $0.isLateral ? "进一步使用" : "提拔" },
    ]
    let ledger = Ledger(
      "提拔使用", title: "沁县帮扶一线干部提拔使用台账", office: "沁县县委组织部", prefix: "RM",
      entries: promotions, columns: columns,
      flaws: [
        .repeated("任免文号"), .invented("使用方式", .text("拟提拔"), .unknownWord),
        .invented("帮扶村", .text("三官庙村"), .unknownVillage),
      ]
    ) {
      $0.heading = .title
      $0.dates = .dotted
    }
    return Self(path: "cadres/干部提拔使用台账", format: .spreadsheetML, ledgers: [ledger])
  }
}
