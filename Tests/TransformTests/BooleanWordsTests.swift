import SurveyModel
import Testing

@testable import Transform

@Suite struct BooleanWordsTests {
  @Test(arguments: [
    (Value.text("True"), true), ("TRUE", true), ("yes", true), ("Y", true), ("1", true), (1, true),
    ("1.0", true),
    ("да", true), ("ДА", true), ("是", true), ("Oui", true), ("SÍ", true), ("نعم", true),
    (.boolean(true), true),
    ("False", false), ("no", false), ("N", false), ("0", false), (0, false), ("нет", false),
    ("否", false),
    ("non", false), (.boolean(false), false),
  ])
  func `a truth value needs no codebook`(cell: Value, flag: Bool) throws {
    #expect(try VariableFixture(.boolean).read(cell) == .value(.boolean(flag)))
  }

  @Test(arguments: [Value.text("2"), 2, -1, "maybe", "x", 0.5])
  func `what is neither yes nor no is a finding`(cell: Value) throws {
    #expect(try VariableFixture(.boolean).finding(cell) == .cellNotABoolean)
  }

  @Test func `a codebook goes before the usual words`() throws {
    let fixture = VariableFixture(.boolean, conventions: Conventions(yes: ["0", "N"], no: ["1"]))
    #expect(try fixture.read("n") == .value(.boolean(true)))
    #expect(try fixture.read(1) == .value(.boolean(false)))
  }

  @Test func `codes of a boolean say what is yes and what is no`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .boolean,
      codes: ["1": "true", "piped": "true", "2": "false", "none": "false"])
    let fixture = VariableFixture(variable)
    for cell in [Value.number(1), "1", "Piped", "yes", "TRUE", .boolean(true)] {
      #expect(try fixture.read(cell) == .value(.boolean(true)), "\(cell)")
    }
    for cell in [Value.number(2), "2.0", "none", "no", .boolean(false)] {
      #expect(try fixture.read(cell) == .value(.boolean(false)), "\(cell)")
    }
    // Where 2 is no, 0 is something that nobody explained.
    for cell in [Value.number(0), "0"] {
      #expect(try fixture.finding(cell) == .cellNotABoolean, "\(cell)")
    }
  }
}
