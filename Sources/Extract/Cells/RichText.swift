/// The text of a cell while its runs are read, some of them set apart from the others.
struct RichText {
  /// The characters so far, set apart or not; hidden ones are none.
  private(set) var utf8: [UInt8] = []
  /// How what is added next stands.
  var style = RunStyle.plain

  /// Where characters stand in ``utf8`` that are set apart; neighbours of one style are one range.
  private var runs: [(range: Range<Int>, style: RunStyle)] = []

  /// Whether any of the characters is struck through.
  var isStruck: Bool { runs.contains { $0.style == .struck } }

  /// Forgets the text and keeps its memory.
  mutating func removeAll() {
    if !utf8.isEmpty { utf8.removeAll(keepingCapacity: true) }
    if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
    style = .plain
  }

  /// Adds characters of a run.
  mutating func append(_ text: Span<UInt8>) {
    guard style != .hidden else { return }
    utf8.append(text)
    if style != .plain { setApart(from: utf8.count - text.count) }
  }

  /// Adds a byte.
  @inline(__always) mutating func append(_ byte: UInt8) {
    guard style != .hidden else { return }
    utf8.append(byte)
    if style != .plain { setApart(from: utf8.count - 1) }
  }

  /// Adds a byte several times.
  mutating func append(_ byte: UInt8, times count: Int) {
    guard style != .hidden else { return }
    utf8.append(contentsOf: repeatElement(byte, count: count))
    if style != .plain { setApart(from: utf8.count - count) }
  }

  /// Sets the characters from an offset on apart.
  private mutating func setApart(from start: Int) {
    guard start < utf8.count else { return }
    if let last = runs.last, last.range.upperBound == start, last.style == style {
      runs[runs.count - 1].range = last.range.lowerBound..<utf8.count
    } else {
      runs.append((start..<utf8.count, style))
    }
  }

  /// The text, with what is set apart of its numbers in characters of its own: `12¹`, `12₁`, `1̶2̶`.
  func finished() -> [UInt8] {
    runs.isEmpty ? utf8 : SetApartDigits.marked(utf8, runs)
  }
}
