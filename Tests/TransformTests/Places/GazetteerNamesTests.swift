import ChineseText
import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// Every name of the sample county's gazetteer, spelled as offices spell it and misspelled as they do.
@Suite struct GazetteerNamesTests {
  private static let conventions = Conventions(
    suffixes: [
      "village": ["村民委员会", "村委会", "行政村", "社区", "村"], "natural_village": ["自然村", "村"],
    ],
    placeNames: PlaceNaming(
      variants: ["柏栢", "村邨", "峰峯"], groups: ["组", "村民小组", "生产队", "队"], formerMarks: ["原"]))

  private static func places() throws -> [Place] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Samples/qin-county/gazetteer.csv").standardized
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Place(
          code: fields[0], name: fields[1], level: try #require(PlaceLevels.ofCounty[fields[2]]),
          parent: fields[3].isEmpty ? nil : fields[3], validFrom: CalendarDate(iso: fields[4]),
          validTo: CalendarDate(iso: fields[5]))
      }
  }

  private static func valid(_ places: [Place]) throws -> [Place] {
    let day = try #require(CalendarDate(iso: "2021-10-31"))
    return places.filter { place in
      place.level == .village && (place.validFrom.map { $0 <= day } ?? true)
        && (place.validTo.map { $0 > day } ?? true)
    }
  }

  private static func resolver(_ places: [Place]) throws -> PlaceResolver {
    PlaceResolver(
      gazetteer: Gazetteer(
        places: places, changes: [], asOf: try #require(CalendarDate(iso: "2021-10-31")),
        name: "gazetteer.csv"),
      decisions: [], conventions: conventions, folder: try TextFolder())
  }

  /// Spellings that a rule undoes: suffixes, width, spaces, quotation marks, radicals, variants.
  private static func spellings(of name: String) -> [String] {
    let stem = name.hasSuffix("村") ? String(name.dropLast()) : name
    let looks: [Character: Character] = [
      "西": "⻄", "石": "⽯", "水": "⽔", "山": "⼭", "大": "⼤", "土": "⼟", "马": "⻢", "村": "邨",
    ]
    let radicals = String(name.map { looks[$0] ?? $0 })
    return [
      name, stem, stem + "行政村", stem + "村委会", stem + "村民委员会", stem + "村村委会", "　\(name) ",
      "“\(name)”", radicals, name.map(String.init).joined(separator: " "), name + "三组",
      name + "第三村民小组", name + "3队", "\(name)。",
    ]
  }

  @Test func `spellings of a village never mean another one`() throws {
    let places = try Self.places()
    let resolver = try Self.resolver(places)
    let villages = try Self.valid(places)
    #expect(villages.count > 150)
    var resolved = 0
    var asked = 0
    for village in villages {
      for spelling in Self.spellings(of: village.name) {
        asked += 1
        switch resolver.resolve(spelling, level: .village, within: village.parent) {
        case .resolved(let code, _):
          resolved += 1
          if code != village.code { Issue.record("“\(spelling)” was taken for \(code)") }
        case .ambiguous(let among):
          #expect(among.contains { $0.code == village.code }, "\(spelling)")
        case .unknown: Issue.record("“\(spelling)” of \(village.code) is unknown")
        }
      }
    }
    #expect(resolved * 100 >= asked * 99, "\(resolved) of \(asked)")
  }

  @Test(arguments: UInt64(1)...20)
  func `a name that is merely near is proposed and never taken`(seed: UInt64) throws {
    let places = try Self.places()
    let resolver = try Self.resolver(places)
    var random = SeededGenerator(seed: seed)
    var proposed = 0
    var asked = 0
    for village in try Self.valid(places) {
      var letters = Array(village.name.hasSuffix("村") ? village.name.dropLast() : village.name[...])
      guard letters.count >= 3 else { continue }
      let place = Int.random(in: letters.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: letters[place] = "囧"
      case 1: letters.insert("囧", at: place)
      default:
        let other = place + 1 < letters.count ? place + 1 : place - 1
        guard letters[place] != letters[other] else { continue }
        letters.swapAt(place, other)
      }
      let name = String(letters) + "村"
      // The letters may happen to be another village's name.
      guard !places.contains(where: { $0.name == name }) else { continue }
      asked += 1
      if case .resolved(let code, _) = resolver.resolve(
        name, level: .village, within: village.parent)
      {
        Issue.record("seed \(seed): “\(name)” was taken for \(code)")
      }
      let proposals = resolver.proposals(for: name, level: .village, within: village.parent)
      // Where more are as near as this one, the first of them fill the places.
      let isFull = proposals.count == PlaceResolver.mostProposals
      let isThere = proposals.contains { $0.place.code == village.code }
      #expect(isThere || isFull, "seed \(seed): \(name) for \(village.name)")
      if isThere { proposed += 1 }
    }
    #expect(asked > 20)
    #expect(proposed * 100 >= asked * 99, "seed \(seed): \(proposed) of \(asked)")
  }
}
