extension TextFolder {
  /// The text of a value as it is matched: like ``folded(_:)``, but for white space inside a number.
  ///
  /// Beside words and signs white space says nothing (`3 人`, `2021 年`, `- 5`). Between two
  /// characters of numbers it may part two of them (`12 13`): it stays, as one space, for the reader
  /// of the value to judge. Before 万 and the like it says nothing either (`1.5 万`).
  package func foldedValue(_ text: String) -> String {
    folded(text) { left, right in
      let (first, second) = (NumeralSymbol(left), NumeralSymbol(right))
      // 1 e5 is no 100,000.
      if left == "e" || right == "e" { return first.isPlain || second.isPlain }
      guard first.isOfNumeral, second.isOfNumeral else { return false }
      if case .scale(let scale) = second {
        let isDigit = if case .digit = first { true } else { false }
        return !(isDigit && (scale >= 10_000 || left.isASCII))
      }
      return true
    }
  }

  /// The text of a key as it is matched: like ``folded(_:)``, but white space between two letters or
  /// digits of ASCII stays, as one space: `12 13` is not the key 1213.
  package func foldedIdentifier(_ text: String) -> String {
    folded(text) { Self.isLetterOrDigit($0) && Self.isLetterOrDigit($1) }
  }

  /// The folded text with one space for white space between scalars that it parts.
  private func folded(
    _ text: String, isParting: (_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool
  ) -> String {
    var scalars = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    var isSpace = false
    for scalar in text.unicodeScalars {
      guard let folded = folded(scalar) else {
        if Self.isWhiteSpace(scalar) { isSpace = true }
        continue
      }
      if isSpace, let last, isParting(last, folded) { scalars.append(" ") }
      isSpace = false
      scalars.append(folded)
      last = folded
    }
    return String(scalars)
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
