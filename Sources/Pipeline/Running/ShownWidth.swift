/// How many columns a text takes where every character has one or two.
enum ShownWidth {
  /// The columns of a text.
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  /// A text, or as much of it as fits with an ellipsis; a character is never cut.
  static func cut(_ text: String, to most: Int) -> String {
    guard of(text) > most else { return text }
    var width = 1
    let start = text.prefix { character in
      width += of(character)
      return width <= most
    }
    return start + "…"
  }

  /// Wide characters (Unicode Standard Annex 11) of the scripts that are written in squares.
  private static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first?.value else { return 0 }
    return switch first {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
