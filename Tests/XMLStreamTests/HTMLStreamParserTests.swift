import Testing
import XMLStream

@Suite struct HTMLStreamParserTests {
  private final class Elements: HTMLEvents {
    var lines: [String] = []
    func start(_ name: String, _ attributes: [String: String], at offset: Int) throws {
      lines.append("<\(name)>")
    }
    func end(_ name: String) throws { lines.append("</\(name)>") }
    func text(_ utf8: Span<UInt8>) throws { lines.append("\(utf8.count)") }
  }

  @Test(arguments: [
    "<table><tr><td>1", "<TABLE><TR><TD>1</TABLE>", "<table><tr><td>1</td></tr></table>",
  ])
  func `elements that are left open are closed`(page: String) throws {
    let elements = Elements()
    try HTMLStreamParser.parse(Array(page.utf8).span, events: elements)
    let cells = elements.lines.filter { $0 == "<td>" || $0 == "</td>" || $0 == "1" }
    #expect(cells == ["<td>", "1", "</td>"])
  }

  @Test func `a page of nothing but openings is refused, not followed`() throws {
    let page = Array(String(repeating: "<div><b>", count: 50_000).utf8)
    #expect(throws: XMLSyntaxError.self) {
      try HTMLStreamParser.parse(page.span, events: Elements())
    }
  }
}
