import SurveyModel
import Testing

@Suite struct DiagnosticTests {
  @Test func `a diagnostic prints place, message, code and remedy`() {
    let value = "n/a"
    let diagnostic = Diagnostic(
      .cellNotANumber,
      at: SourceLocation(
        file: "wave-3.xml", .cell(sheet: "Answers", CellReference(row: 11, column: 2))),
      "expected a number for q7, found \(value, .open)",
      remedy: "list \(value, .open) under missing")
    #expect(
      diagnostic.description == """
        wave-3.xml:Answers!C12: error: expected a number for q7, found “n/a” [cell.not-a-number]
          remedy: list “n/a” under missing
        """)
  }

  @Test func `a sensitive value is never printed`() {
    let secret = "样本赵一"
    let message: Diagnostic.Message = "expected an identity number, found \(secret, .sensitive)"
    #expect(!message.description.contains(secret))
    #expect(message.description.contains(Diagnostic.Message.withheldText))
  }
}
