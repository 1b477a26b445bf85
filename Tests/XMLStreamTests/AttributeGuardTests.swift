import Testing
import XMLStream

/// Tags that would make libxml2 compare everything with everything.
@Suite struct AttributeGuardTests {
  private final class Silence: XMLEvents, HTMLEvents {
    func start(_ tag: borrowing XMLStartTag) throws {}
    func start(_ name: String, _ attributes: [String: String], at offset: Int) throws {}
    func end(_ name: Int) throws {}
    func end(_ name: String) throws {}
    func text(_ utf8: Span<UInt8>) throws {}
  }

  private func parse(_ text: String, step: Int) throws {
    let parser = XMLStreamParser(XMLVocabulary(groups: [[""]], names: []), events: Silence())
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      try parser.feed(bytes.span.extracting(start..<min(start + step, bytes.count)))
    }
    try parser.finish()
  }

  private func attributes(_ count: Int, value: String) -> String {
    (0..<count).map { "a\($0)=\"\(value)\"" }.joined(separator: " ")
  }

  @Test(arguments: [1 << 20, 1000, 17])
  func `a start tag of very many attributes is refused`(step: Int) {
    #expect(throws: XMLSyntaxError.self) {
      try parse("<r><c \(attributes(5000, value: ">"))/></r>", step: step)
    }
  }

  @Test(arguments: [1 << 20, 1000, 17])
  func `long values, comments and texts are not taken for attributes`(step: Int) throws {
    let long = String(repeating: "a='b' > ", count: 5000)
    try parse(
      "<r><!-- \(long) --><c \(attributes(500, value: String(repeating: "x=y ", count: 20)))/>"
        + "<d b=\"\(long)\">\(long)</d></r>", step: step)
  }

  @Test func `very many open namespaces are refused, the same ones one by one are not`() throws {
    let declared = (0..<100).map { "xmlns:n\($0)='u'" }.joined(separator: " ")
    try parse("<r>\(String(repeating: "<c \(declared)/>", count: 50))</r>", step: 1000)
    #expect(throws: XMLSyntaxError.self) {
      try parse(
        String(repeating: "<c \(declared)>", count: 50) + String(repeating: "</c>", count: 50),
        step: 1000)
    }
  }

  @Test func `a tag of HTML with very many attributes is refused`() throws {
    let many = (0..<5000).map { "a\($0)" }.joined(separator: " ")
    #expect(throws: XMLSyntaxError.self) {
      try HTMLStreamParser.parse(Array("<p \(many)>x".utf8).span, events: Silence())
    }
    try HTMLStreamParser.parse(
      Array("<p title=\"\(many)\"><script>if (a <b) { \(many) }</script>\(many)".utf8).span,
      events: Silence())
  }
}
