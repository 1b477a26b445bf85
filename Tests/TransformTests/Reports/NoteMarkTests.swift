import SurveyModel
import Testing
import Transform

struct NoteMarkTests {
  @Test(
    arguments: [
      ("全县通水行政村163¹个。", 163, "village"), ("全县脱贫户120②户。", 120, "household"),
      ("下拨资金12[3]万元。", 120_000, "yuan"), ("入户率98.5%²。", 98.5, "percent"),
      ("全县脱贫户120*户。", 120, "household"), ("全县脱贫户120〔2〕户。", 120, "household"),
      ("全县脱贫户12 345¹户。", 12_345, "household"), ("全县脱贫户120¹²户。", 120, "household"),
    ] as [(String, Double, String)])
  func `the mark of a note is no part of a figure`(
    text: String, value: Double, unit: String
  ) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.unit) == [unit])
    let fact = try #require(facts.first)
    let scalars = Array(text.unicodeScalars)
    #expect(String(String.UnicodeScalarView(scalars[fact.start..<fact.end])) == fact.text)
  }

  @Test(
    arguments: [
      ("总面积85km²。", 85, "km2"), ("建筑面积85m²。", 85, "m2"), ("耕地85hm²。", 85, "hectare"),
    ] as [(String, Double, String)])
  func `an exponent of a unit is the unit's`(text: String, value: Double, unit: String) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.unit) == [unit])
  }

  @Test(arguments: ["耕地10⁴亩。", "面积85公里²。", "耕地3×10⁴亩。"])
  func `an exponent is not set aside`(text: String) throws {
    #expect(try ReportFacts.read(text).allSatisfy { $0.unit != "km" && $0.value != 10 })
  }

  @Test func `titles and cells may have marks`() throws {
    let facts = try ReportFacts.read("乡镇\t户数①\t常住人口[2]\n东河镇\t12¹\t34②\n合计*\t12\t34")
    #expect(facts.map(\.value) == [12, 34, 12, 34])
    #expect(facts.map(\.unit) == ["household", "person", "household", "person"])
  }

  @Test(
    arguments: [
      ("全县通水163\n户，其中脱贫户12户。", [163, 12]), ("户数163\n人口400", [163, 400]),
      ("全县投资163\n万元。", [1_630_000]), ("户数163\n人口，400", [163]), ("共有人口163\n一、户数", [163]),
    ] as [(String, [Double])])
  func `a line that begins with a unit goes on with the number before it`(
    text: String, values: [Double]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.value) == values)
  }
}
