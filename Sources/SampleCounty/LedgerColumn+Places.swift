/// An entry of a ledger that belongs to a village.
protocol VillageEntry: Sendable {
  /// The index of the village.
  func village(in county: County) -> Int
}

/// An entry of a ledger that belongs to a household.
protocol HouseholdEntry: VillageEntry {
  /// The index of the household.
  var household: Int { get }
}

extension HouseholdEntry {
  func village(in county: County) -> Int { county.village(of: county.households[household]) }
}

extension VillageEntry {
  /// The index of the township.
  func township(in county: County) -> Int { county.villages[village(in: county)].township }
}

extension LedgerColumn where Entry: VillageEntry {
  /// The township.
  static func township(of county: County, _ header: String = "乡镇") -> Self {
    Self(header) { .township($0.township(in: county)) }
  }

  /// The village.
  static func village(of county: County, _ header: String = "行政村") -> Self {
    Self(header, width: 16) { .village($0.village(in: county)) }
  }
}

extension LedgerColumn where Entry: HouseholdEntry {
  /// The number of the household.
  static func household(_ header: String = "户编号") -> Self {
    Self(header, width: 14) { .household($0.household) }
  }

  /// The name of the household's head.
  static func head(of county: County, _ header: String = "户主姓名") -> Self {
    .text(header) { county.households[$0.household].headName }
  }
}

extension County {
  /// The name of a member of a household, which nobody can take for a person's.
  func memberName(_ household: Int, number: Int) -> String {
    "\(households[household].headName)之\(chineseDigits(number))"
  }
}

extension CalendarDay {
  /// A day drawn by lot, from this one on.
  func plus(_ days: Int, random: inout SeededGenerator) -> CalendarDay {
    CalendarDay(serial: serial + random.below(days))
  }
}
