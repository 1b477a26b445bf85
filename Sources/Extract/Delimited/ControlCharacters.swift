internal import SurveyModel

/// The control characters of a text that no text has: a few stray ones, or those of other content.
struct ControlCharacters {
  /// The first of them.
  private let first: UInt8
  /// The one-based line that it stands in.
  private let line: Int
  /// The one-based column of characters.
  private let column: Int
  /// Whether they are so few, at most one byte in eight, that the file is a text nevertheless.
  let areStray: Bool

  /// Looks at the start of a text; nil when it has none.
  init?(in utf8: [UInt8]) {
    let sample = utf8.prefix(1 << 16)
    guard let index = sample.firstIndex(where: Self.isControl) else { return nil }
    first = sample[index]
    let before = sample[..<index]
    line = 1 + before.count { $0 == 0x0A }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    areStray = sample.count(where: Self.isControl) * 8 <= sample.count
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1A
  }

  /// The refusal of a text that has stray ones: what stood there cannot be known.
  func failure(_ source: SourceName) -> RunFailure {
    let code = String(first, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: 4 - code.count) + code
    return source.failure(
      .sourceUnreadable, at: .line(line, column: column),
      "expected text, found the control character U+\(digits)",
      remedy: "export the file again, or take its control characters out")
  }
}
