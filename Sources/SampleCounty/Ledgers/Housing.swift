/// The house of a household that was lifted out of poverty, and why it is safe.
struct House: HouseholdEntry {
  /// What makes it safe.
  enum Security: String, Hashable, Sendable {
    case assessed = "鉴定安全"
    case renovated = "危房改造"
    case relocated = "易地搬迁"
  }

  /// The index of the household.
  let household: Int
  /// What makes it safe.
  var security = Security.assessed
  /// What it is built of.
  let structure: String
  /// Its grade now.
  let grade: String
  /// Its grade before it was renovated, or nil.
  var formerGrade: String?
  /// The day on which the work or the move was done, or nil.
  var done: CalendarDay?
  /// What was paid for the work, in yuan.
  var subsidy = 0
}

extension LedgerFile {
  /// The grades of the houses of those lifted out of poverty, and the work on those that were not safe.
  static func housing(of county: County) -> Self {
    let columns: [LedgerColumn<House>] = [
      .key("鉴定编号"), .township(of: county), .village(of: county), .household("户号"),
      .head(of: county, "户主"), .text("房屋结构", group: "鉴定情况") { $0.structure },
      .text("现等级", group: "鉴定情况") { $0.grade },
      .text("保障方式", group: "鉴定情况") { $0.security.rawValue },
      .text("改造前等级", group: "改造情况") { $0.formerGrade ?? "不涉及" },
      .text("改造方式", group: "改造情况") { house in
        house.formerGrade.map { $0 == "D级" ? "原址重建" : "修缮加固" }
      },
      .day("竣工（入住）日期", group: "改造情况") { $0.done },
      .yuan("补助资金", group: "改造情况") { $0.subsidy },
    ]
    let ledger = Ledger(
      "住房安全台账", title: "沁县脱贫户住房安全鉴定与危房改造台账", office: "沁县住房和城乡建设管理局",
      prefix: "ZF", entries: House.all(in: county), columns: columns,
      flaws: [
        .repeated("鉴定编号"), .repeated("鉴定编号"), .repeated("鉴定编号"),
        .contradicted("补助资金", .yuan(30_001)),
        .invented("现等级", .text("D级"), .unsafeHouse),
        .invented("现等级", .text("C级"), .unsafeHouse),
        .invented("现等级", .text("待定"), .unknownWord),
        .invented("行政村", .text("三官庙村"), .unknownVillage),
        .invented("户号", .text("1400000004"), .orphanEntry),
        .invented("补助资金", .cell(Cell(.error("#VALUE!"))), .spreadsheetError),
        .spoilt("竣工（入住）日期", "2019.11.31", .impossibleDate),
      ]
    ) {
      $0.dates = .dotted
      $0.hasNumericIDs = true
    }
    return Self(path: "housing/住房安全台账", format: .xlsx, ledgers: [ledger])
  }
}

extension House {
  /// The houses, by household; who moved is who the relocation office says did.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 51)
    let moved = Dictionary(
      uniqueKeysWithValues: Relocation.all(in: county).map { ($0.household, $0.day) })
    let lifted = county.households.indices.filter { county.households[$0].lifted > 0 }
    let renovated = random.shuffled(lifted.filter { moved[$0] == nil })
      .prefix(Totals.renovatedHouses)
    let rank = Dictionary(uniqueKeysWithValues: zip(renovated, 0...))
    return lifted.map { household in
      var house = Self(
        household: household, structure: random.pick(["砖混", "砖混", "砖木", "砖木", "土木", "窑洞"]),
        grade: random.chance(35) ? "A级" : "B级")
      if let day = moved[household] {
        house.security = .relocated
        house.done = day
      } else if let rank = rank[household] {
        house.security = .renovated
        house.formerGrade = random.chance(40) ? "D级" : "C级"
        house.subsidy = house.formerGrade == "D级" ? 14_000 : 7_000
        house.done =
          rank < Totals.housesRenovatedThisYear
          ? CalendarDay(2021, 4, 12).plus(190, random: &random)
          : CalendarDay(2014, 5, 1).plus(2_400, random: &random)
      }
      return house
    }
  }
}
