/// Keeps raised digits apart from the number that they stand at.
///
/// A 12 with the mark of footnote 1 is no 121, and a 10 with the exponent 6 is no 106. Unicode has
/// superscript digits, so the text stays what a reader sees: `12¹`, `10⁶`. Raised digits behind a
/// letter (`m2`) are left as they are: they make no number longer, and are written so everywhere.
enum RaisedDigits {
  /// The text with the raised digits of ranges as superscript characters where they touch a number.
  ///
  /// - Parameters:
  ///   - utf8: Valid UTF-8.
  ///   - ranges: Ranges of whole characters, ascending.
  /// - Returns: The UTF-8 of the text.
  static func marked(_ utf8: [UInt8], _ ranges: [Range<Int>]) -> [UInt8] {
    var marked: [UInt8] = []
    var place = 0
    for range in ranges {
      marked += utf8[place..<range.lowerBound]
      place = range.upperBound
      let run = String(decoding: utf8[range], as: UTF8.self)
      marked += touchesNumber(range, of: utf8) ? Array(superscript(run).utf8) : Array(run.utf8)
    }
    return marked + utf8[place...]
  }

  /// Whether a number stands before a range, or behind it where nothing is before.
  private static func touchesNumber(_ range: Range<Int>, of utf8: [UInt8]) -> Bool {
    let before = utf8[..<range.lowerBound].reversed().drop(while: isBlank)
    if !before.isEmpty {
      let length = 1 + before.prefix { $0 & 0xC0 == 0x80 }.prefix(3).count
      let last = String(decoding: before.prefix(length).reversed(), as: UTF8.self)
      return last.unicodeScalars.last.map(isOfNumber) ?? false
    }
    let behind = utf8[range.upperBound...].drop(while: isBlank).prefix(4)
    return String(decoding: behind, as: UTF8.self).unicodeScalars.first.map(isOfNumber) ?? false
  }

  /// Whether a character can be the last or the first of a number.
  private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil || ".,．，、%％‰".unicodeScalars.contains(scalar)
  }

  /// A run with superscript characters for its digits; one without digits as it is.
  private static func superscript(_ run: String) -> String {
    guard run.unicodeScalars.contains(where: { digit($0) != nil }) else { return run }
    var text = String.UnicodeScalarView()
    for scalar in run.unicodeScalars {
      switch scalar {
      case "+", "＋": text.append("⁺")
      case "-", "－", "−": text.append("⁻")
      case "(", "（": text.append("⁽")
      case ")", "）": text.append("⁾")
      default: text.append(digit(scalar).map { digits[$0] } ?? scalar)
      }
    }
    return String(text)
  }

  private static let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}
