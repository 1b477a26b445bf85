/// A text with the mark of a footnote at its end or its start: `12¹`, `12ᵃ`, `12₁`, `2021年②`, `¹12`.
struct FootnotedText {
  /// The text without the mark.
  let base: Substring
  /// Whether the mark can be an exponent: `10⁶`, `5⁻²`.
  let isPower: Bool
  /// Whether the mark is raised or lowered, and not a circled number.
  let isRaised: Bool

  /// Nil for a text without such a mark.
  init?(_ text: some StringProtocol) {
    let scalars = String.UnicodeScalarView(text.unicodeScalars)
    guard scalars.contains(where: Self.isMark) else { return nil }
    // 1ˢᵗ and 20ᵗʰ are words.
    guard
      !zip(scalars, scalars.dropFirst()).contains(where: { Self.isLetter($0) && Self.isLetter($1) })
    else { return nil }
    let head = scalars.prefix { Self.isMark($0) || Self.isBetween($0) }
    let tail = scalars.reversed().prefix { Self.isMark($0) || Self.isBetween($0) }
    let start = head.contains(where: Self.isMark) ? head.endIndex : scalars.startIndex
    let end =
      tail.contains(where: Self.isMark)
      ? scalars.index(scalars.endIndex, offsetBy: -tail.count) : scalars.endIndex
    guard start < end, start > scalars.startIndex || end < scalars.endIndex else { return nil }
    base = Substring(String(String.UnicodeScalarView(scalars[start..<end]))).trimmed
    // H₂ is a name of its own.
    if scalars[end...].contains(where: Self.isLowered),
      base.unicodeScalars.last?.properties.numericType == nil
    {
      return nil
    }
    isRaised =
      !scalars[..<start].contains(where: Self.isCircled)
      && !scalars[end...].contains(where: Self.isCircled)
    let exponent = scalars[end...].drop(while: Self.isBetween)
    isPower =
      exponent.contains("⁻") || Self.hasPowerOfTen(base) && exponent.contains(where: Self.isDigit)
  }

  /// Whether a unit may stand before the mark, which then is an exponent: `5m²`.
  var mayEndInUnit: Bool {
    guard let last = base.unicodeScalars.last else { return true }
    return last.properties.numericType == nil && last != "%" && last != "％" && last != "."
  }

  /// Whether what stands before the mark may be a symbol that has a power or an index: `km²`, `H₂`, `10²`.
  var mayEndInSymbol: Bool {
    guard let last = base.unicodeScalars.last, last.properties.isAlphabetic else { return true }
    guard last.value < 0x250 else { return false }
    return base.reversed().prefix { $0.isLetter }.count < 4
  }

  /// Whether a text ends in a ten that may be raised to a power: `10`, `1.5×10`.
  private static func hasPowerOfTen(_ base: Substring) -> Bool {
    guard base.hasSuffix("10") else { return false }
    return base.dropLast(2).last.map { !$0.isNumber && $0 != "." && $0 != "," } ?? true
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || isLetter(scalar)
  }

  /// Whether a scalar is a number that is the mark of a note, or a sign beside one.
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x207E: true
    default: isLowered(scalar) || isCircled(scalar)
    }
  }

  /// Whether a scalar is a raised letter.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2B0 && letters.contains(scalar)
  }

  private static let letters = Set("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ𐞥ʳˢᵗᵘᵛʷˣʸᶻ".unicodeScalars)

  /// Whether a scalar is a digit below the line, or a sign beside one.
  private static func isLowered(_ scalar: Unicode.Scalar) -> Bool {
    (0x2080...0x208E).contains(scalar.value)
  }

  /// Whether a scalar is one of the circled numbers of Chinese footnotes.
  private static func isCircled(_ scalar: Unicode.Scalar) -> Bool {
    (0x2460...0x2473).contains(scalar.value)
  }

  /// Whether a character stands between the marks of several notes, or around one.
  private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ",，、;；[]［］*".unicodeScalars.contains(scalar)
  }
}
