import SurveyModel
import Testing

@Suite struct SpreadsheetTextTests {
  @Test(arguments: [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1",
    "＠a", "+86 138", "-", "-x > 3", "-5%", "=",
  ])
  func `a text that a spreadsheet program would run is led by an apostrophe`(_ text: String) {
    #expect(SpreadsheetText.neutral(text) == "'" + text)
    #expect(SpreadsheetText.original(SpreadsheetText.neutral(text)) == text)
  }

  @Test(arguments: ["-12", "-0.10", "+5", "-1.5e-7", "12", "甲村", "a=b", "'quoted'", "", " =1", "'"])
  func `numbers and other texts stay as they are`(_ text: String) {
    #expect(SpreadsheetText.neutral(text) == text)
    #expect(SpreadsheetText.original(text) == text)
  }
}
