/// A household that was moved to another place.
struct Relocation: HouseholdEntry {
  /// The index of the household.
  let household: Int
  /// Whether it lives in the resettlement site that is no village.
  let isAtSite: Bool
  /// Where it came from.
  let origin: String
  /// How far that is, in kilometres.
  let distance: Int
  /// The floor of its house, in square metres.
  let floor: Int
  /// The day on which it moved in.
  let day: CalendarDay
}

extension LedgerFile {
  /// The households that were moved, by the village or the site that took them in.
  static func relocation(of county: County) -> Self {
    let columns: [LedgerColumn<Relocation>] = [
      .serial, .key("搬迁编号"), .township(of: county, "安置乡镇"),
      LedgerColumn("安置村", width: 16) { entry in
        entry.isAtSite ? .text("—") : .village(entry.village(in: county))
      },
      .text("安置类型", width: 16) { $0.isAtSite ? "集中安置点" : "安置村" },
      .household(), .head(of: county),
      .count("搬迁人口（人）") { county.households[$0.household].members },
      .text("迁出地") { $0.origin }, .count("搬迁距离（公里）") { $0.distance },
      .count("住房面积（平方米）") { $0.floor }, .day("入住日期") { $0.day },
    ]
    let ledger = Ledger(
      "搬迁户名册", title: "沁县易地搬迁户名册", office: "沁县发展和改革局", prefix: "BQ",
      entries: Relocation.all(in: county), columns: columns,
      flaws: [
        .repeated("搬迁编号"), .invented("搬迁人口（人）", .number(11), .movedAboveMembers),
        .invented("户编号", .text("1400000005"), .orphanEntry),
        .invented("安置村", .text("新安置小区"), .unknownVillage),
        .spoilt("入住日期", "2018年6月31日", .impossibleDate),
      ]
    ) {
      $0.dates = .chinese
      $0.townships = .merged
    }
    return Self(path: "relocation/易地搬迁户名册", format: .xlsx, ledgers: [ledger])
  }
}

extension Relocation {
  /// The households, by village, those of the site first.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 121)
    func families(_ isIn: (Village) -> Bool) -> [Int] {
      county.households.indices.filter {
        county.households[$0].lifted > 0
          && isIn(county.villages[county.village(of: county.households[$0])])
      }
    }
    var chosen =
      random.shuffled(
        families { $0.township == 0 && $0.kind == .outOfPoverty }
      )
      .prefix(Totals.householdsAtSite).map { (household: $0, isAtSite: true) }
    for village in county.villages where village.kind.isResettlement {
      let count = village.kind == .relocationUnderHundred ? 25 : 62
      chosen += families { $0.code == village.code }.prefix(count).map { ($0, false) }
    }
    return chosen.sorted { $0.household < $1.household }
      .map { household, isAtSite in
        Self(
          household: household, isAtSite: isAtSite,
          origin: random.pick(PlaceNames.sides) + random.pick(PlaceNames.spots),
          distance: 3 + random.below(36),
          floor: 25 * county.households[household].members,
          day: CalendarDay(2016, 9, 1).plus(1_150, random: &random))
      }
  }
}

extension VillageKind {
  /// Whether its villages took in households that were moved.
  var isResettlement: Bool { self == .relocationOfHundredOrMore || self == .relocationUnderHundred }
}
