import SurveyModel
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("户编号 12 é “a” 😀 е́", "户编号 12 é “a” 😀 е́"),
    ("a\u{1B}[31mb\u{7}", #"a\u{1B}[31mb\u{7}"#),
    ("\u{9B}2J\u{7F}", #"\u{9B}2J\u{7F}"#),
    ("\u{202E}cba\u{2066}\u{61C}\u{200F}", #"\u{202E}cba\u{2066}\u{61C}\u{200F}"#),
    ("a\nb\tc\r\n", #"a\u{A}b\u{9}c\u{D}\u{A}"#),
    ("©®…“”", "©®…“”"),
  ])
  func `a character that a terminal obeys is written as its number`(text: String, shown: String) {
    #expect(VisibleText.of(text) == shown)
  }

  @Test func `a text of lines keeps its line breaks, and no return that would overwrite one`() {
    #expect(VisibleText.of("a\nb\tc\r\nd\re\u{1B}", .lines) == "a\nb\tc\r\nd" + #"\u{D}e\u{1B}"#)
  }
}
