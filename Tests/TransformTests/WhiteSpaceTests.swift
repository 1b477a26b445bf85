import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// White space inside a value parts two; it is never dropped to make one of them.
@Suite struct WhiteSpaceTests {
  @Test(arguments: [
    "12 13", "12\u{A0}13", "12\t13", "12\n13", "120\n135", "120\r\n135", "120\t135",
    "120\u{2028}135",
    "12  345", "12\u{3000} 345", "12 \n345", "1\n234\n567", "１２　３", "１，２３", "1,23,456", "12,34,567",
    "1 2", "12 345 6", "1 2345", "12 .5", "12. 5",
    "1, 234",
    "1 ,234", "1,234 567", "1 234,567", "0 123", "012 345", "0,123", "00,123", "三 五", "1 e5",
    "1e 5", "1 234.5 6", "5 -3",
    "一百 二十",
  ])
  func `two numbers in a cell are not one`(text: String) throws {
    for kind in [VariableDefinition.Kind.integer, .number] {
      #expect(try VariableFixture(kind).finding(.text(text)) == .cellNotANumber, "\(text)")
    }
  }

  @Test(arguments: [
    ("1 234", 1234.0), ("12 345 678", 12_345_678), ("1\u{A0}234", 1234),
    ("1\u{202F}234 567.5", 1_234_567.5),
    ("-1 234", -1234), (" 12 ", 12), ("- 5", -5), ("12 人", 12), ("约 12 人", 12), ("1 234 人", 1234),
    ("2 万", 20_000), ("1.5 万人", 15_000), ("三 万", 30_000), ("１２\u{200B}３", 123),
    ("１２　３４５", 12_345), ("１，２３４", 1234), ("12\u{2009}345", 12_345), ("345\n", 345), ("12\n人", 12),
    ("1,234,567", 1_234_567),
    ("1 234万", 12_340_000),
  ])
  func `groups of three digits are thousands`(text: String, number: Double) throws {
    let conventions = Conventions(units: ["person": ["人"]], approximations: ["约"])
    let variable = VariableDefinition(name: "v", kind: .number, unit: "person")
    #expect(
      try VariableFixture(variable, conventions: conventions).read(.text(text))
        == .value(.number(number)), "\(text)")
  }

  @Test(arguments: [
    "2021-1-1 1", "2021-1-1\n1", "2021-1\n1-1", "2021-1 1-1", "20 21-01-01", "2021 10 08",
    "2021年1 0月8日", "2021--10", "2021-10-",
    "2021年10日", "2021月10", "2021-10-08 25:00", "2021-10-08 1:2:3", "2021-10-08t", "202110年",
  ])
  func `a date is not put together from pieces`(text: String) throws {
    #expect(try VariableFixture(.date).finding(.text(text)) == .cellNotADate, "\(text)")
  }

  @Test(arguments: [
    ("2021 年 10 月 8 日", "2021-10-08"), ("2021. 10. 8", "2021-10-08"), ("2021.10.8.", "2021-10-08"),
    ("2021 - 10 - 08", "2021-10-08"), ("2021-10-08 10:30", "2021-10-08"),
    ("2021-10-08T10:30:05.123Z", "2021-10-08"), ("2021-07-05T10:58:34.147+03:00", "2021-07-05"),
    ("2021年10月8日 8:05", "2021-10-08"), ("12/25/2013 10:30:00 AM", "2013-12-25"),
    ("二〇二一年 十月", "2021-10"), ("2021-10-08\n10:30", "2021-10-08"), ("Nov  8,  2016", "2016-11-08"),
    ("2021年\n10月8日", "2021-10-08"), ("2021-10-08  10:30", "2021-10-08"),
  ])
  func `white space beside the signs of a date says nothing`(text: String, iso: String) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(try VariableFixture(.date).read(.text(text)) == .value(.date(date)), "\(text)")
  }

  @Test func `a key keeps the white space between its letters and digits`() throws {
    let fixture = VariableFixture(.identifier)
    #expect(try fixture.read("12 13") == .value("12 13"))
    #expect(try fixture.read(" 1213 ") == .value("1213"))
    #expect(try fixture.read("a  12\t3") == .value("A 12 3"))
    #expect(try fixture.read("户 0012") == .value("户0012"))
  }

  @Test func `a code and a truth value are not put together from pieces`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .code, codes: ["12": "twelve", "自来水": "tap", "1 2": "both"])
    #expect(try VariableFixture(variable).read("1 2") == .value("both"))
    #expect(try VariableFixture(variable).read("自来 水") == .value("tap"))
    let flag = VariableDefinition(name: "v", kind: .boolean, codes: ["11": "true", "00": "false"])
    #expect(try VariableFixture(flag).finding("1 1") == .cellNotABoolean)
    let missing = VariableDefinition(name: "v", kind: .text, missing: ["99": .unknown])
    #expect(try VariableFixture(missing).read("9 9") == .value("9 9"))
  }

  @Test func `an end of a range is not put together from pieces`() throws {
    let conventions = Conventions(ranges: RangeWords(between: ["-"], atLeast: ["以上"]))
    let variable = VariableDefinition(name: "v", kind: .number, ranges: .lower)
    let fixture = VariableFixture(variable, conventions: conventions)
    #expect(try fixture.read("3 - 5") == .interpreted(3, .cellRange))
    #expect(try fixture.read("1 000 - 2 000") == .interpreted(1000, .cellRange))
    #expect(try fixture.read("10 以上") == .interpreted(10, .cellRange))
    for text in ["1 2-15", "3-1 5", "1 2 以上"] {
      #expect(try fixture.finding(.text(text)) == .cellNotANumber, "\(text)")
    }
  }

  @Test func `a number in a unit is not put together from pieces`() throws {
    let conventions = Conventions(
      units: ["kg": ["kg", "kg per ha"]], multipliers: ["千": 1000], conversions: ["kg": ["t": 1000]]
    )
    let variable = VariableDefinition(name: "v", kind: .number, unit: "kg")
    let fixture = VariableFixture(variable, conventions: conventions)
    #expect(try fixture.read("12 kg") == .value(12))
    #expect(try fixture.read("12 KG per ha") == .value(12))
    #expect(try fixture.read("3 t") == .value(3000))
    #expect(try fixture.finding("1 2 kg") == .cellNotANumber)
  }

  @Test func `a place with two numbers is not one with their digits`() throws {
    #expect(
      try VariableFixture(.place(.village, within: nil)).read("石板 上村") == .value("140430101201"))
    #expect(try VariableFixture(.place(.village, within: nil)).finding("石板1 2村") == .placeUnknown)
  }

  @Test func `a stated total is not put together from pieces`() throws {
    let sheet = SheetFixture(rows: [
      ["户编号", "行政村", "人口数", "参保人数"], ["1", "石板上", 12, 2], ["2", "石板上", 1, 4],
      ["合计", nil, "1 3", 6],
    ])
    let (batches, outcome) = try sheet.transformed()
    #expect(outcome.tally.isConserved)
    #expect(batches[0].quarantine.isEmpty)
  }
}
