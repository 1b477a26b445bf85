/// How much of a text is UTF-8: its characters of several bytes, and the bytes that belong to none.
struct UTF8Share {
  /// The characters of two bytes.
  private(set) var short = 0
  /// The characters of three or four bytes, which other encodings hardly ever have by accident.
  private(set) var long = 0
  /// The bytes that belong to no character.
  private(set) var stray = 0
  /// The offset of the first of them.
  private(set) var firstStray: Int?

  /// Counts; a character that the end of the bytes cuts is stray when they are the `last`.
  init(_ bytes: ArraySlice<UInt8>, position: StreamDecoder.Position) {
    let span = bytes.span
    var index = 0
    while index < span.count {
      if span[index] < 0x80 {
        index += 1
        continue
      }
      let (length, isWhole) = Self.character(in: span, at: index)
      if isWhole {
        if length == 2 { short += 1 } else { long += 1 }
        index += length
        continue
      }
      let isCut = length > 0 && index + length == span.count
      if isCut, position == .middle { return }
      stray += 1
      if firstStray == nil { firstStray = index }
      index += isCut ? length : 1
    }
  }

  /// The bytes at an index that begin a character, and whether they are one (RFC 3629, section 4).
  private static func character(
    in bytes: Span<UInt8>, at index: Int
  ) -> (length: Int, isWhole: Bool) {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead) else { return (0, false) }
    for offset in 1..<length {
      guard index + offset < bytes.count else { return (offset, false) }
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return (0, false) }
      guard offset == 1 else { continue }
      // Characters have one form, and no surrogates are among them.
      switch lead {
      case 0xE0: if byte < 0xA0 { return (0, false) }
      case 0xED: if byte > 0x9F { return (0, false) }
      case 0xF0: if byte < 0x90 { return (0, false) }
      case 0xF4: if byte > 0x8F { return (0, false) }
      default: continue
      }
    }
    return (length, true)
  }

  /// Whether the text is UTF-8 with a few bytes that are wrong.
  var isDamaged: Bool { stray > 0 && (stray * 2 <= long || stray * 10 <= short + long) }
}
