/// What the bytes of a sample say in an encoding.
struct EncodingReading {
  let encoding: TextEncoding
  /// The share of common Chinese characters among those beyond ASCII.
  let share: Double
  /// The characters beyond ASCII.
  let foreign: Int
  /// The offset of the first byte that the encoding does not know.
  let wrong: Int?

  /// The lines that have such bytes.
  private let wrongLines: Int
  /// Whether pairs of bytes are such as Chinese has, of which more than half end beyond ASCII.
  private let hasWidePairs: Bool

  /// Reads bytes as far as that goes.
  init(
    _ bytes: ArraySlice<UInt8>, in encoding: TextEncoding, position: StreamDecoder.Position
  ) throws(UndecodableText) {
    self.encoding = encoding
    var decoder = try StreamDecoder(encoding: encoding)
    let (utf8, left) = decoder.utf8(leniently: bytes, position: position)
    var common = 0
    var foreign = 0
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      foreign += 1
      if CommonIdeographs.contains(scalar) { common += 1 }
    }
    share = foreign == 0 ? 1 : Double(common) / Double(foreign)
    self.foreign = foreign
    let wrong = left.map { $0 + bytes.startIndex }
    self.wrong = wrong.first
    wrongLines = zip(wrong, wrong.dropFirst())
      .reduce(wrong.isEmpty ? 0 : 1) { $0 + (bytes[$1.0..<$1.1].contains(0x0A) ? 1 : 0) }
    hasWidePairs = Self.hasWidePairs(bytes)
  }

  /// Whether the bytes are a text in the encoding, but for a few lines.
  var isText: Bool { wrongLines * 20 <= foreign || wrongLines <= 3 && foreign >= 12 }

  /// Whether the encoding, which the text declares, explains most of them.
  var isLikely: Bool { wrongLines * 2 <= foreign }

  /// Whether the bytes may be Chinese in it, which has common characters.
  var isPossibleBig5: Bool { isText && share > 0.2 && hasWidePairs }

  /// Whether they are, and no accident of a few.
  var isCertainBig5: Bool { share >= 0.5 && foreign >= 4 }

  /// A letter with a mark and the letter behind it make a pair, too, whose second byte is in ASCII.
  private static func hasWidePairs(_ bytes: ArraySlice<UInt8>) -> Bool {
    var pairs = 0
    var wide = 0
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      pairs += 1
      if bytes[index + 1] >= 0x80 { wide += 1 }
      index += 2
    }
    return wide * 5 >= pairs
  }
}
