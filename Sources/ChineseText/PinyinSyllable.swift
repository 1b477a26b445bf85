/// A syllable of pinyin without its tone, `v` for `ü`.
package struct PinyinSyllable: Hashable, Sendable {
  /// Its letters, five bits each; the longest syllable, `zhuang`, has six.
  let packed: UInt64

  /// Reads letters, with or without marks of tone, in lower case; other characters are left out.
  package init(_ letters: some Sequence<Unicode.Scalar>) {
    var packed: UInt64 = 0
    for scalar in letters {
      guard let letter = Self.letter(scalar) else { continue }
      packed = (packed << 5 | UInt64(letter)) & 0x3_FFFF_FFFF_FFFF
    }
    self.packed = packed
  }

  /// The letters as text.
  package var letters: String {
    var letters = String.UnicodeScalarView()
    for shift in stride(from: 45, through: 0, by: -5) {
      let letter = UInt8(truncatingIfNeeded: packed >> UInt64(shift)) & 31
      if letter > 0 { letters.append(Unicode.Scalar(letter + 0x60)) }
    }
    return String(letters)
  }

  /// The letter's place in the alphabet, from 1.
  private static func letter(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "a"..."z": scalar.value - 0x60
    case "ā", "á", "ǎ", "à", "ă": 1
    case "ē", "é", "ě", "è", "ĕ", "ê": 5
    case "ī", "í", "ǐ", "ì", "ĭ": 9
    case "ō", "ó", "ǒ", "ò", "ŏ": 15
    case "ū", "ú", "ǔ", "ù", "ŭ": 21
    case "ü", "ǖ", "ǘ", "ǚ", "ǜ": 22
    case "ń", "ň", "ǹ": 14
    default: nil
    }
  }
}
