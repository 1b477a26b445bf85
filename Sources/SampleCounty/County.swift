/// The made-up county: places, households and loans, as they truly are.
package struct County: Sendable {
  /// The code of the county.
  package static let code = "140430000000"
  /// The name of the county.
  package static let name = "沁县"
  /// The day of the village mergers.
  package static let mergerDay = CalendarDay(2021, 3, 1)

  /// The townships, in the order of their codes.
  package var townships: [Township] = []
  /// The administrative villages, by township.
  package var villages: [Village] = []
  /// The natural villages, by village.
  package var naturalVillages: [NaturalVillage] = []
  /// The villages that are no more.
  package var formerVillages: [FormerVillage] = []
  /// The households, by natural village.
  package var households: [Household] = []
  /// The loans, by household.
  package var loans: [Loan] = []

  /// Makes the county; always the same one.
  package init() {
    var random = SeededGenerator(seed: 20_211_031)
    settlePlaces(random: &random)
    settleHouseholds(random: &random)
    grantLoans(random: &random)
  }
}

/// A township or town.
package struct Township: Sendable {
  /// The twelve-digit code.
  package let code: String
  /// The name.
  package let name: String
  /// Its villages.
  package var villages: Range<Int>
}

/// An administrative village.
package struct Village: Sendable {
  /// The twelve-digit code.
  package let code: String
  /// The name without 村.
  package let stem: String
  /// The index of its township.
  package let township: Int
  /// Its natural villages.
  package var naturalVillages: Range<Int> = 0..<0
  /// What the office for rural revitalisation counts it as.
  package var kind: VillageKind = .general

  /// The name as it is published.
  package var name: String { stem + "村" }
}

/// What the office for rural revitalisation counts a village as.
package enum VillageKind: String, Hashable, Sendable, CaseIterable {
  case outOfPoverty = "脱贫村"
  case relocationOfHundredOrMore = "100人以上安置村"
  case demonstration = "示范村"
  case weakPartyBranch = "党组织软弱涣散村"
  case relocationUnderHundred = "100人以下安置村"
  case general = "一般村"

  /// How many of the 218 villages are of the kind.
  package var count: Int {
    switch self {
    case .outOfPoverty: 135
    case .relocationOfHundredOrMore: 5
    case .demonstration: 1
    case .weakPartyBranch: 6
    case .relocationUnderHundred: 8
    case .general: 63
    }
  }

  /// Whether its villages have a work team of three.
  package var hasWorkTeam: Bool {
    switch self {
    case .outOfPoverty, .relocationOfHundredOrMore, .demonstration: true
    case .weakPartyBranch, .relocationUnderHundred, .general: false
    }
  }
}

/// A natural village.
package struct NaturalVillage: Sendable {
  /// The code: the village's and three digits.
  package let code: String
  /// The name.
  package let name: String
  /// The index of its village.
  package let village: Int
  /// The index of the former village that it was, or nil.
  package var former: Int?
  /// Whether nobody in it has tap water.
  package var isWithoutTap = false
}

/// A village whose name or existence ended before the survey.
package struct FormerVillage: Sendable {
  /// What became of it.
  package enum Fate: String, Hashable, Sendable {
    /// It became part of another village.
    case merge
    /// It was given another name and code.
    case rename
  }

  /// The twelve-digit code that it had.
  package let code: String
  /// The name without 村.
  package let stem: String
  /// The village that it is now, or is a part of.
  package let successor: Int
  /// What became of it.
  package let fate: Fate
  /// The first day on which it was no more.
  package let end: CalendarDay

  /// The name as it was published.
  package var name: String { stem + "村" }
}

/// Where a household's drinking water comes from.
package enum WaterSource: Int, Hashable, Sendable {
  case tap
  case standpipe
  case well
}

/// A household.
package struct Household: Sendable {
  /// The key: township, village and number, ten digits.
  package let id: Int
  /// The index of its natural village.
  package let naturalVillage: Int
  /// The number within its village.
  package let number: Int
  /// How many persons it has.
  package var members = 0
  /// How many of them are enrolled in the residents' medical insurance.
  package var insured = 0
  /// How many of them were lifted out of poverty; all of these are enrolled.
  package var lifted = 0
  /// Where its drinking water comes from.
  package var water = WaterSource.tap
  /// The day of the survey.
  package var surveyDay = CalendarDay(2021, 9, 1)
  /// The year, month and day of the head's birth, and the sequence number in the ID.
  package var headBirth = CalendarDay(1960, 1, 1)
  /// The sequence number in the head's ID.
  package var headSequence = 1
}

/// A loan of the micro-credit scheme.
package struct Loan: Sendable {
  /// The number within its township.
  package var number = 0
  /// The index of its household.
  package let household: Int
  /// The day on which it was paid out.
  package let day: CalendarDay
  /// The amount in hundreds of yuan.
  package let amount: Int
  /// What is outstanding, in hundreds of yuan.
  package var balance: Int
}
