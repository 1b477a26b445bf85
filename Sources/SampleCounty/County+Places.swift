extension County {
  private static let villageCounts = [30, 22, 20, 19, 18, 17, 16, 15, 15, 14, 13, 11, 8]

  /// Mergers: the township and the place of the village there that took another one in.
  private static let mergers = [(1, 3), (1, 9), (5, 2), (8, 4), (8, 7), (11, 1), (11, 6)]

  /// The renamed village: its township, its place there, its name before.
  private static let renaming = (township: 8, place: 11, stem: "胜利")

  mutating func settlePlaces(random: inout SeededGenerator) {
    settleVillages(random: &random)
    settleNaturalVillages(random: &random)
    closeTaps()
    let kinds = VillageKind.allCases.flatMap { Array(repeating: $0, count: $0.count) }
    for (index, kind) in random.shuffled(kinds).enumerated() { villages[index].kind = kind }
  }

  private mutating func settleVillages(random: inout SeededGenerator) {
    let taken = Set(PlaceNames.traps.flatMap(\.stems))
    let stems = PlaceNames.heads.flatMap { head in PlaceNames.tails.map { head + $0 } }
    var pool = random.shuffled(stems.filter { !taken.contains($0) })
    for (index, name) in PlaceNames.townships.enumerated() {
      let isTown = name.hasSuffix("镇")
      let digits = isTown ? "17\(index + 1)" : "27\(index - 5)"
      let start = villages.count
      var names = PlaceNames.traps.first { $0.township == index }?.stems ?? []
      while names.count < Self.villageCounts[index] { names.append(pool.removeLast()) }
      for (place, stem) in random.shuffled(names).enumerated() {
        villages.append(
          Village(code: "140430\(digits)\(201 + place)", stem: stem, township: index))
      }
      townships.append(
        Township(code: "140430\(digits)000", name: name, villages: start..<villages.count))
    }
    for (township, place) in Self.mergers {
      let members = formerVillages.count { villages[$0.successor].township == township }
      formerVillages.append(
        FormerVillage(
          code: townships[township].code.prefix(9) + "\(251 + members)", stem: pool.removeLast(),
          successor: townships[township].villages.lowerBound + place, fate: .merge,
          end: Self.mergerDay))
    }
    formerVillages.append(
      FormerVillage(
        code: townships[Self.renaming.township].code.prefix(9) + "261", stem: Self.renaming.stem,
        successor: townships[Self.renaming.township].villages.lowerBound + Self.renaming.place,
        fate: .rename, end: CalendarDay(2020, 7, 1)))
  }

  private mutating func settleNaturalVillages(random: inout SeededGenerator) {
    var counts = villages.map { _ in random.pick([1, 2, 2, 2, 3, 3, 4, 5]) }
    adjust(&counts, to: Totals.naturalVillages, within: 1...6, random: &random)
    // A village that took others in has one of its own besides; so the total stays.
    for former in formerVillages {
      while counts[former.successor] < 3 {
        let giver = random.below(counts.count)
        guard counts[giver] > 3 else { continue }
        counts[giver] -= 1
        counts[former.successor] += 1
      }
    }
    for (index, count) in counts.enumerated() {
      let village = villages[index]
      let start = naturalVillages.count
      let spots = PlaceNames.sides.flatMap { side in PlaceNames.spots.map { side + $0 } }
      var names = random.shuffled(spots.filter { $0 != village.stem })
      for place in 0..<count {
        var natural = NaturalVillage(
          code: "\(village.code)\(100 + place + 1)",
          name: place == 0 ? village.stem : names.removeLast(), village: index)
        if place == count - 1,
          let former = formerVillages.firstIndex(where: {
            $0.successor == index && $0.fate == .merge
          })
        {
          natural = NaturalVillage(
            code: natural.code, name: formerVillages[former].stem, village: index, former: former)
        }
        naturalVillages.append(natural)
      }
      villages[index].naturalVillages = start..<naturalVillages.count
    }
  }

  /// Takes the tap from two whole villages (of two and of three natural villages) and from seven
  /// natural villages elsewhere.
  private mutating func closeTaps() {
    func village(ofTownship township: Int, naturalVillages count: Int) -> Int? {
      townships[township].villages
        .first { index in
          villages[index].naturalVillages.count == count
            && !formerVillages.contains { $0.successor == index }
        }
    }
    var closed = [
      village(ofTownship: 9, naturalVillages: 2), village(ofTownship: 10, naturalVillages: 3),
    ]
    .compactMap(\.self).flatMap { Array(villages[$0].naturalVillages) }
    let townshipOrder = [5, 6, 7, 8, 10, 11, 9]
    for township in townshipOrder {
      let candidates = townships[township].villages
        .filter { villages[$0].naturalVillages.count > 3 }
      guard let chosen = candidates.last else { continue }
      closed.append(villages[chosen].naturalVillages.lowerBound + 1)
    }
    for index in closed { naturalVillages[index].isWithoutTap = true }
    precondition(closed.count == Totals.naturalVillagesWithoutTap)
  }
}
