/// A household as it was a year before the survey, before the villages were merged.
struct EarlierHousehold: VillageEntry {
  /// The day of the earlier registers.
  static let day = CalendarDay(2020, 10, 31)

  /// The key, which it has kept.
  let id: Int
  /// The index of the household that it is now, or nil where it is gone.
  let current: Int?
  /// The index of its natural village.
  let naturalVillage: Int
  /// The index of the village that its natural village belongs to now.
  let village: Int
  /// The name of its head.
  let head: String
  /// How many persons it had.
  private(set) var members: Int
  /// How many of them had been lifted out of poverty.
  let lifted: Int
  /// How many of them were enrolled in the residents' medical insurance.
  private(set) var insured: Int
  /// Where its drinking water came from.
  private(set) var water: WaterSource
  /// Whether that was safe.
  private(set) var isSafe = true
  /// The day of the visit.
  let visit: CalendarDay

  func village(in county: County) -> Int { village }
}

extension LedgerFile {
  /// The registers of the year before, one file a township, each with its own words.
  static func earlierRegisters(of county: County) -> [Self] {
    let households = Dictionary(grouping: EarlierHousehold.all(in: county)) {
      $0.township(in: county)
    }
    return county.townships.indices.map { index in
      let name = county.townships[index].name
      let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      return Self(
        path: "registers-2020/\(number)\(name)", format: index == 12 ? .commaSeparated : .xlsx,
        ledgers: [
          earlierRegister(
            index, named: index == 12 ? "\(number)\(name)" : "2020年住户登记", of: county,
            households: households[index] ?? [])
        ])
    }
  }

  private static func earlierRegister(
    _ township: Int, named worksheet: String, of county: County, households: [EarlierHousehold]
  ) -> Ledger {
    let words = RegisterLayout.townships[township]
    func word(_ column: RegisterColumn) -> String { words.header(column) }
    let name = county.townships[township].name
    let columns: [LedgerColumn<EarlierHousehold>] = [
      .township(of: county, word(.township)),
      LedgerColumn(word(.village), width: 16) { entry in
        // A natural village that was a village then has its name.
        county.naturalVillages[entry.naturalVillage].former
          .map { .text(county.formerVillages[$0].name) } ?? .village(entry.village)
      },
      .text(word(.naturalVillage)) { county.naturalVillages[$0.naturalVillage].name },
      LedgerColumn(word(.householdID), width: 14) { .text("\($0.id)") },
      .text(word(.head)) { $0.head },
      .count(word(.members)) { $0.members }, .count(word(.lifted)) { $0.lifted },
      .count(word(.insured)) { $0.insured },
      .text(word(.water)) { words.waterWords[$0.water.rawValue] },
      .text(word(.safety)) { $0.isSafe ? words.safetyWord : "否" },
      .day(word(.surveyDate)) { $0.visit },
    ]
    return Ledger(
      worksheet, title: "沁县\(name)2020年农村住户登记表", office: "\(name)人民政府", prefix: "",
      entries: households, columns: columns,
      flaws: [
        .repeated(word(.householdID)), .repeated(word(.householdID)),
        .invented(word(.village), .text("望月屯村"), .unknownVillage),
        .invented(word(.members), .text("待核实"), .notANumber),
        .spoilt(word(.surveyDate), "2020年9月31日", .impossibleDate),
      ]
    ) {
      $0.asOf = EarlierHousehold.day
      $0.heading = township == 12 ? .none : words.heading
      $0.numbers = words.numbers
      $0.dates = words.dates
      $0.parting = words.hasBlankRows ? .blank : .none
      $0.otherSpellings = 5
      $0.knowsFormerNames = false
    }
  }
}

extension EarlierHousehold {
  /// The households of the year before, by natural village.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 2020)
    let monitored = Set(MonitoredHousehold.all(in: county).map(\.household))
    // What was joined to the pipes within the year, and whose wells were not safe until then.
    let joined =
      random.shuffled(
        county.naturalVillages.indices.filter { !county.naturalVillages[$0].isWithoutTap }
      )
      .prefix(14)
    let unsafeVillages = Set(joined.prefix(4))
    let wells = Set(joined)
    var households: [Self] = []
    for (index, household) in county.households.enumerated() {
      let isNew = random.below(1_000) < 8
      guard !isNew || monitored.contains(index) else { continue }
      var earlier = Self(
        id: household.id, current: index, naturalVillage: household.naturalVillage,
        village: county.village(of: household), head: household.headName,
        members: household.members, lifted: household.lifted, insured: household.insured,
        water: household.water,
        visit: CalendarDay(serial: household.surveyDay.serial - 366))
      earlier.change(random: &random)
      if wells.contains(household.naturalVillage) {
        earlier.water = .well
        earlier.isSafe = !unsafeVillages.contains(household.naturalVillage)
      }
      households.append(earlier)
      // A neighbour who is gone.
      if random.below(1_000) < 9 {
        households.append(
          Self(
            id: household.id / 10_000 * 10_000 + 5_000 + household.number, current: nil,
            naturalVillage: household.naturalVillage, village: earlier.village,
            head: household.headName + "邻", members: 1 + random.below(3), lifted: 0, insured: 1,
            water: earlier.water, isSafe: earlier.isSafe, visit: earlier.visit))
      }
    }
    return households
  }

  /// Makes it as large, and as many of it enrolled, as it may have been.
  private mutating func change(random: inout SeededGenerator) {
    if random.chance(4) {
      members += 1
    } else if random.chance(4), members > max(1, lifted) {
      members -= 1
    }
    insured = min(insured, members)
    if insured > lifted, random.chance(3) { insured -= 1 }
  }
}
