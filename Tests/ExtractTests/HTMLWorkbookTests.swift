import SurveyModel
import Testing

@testable import Extract

@Suite struct HTMLWorkbookTests {
  private func values(_ page: String) throws -> [String: Value] {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(page.utf8, name: "a.xls")
    #expect(try WorkbookReader.open(path: path, name: "a.xls").format == .html)
    return try FoundCell.values(at: path)
  }

  @Test func `cells left open, spans and numbers of the markup are understood`() throws {
    let page = """
      <html><meta charset="utf-8"><body><table><tr><th rowspan=2>村<th colspan="2">人口
      <tr><td x:num="1234.5">1,234.50<td>007</table></html>
      """
    #expect(
      try values(page) == [
        "A1": .text("村"), "B1": .text("人口"), "B2": .number(1234.5), "C2": .text("007"),
      ])
  }

  @Test func `white space is shown as a browser shows it`() throws {
    let page = "<table><tr><td> a \n b<br>c&nbsp;&amp;</td><td>&nbsp;</td></tr></table>"
    #expect(try values(page) == ["A1": .text("a b\nc\u{A0}&")])
  }

  @Test func `raised digits make no number longer`() throws {
    let page = """
      <table><tr><td>12<sup>1</sup></td><td>12 <sup><a href="#n">[2]</a></sup><td>m<sup>2</sup>\
      <td>1<sup>a<td>12</table>
      """
    #expect(
      try values(page) == [
        "A1": .text("12¹"), "B1": .text("12 [²]"), "C1": .text("m2"), "D1": .text("1a"),
        "E1": .text("12"),
      ])
  }

  @Test func `a page without a table is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("<html><p>no data</p></html>".utf8, name: "a.xls")
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.xls")
    }
    #expect(failure?.diagnostic.code == .sourceUnknownFormat)
  }
}
