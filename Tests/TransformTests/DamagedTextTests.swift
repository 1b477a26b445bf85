import SurveyModel
import Testing

@testable import Transform

/// Texts that lost something before they were read.
@Suite struct DamagedTextTests {
  @Test(arguments: [VariableDefinition.Kind.text, .identifier, .residentID, .code, .number, .date])
  func `a replaced character is told in every kind of variable`(
    kind: VariableDefinition.Kind
  ) throws {
    for text in ["甲\u{FFFD}村", "\u{FFFD}", "K1\u{FFFD}", "\u{FFFD}12"] {
      let finding = try VariableFixture(kind).finding(.text(text))
      #expect(finding == .cellReplacedCharacters, "\(text)")
    }
  }

  @Test(arguments: [
    "1.4E+17", "3.20102E+17", "1E+15", "1.38e+10", "-1.2E+11", " 1.4E+17 ",
  ])
  func `a key that lost its digits is told`(text: String) throws {
    for kind in [VariableDefinition.Kind.text, .identifier] {
      #expect(try VariableFixture(kind).finding(.text(text)) == .cellDigitsLost)
    }
    #expect(try VariableFixture(.residentID).finding(.text(text)) != nil)
    #expect(try VariableFixture(.number).finding(.text("1.4E+10")) == nil)
  }

  @Test(arguments: [
    "12E5", "1.2E+03", "E+17", "1.4E+1", "A1E+17", "1.4.2E+17", "1E17", "+8613", "1.E+17",
  ])
  func `a key may look a little like such a number`(text: String) throws {
    #expect(try VariableFixture(.identifier).finding(.text(text)) == nil)
  }

  /// What a column of texts is quickest to read is told as well.
  @Test(arguments: ["甲\u{FFFD}村", "1.4E+17", "旧̶名", "3̶12"])
  func `no damaged text is taken for a plain one`(text: String) throws {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "v", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "k", kind: .identifier, headers: ["编号"], isRequired: false),
      ])
    let (batches, outcome) = try SheetFixture(
      rows: [["村名", "编号"], [.text(text), "K1"], ["甲村", .text(text)], ["乙村", "K3"]]
    )
    .transformed(as: schema)
    #expect(batches[0].quarantine.map(\.origin.row) == [1, 2])
    #expect(outcome.tally.clean == 1)
  }
}
