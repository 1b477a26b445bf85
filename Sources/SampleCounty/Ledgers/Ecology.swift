/// A plot of a forestry project.
struct Plot: VillageEntry {
  /// The index of the village.
  let village: Int
  /// Whether it is an orchard, and not a part of the shelter forest.
  let isOrchard: Bool
  /// The number of the cooperative that does the work, from 0.
  let cooperative: Int
  /// Its area in tenths of a mu.
  let area: Int
  /// How many households lifted out of poverty work there.
  let households: Int

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The plots of the shelter forest and of the orchards, and the cooperatives that do the work.
  static func ecology(of county: County) -> Self {
    let names = PlaceNames.heads.suffix(Totals.forestCooperatives).map { "\($0)造林专业合作社" }
    let columns: [LedgerColumn<Plot>] = [
      .serial, .township(of: county), .village(of: county), .key("小班号"),
      .text("工程类别", group: "工程情况", width: 18) { $0.isOrchard ? "干果经济林提质增效" : "防护林" },
      LedgerColumn("面积（亩）", group: "工程情况") { .tenths($0.area) },
      .text("施工合作社", group: "施工情况", width: 22) { names[$0.cooperative] },
      .count("带动脱贫户（户）", group: "施工情况") { $0.households },
    ]
    let ledger = Ledger(
      "小班一览", title: "沁县2021年林业生态工程小班一览表", office: "沁县林业局", prefix: "XB",
      entries: Plot.all(in: county), columns: columns, flaws: [.wrongTotal("带动脱贫户（户）")]
    ) {
      $0.townships = .merged
      $0.totals = .subtotals
      $0.otherSpellings = 15
    }
    return Self(path: "ecology/林业生态工程小班一览表", format: .xlsx, ledgers: [ledger])
  }
}

extension Plot {
  /// The plots, by village.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 101)
    func plots(_ count: Int, tenths: Int, isOrchard: Bool) -> [Self] {
      let areas = apportion(tenths, by: (0..<count).map { _ in 20 + random.below(100) })
      return areas.enumerated()
        .map { index, area in
          Self(
            village: random.below(county.villages.count), isOrchard: isOrchard,
            cooperative: index % Totals.forestCooperatives, area: area,
            households: 2 + random.below(9))
        }
    }
    let all =
      plots(130, tenths: Totals.shelterForestMu * 10, isOrchard: false)
      + plots(290, tenths: Totals.orchardMu * 10, isOrchard: true)
    return all.enumerated()
      .sorted { ($0.element.village, $0.offset) < ($1.element.village, $1.offset) }.map(\.element)
  }
}
