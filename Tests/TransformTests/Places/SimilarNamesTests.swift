import ChineseText
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// Doubtful names against the few that may be similar, and texts that are too long for a name.
@Suite struct SimilarNamesTests {
  private static let letters = Array("李里理王汪张章上尚下大达小晓石时板坂东冬西南水山三")

  private static func name(_ random: inout SeededGenerator) -> String {
    String(
      (0..<Int.random(in: 1...5, using: &random))
        .map { _ in letters[Int.random(in: letters.indices, using: &random)] })
  }

  @Test(arguments: UInt64(1)...20)
  func `the index gives every place that a comparison with all of them finds`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sounds = NameSounds()
    let stems = (0..<300).map { _ in Self.name(&random) }
    let index = SimilarNames()
      .index(
        of: .village, stems.enumerated().map { (stem: $0.element, code: "\($0.offset)") }, sounds)
    for _ in 0..<100 {
      let name = SimilarNames.Name(Self.name(&random), sounds)
      let near = Set(index.near(name).map(\.code))
      for (number, stem) in stems.enumerated() {
        let other = SimilarNames.Name(stem, sounds)
        guard
          PlaceResolver.difference(name.letters, other.letters) != nil
            || NameSounds.areEqual(name.blurred, other.blurred)
            || NameSounds.areEqual(name.sounds, other.sounds)
        else { continue }
        #expect(near.contains("\(number)"), "seed \(seed): \(String(name.letters)) and \(stem)")
      }
      #expect(near.count < stems.count)
    }
  }

  private static func resolver(villages: Int) throws -> PlaceResolver {
    var places = [
      Place(code: "C", name: "试验县", level: .county, parent: nil),
      Place(code: "T", name: "清河镇", level: .township, parent: "C"),
      Place(code: "V", name: "走马岭村", level: .village, parent: "T"),
    ]
    var random = SeededGenerator(seed: 7)
    places += (0..<villages)
      .map { number in
        let name =
          (0..<3).map { _ in letters[Int.random(in: letters.indices, using: &random)] } + [
            Character("村")
          ]
        return Place(code: "X\(number)", name: String(name), level: .village, parent: "T")
      }
    return PlaceResolver(
      gazetteer: Gazetteer(
        places: places, changes: [], asOf: try #require(CalendarDate(iso: "2021-10-31")),
        name: "gazetteer.csv"),
      decisions: [
        PlaceDecision(
          name: String(repeating: "很", count: 400), level: .village, within: nil, code: "V", line: 2
        )
      ],
      conventions: Conventions(
        suffixes: ["village": ["村民委员会", "村"], "natural_village": ["村"]],
        placeNames: PlaceNaming(groups: ["组", "队"], formerMarks: ["原"])),
      folder: try TextFolder())
  }

  @Test(arguments: ["走", "试验县", "清河镇", "村", "三组", "(原", " ", "走马岭村", "一二"])
  func `a text longer than any place's name is told at once, however long`(unit: String) throws {
    let resolver = try Self.resolver(villages: 0)
    let clock = ContinuousClock()
    for count in [16_000, 400_000, 3_400_000] {
      let text = String(repeating: unit, count: count / unit.count)
      var answers: Set<Bool> = []
      let took = clock.measure {
        for within in ["T", nil] {
          let answer = resolver.resolve(text, level: .village, within: within)
          let ruled = resolver.ruledPlace(text, level: .village, within: within)
          answers.insert(
            resolver.isTooLong(text) && answer == .unknown(candidates: []) && ruled == nil)
        }
      }
      #expect(answers == [true])
      #expect(took < .seconds(1), "\(unit) × \(count)")
    }
  }

  @Test func `whatever a place and all that it lies in are called is not too long`() throws {
    let resolver = try Self.resolver(villages: 0)
    for name in [
      "试验县清河镇走马岭村村民委员会", "试验县试验县清河镇走马岭村", "“试 验 县”　清 河 镇　走 马 岭 村 村 民 委 员 会",
      "清河镇走马岭村第十三组", "试验县清河镇走马岭村（原试验县清河镇走马岭村）", String(repeating: "很", count: 400),
    ] {
      guard case .resolved("V", _) = resolver.resolve(name, level: .village) else {
        Issue.record("\(name) is not resolved")
        continue
      }
    }
  }

  @Test func `a thousand wrong names among four thousand villages are proposed for within seconds`()
    throws
  {
    let resolver = try Self.resolver(villages: 4000)
    var random = SeededGenerator(seed: 11)
    let names = (0..<1000).map { _ in Self.name(&random) + "村" }
    let took = ContinuousClock()
      .measure {
        for name in names { _ = resolver.openAnswers(for: name, level: .village, within: "T") }
      }
    #expect(took < .seconds(20))
  }
}
