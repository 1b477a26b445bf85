/// What each scalar of the Basic Multilingual Plane folds to.
struct FoldingTables: Sendable {
  /// Stands in the folded table for what is dropped.
  static let dropped: Unicode.Scalar = "\u{0}"

  /// The tables of the process, or why there are none.
  static let shared = Result { () throws(FoldingTableError) in try FoldingTables() }

  private static let size = 0x10000
  private let simplified: [Unicode.Scalar]
  private let folded: [Unicode.Scalar]

  private init() throws(FoldingTableError) {
    var simplified = (0..<UInt32(Self.size)).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    for pair in try CharacterConversion.traditionalToSimplified() {
      simplified[Int(pair.traditional)] = pair.simplified
    }
    // A few Simplified forms are themselves Traditional forms of another: folded to the end.
    var folded = simplified.map { $0.value < Self.size ? simplified[Int($0.value)] : $0 }
    Confusables.each { confusable, ideograph in
      folded[Int(confusable)] = folded[Int(ideograph.value)]
    }
    for value in 0xFF01...0xFF5E { folded[value] = simplified[value - 0xFEE0] }
    for value in 0..<Self.size where folded[value].isASCII {
      let ascii = folded[value].value
      if (0x41...0x5A).contains(ascii) { folded[value] = Unicode.Scalar(UInt8(ascii + 0x20)) }
    }
    for value in Self.letters {
      let lower = folded[value].properties.lowercaseMapping.unicodeScalars
      if lower.count == 1, let only = lower.first { folded[value] = only }
    }
    for value in 0..<Self.size where Self.isInvisible(simplified[value]) {
      folded[value] = Self.dropped
    }
    self.simplified = simplified
    self.folded = folded
  }

  /// Where letters with capitals stand, beyond ASCII: Latin, Greek, Cyrillic and Armenian.
  private static let letters = Array(0xC0..<0x590) + Array(0x1E00..<0x2000)

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x2064, 0x3000,
      0xFE00...0xFE0F, 0xFEFF:
      true
    case 0x21...0x7E, 0x3400...0x9FFF: false
    default: scalar.properties.isWhitespace
    }
  }

  /// The Simplified form of a scalar.
  func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < Self.size ? simplified[Int(scalar.value)] : scalar
  }

  /// What a scalar is matched as, or ``dropped``.
  func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < Self.size ? folded[Int(scalar.value)] : scalar
  }
}
