/// The text of a cell of HTML, with white space as a browser shows it.
struct HTMLText {
  /// The elements around the next characters.
  private var elements = OpenRunStyles()
  private var text = RichText()
  private var isBlankPending = false

  /// The characters so far, set apart or not.
  var utf8: [UInt8] { text.utf8 }

  /// Whether any of the characters is struck through.
  var isStruck: Bool { text.isStruck }

  /// Starts an element.
  mutating func start(_ style: RunStyle) {
    elements.push(style)
    text.style = elements.together
  }

  /// Ends the innermost element.
  mutating func end() {
    elements.pop()
    text.style = elements.together
  }

  /// Adds characters; a run of white space counts as one blank.
  mutating func add(_ text: Span<UInt8>) {
    for index in text.indices {
      let byte = text[index]
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        isBlankPending = true
      } else {
        if isBlankPending, let last = utf8.last, last != 0x0A { self.text.append(0x20) }
        isBlankPending = false
        self.text.append(byte)
      }
    }
  }

  /// Adds a blank that shows only between characters.
  mutating func add(blank: Bool) {
    isBlankPending = isBlankPending || blank
  }

  /// Starts a new line.
  mutating func breakLine() {
    text.append(0x0A)
    isBlankPending = false
  }

  /// Starts a new line unless one has just started.
  mutating func breakParagraph() {
    if let last = utf8.last, last != 0x0A { breakLine() }
  }

  /// The text without line breaks at its ends; empty when it is nothing but no-break spaces.
  func finished() -> [UInt8] {
    let marked = self.text.finished()
    var text = marked[...]
    while text.last == 0x0A { text.removeLast() }
    while text.first == 0x0A { text.removeFirst() }
    var rest = text
    while rest.starts(with: [0xC2, 0xA0]) { rest = rest.dropFirst(2) }
    return rest.isEmpty ? [] : Array(text)
  }
}
