/// A person lifted out of poverty who works away from home.
struct Worker: HouseholdEntry {
  /// Where somebody works.
  enum Destination: String, Hashable, Sendable {
    case county = "县内"
    case province = "县外省内"
    case elsewhere = "省外"
  }

  /// The index of the household.
  let household: Int
  /// The place in the household.
  let number: Int
  /// The identity number, of no place that there is.
  let id: ResidentID
  /// Where the person works.
  let destination: Destination
  /// How many months of the year.
  let months: Int
  /// What the person earns in a month, in yuan.
  let wage: Int
  /// What was paid for the way, in yuan.
  var subsidy = 0
  /// The day on which it was paid, or nil.
  var paid: CalendarDay?
}

extension LedgerFile {
  /// Those who work away from home, and what was paid to those who went far.
  static func employment(of county: County) -> Self {
    let columns: [LedgerColumn<Worker>] = [
      .serial, .key("务工编号"),
      .text("务工人员姓名") { county.memberName($0.household, number: $0.number) },
      .text("身份证号", width: 22) { $0.id.text }, .household("农户编号"), .township(of: county),
      .village(of: county), .text("务工地区") { $0.destination.rawValue },
      .count("务工时长（月）") { $0.months }, .yuan("月均工资") { $0.wage },
      .yuan("交通补贴") { $0.subsidy }, .day("发放日期") { $0.paid },
    ]
    let ledger = Ledger(
      "务工台账", title: "沁县脱贫劳动力务工就业台账", office: "沁县人力资源和社会保障局", prefix: "WG",
      entries: Worker.all(in: county), columns: columns,
      flaws: [
        .repeated("务工编号"), .repeated("务工编号"), .repeated("务工编号"),
        .contradicted("月均工资", .yuan(12_345)),
        .invented("务工时长（月）", .number(14), .monthsAboveYear),
        .invented("务工地区", .text("国外"), .unknownWord),
        .invented("交通补贴", .text("未申领"), .notANumber),
        .invented("农户编号", .text("1400000007"), .orphanEntry),
        .invented("务工编号", .blank, .blankEntry),
        .spoilt("身份证号", Worker.wrongID, .wrongCheckDigit),
        .spoilt("发放日期", "2021年6月31日", .impossibleDate),
      ]
    )
    return Self(path: "employment/务工就业台账", format: .xlsx, ledgers: [ledger])
  }
}

extension Worker {
  static let wrongID = ResidentID(birth: CalendarDay(1975, 5, 5), sequence: 7).withWrongCheckDigit

  /// The workers, by household.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 81)
    let lifted = random.shuffled(
      county.households.indices.filter { county.households[$0].lifted > 0 })
    let larger = lifted.filter { county.households[$0].lifted > 1 }
    let places =
      lifted.prefix(6_200).map { ($0, 1) } + larger.prefix(Totals.workers - 6_200).map { ($0, 2) }
    var workers = places.map { household, number in
      let share = random.below(100)
      return Self(
        household: household, number: number,
        id: ResidentID(
          birth: CalendarDay(1963, 1, 1).plus(14_600, random: &random),
          sequence: 1 + random.below(99)),
        destination: share < 48 ? .county : share < 78 ? .province : .elsewhere,
        months: 3 + random.below(10), wage: 1_800 + 100 * random.below(42))
    }
    let far = random.shuffled(workers.indices.filter { workers[$0].destination == .elsewhere })
    for (place, index) in far.prefix(Totals.subsidisedWorkers).enumerated() {
      workers[index].subsidy = place < 520 ? 600 : 800
      workers[index].paid = CalendarDay(2021, 4, 1).plus(200, random: &random)
    }
    return workers.sorted { ($0.household, $0.number) < ($1.household, $1.number) }
  }
}
