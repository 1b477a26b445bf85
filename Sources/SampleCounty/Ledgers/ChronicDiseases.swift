/// A patient with a chronic disease.
struct ChronicPatient: HouseholdEntry {
  /// The diseases that are managed, the frequent ones more than once.
  static let diseases = ["高血压", "高血压", "高血压", "高血压", "糖尿病", "糖尿病", "肺结核", "严重精神障碍"]

  /// The index of the household.
  let household: Int
  /// The place in the household.
  let number: Int
  /// What the patient suffers from.
  let disease: String
  /// The year of the diagnosis.
  let diagnosed: Int
  /// How often a doctor called this year.
  let visits: Int
  /// The day of the last call, or nil.
  let lastVisit: CalendarDay?

  /// Whether the patient is managed by the norm: four calls a year.
  var isManaged: Bool { visits >= 4 }
}

extension LedgerFile {
  /// The patients with chronic diseases and the calls of the village doctors.
  static func chronicDiseases(of county: County) -> Self {
    let columns: [LedgerColumn<ChronicPatient>] = [
      .key("健康档案号"), .text("病种", width: 16) { $0.disease },
      .text("患者姓名") { county.memberName($0.household, number: $0.number) },
      .household("户号"), .village(of: county, "所在村"), .township(of: county, "所属乡镇"),
      .count("确诊年份") { $0.diagnosed }, .count("本年随访次数（次）") { $0.visits },
      LedgerColumn("最近随访日期", width: 14) { $0.lastVisit.map { .day($0) } ?? .text("不详") },
      .answer("是否规范管理") { $0.isManaged },
    ]
    let ledger = Ledger(
      "慢病随访", title: "沁县慢性病患者随访管理登记表", office: "沁县卫生健康和体育局", prefix: "MB",
      entries: ChronicPatient.all(in: county), columns: columns,
      flaws: [
        .repeated("健康档案号"), .repeated("健康档案号"), .repeated("健康档案号"),
        .contradicted("本年随访次数（次）", .number(12)),
        .invented("本年随访次数（次）", .number(1), .managedWithoutVisits),
        .invented("病种", .text("其他"), .unknownWord),
        .invented("户号", .text("1400000006"), .orphanEntry),
        .invented("所在村", .text("老君洞村"), .unknownVillage),
        .invented("本年随访次数（次）", .text("若干"), .notANumber),
        .spoilt("最近随访日期", "2021年9月31日", .impossibleDate),
      ]
    ) {
      $0.heading = .title
      $0.numbers = .someFullWidth
      $0.otherSpellings = 12
    }
    return Self(path: "health/慢性病随访登记表", format: .xlsx, ledgers: [ledger])
  }
}

extension ChronicPatient {
  /// The patients, by household.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 71)
    let households = random.shuffled(Array(county.households.indices)).prefix(Totals.patients)
    return households.enumerated()
      .map { index, household in
        let visits = index < Totals.managedPatients ? 4 + random.below(5) : random.below(4)
        return Self(
          household: household, number: 1 + random.below(county.households[household].members),
          disease: random.pick(diseases), diagnosed: 2004 + random.below(17), visits: visits,
          lastVisit: visits == 0 ? nil : CalendarDay(2021, 7, 1).plus(122, random: &random))
      }
      .sorted { $0.household < $1.household }
  }
}
