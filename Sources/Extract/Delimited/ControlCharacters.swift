internal import SurveyModel

/// The control characters of a text that no text has: a few stray ones, or those of other content.
struct ControlCharacters {
  /// The first of them.
  private let first: UInt8
  /// The one-based line that it stands in, among those that were looked at.
  private let line: Int
  /// The one-based column of characters.
  private let column: Int
  /// Whether they are so few, at most one byte in eight, that the file is a text nevertheless.
  let areStray: Bool

  /// Looks at the start of a text, or another piece of it; nil when it has none.
  init?(in utf8: [UInt8]) {
    // Without a way out of the loop, so that the compiler looks at many bytes at once.
    var found: UInt8 = 0
    for byte in utf8 {
      found |= (byte < 0x09 ? 1 : 0) | (byte &- 0x0E < 0x0C ? 1 : 0) | (byte &- 0x1B < 0x05 ? 1 : 0)
    }
    guard found != 0, let index = utf8.firstIndex(where: Self.isControl) else { return nil }
    self.init(
      at: index, in: utf8, areStray: utf8.count(where: Self.isControl) * 8 <= utf8.count)
  }

  /// The mark of a text's end where the text goes on behind it.
  static func endMark(in utf8: [UInt8]) -> Self? {
    utf8.firstIndex(of: 0x1A).map { Self(at: $0, in: utf8, areStray: true) }
  }

  private init(at index: Int, in utf8: [UInt8], areStray: Bool) {
    first = utf8[index]
    let before = utf8[..<index]
    line = 1 + before.count { $0 == 0x0A }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    self.areStray = areStray
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1A
  }

  /// The refusal of a text that has stray ones, `lines` lines behind its start: what stood there cannot
  /// be known.
  func failure(_ source: SourceName, behind lines: Int = 0) -> RunFailure {
    let code = String(first, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: 4 - code.count) + code
    return source.failure(
      .sourceUnreadable, at: .line(lines + line, column: column),
      "expected text, found the control character U+\(digits)",
      remedy: "export the file again, or take its control characters out")
  }
}
