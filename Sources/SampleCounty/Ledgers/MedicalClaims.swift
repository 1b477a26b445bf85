/// A stay in hospital or a course of treatment, and who paid for it.
struct MedicalClaim: HouseholdEntry {
  /// The index of the household.
  let household: Int
  /// The place of the patient in the household.
  let number: Int
  /// The day of the settlement.
  let day: CalendarDay
  /// Whether the patient stayed in hospital.
  let isInpatient: Bool
  /// What the insurance against serious illness paid, in yuan.
  var seriousIllness = 0
  /// What medical assistance paid, in yuan.
  var assistance = 0
  /// What the basic insurance paid, in yuan.
  var basic = 0
  /// What the patient paid, in yuan.
  var own = 0

  /// What it cost, in yuan.
  var cost: Int { basic + seriousIllness + assistance + own }
}

extension LedgerFile {
  /// The claims on the insurance against serious illness and on medical assistance.
  static func medicalClaims(of county: County) -> Self {
    let columns: [LedgerColumn<MedicalClaim>] = [
      .key("结算单号"), .day("结算日期") { $0.day }, .township(of: county, "参保地乡镇"),
      .village(of: county, "参保地村"), .household("家庭编号"),
      .text("患者姓名") { county.memberName($0.household, number: $0.number) },
      .text("就医类别") { $0.isInpatient ? "住院" : "门诊慢特病" },
      .yuan("医疗总费用") { $0.cost }, .yuan("基本医保支付") { $0.basic },
      .yuan("大病保险支付") { $0.seriousIllness }, .yuan("医疗救助支付") { $0.assistance },
      .yuan("个人自付") { $0.own },
    ]
    let ledger = Ledger(
      "结算明细", title: "沁县大病保险与医疗救助一站式结算明细", office: "沁县医疗保障局", prefix: "YB",
      entries: MedicalClaim.all(in: county), columns: columns,
      flaws: [
        .repeated("结算单号"), .repeated("结算单号"), .repeated("结算单号"),
        .contradicted("个人自付", .yuan(1)),
        .invented("基本医保支付", .yuan(1_250_000), .paymentsAboveCost),
        .invented("基本医保支付", .yuan(980_000), .paymentsAboveCost),
        .invented("家庭编号", .text("1400000003"), .orphanEntry),
        .invented("医疗救助支付", .text("审核中"), .notANumber),
        .invented("就医类别", .text("急诊留观"), .unknownWord),
        .spoilt("结算日期", "2021/13/5", .impossibleDate),
      ]
    ) {
      $0.heading = .title
      $0.money = .separatedYuan
      $0.dates = .slashed
    }
    return Self(path: "medical/大病保险与医疗救助结算明细", format: .xlsx, ledgers: [ledger])
  }
}

extension MedicalClaim {
  /// The claims, by household; assistance goes to those lifted out of poverty.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 31)
    let lifted = random.shuffled(
      county.households.indices.filter { county.households[$0].lifted > 0 })
    let others = random.shuffled(
      county.households.indices.filter { county.households[$0].lifted == 0 })
    let both = Totals.assistedClaims
    var claims = (lifted.prefix(both) + others.prefix(Totals.claims - both))
      .map { household in
        Self(
          household: household, number: 1 + random.below(county.households[household].members),
          day: CalendarDay(2021, 1, 6).plus(298, random: &random), isInpatient: random.chance(70))
      }
    func weights(_ count: Int) -> [Int] { (0..<count).map { _ in 40 + random.below(100) } }
    // Those whom the insurance paid: all that had no assistance, and some that had it.
    let insured = Array(claims.indices.suffix(Totals.seriousIllnessClaims))
    for (index, amount) in zip(
      insured, apportion(Totals.seriousIllnessPaid, by: weights(insured.count)))
    {
      claims[index].seriousIllness = amount
    }
    for (index, amount) in zip(0..<both, apportion(Totals.assistancePaid, by: weights(both))) {
      claims[index].assistance = amount
    }
    for index in claims.indices {
      claims[index].basic = 4_000 + random.below(26_000)
      claims[index].own = 300 + random.below(4_000)
    }
    return claims.sorted { ($0.household, $0.day) < ($1.household, $1.day) }
  }
}
