/// Texts as cells of any workbook hold them.
package enum SheetText {
  /// The text without what XML cannot say, and cut with an ellipsis where it is longer than a cell
  /// can hold.
  ///
  /// A carriage return becomes a line's end; another control character becomes U+FFFD.
  package static func held(_ text: String) -> String {
    var held = ""
    var units = 0
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      let kept = Self.kept(scalar)
      units += UTF16.width(kept)
      guard units < SheetLimits.textUnits else { return held + "…" }
      held.unicodeScalars.append(kept)
    }
    return held
  }

  private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A: scalar
    case 0x0D: "\n"
    case ..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: scalar
    }
  }

  /// The width of the longest line in digits of the standard font: characters of Chinese and their
  /// like are as wide as two.
  package static func width(_ text: String) -> Double {
    text.split(separator: "\n").map(lineWidth).max() ?? 0
  }

  /// The number of lines that a text takes in a column of a width.
  package static func lines(_ text: String, in width: Double) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, Int((lineWidth($1) / max(width, 1)).rounded(.up))) }
  }

  private static func lineWidth(_ line: Substring) -> Double {
    line.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// East Asian wide and full-width characters, by their blocks (UAX #11).
  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2.1
    case _ where scalar.properties.generalCategory == .nonspacingMark: 0
    default: 1
    }
  }
}
