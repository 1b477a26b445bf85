/// Numbers as Chinese text writes them.
package enum ChineseNumeral {
  /// The bytes of the longest numeral that is read, or its characters.
  private static let longest = 200

  /// The value of a whole numeral: `三百二十`, `二〇二一`, `1.5万`, `两百`, `壹佰`, `三点五`, `1,234`.
  ///
  /// Traditional and financial characters, full-width digits and mixtures of Arabic digits with
  /// 十百千万亿 are understood, and so is the spoken shorthand `三百二` (320).
  ///
  /// - Returns: The value, or nil when the text is no numeral, or has anything beside it.
  package static func value(of text: some StringProtocol) -> Double? {
    guard text.utf8.count <= longest else { return nil }
    return value(of: Array(text.unicodeScalars)[...])
  }

  /// The value of a whole numeral, character by character.
  package static func value(of scalars: ArraySlice<Unicode.Scalar>) -> Double? {
    guard scalars.count <= longest else { return nil }
    let symbols = scalars.map { NumeralSymbol($0) }
    guard let first = symbols.first, symbols.allSatisfy({ $0 != .other }) else { return nil }
    if first == .minus {
      return value(of: symbols.dropFirst()).map(-)
    }
    return value(of: symbols[...])
  }

  private static func value(of symbols: ArraySlice<NumeralSymbol>) -> Double? {
    if symbols.isEmpty { return nil }
    if symbols.allSatisfy(\.isPlain) { return plainNumber(symbols) }
    return scaledNumber(symbols)
  }

  /// Splits at the greatest scale, so that 万 and 亿 multiply all that stands before them.
  private static func scaledNumber(_ symbols: ArraySlice<NumeralSymbol>) -> Double? {
    if symbols.isEmpty { return 0 }
    guard let (at, scale) = greatestScale(symbols) else {
      let digits = symbols.first == .digit(0) ? symbols.dropFirst() : symbols
      return plainNumber(digits.isEmpty ? symbols : digits)
    }
    let before = symbols[symbols.startIndex..<at]
    let after = symbols[(at + 1)...]
    let factor: Double?
    if before.isEmpty || before.allSatisfy({ $0 == .digit(0) }) {
      factor = scale == 10 ? 1 : nil
    } else {
      factor = scaledNumber(before)
    }
    guard let factor, factor < 10 || scale >= 10_000, let rest = remainder(after, below: scale)
    else { return nil }
    return factor * scale + rest
  }

  private static func remainder(
    _ symbols: ArraySlice<NumeralSymbol>, below scale: Double
  )
    -> Double?
  {
    if symbols.isEmpty { return 0 }
    // 三百二 is 320: a lone digit behind a scale counts in the next lower one.
    if symbols.count == 1, case .digit(let digit) = symbols[symbols.startIndex], digit > 0 {
      return scale == 10 ? digit : digit * scale / 10
    }
    guard let rest = scaledNumber(symbols), rest < scale else { return nil }
    return rest
  }

  private static func greatestScale(_ symbols: ArraySlice<NumeralSymbol>) -> (Int, Double)? {
    var greatest: (Int, Double)?
    for at in symbols.indices {
      // Of equal scales the last one divides: 一万万.
      if case .scale(let scale) = symbols[at], scale >= greatest?.1 ?? 0 { greatest = (at, scale) }
    }
    return greatest
  }

  /// Digits in their places, with thousands separators and a decimal point.
  private static func plainNumber(_ symbols: ArraySlice<NumeralSymbol>) -> Double? {
    var value = 0.0
    var fraction: Double?
    var sinceSeparator: Int?
    var digits = 0
    for symbol in symbols {
      switch symbol {
      case .digit(let digit):
        digits += 1
        value = value * 10 + digit
        if let scale = fraction { fraction = scale * 10 } else { sinceSeparator? += 1 }
      case .separator:
        // No thousands begin with a zero: 0,123 is a decimal of another country.
        guard fraction == nil, sinceSeparator ?? 3 == 3, symbols.first != .digit(0),
          (1...3).contains(digits) || sinceSeparator == 3
        else { return nil }
        sinceSeparator = 0
      case .point:
        guard fraction == nil, digits > 0, sinceSeparator ?? 3 == 3 else { return nil }
        fraction = 1
      case .scale, .minus, .other: return nil
      }
    }
    guard digits > 0, sinceSeparator ?? 3 == 3, fraction != 1 else { return nil }
    return value / (fraction ?? 1)
  }
}
