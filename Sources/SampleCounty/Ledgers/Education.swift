/// A child of school age, as the education office counts it.
struct Pupil: HouseholdEntry {
  /// Whether and how a child is taught.
  enum State: String, Hashable, Sendable {
    case inSchool = "在校就读"
    /// Brought back to school after having left it.
    case returned = "劝返复学"
    case taughtAtHome = "送教上门"
    /// Begins school a year later, with leave.
    case deferred = "延缓入学"
  }

  /// The index of the household.
  let household: Int
  /// The place among the household's children.
  let number: Int
  /// The day of birth.
  let birth: CalendarDay
  /// Whether and how it is taught.
  var state = State.inSchool
  /// What it was given to go to school, in yuan.
  var aid = 0

  /// Whether it is old enough for the junior middle school.
  var isJunior: Bool { birth < CalendarDay(2009, 9, 1) }
}

extension LedgerFile {
  /// The children of school age: nobody may be missing from school.
  static func education(of county: County) -> Self {
    let pupils = Pupil.all(in: county)
    let columns: [LedgerColumn<Pupil>] = [
      .key("学籍编号"),
      .township(of: county), .village(of: county), .household(),
      .text("姓名", group: "学生信息") { county.memberName($0.household, number: $0.number) },
      .day("出生日期", group: "学生信息") { $0.birth },
      .text("学段", group: "就学情况") { $0.isJunior ? "初中" : "小学" },
      .text("就读学校", group: "就学情况", width: 24) { pupil in
        guard pupil.state != .deferred else { return "/" }
        let name = county.townships[pupil.township(in: county)].name
        return name + (pupil.isJunior ? "初级中学" : "中心小学")
      },
      .text("就学状态", group: "就学情况") { $0.state.rawValue },
      .yuan("资助金额") { $0.aid },
    ]
    let ledger = Ledger(
      "控辍保学台账", title: "沁县义务教育阶段适龄儿童少年台账", office: "沁县教育局", prefix: "XJ",
      entries: pupils, columns: columns,
      flaws: [
        .repeated("学籍编号"), .repeated("学籍编号"), .contradicted("资助金额", .yuan(1_000)),
        .invented("行政村", .text("望月屯村"), .unknownVillage),
        .invented("就学状态", .text("去向不明"), .unknownWord),
        .invented("户编号", .text("1400000002"), .orphanEntry),
        .invented("学籍编号", .blank, .blankEntry),
        .invented("资助金额", .text("待发放"), .notANumber),
        .spoilt("出生日期", "2012年2月30日", .impossibleDate),
        .spoilt("出生日期", "2010年6月31日", .impossibleDate),
      ]
    ) {
      $0.dates = .chinese
    }
    return Self(path: "education/控辍保学台账", format: .xlsx, ledgers: [ledger])
  }
}

extension Pupil {
  /// The children, by household.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 61)
    var pupils: [Self] = []
    func add(_ households: [Int], number: Int, upTo count: Int) {
      for household in households where pupils.count < count {
        let birth = CalendarDay(2006, 9, 1).serial + random.below(3_286)
        pupils.append(Self(household: household, number: number, birth: CalendarDay(serial: birth)))
      }
    }
    let families = random.shuffled(
      county.households.indices.filter { county.households[$0].members > 2 })
    add(families, number: 1, upTo: 8_400)
    let larger = families.prefix(8_400).filter { county.households[$0].members > 3 }
    add(larger, number: 2, upTo: Totals.pupils)
    let order = random.shuffled(Array(pupils.indices))
    let young = order.filter { pupils[$0].birth > CalendarDay(2014, 9, 1) }
    for index in young.prefix(Totals.deferredPupils) { pupils[index].state = .deferred }
    let others = order.filter { pupils[$0].state == .inSchool }
    for index in others.prefix(Totals.homeTaughtPupils) { pupils[index].state = .taughtAtHome }
    for index in others.suffix(Totals.returnedPupils) { pupils[index].state = .returned }
    let aided = order.filter {
      county.households[pupils[$0].household].lifted > 0 && pupils[$0].state != .deferred
    }
    for index in aided.filter({ !pupils[$0].isJunior }).prefix(1_180) { pupils[index].aid = 500 }
    for index in aided.filter({ pupils[$0].isJunior }).prefix(640) { pupils[index].aid = 625 }
    return pupils.sorted { ($0.household, $0.number) < ($1.household, $1.number) }
  }
}
