import Extract
import SurveyModel
import Testing

struct MarkdownTextTests {
  private func texts(_ text: String, name: String = "r.md") throws -> [String] {
    try DocumentReader.read(bytes: Array(text.utf8), name: name).paragraphs
      .map { String(String.UnicodeScalarView($0.scalars)) }
  }

  @Test(arguments: [
    ("户数~~120~~130户", "户数130户"), ("户数<s>120</s>130户", "户数130户"),
    ("共有**130**户", "共有130户"), ("通水163<sup>1</sup>个", "通水163¹个"),
    ("| **合计** | 12 |", "| 合计 | 12 |"), ("5~~10户", "5~~10户"), ("12&nbsp;345户", "12\u{A0}345户"),
    ("第1\\.2节", "第1.2节"),
  ])
  func `marks are not shown, and what is struck out is left out`(
    source: String, text: String
  ) throws {
    #expect(try texts(source) == [text])
  }

  @Test func `text that is no Markdown keeps its marks`() throws {
    #expect(try texts("5~~10户，8~~12户", name: "r.txt") == ["5~~10户，8~~12户"])
  }

  @Test func `every character has its place in the file`() throws {
    let document = try DocumentReader.read(
      bytes: Array("前文\n户数~~120~~**130**户".utf8), name: "r.md")
    let paragraph = try #require(document.paragraphs.last)
    let places = paragraph.scalars.indices
      .map { document.scalars[paragraph.position(of: $0 - paragraph.scalars.startIndex)] }
    #expect(String(String.UnicodeScalarView(places)) == "户数130户")
  }

  @Test(arguments: ["r.md", "r.txt"])
  func `a line without text parts the paragraphs around it`(name: String) throws {
    let document = try DocumentReader.read(
      bytes: Array("| **甲** | 1 |\n| 乙 | 2 |\n\n\n| 丙 | 3 |\r\n\r\n丁".utf8), name: name)
    #expect(document.paragraphs.map(\.parting) == [.line, .line, .blank, .blank])
  }
}
