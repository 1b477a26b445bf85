/// The text of a cell while its runs are read, some of them raised (superscript).
struct RichText {
  /// The characters so far, raised or not.
  private(set) var utf8: [UInt8] = []
  /// Whether what is added next is raised.
  var isRaised = false

  /// Where raised characters stand in ``utf8``; neighbours are one range.
  private var raised: [Range<Int>] = []

  /// Forgets the text and keeps its memory.
  mutating func removeAll() {
    if !utf8.isEmpty { utf8.removeAll(keepingCapacity: true) }
    if !raised.isEmpty { raised.removeAll(keepingCapacity: true) }
    isRaised = false
  }

  /// Adds characters of a run.
  mutating func append(_ text: Span<UInt8>) {
    utf8.append(text)
    if isRaised { raise(from: utf8.count - text.count) }
  }

  /// Adds a byte.
  @inline(__always) mutating func append(_ byte: UInt8) {
    utf8.append(byte)
    if isRaised { raise(from: utf8.count - 1) }
  }

  /// Adds a byte several times.
  mutating func append(_ byte: UInt8, times count: Int) {
    utf8.append(contentsOf: repeatElement(byte, count: count))
    if isRaised { raise(from: utf8.count - count) }
  }

  /// Raises the characters from an offset on.
  private mutating func raise(from start: Int) {
    guard start < utf8.count else { return }
    if let last = raised.last, last.upperBound == start {
      raised[raised.count - 1] = last.lowerBound..<utf8.count
    } else {
      raised.append(start..<utf8.count)
    }
  }

  /// The text, with raised digits beside a number as superscript characters: `12¹`.
  func finished() -> [UInt8] {
    raised.isEmpty ? utf8 : RaisedDigits.marked(utf8, raised)
  }
}
