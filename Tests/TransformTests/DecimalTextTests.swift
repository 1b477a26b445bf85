import SurveyModel
import Testing

@testable import Transform

@Suite struct DecimalTextTests {
  @Test(arguments: [
    ("1.000,5", 1000.5), ("2,5", 2.5), ("-0,25", -0.25), ("1.234", 1234), ("1.234.567", 1_234_567),
    ("12", 12), ("约3,5", 3.5), ("1 234,5", 1234.5),
  ])
  func `decimal commas are read where they are said`(text: String, number: Double) throws {
    let variable = VariableDefinition(name: "v", kind: .number, decimalMark: .comma)
    let fixture = VariableFixture(variable, conventions: Conventions(approximations: ["约"]))
    #expect(try fixture.read(.text(text)) == .value(.number(number)))
    #expect(try fixture.read(.number(1.5)) == .value(.number(1.5)))
  }

  @Test(arguments: ["1,234,5", "1.5,2.5", "0.123", "1,2,3"])
  func `what is no number with a decimal comma is none`(text: String) throws {
    let variable = VariableDefinition(name: "v", kind: .number, decimalMark: .comma)
    #expect(try VariableFixture(variable).finding(.text(text)) == .cellNotANumber)
  }

  @Test(arguments: [
    ("1,234", DecimalDoubts.Marks.commas, true), ("1,234", .commasAndPoints, true),
    ("1,234", .none, false), ("2,5", .commas, true), ("1000,5", .commas, true),
    ("1.234", .commasAndPoints, true), ("1.234", .commas, false), ("12.5", .commasAndPoints, false),
    ("1,234,567", .commasAndPoints, false), ("1.000,5", .commas, true), ("1234", .commas, false),
    ("1,234.5", .commasAndPoints, false), ("1234.567", .commasAndPoints, false),
  ])
  func `a mark that could be either is doubtful where the worksheet leaves a doubt`(
    text: String, doubts: DecimalDoubts.Marks, isDoubtful: Bool
  ) {
    #expect((DecimalText(mark: nil, doubts: doubts).pointed(text) == nil) == isDoubtful)
    #expect(DecimalText(mark: .point, doubts: doubts).pointed(text) == text)
  }

  @Test func `a doubtful number is a finding with the setting that decides`() throws {
    let context = try SheetFixture.context()
    var reader = ValueReader(
      variable: VariableDefinition(name: "v", kind: .integer), scale: 1, context: context)
    reader.decimals.doubts = .commas
    guard case .unreadable(.cellAmbiguousNumber, _) = reader.read(.text("1,234"), within: nil)
    else {
      Issue.record("1,234 was read")
      return
    }
    #expect(reader.read(.text("12"), within: nil) == .value(.number(12)))
  }
}
