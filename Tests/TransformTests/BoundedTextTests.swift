import PropertyTesting
import SurveyModel
import Testing
import TextPattern

@testable import Transform

/// No text of a file takes a reader time without end.
@Suite struct BoundedTextTests {
  @Test(arguments: [
    ("住户|农户", "二、农户", true), ("^二、", "二、农户", true), ("^二、", "十二、农户", false),
    ("(?i)HOUSEHOLD$", "by household", true),
    ("\\d{2}", "a1b", false), ("caf\u{e9}", "cafe\u{301}", true), ("a?", "", true),
  ])
  func `an expression finds what it says`(pattern: String, text: String, isFound: Bool) throws {
    #expect(try TextPattern(pattern).answer(for: text) == (isFound ? .found : .none))
  }

  @Test(arguments: [18, 200, 100_000])
  func `an expression gives up after the same number of steps`(length: Int) throws {
    let text = String(repeating: "a", count: length) + "b"
    #expect(try TextPattern("^(a+)+$").answer(for: text) == (length == 18 ? .none : .tooManySteps))
    #expect(try TextPattern("(a+)+$").answer(for: text) == .tooManySteps)
  }

  @Test(arguments: ["[", "(", "*", "a{2,1}"])
  func `what is no expression is refused`(pattern: String) {
    #expect(throws: TextPattern.SyntaxError.self) { try TextPattern(pattern) }
  }

  @Test func `a table whose first row takes too many steps is a failure at the cell`() throws {
    let sheet = SheetFixture(
      rows: [["表"], [nil, .text(String(repeating: "a", count: 40) + "b")], ["户编号", "行政村"]],
      region: TableRegion(from: .matching("^(a+)+$")))
    let failure = #expect(throws: RunFailure.self) { try sheet.transformed() }
    #expect(failure?.diagnostic.code == .pipelinePatternGaveUp)
    #expect(failure?.diagnostic.location.description.contains("B2") == true)
  }

  @Test(arguments: [
    VariableDefinition.Kind.integer, .number, .date, .boolean, .code, .identifier, .residentID,
    .place(.village, within: nil),
  ])
  func `a cell of more bytes than any value has is a finding`(
    kind: VariableDefinition.Kind
  ) throws {
    let fixture = VariableFixture(kind)
    #expect(
      try fixture.finding(.text(String(repeating: "1", count: ValueReader.longest + 1)))
        == .cellTooLong)
    #expect(
      try fixture.finding(.text(String(repeating: "1", count: ValueReader.longest)))
        != .cellTooLong)
  }

  @Test func `an open text has any length`() throws {
    let text = String(repeating: "很长", count: ValueReader.longest)
    #expect(try VariableFixture(.text).read(.text(text)) == .value(.text(text)))
  }

  @Test func `a cell that is too long is not printed`() throws {
    let long = String(repeating: "9", count: 100_000)
    let sheet = SheetFixture(rows: [
      ["户编号", "行政村", "人口数", "参保人数"], [.text(long), "石板上", 3, .text(long)],
    ])
    let records = try sheet.transformed().records[0]
    #expect(records.quarantine.map(\.code) == [.cellTooLong, .cellTooLong])
    #expect(records.quarantine.allSatisfy { $0.value == .blank })
    #expect(records.quarantine.allSatisfy { $0.message.description.utf8.count < 200 })
  }
}
