import Testing

@testable import SampleCounty

@Suite struct CountyTests {
  private static let county = SampleTests.sample.county

  @Test func `has the villages that the county reported`() {
    #expect(Self.county.townships.count == 13)
    #expect(Self.county.villages.count == 218)
    #expect(Self.county.naturalVillages.count == 567)
    for kind in VillageKind.allCases {
      #expect(Self.county.villages.count { $0.kind == kind } == kind.count)
    }
    #expect(Self.county.villages.count { $0.kind.hasWorkTeam } == 141)
  }

  @Test func `has tap water in all but twelve natural villages and two whole villages`() {
    let tapped = Set(
      Self.county.households.filter { $0.water == .tap }.map(\.naturalVillage))
    #expect(tapped.count == 555)
    #expect(Set(tapped.map { Self.county.naturalVillages[$0].village }).count == 216)
    let dry = Self.county.households.filter { household in
      Self.county.naturalVillages[household.naturalVillage].isWithoutTap
    }
    #expect(dry.count == 381)
    #expect(dry.map(\.members).reduce(0, +) == 1_072)
    #expect(dry.filter { $0.water != .well }.isEmpty)
  }

  @Test func `has no household with more insured or lifted out of poverty than members`() {
    #expect(
      Self.county.households
        .filter { household in
          household.insured > household.members || household.lifted > household.insured
        }
        .isEmpty)
  }

  @Test func `gives every place a code and every household a key of its own`() {
    let codes =
      Self.county.townships.map(\.code) + Self.county.villages.map(\.code)
      + Self.county.formerVillages.map(\.code) + Self.county.naturalVillages.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.filter { $0.count != 12 && $0.count != 15 } == [])
    #expect(Set(Self.county.households.map(\.id)).count == Self.county.households.count)
  }

  @Test func `tells villages apart within a township and natural villages within a village`() {
    for (index, township) in Self.county.townships.enumerated() {
      let names =
        Self.county.villages[township.villages].map(\.stem)
        + Self.county.formerVillages
        .filter { former in
          Self.county.villages[former.successor].township == index
        }
        .map(\.stem)
      #expect(Set(names).count == names.count)
    }
    for village in Self.county.villages {
      let names = Self.county.naturalVillages[village.naturalVillages].map(\.name)
      #expect(Set(names).count == names.count)
    }
  }
}

@Suite struct CalendarDayTests {
  @Test(arguments: [
    (1899, 12, 31, 1), (1904, 1, 1, 1_462), (2000, 2, 29, 36_585), (2021, 10, 31, 44_500),
  ])
  func `counts days as spreadsheets do`(year: Int, month: Int, day: Int, serial: Int) {
    #expect(CalendarDay(year, month, day).serial == serial)
    #expect(CalendarDay(serial: serial).parts == (year, month, day))
  }
}

@Suite struct ApportionmentTests {
  @Test(arguments: [(10, [1, 1, 1], 0), (100, [3, 0, 7, 5], 2), (7, [1], 0)])
  func `gives parts that add up`(total: Int, weights: [Int], minimum: Int) {
    let parts = apportion(total, by: weights, minimum: minimum)
    #expect(parts.reduce(0, +) == total)
    #expect(parts.filter { $0 < minimum }.isEmpty)
  }
}
