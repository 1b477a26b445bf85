/// An enterprise, a cooperative or a family farm.
struct Enterprise: VillageEntry {
  /// The rank among the leading enterprises.
  enum Rank: String, Hashable, Sendable {
    case provincial = "省级"
    case municipal = "市级"
    case county = "县级"
  }

  /// The index of the village.
  let village: Int
  /// What it is.
  let kind: String
  /// Its rank, or nil.
  let rank: Rank?
  /// What it deals in.
  let product: String
  /// How many it employs the whole year.
  let workers: Int
  /// What it paid them this year, in yuan.
  let wages: Int
  /// How many households grow for it under contract.
  let growers: Int
  /// Its planting base in mu.
  let base: Int

  func village(in county: County) -> Int { village }

  /// Whether it is a leading enterprise of the province or the municipality.
  var isLeading: Bool { rank == .provincial || rank == .municipal }
}

extension LedgerFile {
  /// The county's agricultural businesses of every size.
  static func enterprises(of county: County) -> Self {
    let columns: [LedgerColumn<Enterprise>] = [
      .serial, .key("主体编号"), .township(of: county, "乡（镇）"), .village(of: county, "村名"),
      .text("主体类型", width: 16) { $0.kind }, .text("龙头企业级别") { $0.rank?.rawValue ?? "无" },
      .text("主营产品") { $0.product }, .count("常年用工（人）") { $0.workers },
      .yuan("工资支出") { $0.wages }, .count("签约种植户（户）") { $0.growers },
      .count("基地面积（亩）") { $0.base },
    ]
    let ledger = Ledger(
      "经营主体名录", title: "沁县新型农业经营主体名录", office: "沁县农业农村局", prefix: "ZT",
      entries: Enterprise.all(in: county), columns: columns,
      flaws: [
        .repeated("主体编号"), .repeated("主体编号"), .contradicted("常年用工（人）", .number(999)),
        .invented("龙头企业级别", .text("申报中"), .unknownWord),
        .invented("常年用工（人）", .text("季节性"), .notANumber),
        .invented("基地面积（亩）", .cell(Cell(.error("#REF!"))), .spreadsheetError),
        .invented("村名", .text("老君洞村"), .unknownVillage),
      ]
    ) {
      $0.money = .tenThousands
      $0.parting = .name
    }
    return Self(path: "industry/新型农业经营主体名录", format: .xlsx, ledgers: [ledger])
  }
}

extension Enterprise {
  private static let products = ["谷子", "高粱", "玉米", "中药材", "蔬菜", "核桃", "生猪", "肉牛", "肉羊", "食用菌"]

  /// The businesses, by village; the figures of the leading ones come to the county's.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 111)
    let ranks: [Rank?] =
      Array(repeating: .provincial, count: Totals.provincialEnterprises)
      + Array(repeating: .municipal, count: Totals.municipalEnterprises)
    func shares(_ total: Int, unit: Int) -> [Int] {
      apportion(total / unit, by: ranks.map { _ in 20 + random.below(90) }, minimum: 1)
        .map { $0 * unit }
    }
    let workers = shares(Totals.leadingWorkers, unit: 1)
    let wages = shares(Totals.leadingWages, unit: 100)
    let growers = shares(Totals.contractGrowers, unit: 1)
    let bases = shares(Totals.plantingBaseMu, unit: 10)
    var all = ranks.indices.map { index in
      Self(
        village: random.below(county.villages.count), kind: "企业", rank: ranks[index],
        product: random.pick(products), workers: workers[index], wages: wages[index],
        growers: growers[index], base: bases[index])
    }
    for index in 0..<620 {
      let workers = index < 34 ? 8 + random.below(30) : random.below(6)
      all.append(
        Self(
          village: random.below(county.villages.count),
          kind: index < 60 ? "企业" : index < 400 ? "农民专业合作社" : "家庭农场",
          rank: index < 34 ? .county : nil, product: random.pick(products), workers: workers,
          wages: workers * 100 * (180 + random.below(120)), growers: random.below(25),
          base: 10 * random.below(20)))
    }
    return all.enumerated()
      .sorted { ($0.element.village, $0.offset) < ($1.element.village, $1.offset) }.map(\.element)
  }
}
