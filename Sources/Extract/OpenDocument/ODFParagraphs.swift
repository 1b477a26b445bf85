/// The text of a cell: its paragraphs, with white space as spreadsheet programs read it.
///
/// OpenDocument collapses white space (ODF 1.3 part 3, 6.1.2), but LibreOffice writes blanks as they
/// are in cells of several paragraphs, and reads them so. So blanks inside a paragraph are kept, and
/// only those around it go; a run with a tab or a line break of the markup is one blank.
struct ODFParagraphs {
  private var text = RichText()
  private var paragraphs = 0
  private var depth = 0
  private var isAtStart = true
  /// The white space behind the last character, which counts only before another.
  private var blanks = 0
  private var hasBreak = false
  /// The spans that are open.
  private var spans = OpenRunStyles()

  /// Whether characters belong to a paragraph.
  var isOpen: Bool { depth > 0 }

  /// Whether the text is empty.
  var isEmpty: Bool { text.utf8.isEmpty }

  /// How many bytes the text has so far, with those that count before another character.
  var count: Int { text.utf8.count + (isAtStart || hasBreak ? 0 : blanks) }

  /// The text, with what is set apart of its numbers in characters of its own.
  func finished() -> [UInt8] { text.finished() }

  /// Forgets the text.
  mutating func removeAll() {
    text.removeAll()
    paragraphs = 0
    depth = 0
    spans.removeAll()
  }

  /// A paragraph starts; each but the first stands on a line of its own.
  mutating func start() {
    if depth == 0 {
      if paragraphs > 0 { text.append(0x0A, times: 1) }
      paragraphs += 1
      isAtStart = true
      blanks = 0
      hasBreak = false
    }
    depth += 1
  }

  /// A paragraph ends.
  mutating func end() {
    depth -= 1
  }

  /// A span of a style starts.
  mutating func startSpan(_ style: RunStyle) {
    spans.push(style)
    text.style = spans.together
  }

  /// The innermost span ends.
  mutating func endSpan() {
    spans.pop()
    text.style = spans.together
  }

  /// Adds characters.
  mutating func add(_ characters: Span<UInt8>) {
    var start = 0
    var index = 0
    while index < characters.count {
      guard characters[index] <= 0x20 else {
        index += 1
        continue
      }
      if index > start { append(characters.extracting(start..<index)) }
      while index < characters.count, characters[index] <= 0x20 {
        if characters[index] != 0x20 { hasBreak = true }
        blanks += 1
        index += 1
      }
      start = index
    }
    if index > start { append(characters.extracting(start..<index)) }
  }

  /// Adds a character that has an element of its own: blanks, a tab, a line break.
  mutating func add(_ byte: UInt8, times count: Int) {
    flush()
    text.append(byte, times: count)
    isAtStart = false
  }

  @inline(__always) private mutating func append(_ characters: Span<UInt8>) {
    if blanks > 0 { flush() }
    text.append(characters)
    isAtStart = false
  }

  /// Adds the white space that turned out to stand between characters.
  private mutating func flush() {
    guard blanks > 0 else { return }
    if !isAtStart { text.append(0x20, times: hasBreak ? 1 : blanks) }
    blanks = 0
    hasBreak = false
  }
}
