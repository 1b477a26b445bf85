import ChineseText
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

@Suite struct PlaceResolverTests {
  private static let conventions = Conventions(
    suffixes: [
      "village": ["村民委员会", "村委会", "行政村", "社区", "村"], "natural_village": ["自然村", "村"],
    ],
    placeNames: PlaceNaming(
      variants: ["柏栢", "村邨"], groups: ["组", "村民小组", "队"], formerMarks: ["原", "原名"],
      titles: ["县", "镇", "乡"]))

  private static func day(_ iso: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: iso))
  }

  private static func resolver(
    _ villages: [(code: String, name: String, parent: String)],
    decisions: [PlaceDecision] = []
  ) throws -> PlaceResolver {
    let end = try day("2021-03-01")
    var places = [
      Place(code: "C", name: "沁县", level: .county, parent: nil),
      Place(code: "Q", name: "清河镇", level: .township, parent: "C"),
      Place(code: "Y", name: "云台乡", level: .township, parent: "C"),
      Place(code: "N1", name: "小沟", level: .naturalVillage, parent: "V1"),
      Place(code: "N2", name: "三组", level: .naturalVillage, parent: "V1"),
      Place(code: "F1", name: "王泉村", level: .village, parent: "Q", validTo: end),
      Place(code: "F2", name: "分水村", level: .village, parent: "Q", validTo: end),
      Place(
        code: "L1", name: "新河村", level: .village, parent: "Q", validFrom: try day("2022-06-01")),
    ]
    places += villages.map {
      Place(code: $0.code, name: $0.name, level: .village, parent: $0.parent)
    }
    let changes = [
      PlaceChange(date: end, kind: .merge, from: "F1", to: "V1"),
      PlaceChange(date: end, kind: .split, from: "F2", to: "V1"),
      PlaceChange(date: end, kind: .split, from: "F2", to: "V2"),
      PlaceChange(date: try day("2022-06-01"), kind: .rename, from: "V3", to: "L1"),
    ]
    return PlaceResolver(
      gazetteer: Gazetteer(
        places: places, changes: changes, asOf: try day("2021-10-31"), name: "gazetteer.csv"),
      decisions: decisions, conventions: conventions, folder: try TextFolder())
  }

  private static let villages = [
    (code: "V1", name: "走马岭村", parent: "Q"), (code: "V2", name: "石板上村", parent: "Q"),
    (code: "V3", name: "柏树崖村", parent: "Q"), (code: "V4", name: "五队村", parent: "Q"),
    (code: "W1", name: "李家沟村", parent: "Y"), (code: "W2", name: "李家庄村", parent: "Y"),
  ]

  /// A name, the township it stands in, and the place that it means, or nil for none.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let within: String?
    let code: String?

    init(_ name: String, _ within: String?, _ code: String?) {
      self.name = name
      self.within = within
      self.code = code
    }

    var testDescription: String { "\(name) in \(within ?? "any")" }
  }

  @Test(arguments: [
    Case("走马岭村", "Q", "V1"), Case("走马岭", "Q", "V1"), Case("走馬嶺行政村", "Q", "V1"),
    Case("清河镇走马岭村", "Q", "V1"), Case("沁县清河镇走马岭村委会", "Q", "V1"), Case("沁县清河镇走马岭", nil, "V1"),
    Case("清河镇走马岭村", nil, "V1"), Case("栢树崖邨", "Q", "V3"), Case("石板上村三组", "Q", "V2"),
    Case("石板上村第3村民小组", "Q", "V2"), Case("王泉村", "Q", "V1"), Case("王泉", "Q", "V1"),
    Case("走马岭村（原王泉村）", "Q", "V1"), Case("走马岭村（原名王泉村）", "Q", "V1"), Case("新河村", "Q", "V3"),
    Case("五队", "Q", "V4"),
    Case("5队", "Q", "V4"),
  ])
  func `rules find the place`(one: Case) throws {
    let resolver = try Self.resolver(Self.villages)
    guard
      case .resolved(let code, _) = resolver.resolve(one.name, level: .village, within: one.within)
    else {
      Issue.record("\(one.name) is not resolved")
      return
    }
    #expect(code == one.code)
  }

  @Test(arguments: [
    Case("上石板", "Q", nil), Case("上石板村", "Q", nil), Case("石板村", "Q", nil), Case("石坂上村", "Q", nil),
    Case("走马岭村", "Y", nil), Case("云台乡走马岭村", "Q", nil), Case("清河走马岭", "Q", nil),
    Case("分水村", "Q", nil), Case("走马岭村（原石板上村）", "Q", nil), Case("走马岭村(上)", "Q", nil),
    Case("三组", "Q", nil), Case("五组", "Q", nil), Case("走?岭村", "Q", nil), Case("石板上村、走马岭村", "Q", nil),
    Case("李家沟村李家庄村", "Y", nil), Case("", "Q", nil), Case("村", "Q", nil),
  ])
  func `what is merely similar is never taken`(one: Case) throws {
    let resolver = try Self.resolver(Self.villages)
    if case .resolved(let code, _) = resolver.resolve(one.name, level: .village, within: one.within)
    {
      Issue.record("\(one.name) was taken for \(code)")
    }
  }

  @Test(arguments: [
    (Case("石坂上村", "Q", "V2"), PlaceProposal.Reason.sameSound),
    (Case("石阪尚村", "Q", "V2"), .sameSound),
    (Case("走马领村", "Q", "V1"), .sameSound), (Case("走马令狐村", "Q", nil), .elsewhere),
    (Case("走牛岭村", "Q", "V1"), .oneCharacter), (Case("走马村", "Q", "V1"), .oneMoreOrLess),
    (Case("小沟村", "Q", "V1"), .informalPlace), (Case("李家沟村", "Q", "W1"), .elsewhere),
    (Case("石上板村", "Q", "V2"), .swapped), (Case("清河走马岭", "Q", "V1"), .behindContainer),
  ])
  func `proposals are led by the likeliest`(one: Case, reason: PlaceProposal.Reason) throws {
    let resolver = try Self.resolver(Self.villages)
    let proposals = resolver.proposals(for: one.name, level: .village, within: one.within)
    #expect(proposals.first?.place.code == one.code)
    if one.code != nil { #expect(proposals.first?.reason == reason) }
    #expect(proposals.count <= PlaceResolver.mostProposals)
  }

  @Test func `a former name and a stem of today that mean two places are ambiguous`() throws {
    let resolver = try Self.resolver(Self.villages + [(code: "V9", name: "王泉社区", parent: "Q")])
    guard case .ambiguous(let places) = resolver.resolve("王泉村", level: .village, within: "Q")
    else {
      Issue.record("the former name was taken")
      return
    }
    #expect(places.map(\.code) == ["V1", "V9"])
    #expect(resolver.resolve("王泉社区", level: .village, within: "Q") == .resolved(code: "V9", .name))
  }

  @Test func `an official code stands for its place, and a former one for its heir`() throws {
    let resolver = try Self.resolver([
      (code: "140430171201", name: "走马岭村", parent: "Q"), (code: "V1", name: "石板上村", parent: "Q"),
      (code: "V2", name: "高山村", parent: "Y"),
    ])
    func resolve(_ code: String, within: String?) -> PlaceResolver.Resolution {
      resolver.resolve(code, level: .village, within: within)
    }
    #expect(
      resolve("１４０４３０１７１２０１", within: "Q") == .resolved(code: "140430171201", .variant))
    // The code of a village of another township than the row's is no answer.
    for (code, within) in [("140430171201", "Y"), ("140430171299", "Q"), ("1404", "Q")] {
      guard case .unknown = resolve(code, within: within) else {
        Issue.record("\(code) was taken")
        continue
      }
    }
  }

  @Test func `a natural village is found behind its village and by its group's number`() throws {
    let resolver = try Self.resolver(Self.villages)
    for name in ["第3村民小组", "走马岭村三队", "清河镇走马岭村3组"] {
      guard
        case .resolved("N2", _) = resolver.resolve(name, level: .naturalVillage, within: "V1")
      else {
        Issue.record("\(name) is not resolved")
        continue
      }
    }
  }

  @Test(arguments: UInt64(1)...50)
  func `letters in another order are another name`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let letters = Array("上下石板东西梁底")
    var names: Set<String> = []
    while names.count < 8 {
      names.insert(String(letters.shuffled(using: &random).prefix(3)))
    }
    let known = names.sorted().prefix(5)
    let resolver = try Self.resolver(
      known.enumerated().map { (code: "X\($0.offset)", name: $0.element + "村", parent: "Q") }
        + [(code: "V1", name: "走马岭村", parent: "Q"), (code: "V2", name: "高山村", parent: "Q")])
    for _ in 0..<60 {
      let name = String(letters.shuffled(using: &random).prefix(3))
      let resolution = resolver.resolve(name + "村委会", level: .village, within: "Q")
      if let index = known.firstIndex(of: name) {
        #expect(resolution == .resolved(code: "X\(index)", .variant), "seed \(seed), \(name)")
      } else if case .resolved(let code, _) = resolution {
        Issue.record("seed \(seed): \(name) was taken for \(code)")
      }
    }
  }
}
