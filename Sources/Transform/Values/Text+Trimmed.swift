extension String {
  /// The text without white space at its ends.
  var trimmed: String { String(self[...].trimmed) }
}

extension Substring {
  /// The text without white space at its ends.
  var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return self[first...last]
  }
}

extension Character {
  /// Whether the character is a digit of ASCII.
  var isDigit: Bool { isASCII && isWholeNumber }
}
