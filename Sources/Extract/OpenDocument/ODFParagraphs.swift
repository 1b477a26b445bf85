/// The text of a cell: its paragraphs, with white space as OpenDocument collapses it.
struct ODFParagraphs {
  /// The text so far.
  private(set) var utf8: [UInt8] = []
  private var paragraphs = 0
  private var depth = 0
  private var afterSpace = true

  /// Whether characters belong to a paragraph.
  var isOpen: Bool { depth > 0 }

  /// Forgets the text.
  mutating func removeAll() {
    if !utf8.isEmpty { utf8.removeAll(keepingCapacity: true) }
    paragraphs = 0
    depth = 0
  }

  /// A paragraph starts; each but the first stands on a line of its own.
  mutating func start() {
    if depth == 0 {
      if paragraphs > 0 { utf8.append(0x0A) }
      paragraphs += 1
      afterSpace = true
    }
    depth += 1
  }

  /// A paragraph ends.
  mutating func end() {
    depth -= 1
  }

  /// Adds characters; a run of white space counts as one blank (ODF 1.3 part 3, 6.1.2).
  mutating func add(_ text: Span<UInt8>) {
    var hasBlank = false
    for index in text.indices where text[index] <= 0x20 { hasBlank = true }
    if !hasBlank {
      utf8.append(text)
      afterSpace = false
      return
    }
    for index in text.indices {
      let byte = text[index]
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        if !afterSpace { utf8.append(0x20) }
        afterSpace = true
      } else {
        utf8.append(byte)
        afterSpace = false
      }
    }
  }

  /// Adds a character that has an element of its own: blanks, a tab, a line break.
  mutating func add(_ byte: UInt8, times count: Int) {
    utf8.append(contentsOf: repeatElement(byte, count: count))
    afterSpace = false
  }
}
