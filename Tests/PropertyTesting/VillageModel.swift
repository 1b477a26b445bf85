package import SurveyModel

/// A county whose villages change by lot, with where every household truly lived on every date.
package struct VillageModel {
  /// Whether the gazetteer follows natural villages through the changes.
  package enum Detail: Hashable, Sendable, CaseIterable {
    /// It has them, so that they decide what a split leaves open.
    case naturalVillages
    /// It ends at administrative villages.
    case villages
  }

  /// Where a household lives.
  package struct Home: Hashable {
    /// The code of the natural village.
    package var natural: String
    /// The code of the administrative village.
    package var village: String
    /// The code of the township.
    package var township: String
  }

  /// The places and their changes.
  package let history: PlaceHistory
  /// The dates: one before every change, and each day on which something changed.
  package let dates: [CalendarDate]
  /// Where each household lived, by date and household.
  package let homes: [[Home]]

  private struct Village {
    var code: String
    var township: String
    var naturals: [Int]
  }

  /// Makes a county; the same for the same seed.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - detail: Whether the gazetteer has natural villages.
  ///   - steps: The number of days on which something changes.
  package init(seed: UInt64, detail: Detail, steps: Int = 6) {
    var random = SeededGenerator(seed: seed)
    var maker = Maker()
    let townships = ["T1", "T2", "T3"]
    var villages = (0..<7)
      .map { index in
        Village(
          code: "V\(index)", township: townships[index % 3], naturals: [index * 2, index * 2 + 1])
      }
    var naturals = (0..<14).map { "N\($0)" }
    let households = naturals.indices.flatMap { index in
      Array(repeating: index, count: Int.random(in: 1...4, using: &random))
    }
    maker.open("C", .county, nil, nil)
    for township in townships { maker.open(township, .township, "C", nil) }
    for village in villages {
      maker.open(village.code, .village, village.township, nil)
      for natural in village.naturals {
        maker.open(naturals[natural], .naturalVillage, village.code, nil)
      }
    }
    func homes() -> [Home] {
      households.map { natural in
        guard let village = villages.first(where: { $0.naturals.contains(natural) }) else {
          preconditionFailure("a natural village without a village")
        }
        return Home(
          natural: naturals[natural], village: village.code, township: village.township)
      }
    }
    var dates = [Self.day(0)]
    var all = [homes()]
    for step in 1...steps {
      let date = Self.day(step * 40)
      let before = villages
      var changed: Set<Int> = []
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        Self.change(
          &villages, &changed, at: date, townships, &maker, using: &random)
      }
      // Natural villages follow: under the same code, or under another with a line of its own.
      for index in naturals.indices {
        guard let old = before.first(where: { $0.naturals.contains(index) }),
          let new = villages.first(where: { $0.naturals.contains(index) }), old.code != new.code
        else { continue }
        maker.close(naturals[index], date)
        let code =
          Bool.random(using: &random) ? naturals[index] : "\(naturals[index])x\(step)"
        maker.open(code, .naturalVillage, new.code, date)
        if code != naturals[index] {
          maker.changes.append(
            PlaceChange(date: date, kind: .transfer, from: naturals[index], to: code))
        }
        naturals[index] = code
      }
      dates.append(date)
      all.append(homes())
    }
    let places = maker.places.filter { detail == .naturalVillages || $0.level < .naturalVillage }
    let codes = Set(places.map(\.code))
    history = PlaceHistory(
      places: places,
      changes: maker.changes.filter { codes.contains($0.from) }.shuffled(using: &random))
    self.dates = dates
    self.homes = all
  }

  private static func day(_ days: Int) -> CalendarDate {
    guard let date = CalendarDate(daysSince1970: 18_000 + days) else {
      preconditionFailure("no such day")
    }
    return date
  }

  /// One change of villages that no other change of the date has touched.
  private static func change(
    _ villages: inout [Village], _ changed: inout Set<Int>, at date: CalendarDate,
    _ townships: [String], _ maker: inout Maker, using random: inout SeededGenerator
  ) {
    let free = villages.indices.filter { !changed.contains($0) && !villages[$0].naturals.isEmpty }
      .shuffled(using: &random)
    guard free.count > 1 else { return }
    let (first, second) = (free[0], free[1])
    func line(_ kind: PlaceChange.Kind, _ from: String, _ to: String) {
      maker.changes.append(PlaceChange(date: date, kind: kind, from: from, to: to))
    }
    changed.insert(first)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      changed.insert(second)
      line(.merge, villages[first].code, villages[second].code)
      maker.close(villages[first].code, date)
      villages[second].naturals += villages[first].naturals
      villages[first].naturals = []
    case 1:
      guard villages[first].naturals.count > 1 else { return }
      let code = maker.newVillage(in: villages[first].township, date)
      line(.split, villages[first].code, code)
      changed.insert(villages.count)
      let moved = villages[first].naturals.removeFirst()
      villages.append(Village(code: code, township: villages[first].township, naturals: [moved]))
    case 2:
      let code = maker.newVillage(in: villages[first].township, date)
      line(.rename, villages[first].code, code)
      maker.close(villages[first].code, date)
      villages[first].code = code
    case 3:
      // Under the same code in another township: two lines of the gazetteer.
      let code = villages[first].code
      maker.close(code, date)
      villages[first].township = townships.randomElement(using: &random) ?? "T1"
      maker.open(code, .village, villages[first].township, date)
      line(.transfer, code, code)
    default:
      changed.insert(second)
      let codes = [first, second].map { _ in maker.newVillage(in: villages[first].township, date) }
      let pool = (villages[first].naturals + villages[second].naturals).shuffled(using: &random)
      let cut = Int.random(in: 1..<pool.count, using: &random)
      for old in [first, second] {
        for (code, part) in zip(codes, [pool[..<cut], pool[cut...]])
        where part.contains(where: { villages[old].naturals.contains($0) }) {
          line(.regroup, villages[old].code, code)
        }
        maker.close(villages[old].code, date)
      }
      for (code, part) in zip(codes, [pool[..<cut], pool[cut...]]) {
        changed.insert(villages.count)
        villages.append(
          Village(code: code, township: villages[first].township, naturals: Array(part)))
      }
      villages[first].naturals = []
      villages[second].naturals = []
    }
  }

  /// Writes the lines of a gazetteer and its changes.
  private struct Maker {
    var places: [Place] = []
    var changes: [PlaceChange] = []
    private var made = 0

    mutating func open(
      _ code: String, _ level: PlaceLevel, _ parent: String?, _ date: CalendarDate?
    ) {
      places.append(
        Place(code: code, name: "name of \(code)", level: level, parent: parent, validFrom: date))
    }

    mutating func close(_ code: String, _ date: CalendarDate) {
      guard let index = places.lastIndex(where: { $0.code == code && $0.validTo == nil }) else {
        return
      }
      let old = places[index]
      places[index] = Place(
        code: old.code, name: old.name, level: old.level, parent: old.parent,
        validFrom: old.validFrom, validTo: date)
    }

    mutating func newVillage(in township: String, _ date: CalendarDate) -> String {
      made += 1
      open("W\(made)", .village, township, date)
      return "W\(made)"
    }
  }
}
