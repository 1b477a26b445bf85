import SurveyModel
import Testing

/// Figures as county offices word them, each said by its value, its unit and what else is asked of it.
struct FigureWordingTests {
  /// The values and units of a text's figures, with their bounds.
  private func values(_ text: String) throws -> [String] {
    try ReportFacts.read(text)
      .map { fact in
        let value = fact.value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "?"
        let bound = fact.qualifier == .exact ? "" : " \(fact.qualifier.rawValue)"
        return "\(value) \(fact.unit)\(bound)"
      }
  }

  @Test(arguments: [
    "全年无1人返贫。", "没有1户返贫致贫。", "未发生1例病例。", "无1个村断水。", "全镇无1户1人返贫。",
  ])
  func `not one is no one`(text: String) throws {
    #expect(try values(text) == [])
  }

  @Test(arguments: [
    ("全县参保2 4.4万人。", [44_000.0, 244_000]), ("落实管水员2 06名。", [6, 206]),
  ])
  func `digits behind a blank may have lost their head`(text: String, possible: [Double]) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [nil])
    #expect(facts.map(\.possible) == [possible])
  }

  @Test(
    arguments: [
      ("全县参保50 120户。", ["50120.0 household"]), ("1 2个村通水。", ["2.0 village"]),
      ("家庭医生签约21万人。", ["210000.0 person"]), ("违约12户。", ["12.0 household"]),
      ("附近3个村受益。", ["3.0 village"]), ("约21万人参保。", ["210000.0 person about"]),
      ("近三年，新建水窖12口。", ["12.0 item"]), ("近5年来投资3亿元。", ["300000000.0 yuan"]),
      ("近五年的工作没有白费。", ["5.0 year less_than"]),
      ("五年来，脱贫30户。", ["30.0 household"]),
      ("薄弱村12个。", ["12.0 village"]), ("五星级村3个。", ["3.0 village"]), ("帮扶村12个。", ["12.0 village"]),
      ("经济强村31个。", ["31.0 village"]), ("大湾镇9个。", ["9.0 item"]),
      (
        "龙头企业21家，其中国家级1家、省级6家、市级14家。",
        ["21.0 enterprise", "1.0 enterprise", "6.0 enterprise", "14.0 enterprise"]
      ),
      (
        "安置点23个，其中县城2个、集镇8个。",
        ["23.0 site", "2.0 site", "8.0 site"]
      ),
      ("示范村29个，其中省级3个、市级6个。", ["29.0 village", "3.0 village", "6.0 village"]),
    ] as [(String, [String])])
  func `the words around a figure say its value and unit`(text: String, figures: [String]) throws {
    #expect(try values(text) == figures, "\(text)")
  }

  @Test(
    arguments: [
      ("共提升25.6万农村人口供水保障水平。", [nil]), ("巩固提升5.6万人。", [nil]), ("人口增加5.6万人。", [.change]),
      ("较2021年增0.8%。", [.change]), ("投资3亿元，增4.6%。", [nil, .change]), ("新增脱贫5户。", [nil]),
      ("比去年多缴费1200人。", [.change]), ("同比降1.3%。", [.change]),
      ("企业21家，其中国家级1家、省级6家。", [nil, .subset, .subset]),
    ] as [(String, [Fact.Role?])])
  func `only what changed is a change`(text: String, roles: [Fact.Role?]) throws {
    #expect(try ReportFacts.read(text).map(\.role) == roles, "\(text)")
  }
}
