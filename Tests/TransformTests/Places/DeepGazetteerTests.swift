import ChineseText
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// A gazetteer of more levels than a county has, in which wider places share names.
@Suite struct DeepGazetteerTests {
  private static let levels = PlaceLevels(
    ["province", "prefecture", "county", "township", "village"].map { .init(name: $0) })

  private static func resolver() throws -> PlaceResolver {
    func place(_ code: String, _ name: String, _ rank: Int, in parent: String?) -> Place {
      Place(code: code, name: name, level: levels.all[rank], parent: parent)
    }
    let places = [
      place("1", "北省", 0, in: nil), place("2", "南省", 0, in: nil),
      place("11", "青州市", 1, in: "1"), place("21", "白州市", 1, in: "2"),
      place("111", "青山县", 2, in: "11"), place("112", "青水县", 2, in: "11"),
      place("211", "白山县", 2, in: "21"),
      place("1111", "城关镇", 3, in: "111"), place("1121", "城关镇", 3, in: "112"),
      place("2111", "城关镇", 3, in: "211"),
      place("11111", "东村", 4, in: "1111"), place("11211", "东村", 4, in: "1121"),
      place("21111", "东村", 4, in: "2111"), place("21112", "青山县庄", 4, in: "2111"),
    ]
    return PlaceResolver(
      gazetteer: Gazetteer(
        places: places, changes: [], asOf: try #require(CalendarDate(iso: "2021-10-31")),
        name: "gazetteer.csv"),
      decisions: [], conventions: Conventions(suffixes: ["village": ["村委会", "村"]]),
      folder: try TextFolder())
  }

  @Test(arguments: [
    ("北省青州市青山县城关镇东村", nil, "11111"), ("青山县城关镇东村", nil, "11111"),
    ("北省青水县城关镇东村委会", nil, "11211"), ("白州市白山县城关镇东村", nil, "21111"),
    ("南省东村", nil, "21111"), ("南省南省白山县东村", nil, "21111"), ("青水县东村", nil, "11211"),
    ("白山县城关镇青山县庄", nil, "21112"), ("东村", "1121", "11211"),
    ("北省青州市青水县城关镇东村", "1121", "11211"),
  ])
  func `names of wider places lead to the place, whatever others share`(
    name: String, within: String?, code: String
  ) throws {
    let level = try #require(Self.levels["village"])
    let found = try Self.resolver().resolve(name, level: level, within: within)
    guard case .resolved(code, _) = found else {
      Issue.record("\(name) is \(found)")
      return
    }
  }

  @Test(arguments: ["城关镇东村", "东村", "北省东村", "北省城关镇东村", "南省青山县城关镇东村", "青州市东村"])
  func `a name that several places have is none`(name: String) throws {
    let level = try #require(Self.levels["village"])
    if case .resolved(let code, _) = try Self.resolver().resolve(name, level: level) {
      Issue.record("\(name) was taken for \(code)")
    }
  }
}
