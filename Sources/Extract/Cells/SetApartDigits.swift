internal import SurveyModel

/// Keeps digits that stand above or below the line apart from the number or name that they stand at, and
/// characters that are struck through from those that are not.
///
/// A 12 with the mark of footnote 1 is no 121, a 10 with the exponent 6 is no 106, and an 8 that was
/// struck out before a 9 makes no 89. Unicode has superscript and subscript digits and a stroke through
/// the character before it, so the text stays what a reader sees: `12¹`, `10⁶`, `8̶9`. Raised and
/// lowered digits behind a few letters (`m2`, `H2O`) are left as they are: they make no number longer, and
/// are written so everywhere. A raised letter alone is the mark of a note like a digit (`12ᵃ`); `1st` is a
/// word.
enum SetApartDigits {
  /// The text with the digits of runs as characters of their own where they could be taken for part of
  /// a number.
  ///
  /// - Parameters:
  ///   - utf8: Valid UTF-8.
  ///   - runs: Ranges of whole characters, ascending, and how they stand.
  /// - Returns: The UTF-8 of the text.
  static func marked(_ utf8: [UInt8], _ runs: [(range: Range<Int>, style: RunStyle)]) -> [UInt8] {
    var marked: [UInt8] = []
    var place = 0
    for (range, style) in runs {
      marked += utf8[place..<range.lowerBound]
      place = range.upperBound
      let run = String(decoding: utf8[range], as: UTF8.self)
      switch style {
      case .raised where touchesNumber(range, of: utf8):
        marked += written(raised(run), in: superscripts).utf8
      case .lowered where touchesNumber(range, of: utf8):
        marked += written(run, in: subscripts).utf8
      case .struck: marked += struck(run).utf8
      case .plain, .raised, .lowered, .hidden: marked += run.utf8
      }
    }
    return marked + utf8[place...]
  }

  /// Whether a number or a name stands before a range, or a number behind it where nothing is before.
  private static func touchesNumber(_ range: Range<Int>, of utf8: [UInt8]) -> Bool {
    let before = utf8[..<range.lowerBound].reversed().drop(while: isBlank)
    if !before.isEmpty {
      let length = 1 + before.prefix { $0 & 0xC0 == 0x80 }.prefix(3).count
      let last = String(decoding: before.prefix(length).reversed(), as: UTF8.self)
      guard let scalar = last.unicodeScalars.last else { return false }
      return isOfNumber(scalar) || isOfName(scalar, before)
    }
    let behind = utf8[range.upperBound...].drop(while: isBlank).prefix(4)
    return String(decoding: behind, as: UTF8.self).unicodeScalars.first.map(isOfNumber) ?? false
  }

  /// Whether a character can be the last or the first of a number.
  private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil || ".,．，、%％‰".unicodeScalars.contains(scalar)
  }

  /// A run with the characters of a set for its digits; one without digits as it is.
  private static func written(_ run: String, in set: [Unicode.Scalar]) -> String {
    guard run.unicodeScalars.contains(where: { digit($0) != nil }) else { return run }
    var text = String.UnicodeScalarView()
    for scalar in run.unicodeScalars {
      switch scalar {
      case "+", "＋": text.append(set[10])
      case "-", "－", "−": text.append(set[11])
      case "(", "（": text.append(set[12])
      case ")", "）": text.append(set[13])
      default: text.append(digit(scalar).map { set[$0] } ?? scalar)
      }
    }
    return String(text)
  }

  /// Whether a letter is the last of a name: a character, or the end of a word longer than the symbol of
  /// a unit or an element.
  private static func isOfName(
    _ last: Unicode.Scalar, _ before: some Sequence<UInt8>
  ) -> Bool {
    guard last.properties.isAlphabetic else { return false }
    guard last.isASCII else { return true }
    return before.prefix { (0x61...0x7A).contains($0 | 0x20) }.count >= 4
  }

  /// A raised run with its letters as characters of their own where each of them stands alone.
  private static func raised(_ run: String) -> String {
    let words = run.unicodeScalars.split { !$0.properties.isAlphabetic }
    guard !words.isEmpty, words.allSatisfy({ $0.count == 1 }) else { return run }
    let scalars = run.unicodeScalars.map { scalar in
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      return isLetter ? letters[Int(scalar.value | 0x20) - 0x61] : scalar
    }
    return String(scalars: scalars[...])
  }

  /// A run with a stroke through each of its characters.
  private static func struck(_ run: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in run.unicodeScalars {
      text.append(scalar)
      if !scalar.properties.isWhitespace { text.append(stroke) }
    }
    return String(text)
  }

  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾".unicodeScalars)
  private static let letters = Array("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ𐞥ʳˢᵗᵘᵛʷˣʸᶻ".unicodeScalars)
  private static let subscripts = Array("₀₁₂₃₄₅₆₇₈₉₊₋₍₎".unicodeScalars)
  private static let stroke: Unicode.Scalar = "\u{336}"

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}
