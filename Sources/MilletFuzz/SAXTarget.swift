import XMLStream

/// Parses the bytes as XML, whole and in small pieces, and as HTML.
enum SAXTarget: FuzzTarget {
  static let name = "sax"

  /// Touches all that an event brings.
  private final class Listener: XMLEvents, HTMLEvents {
    var count = 0

    func start(_ tag: borrowing XMLStartTag) throws {
      for index in 0..<tag.count {
        count += tag.name(at: index) + tag.string(at: index).utf8.count
        count += tag.integer(at: index).map { $0 & 1 } ?? 0
        count += tag.localName(at: index).utf8.count
      }
    }

    func start(_ name: String, _ attributes: [String: String], at offset: Int) throws {
      count += attributes.count
    }
    func end(_ name: Int) throws { count += 1 }
    func end(_ name: String) throws { count += 1 }
    func text(_ utf8: Span<UInt8>) throws { count += utf8.count }
  }

  private static let vocabulary = XMLVocabulary(
    groups: [["", "urn:a"], ["urn:b"]],
    names: ["a", "b", "row"].flatMap { [.init(0, $0), .init(1, $0)] })

  static func consume(_ bytes: [UInt8]) throws {
    for step in [bytes.count, 7] {
      let parser = XMLStreamParser(vocabulary, events: Listener())
      do {
        var start = 0
        while start < bytes.count {
          let end = min(bytes.count, start + max(step, 1))
          try parser.feed(bytes.span.extracting(start..<end))
          start = end
        }
        try parser.finish()
      } catch is XMLSyntaxError {
        continue
      }
    }
    try HTMLStreamParser.parse(bytes.span, events: Listener())
  }
}
