/// A text with a stroke through some of its characters, which are no longer meant.
enum StruckText {
  private static let stroke: Unicode.Scalar = "\u{336}"

  /// Whether a stroke goes through a character of a text.
  static func isStruck(_ text: String) -> Bool {
    text.utf8.contains(0xCC) && text.unicodeScalars.contains(stroke)
  }

  /// A text with a stroke through each of its characters.
  static func struck(_ text: String) -> String {
    var struck = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != stroke {
      struck.append(scalar)
      if !scalar.properties.isWhitespace { struck.append(stroke) }
    }
    return String(struck)
  }

  /// What is left of a text without the characters that a stroke goes through.
  static func rest(of text: String) -> String {
    var rest = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == stroke {
        rest = String.UnicodeScalarView(rest.dropLast())
      } else {
        rest.append(scalar)
      }
    }
    return String(String(rest).trimmed)
  }
}
