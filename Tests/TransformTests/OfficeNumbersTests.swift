import SurveyModel
import Testing

@testable import Transform

/// Numbers with the signs of offices: read where they mean one thing, or where the pipeline says what.
@Suite struct OfficeNumbersTests {
  private func read(
    _ text: String, unit: String? = nil, scale: Double = 1,
    brackets: VariableDefinition.Brackets = .refused, footnotes: [String] = []
  ) throws -> ValueReader.Reading {
    let conventions = Conventions(
      units: ["yuan": ["元"], "person": ["人"]], multipliers: ["万": 10_000],
      conversions: ["yuan_per_year": ["元": 1, "元/月": 12]],
      yuanSigns: ["¥", "￥", "CN¥", "RMB", "CNY"])
    let variable = VariableDefinition(
      name: "v", kind: .number, unit: unit, brackets: brackets, footnotes: footnotes)
    return try VariableFixture(variable, conventions: conventions, scale: scale).read(.text(text))
  }

  @Test(arguments: [
    ("¥1,234.50", 1234.5), ("￥1234.5", 1234.5), ("¥ 1 234.50", 1234.5), ("RMB 1,234.50", 1234.5),
    ("CNY1234.5", 1234.5), ("-¥1,234.50", -1234.5), ("¥-1,234.50", -1234.5),
  ])
  func `the sign of the yuan says nothing new`(text: String, number: Double) throws {
    for unit in [nil, "yuan", "yuan_per_year"] {
      #expect(try read(text, unit: unit) == .value(.number(number)), "\\(text)")
    }
  }

  @Test(arguments: ["¥1,234.50", "RMB5"])
  func `the sign of the yuan is none of persons, and no ten thousands`(text: String) throws {
    for (unit, scale) in [("person", 1.0), ("yuan", 10_000)] {
      guard case .unreadable(.cellNotANumber, _) = try read(text, unit: unit, scale: scale) else {
        Issue.record("\\(text) was read")
        return
      }
    }
  }

  @Test(arguments: [
    ("1'234", 1234.0), ("1’234’567.5", 1_234_567.5), ("-12'345", -12_345), ("1＇234", 1234),
  ])
  func `apostrophes part thousands`(text: String, number: Double) throws {
    #expect(try read(text) == .value(.number(number)))
  }

  @Test(arguments: [
    "1'23", "5'11", "1'234,567", "5' 123", "12'34'567", "'1234", "1234'", "$5", "€5", "¥", "¥¥5",
    "¥abc",
    "(1,234)", "（5）", "((5))", "123*", "*123", "1(2)", "--5", "¥(5)",
  ])
  func `what could mean two things is a finding`(text: String) throws {
    guard case .unreadable(.cellNotANumber, _) = try read(text) else {
      Issue.record("\\(text) was read: \\(try read(text))")
      return
    }
  }

  @Test(arguments: [
    ("(1,234)", -1234.0), ("（5）", -5), ("( 5.5 )", -5.5), ("(¥5)", -5), ("(0)", 0), ("5", 5),
    ("-5", -5),
    ("(5元)", -5),
  ])
  func `brackets are negative where the pipeline says so`(text: String, number: Double) throws {
    let unit: String? = text.contains("元") ? "yuan" : nil
    #expect(try read(text, unit: unit, brackets: .negative) == .value(.number(number)))
  }

  @Test(arguments: ["(-5)", "((5))", "(5", "5)", "()", "(abc)", "(-(5))"])
  func `brackets around anything else are not`(text: String) throws {
    guard case .unreadable(.cellNotANumber, _) = try read(text, brackets: .negative) else {
      Issue.record("\\(text) was read")
      return
    }
  }

  @Test func `the mark of a note is left out where the pipeline names it, and told`() throws {
    for text in ["123*", "123 *", "123＊", "123[a]"] {
      #expect(
        try read(text, footnotes: ["*", "①", "[a]"]) == .interpreted(123, .cellFootnote), "\\(text)"
      )
    }
    #expect(try read("123人*", unit: "person", footnotes: ["*"]) == .interpreted(123, .cellFootnote))
    #expect(try read("123", footnotes: ["*"]) == .value(123))
    for text in ["*", "123**", "123†", "12 3*", "不详*"] {
      guard case .unreadable(.cellNotANumber, _) = try read(text, footnotes: ["*"]) else {
        Issue.record("\\(text) was read")
        return
      }
    }
  }

  @Test(arguments: [
    ("(1,234)", "brackets: negative"), ("123*", "footnotes"), ("n/a", "missing"),
  ])
  func `the remedy names the setting`(text: String, word: String) throws {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]),
        VariableDefinition(name: "n", kind: .number, headers: ["数"]),
      ])
    let records = try SheetFixture(rows: [["编号", "数"], ["K1", .text(text)]])
      .transformed(as: schema).records[0]
    #expect(records.quarantine.first?.remedy?.description.contains(word) == true)
  }
}
