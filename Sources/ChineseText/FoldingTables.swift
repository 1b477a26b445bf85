/// What each scalar of the Basic Multilingual Plane folds to.
struct FoldingTables: Sendable {
  /// Stands in the folded table for what is dropped.
  static let dropped: Unicode.Scalar = "\u{0}"

  /// The tables of the process, or why there are none.
  static let shared = Result { () throws(FoldingTableError) in try FoldingTables() }

  private let conversion: CharacterConversion
  private let simplifiedForms = ScalarTable()
  private let foldedForms = ScalarTable()

  private init() throws(FoldingTableError) {
    conversion = try CharacterConversion()
  }

  /// The Simplified form of a scalar.
  func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // The closure is made only for a character that is met for the first time.
    if let known = simplifiedForms.known(scalar) { return known }
    return simplifiedForms.entry(of: scalar) { conversion.simplified($0) }
  }

  /// What a scalar is matched as, or ``dropped``.
  func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let known = foldedForms.known(scalar) { return known }
    return foldedForms.entry(of: scalar, fold)
  }

  private func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let ideograph = Confusables.ideographs[scalar] { return folded(ideograph) }
    // Full-width forms of ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value) { return lower(ascii: scalar.value - 0xFEE0) }
    // A few Simplified forms are themselves Traditional forms of another: folded to the end.
    let form = simplified(simplified(scalar))
    if Self.isInvisible(form) { return Self.dropped }
    if form.isASCII { return lower(ascii: form.value) }
    guard Self.letters.contains(where: { $0.contains(scalar.value) }) else { return form }
    let lower = form.properties.lowercaseMapping.unicodeScalars
    guard lower.count == 1, let only = lower.first else { return form }
    return only
  }

  private func lower(ascii value: UInt32) -> Unicode.Scalar {
    let byte = UInt8(value)
    return Unicode.Scalar((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
  }

  /// Where letters with capitals stand, beyond ASCII: Latin, Greek, Cyrillic and Armenian.
  private static let letters: [Range<UInt32>] = [0xC0..<0x590, 0x1E00..<0x2000]

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x2064, 0x3000,
      0xFE00...0xFE0F, 0xFEFF:
      true
    case 0x21...0x7E, 0x3400...0x9FFF: false
    default: scalar.properties.isWhitespace
    }
  }
}
