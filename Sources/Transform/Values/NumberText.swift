import ChineseText
import SurveyModel

/// Reads numbers as offices type them.
struct NumberText: Sendable {
  /// Words before or after a number that say it is not exact; folded.
  let approximations: [String]
  /// Words for the unit with what one of it is in the base unit; folded, longest first.
  let units: [(word: String, factor: Double)]
  /// What one unit of the column is in the base unit.
  var scale = 1.0
  /// The signs of the yuan that the number may have before it, folded; empty where such a sign would
  /// say something else than the column's unit, so that it makes the text no number.
  var yuanSigns: [String] = []
  /// What a number in brackets is.
  var brackets = VariableDefinition.Brackets.refused

  /// What a text says.
  struct Reading: Hashable {
    let number: Double
    /// What one of the stated number is in the base unit, where the text names a unit; else nil.
    let factor: Double?
  }

  /// Reads a text as ``ChineseText/TextFolder/foldedValue(_:)`` gives it; nil when it is no number.
  ///
  /// It may have a sign, commas, spaces or apostrophes between its thousands, decimals, an exponent,
  /// Chinese numerals and scales, a unit behind it and a word such as `约` before it.
  func read(_ folded: String) -> Reading? {
    var text = Substring(folded)
    if text.first == "(" {
      guard brackets == .negative, text.last == ")",
        let inside = inside(text.dropFirst().dropLast())
      else { return nil }
      return Reading(number: -inside.number, factor: inside.factor)
    }
    for word in approximations {
      if text.hasPrefix(word) { text = text.dropFirst(word.count).trimmed }
      if text.hasSuffix(word) { text = text.dropLast(word.count).trimmed }
    }
    if let amount = amount(text) {
      return Self.number(amount).map { Reading(number: $0, factor: nil) }
    }
    if let reading = magnitude(text) { return reading }
    if let number = Self.number(text) { return Reading(number: number, factor: nil) }
    // In 一万二千元 the 千 is of the numeral: the shortest unit leaves it the whole of its own.
    for unit in units.reversed() where text.hasSuffix(unit.word) {
      if let number = ChineseNumeral.value(of: text.dropLast(unit.word.count).trimmed) {
        return Reading(number: number, factor: unit.factor)
      }
    }
    for unit in units where text.hasSuffix(unit.word) {
      if let number = Self.number(text.dropLast(unit.word.count).trimmed) {
        return Reading(number: number, factor: unit.factor)
      }
    }
    return nil
  }

  /// A number without a sign of its own, as brackets make it negative.
  private func inside(_ text: Substring) -> Reading? {
    guard let reading = read(String(text)), reading.number >= 0, !text.hasPrefix("-"),
      !text.hasPrefix("(")
    else { return nil }
    return reading
  }

  /// A number as it stands behind the sign of the yuan; nil where there is none, or where the column
  /// counts in ten thousands, so that nobody knows of what.
  private func amount(_ text: Substring) -> Substring? {
    guard !yuanSigns.isEmpty, scale == 1 else { return nil }
    let sign = text.first == "-" ? "-" : ""
    let rest = text.dropFirst(sign.count)
    for name in yuanSigns where rest.hasPrefix(name) {
      let number = rest.dropFirst(name.count)
      guard number.first?.isDigit == true || sign.isEmpty && number.first == "-" else { return nil }
      return Substring(sign + number)
    }
    return nil
  }

  /// Reads a text as it stands in a cell, without the mark of a footnote; nil when it is no number.
  func read(_ text: String, folder: TextFolder) -> Reading? {
    if let reading = read(folder.foldedValue(text)) { return reading }
    guard let footnoted = FootnotedText(text), !footnoted.isPower, !footnoted.mayEndInUnit else {
      return nil
    }
    return read(folder.foldedValue(String(footnoted.base)))
  }

  /// A number that says itself how many ten thousands it is: `0.2万`, `一万二千`.
  ///
  /// In a column of 万元 that is the header's own 万, which must not count twice.
  private func magnitude(_ text: Substring) -> Reading? {
    guard scale == 1 || scale == 1e4 || scale == 1e8,
      text.contains(where: { Self.magnitudes[$0] != nil })
    else { return nil }
    if let last = text.last, let factor = Self.magnitudes[last],
      let number = Self.number(text.dropLast())
    {
      return Reading(number: number, factor: factor)
    }
    return Self.number(text).map { Reading(number: $0, factor: 1) }
  }

  private static let magnitudes: [Character: Double] = ["万": 1e4, "亿": 1e8]

  private static func number(_ text: Substring) -> Double? {
    if let number = arabic(text) ?? ChineseNumeral.value(of: text) { return number }
    guard let last = text.last, let factor = magnitudes[last] else { return nil }
    return arabic(text.dropLast()).map { $0.scaled(by: factor) }
  }

  /// A number in Arabic digits; a comma, a space or an apostrophe only where thousands end.
  private static func arabic(_ text: Substring) -> Double? {
    guard let first = text.utf8.first,
      text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || Self.parts.contains($0) }),
      (48...57).contains(first) || "+-.".utf8.contains(first)
    else { return nil }
    guard let separator = text.first(where: Self.isSeparator) else { return finite(text) }
    let whole = text.prefix { $0 != "." && $0 != "e" }
    let groups = whole.drop { $0 == "-" || $0 == "+" }
      .split(separator: separator, omittingEmptySubsequences: false)
    // No thousands begin with a zero: 0,123 is a decimal of another country.
    guard let head = groups.first, (1...3).contains(head.count), head.first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(\.isDigit) }),
      !text.dropFirst(whole.count).contains(where: Self.isSeparator)
    else { return nil }
    return finite(text.filter { $0 != separator })
  }

  private static let parts: Set<Unicode.Scalar> = [".", ",", "+", "-", "e", " ", "'", "’"]

  private static func isSeparator(_ character: Character) -> Bool {
    character == "," || character == " " || character == "'" || character == "’"
  }

  private static func finite(_ text: some StringProtocol) -> Double? {
    guard let number = Double(String(text)), number.isFinite else { return nil }
    return number
  }
}

extension Double {
  /// The product, without the dust that a decimal such as 13636.96 leaves when it is scaled.
  func scaled(by factor: Double) -> Double {
    guard factor != 1 else { return self }
    let product = self * factor
    let whole = product.rounded()
    return abs(product - whole) <= 1e-9 * Swift.max(1, abs(product)) ? whole : product
  }
}
