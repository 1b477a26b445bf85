extension TextFolder {
  /// The text of a value as it is matched: like ``folded(_:)-(String)``, but for white space inside a
  /// number.
  ///
  /// Beside words and signs white space says nothing (`3 人`, `2021 年`, `- 5`). Between two
  /// characters of numbers it may part two of them (`12 13`): it stays for the reader of the value to
  /// judge, as one space, or as one line break where it is more than a single space, which no
  /// thousands are parted by. Before 万 and the like it says nothing either (`1.5 万`).
  package func foldedValue(_ text: String) -> String {
    folded(text) { left, right in
      let (first, second) = (NumeralSymbol(left), NumeralSymbol(right))
      // 1 e5 is no 100,000.
      if left == "e" || right == "e" { return first.isPlain || second.isPlain }
      // 5' 123 is no 5'123.
      if left == "'" || left == "’" || right == "'" || right == "’" {
        return first.isPlain || second.isPlain
      }
      guard first.isOfNumeral, second.isOfNumeral else { return false }
      if case .scale(let scale) = second {
        let isDigit = if case .digit = first { true } else { false }
        return !(isDigit && (scale >= 10_000 || left.isASCII))
      }
      return true
    }
  }

  /// The text of a key as it is matched: like ``folded(_:)-(String)``, but white space between two
  /// letters or digits of ASCII stays, as one space: `12 13` is not the key 1213.
  package func foldedIdentifier(_ text: String) -> String {
    folded(text, wideGap: " ") { Self.isLetterOrDigit($0) && Self.isLetterOrDigit($1) }
  }

  /// The folded text with one space for white space between scalars that it parts, or a wide gap for
  /// more of it than one space.
  private func folded(
    _ text: String, wideGap: Unicode.Scalar = "\n",
    isParting: (_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool
  ) -> String {
    var scalars = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    var gap: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      guard let folded = folded(scalar) else {
        if Self.isWhiteSpace(scalar) {
          gap = gap == nil && !Self.isBreak(scalar) ? " " : wideGap
        }
        continue
      }
      if let gap, let last, isParting(last, folded) { scalars.append(gap) }
      gap = nil
      scalars.append(folded)
      last = folded
    }
    return String(scalars)
  }

  /// Whether a scalar ends a line or leads to the next column.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a scalar that folding drops leaves a gap to be seen; a soft hyphen does not.
  private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.properties.isWhitespace
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "a"..."z", "A"..."Z": true
    default: false
    }
  }
}
