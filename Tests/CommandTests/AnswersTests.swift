import Foundation
import PropertyTesting
import Testing

/// Several answers to one question, groups of columns by texts, and regular expressions, through the command.
@Suite struct AnswersTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-12-31
    sources:
      together:
        files: registers/together.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          assets:
            type: answers
            headers: 家电
            codes: {radio: [收音机], tv: [电视机, 彩电], phone: [手机], none: [无]}
            missing: {拒答: refused}
            required: false
          road: {headers: 公路, required: false}
      apart:
        files: registers/apart.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          assets: {type: answers, headers: "assets/{code}", codes: {radio: [], tv: [], phone: [], none: []}, required: false}
      spaced:
        files: registers/spaced.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          assets: {type: answers, headers: assets, separators: [" "], codes: {radio: [], tv: [], phone: []}}
      fields:
        files: registers/fields.csv
        record: harvest
        repeat: {spring: [春季, 春], autumn: 秋季}
        variables:
          household_id: {headers: 户编号, type: identifier}
          season: {type: code, codes: {spring: [], autumn: []}, derive: case when member = 'spring' then 'spring' else 'autumn' end}
          crop: {headers: "{n}作物"}
          yield: {headers: "{n}产量", type: number}
    records:
      household: {key: household_id}
      harvest: {key: [household_id, season]}
    tables:
      assets:
        of: household
        measures:
          households: count(*)
          known: count(assets)
          radios: count(* where has(assets, 'radio'))
          tvs: count(* where has(assets, 'tv'))
          phones: count(* where has(assets, 'phone'))
          both: count(* where has(assets, 'tv') and has(assets, 'radio'))
          without_tv: count(* where not has(assets, 'tv'))
          national: count(* where matches(road, '^G[0-9]+'))
          others: count(* where not matches(road, '^G[0-9]+'))
      harvest: {of: harvest, by: [season], measures: {rows: count(*), yield: sum(yield)}}
    gates: {quarantine_share: 0.4}

    """

  private static func county(_ pipeline: String = pipeline) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(
      """
      户编号,家电,公路
      01,收音机、彩电,G309国道
      02,电视机；电视机,s102
      03,手机,
      04,,xG1
      05,无,G5
      06,拒答,
      07,"收音机,手机",
      08,收音机、冰箱,

      """, to: "registers/together.csv")
    try county.write(
      """
      户编号,assets/radio,assets/tv,assets/phone,assets/none
      11,1,1,0,0
      12,0,1,0,0
      13,,,,
      14,0,0,0,0

      """, to: "registers/apart.csv")
    try county.write(
      "户编号,assets\n21,radio tv phone\n22,tv\n23,phone radio\n", to: "registers/spaced.csv")
    try county.write(
      "户编号,春季作物,春产量,秋季作物,秋季产量\n01,麦,10.5,谷,20\n02,麦,3,,\n03,,,谷,7\n",
      to: "registers/fields.csv")
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/one.csv"))
    return county
  }

  @Test func `answers count one by one, from one column or several`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let lines = try county.newest("tables/assets.csv").split(separator: "\n")
    #expect(
      lines.first
        == "level,code,name,households,known,radios,tvs,phones,both,without_tv,national,others")
    // The row with an answer that is no code is held back; nothing is known of 04, 06 and 13.
    #expect(lines.last?.hasSuffix(",14,11,5,6,4,3,5,2,2") == true, "\(lines.last ?? "")")
    let quarantine = try county.newest("quarantine.csv")
    #expect(quarantine.contains("cell.not-a-code") && quarantine.contains("together.csv"))
  }

  @Test func `a group of columns is found by its texts and known by its name`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/harvest.csv")
    #expect(table.contains(",autumn,2,27\n"), "\(table)")
    #expect(table.contains(",spring,2,13.5\n"), "\(table)")
  }

  @Test(arguments: [
    ("has(assets, 'tv')", "has(assets, 'fridge')", "'fridge' is no code of assets"),
    ("has(assets, 'tv')", "assets = 'tv'", "does not compare"),
    ("has(assets, 'tv')", "has(road, 'tv')", "expected a set of answers in has"),
    ("has(assets, 'tv')", "has(assets, road)", "expected a code in quotes"),
    ("'^G[0-9]+'", "'(G'", "is no regular expression"),
    ("'^G[0-9]+'", "household_id", "expected a regular expression in quotes"),
    ("[电视机, 彩电]", "[电视机, 彩电/电视]", "stands between two"),
    ("radio: [收音机]", "'radio;am': [收音机]", "give it another code"),
    ("[春季, 春]", "[春季, 秋季]", "a text of its own for each group"),
  ])
  func `what cannot be meant is refused`(text: String, other: String, reason: String) throws {
    let yaml = Self.pipeline.replacing(text, with: other)
    #expect(yaml != Self.pipeline)
    let run = try Self.county(yaml).run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains(reason), "\(run.errors)")
  }
}
