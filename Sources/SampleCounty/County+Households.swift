extension County {
  /// How large a township's natural villages are, in relation to each other.
  private static let sizes = [130, 105, 110, 100, 110, 95, 90, 95, 100, 90, 85, 85, 50]

  mutating func settleHouseholds(random: inout SeededGenerator) {
    let dry = naturalVillages.indices.filter { naturalVillages[$0].isWithoutTap }
    let wet = naturalVillages.indices.filter { !naturalVillages[$0].isWithoutTap }
    var counts = Array(repeating: 0, count: naturalVillages.count)
    let wells = apportion(
      Totals.wellHouseholds, by: dry.map { _ in 40 + random.below(60) }, minimum: 12)
    for (index, count) in zip(dry, wells) { counts[index] = count }
    let weights = wet.map { index in
      (30 + random.below(100)) * Self.sizes[villages[naturalVillages[index].village].township]
    }
    let others = apportion(
      Totals.households - Totals.wellHouseholds, by: weights, minimum: 10)
    for (index, count) in zip(wet, others) { counts[index] = count }
    for (index, village) in villages.enumerated() {
      var number = 0
      // Township and village, three digits each, and a number of four.
      let prefix = Int(villages[index].code.dropFirst(6)) ?? 0
      for natural in village.naturalVillages {
        for _ in 0..<counts[natural] {
          number += 1
          households.append(
            Household(id: prefix * 10_000 + number, naturalVillage: natural, number: number))
        }
      }
    }
    countMembers(random: &random)
    drawWater(random: &random)
    liftOutOfPoverty(random: &random)
    enrol(random: &random)
    visit(random: &random)
  }

  /// The index of a household's village.
  package func village(of household: Household) -> Int {
    naturalVillages[household.naturalVillage].village
  }

  private mutating func countMembers(random: inout SeededGenerator) {
    let sizes = [1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6]
    let groups = [
      (households.indices.filter { isDry(households[$0]) }, Totals.wellPersons),
      (households.indices.filter { !isDry(households[$0]) }, Totals.persons - Totals.wellPersons),
    ]
    for (members, total) in groups {
      var counts = members.map { _ in random.pick(sizes) }
      adjust(&counts, to: total, within: 1...7, random: &random)
      for (index, count) in zip(members, counts) { households[index].members = count }
    }
  }

  private func isDry(_ household: Household) -> Bool {
    naturalVillages[household.naturalVillage].isWithoutTap
  }

  private mutating func drawWater(random: inout SeededGenerator) {
    for index in households.indices where isDry(households[index]) {
      households[index].water = .well
    }
    // Standpipes stand in forty natural villages, each of which has tap water as well.
    let wet = naturalVillages.indices.filter { !naturalVillages[$0].isWithoutTap }
    let chosen = Set(random.shuffled(wet).prefix(40))
    var byPlace: [Int: [Int]] = [:]
    for (index, household) in households.enumerated()
    where chosen.contains(household.naturalVillage) {
      byPlace[household.naturalVillage, default: []].append(index)
    }
    let places = byPlace.keys.sorted()
    let shares = apportion(
      Totals.standpipeHouseholds, by: places.map { byPlace[$0]?.count ?? 0 }, minimum: 1)
    for (place, share) in zip(places, shares) {
      for index in (byPlace[place] ?? []).suffix(share) { households[index].water = .standpipe }
    }
  }

  private mutating func liftOutOfPoverty(random: inout SeededGenerator) {
    let ranks = households.indices.map { index in
      let share =
        switch villages[village(of: households[index])].kind {
        case .outOfPoverty: 10
        case .relocationOfHundredOrMore, .relocationUnderHundred: 20
        case .demonstration, .weakPartyBranch, .general: 3
        }
      return (rank: random.below(1_000_000) / share, index: index)
    }
    var missing = Totals.liftedOutOfPoverty
    for (_, index) in ranks.sorted(by: { $0 < $1 }) where missing > 0 {
      households[index].lifted = min(households[index].members, missing)
      missing -= households[index].lifted
    }
  }

  private mutating func enrol(random: inout SeededGenerator) {
    for index in households.indices { households[index].insured = households[index].members }
    var missing = Totals.persons - Totals.insured
    for index in random.shuffled(Array(households.indices)) where missing > 0 {
      let free = min(households[index].members - households[index].lifted, missing)
      guard free > 0 else { continue }
      let out = 1 + random.below(min(free, 2))
      households[index].insured -= out
      missing -= out
    }
  }

  private mutating func visit(random: inout SeededGenerator) {
    var day = CalendarDay(2021, 9, 1)
    var natural = -1
    for index in households.indices {
      if households[index].naturalVillage != natural {
        natural = households[index].naturalVillage
        day = CalendarDay(serial: CalendarDay(2021, 9, 1).serial + random.below(54))
      }
      households[index].surveyDay = day
      households[index].headBirth = CalendarDay(
        serial: CalendarDay(1938, 1, 1).serial + random.below(20_000))
      households[index].headSequence = 1 + random.below(99)
    }
  }
}
