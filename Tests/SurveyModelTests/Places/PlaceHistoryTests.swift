import PropertyTesting
import SurveyModel
import Testing

@Suite struct PlaceHistoryTests {
  private static func day(_ iso: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: iso))
  }

  private static func village(
    _ code: String, from start: String? = nil, to end: String? = nil, in parent: String = "T"
  ) throws -> Place {
    Place(
      code: code, name: code, level: .village, parent: parent, validFrom: try start.map(day),
      validTo: try end.map(day))
  }

  private static func change(
    _ date: String, _ kind: PlaceChange.Kind, _ from: String, _ to: String
  ) throws -> PlaceChange {
    PlaceChange(date: try day(date), kind: kind, from: from, to: to)
  }

  private static let above = [
    Place(code: "C", name: "C", level: .county, parent: nil),
    Place(code: "T", name: "T", level: .township, parent: "C"),
  ]

  @Test func `a merged village is its heir, and its heir is either of both before`() throws {
    let history = PlaceHistory(
      places: Self.above + [try Self.village("A", to: "2021-03-01"), try Self.village("B")],
      changes: [try Self.change("2021-03-01", .merge, "A", "B")])
    let (old, new) = (try Self.day("2020-06-30"), try Self.day("2021-10-31"))
    #expect(history.image(of: "A", from: old, to: new).place(at: .village) == "B")
    let back = history.image(of: "B", from: new, to: old)
    #expect(back.candidates[.village] == ["A", "B"])
    #expect(back.place(at: .village) == nil)
    #expect(back.smallestPlace == "T")
    // The day of the change is already the new map, the day before the old one.
    #expect(history.successors(of: "A", from: old, to: try Self.day("2021-02-28")) == ["A"])
    #expect(history.successors(of: "A", from: old, to: try Self.day("2021-03-01")) == ["B"])
  }

  @Test func `a split is open, unless the natural village decides it`() throws {
    let date = "2021-03-01"
    let natural = Place(
      code: "A1", name: "A1", level: .naturalVillage, parent: "A", validTo: try Self.day(date))
    let moved = Place(
      code: "B1", name: "A1", level: .naturalVillage, parent: "B", validFrom: try Self.day(date))
    let stayed = Place(code: "A2", name: "A2", level: .naturalVillage, parent: "A")
    let history = PlaceHistory(
      places: Self.above + [
        try Self.village("A"), try Self.village("B", from: date), natural, moved, stayed,
      ],
      changes: [
        try Self.change(date, .split, "A", "B"), try Self.change(date, .transfer, "A1", "B1"),
      ])
    let (old, new) = (try Self.day("2020-06-30"), try Self.day("2021-10-31"))
    #expect(history.image(of: "A", from: old, to: new).candidates[.village] == ["A", "B"])
    #expect(history.image(of: "A1", from: old, to: new).place(at: .village) == "B")
    #expect(history.image(of: "A2", from: old, to: new).place(at: .village) == "A")
    #expect(history.image(of: "B", from: new, to: old).place(at: .village) == "A")
    #expect(history.image(of: "B1", from: new, to: old).place(at: .naturalVillage) == "A1")
  }

  @Test func `two villages that exchange their codes on one day are told apart`() throws {
    let history = PlaceHistory(
      places: Self.above + [try Self.village("A"), try Self.village("B")],
      changes: [
        try Self.change("2021-03-01", .rename, "A", "B"),
        try Self.change("2021-03-01", .rename, "B", "A"),
      ])
    let (old, new) = (try Self.day("2020-06-30"), try Self.day("2021-10-31"))
    #expect(history.successors(of: "A", from: old, to: new) == ["B"])
    #expect(history.successors(of: "A", from: new, to: old) == ["B"])
  }

  @Test func `what ends without a change leads nowhere and counts in its parent`() throws {
    let history = PlaceHistory(
      places: Self.above + [try Self.village("A", to: "2021-03-01"), try Self.village("B")],
      changes: [])
    let (old, new) = (try Self.day("2020-06-30"), try Self.day("2021-10-31"))
    #expect(history.successors(of: "A", from: old, to: new) == nil)
    let image = history.image(of: "A", from: old, to: new)
    #expect(image.candidates[.village] == nil)
    #expect(image.smallestPlace == "T")
    #expect(history.image(of: "Z", from: old, to: new) == PlaceImage(candidates: [:]))
  }

  @Test func `a gazetteer that goes round in circles ends`() throws {
    let history = PlaceHistory(
      places: [try Self.village("A", in: "B"), try Self.village("B", in: "A")],
      changes: [
        try Self.change("2021-03-01", .merge, "A", "B"),
        try Self.change("2021-03-01", .merge, "B", "A"),
      ])
    let (old, new) = (try Self.day("2020-06-30"), try Self.day("2021-10-31"))
    #expect(history.image(of: "A", from: old, to: new).candidates[.village]?.isEmpty == false)
    #expect(history.lineage(of: "A", on: old) == [.village: "A"])
  }

  // MARK: Laws over random histories

  @Test(arguments: UInt64(1)...60)
  func `natural villages bring every household to its village of any date`(seed: UInt64) {
    let model = VillageModel(seed: seed, detail: .naturalVillages)
    for (start, homes) in zip(model.dates, model.homes) {
      for (end, truth) in zip(model.dates, model.homes) {
        for (home, other) in zip(homes, truth) {
          let image = model.history.image(of: home.natural, from: start, to: end)
          #expect(image.place(at: .village) == other.village, "seed \(seed), \(start) to \(end)")
          #expect(image.place(at: .township) == other.township, "seed \(seed)")
          #expect(image.place(at: .naturalVillage) == other.natural, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `tabulating on another base and back gives the totals of before`(seed: UInt64) {
    let model = VillageModel(seed: seed, detail: .naturalVillages)
    func totals(_ villages: [String?]) -> [String?: Int] {
      Dictionary(villages.map { ($0, 1) }, uniquingKeysWith: +)
    }
    for (start, homes) in zip(model.dates, model.homes) {
      for (end, truth) in zip(model.dates, model.homes) {
        let there = homes.map { model.history.image(of: $0.natural, from: start, to: end) }
        let back = there.map { image in
          image.place(at: .naturalVillage)
            .flatMap { model.history.image(of: $0, from: end, to: start).place(at: .village) }
        }
        #expect(totals(there.map { $0.place(at: .village) }) == totals(truth.map(\.village)))
        #expect(totals(back) == totals(homes.map(\.village)), "seed \(seed), \(start) to \(end)")
      }
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `villages alone never place a household where it did not live`(seed: UInt64) {
    let model = VillageModel(seed: seed, detail: .villages)
    for (start, homes) in zip(model.dates, model.homes) {
      for (end, truth) in zip(model.dates, model.homes) {
        for (home, other) in zip(homes, truth) {
          let image = model.history.image(of: home.village, from: start, to: end)
          // Conserved: a candidate, and one certain place at some level, the county at the least.
          #expect(image.candidates[.village]?.contains(other.village) == true, "seed \(seed)")
          #expect(image.candidates[.township]?.contains(other.township) == true, "seed \(seed)")
          #expect(image.place(at: .county) == "C", "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `two steps of time are one step, and none is none`(seed: UInt64) {
    for detail in VillageModel.Detail.allCases {
      let model = VillageModel(seed: seed, detail: detail)
      for (first, start) in model.dates.enumerated() {
        let codes = model.history.images(from: start, to: start)
        for (code, image) in codes {
          #expect(image.smallestPlace == code, "seed \(seed)")
          #expect(model.history.successors(of: code, from: start, to: start) == [code])
        }
        for (second, middle) in model.dates.enumerated().dropFirst(first) {
          for end in model.dates.dropFirst(second) {
            for (from, to) in [(start, end), (end, start)] {
              for (code, _) in model.history.images(from: from, to: from) {
                let direct = model.history.successors(of: code, from: from, to: to)
                let halfway = model.history.successors(of: code, from: from, to: middle)
                let composed = halfway?
                  .reduce(into: Set<String>()) { found, next in
                    found.formUnion(model.history.successors(of: next, from: middle, to: to) ?? [])
                  }
                #expect(direct == composed, "seed \(seed), \(code), \(from), \(middle), \(to)")
              }
            }
          }
        }
      }
    }
  }
}
