/// How much speaks for bytes being Chinese in GBK, rather than what the table reads into others.
///
/// Each pair of bytes that occurs counts once, as the logarithm of how much likelier it is in a
/// Chinese text than in others that the table explains as well: Korean and Japanese in their own
/// encodings lie where GB 2312 has its common characters, those beyond GB 2312 are rare in any
/// Chinese text, and the last rows of the common characters, which Chinese is full of, hold rare
/// ones or none in the tables of Korea and Japan.
struct GBKEvidence {
  /// The sum; positive where more speaks for Chinese.
  private(set) var sum = 0.0
  /// How many different pairs there are.
  private(set) var pairs = 0

  /// Whether it is Chinese; a single name may have no common character.
  var isCertain: Bool { sum > -0.3 }
  /// Whether the text may be Chinese at all: its pairs are mostly those of GB 2312.
  var isPossible: Bool { sum > -Double(pairs) }
  /// Whether they are those that Chinese has in common with Korean and Japanese, or more Chinese.
  var isLikelierThanWestern: Bool { sum > -0.5 * Double(pairs) }

  /// Weighs the pairs of a text that is valid in the encoding.
  init(_ bytes: ArraySlice<UInt8>) throws(UndecodableText) {
    var pairs: Set<UInt16> = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      pairs.insert(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
      index += 2
    }
    // In order, so that a sum of fractions does not rest on that of a set.
    let ordered = pairs.sorted()
    self.pairs = ordered.count
    let common = try Self.common(ordered)
    for pair in ordered { sum += Self.weight(pair, isCommon: common.contains(pair)) }
  }

  private static func weight(_ pair: UInt16, isCommon: Bool) -> Double {
    guard pair & 0xFF >= 0xA1 else { return -3 }
    switch pair >> 8 {
    case 0xA1...0xA3: return 0
    case 0xA4...0xA5: return -2
    case 0xA6...0xA9: return -1
    case 0xB0...0xCF: return isCommon ? 0.7 : -0.4
    case 0xD0...0xD7: return isCommon ? 1.9 : 0.8
    case 0xD8...0xF7: return isCommon ? 0.7 : -1.2
    default: return -3
    }
  }

  /// Those of the pairs that are among the most common characters.
  private static func common(_ pairs: [UInt16]) throws(UndecodableText) -> Set<UInt16> {
    let ideographs = pairs.filter { $0 >= 0xB000 && $0 & 0xFF >= 0xA1 }
    var lines: [UInt8] = []
    for pair in ideographs { lines += [UInt8(pair >> 8), UInt8(truncatingIfNeeded: pair), 0x0A] }
    var decoder = try StreamDecoder(encoding: .gb18030)
    guard let utf8 = try? decoder.utf8(of: lines[...], position: .last) else { return [] }
    let scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars.split(separator: "\n")
    var common: Set<UInt16> = []
    for (pair, scalar) in zip(ideographs, scalars)
    where scalar.first.map(CommonIdeographs.contains) ?? false { common.insert(pair) }
    return common
  }
}
