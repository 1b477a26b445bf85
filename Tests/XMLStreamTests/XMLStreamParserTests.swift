import Testing
import XMLStream

/// Writes down what a document says.
final class Transcript: XMLEvents {
  var lines: [String] = []
  var stopAt: Int?

  struct Stopped: Error {}

  func start(_ tag: borrowing XMLStartTag) throws {
    var line = "start \(tag.name)"
    for index in 0..<tag.count { line += " \(tag.name(at: index))=\(tag.string(at: index))" }
    lines.append(line)
    if let stopAt, lines.count >= stopAt { throw Stopped() }
  }

  func end(_ name: Int) throws { lines.append("end \(name)") }

  func text(_ utf8: Span<UInt8>) throws {
    var bytes: [UInt8] = []
    for index in utf8.indices { bytes.append(utf8[index]) }
    let text = String(decoding: bytes, as: UTF8.self)
    if let last = lines.last, last.hasPrefix("text ") {
      lines[lines.count - 1] = last + text
    } else {
      lines.append("text \(text)")
    }
  }
}

@Suite struct XMLStreamParserTests {
  @Test func `a document of many MiB may be fed at once`() throws {
    let row = "<b>\(String(repeating: "x", count: 1 << 16))</b>"
    let document = Array("<a>\(String(repeating: row, count: 200))</a>".utf8)
    let events = Counting()
    let parser = XMLStreamParser(XMLVocabulary(groups: [[""]], names: []), events: events)
    try parser.feed(document.span)
    try parser.finish()
    #expect(events.elements == 201)
    #expect(events.bytes == 200 << 16)
  }

  private final class Counting: XMLEvents {
    var elements = 0
    var bytes = 0
    func start(_ tag: borrowing XMLStartTag) throws { elements += 1 }
    func end(_ name: Int) throws {}
    func text(_ utf8: Span<UInt8>) throws { bytes += utf8.count }
  }

  private static let names = XMLVocabulary(
    groups: [["urn:a", "urn:a-strict", ""], ["urn:b"]],
    names: [.init(0, "row"), .init(0, "c"), .init(1, "row"), .init(0, "r")])

  private func read(_ bytes: [UInt8], chunk: Int = .max) throws -> [String] {
    let transcript = Transcript()
    let parser = XMLStreamParser(Self.names, events: transcript)
    var start = 0
    while start < bytes.count {
      let end = start + min(chunk, bytes.count - start)
      try parser.feed(bytes.span.extracting(start..<end))
      start = end
    }
    try parser.finish()
    return transcript.lines
  }

  @Test(arguments: [
    (#"<row xmlns="urn:a"/>"#, 0), (#"<row xmlns="urn:a-strict"/>"#, 0), ("<row/>", 0),
    (#"<x:row xmlns:x="urn:a"/>"#, 0), (#"<row xmlns="urn:b"/>"#, 2),
    (#"<row xmlns="urn:else"/>"#, -1), ("<other/>", -1),
  ])
  func `a name is known by its namespace, not by its prefix`(document: String, name: Int) throws {
    #expect(try read(Array(document.utf8)) == ["start \(name)", "end \(name)"])
  }

  @Test func `attributes keep their characters, ampersands too`() throws {
    let document = #"<row r="a &amp; b &lt; &quot;&#38;&quot;"/>"#
    #expect(try read(Array(document.utf8)).first == #"start 0 3=a & b < "&""#)
  }

  @Test func `any cutting into chunks says the same`() throws {
    let document = Array(#"<row r="1"><c r="A1">税 &amp; x</c><c/></row>"#.utf8)
    let whole = try read(document)
    for chunk in 1...20 { #expect(try read(document, chunk: chunk) == whole, "chunk \(chunk)") }
  }

  @Test func `UTF-16 is read as its declaration says`() throws {
    let text = #"<?xml version="1.0" encoding="UTF-16"?><row>沁县</row>"#
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try read(bytes) == ["start 0", "text 沁县", "end 0"])
  }

  @Test(arguments: ["<row><c></row>", "<row", "", "<row>&undeclared;</row>", "<row/><row/>"])
  func `a document that is not well formed is refused`(document: String) throws {
    #expect(throws: XMLSyntaxError.self) { try read(Array(document.utf8)) }
  }

  @Test func `a failure names its line`() throws {
    let error = #expect(throws: XMLSyntaxError.self) { try read(Array("<row>\n\n<c></row>".utf8)) }
    #expect(error?.line == 3)
  }

  @Test(arguments: [
    #"<!DOCTYPE row [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row>&b;</row>"#,
    #"<!DOCTYPE row [<!ENTITY x SYSTEM "file:///etc/passwd">]><row>&x;</row>"#,
    #"<!DOCTYPE row [<!ENTITY % p "x"> %p;]><row/>"#,
  ])
  func `a document that declares entities is refused`(document: String) throws {
    let error = #expect(throws: XMLSyntaxError.self) { try read(Array(document.utf8)) }
    #expect(error?.kind == .entities)
  }

  @Test func `events may end the parse with an error of their own`() throws {
    let transcript = Transcript()
    transcript.stopAt = 2
    let parser = XMLStreamParser(Self.names, events: transcript)
    let document = Array("<row><c/><c/><c/></row>".utf8)
    #expect(throws: Transcript.Stopped.self) { try parser.feed(document.span) }
    #expect(transcript.lines == ["start 0", "start 1"])
  }

  @Test func `whole numbers of attributes are read without trapping`() throws {
    final class Numbers: XMLEvents {
      var found: [Int?] = []
      func start(_ tag: borrowing XMLStartTag) throws { found.append(tag.integer(at: 0)) }
      func end(_ name: Int) throws {}
      func text(_ utf8: Span<UInt8>) throws {}
    }
    let numbers = Numbers()
    let parser = XMLStreamParser(Self.names, events: numbers)
    let document = Array(
      #"<row r=" 12 "><c r="-3"/><c r="x"/><c r="99999999999999999999"/><c r=""/></row>"#.utf8)
    try parser.feed(document.span)
    try parser.finish()
    #expect(numbers.found == [12, -3, nil, nil, nil])
  }
}
