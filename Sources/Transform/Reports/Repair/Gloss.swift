internal import ChineseText

/// Pinyin in parentheses, as pages that gloss hard characters leave it in their text.
enum Gloss {
  /// The longest syllable, `zhuang`, has six letters.
  private static let longest = 6

  static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "（" }

  static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == ")" || scalar == "）" }

  /// The letters from `start` up to a closing parenthesis, and the position behind it.
  static func syllable(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> (
    syllable: PinyinSyllable, end: Int
  )? {
    var at = start
    while at < scalars.count, at - start <= longest, isLetter(scalars[at]) { at += 1 }
    guard at > start, at < scalars.count, isClosing(scalars[at]) else { return nil }
    return (PinyinSyllable(scalars[start..<at]), at + 1)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A: true
    case 0xE0...0xFC, 0x101, 0x103, 0x113, 0x115, 0x11B, 0x12B, 0x12D, 0x144, 0x148, 0x14D, 0x14F,
      0x16B, 0x16D, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x1F9:
      true
    default: false
    }
  }
}
