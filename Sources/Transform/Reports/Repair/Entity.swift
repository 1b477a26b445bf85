/// Character references of HTML that a page's text was left with.
enum Entity {
  private static let named: [String: Unicode.Scalar] = [
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "nbsp": " ", "amp": "&", "lt": "<",
    "gt": ">", "quot": "\"", "middot": "·", "hellip": "…", "mdash": "—", "ndash": "–",
    "ensp": " ", "emsp": " ", "thinsp": " ", "permil": "‰", "times": "×", "yen": "¥", "deg": "°",
  ]

  /// The character of the reference whose name begins at `start`, and the position behind it.
  ///
  /// A name needs its semicolon, but for `nbsp`, which pages often leave without.
  static func named(in scalars: [Unicode.Scalar], from start: Int) -> (Unicode.Scalar, end: Int)? {
    var name = String.UnicodeScalarView()
    var at = start
    while at < scalars.count, at - start < 8, scalars[at].isASCII,
      scalars[at].properties.isAlphabetic
    {
      name.append(scalars[at])
      at += 1
    }
    let word = String(name)
    if at < scalars.count, scalars[at] == ";" || scalars[at] == "；", let scalar = named[word] {
      return (scalar, at + 1)
    }
    return word.hasPrefix("nbsp") ? (" ", start + 4) : nil
  }

  /// The character of the numbered reference whose `#` stands at `start`.
  static func numbered(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> (
    Unicode.Scalar, end: Int
  )? {
    guard start < scalars.count, scalars[start] == "#" else { return nil }
    var digits = ""
    var at = start + 1
    while at < scalars.count, at - start < 9,
      scalars[at].properties.isASCIIHexDigit
        || scalars[at] == "x"
    {
      digits.unicodeScalars.append(scalars[at])
      at += 1
    }
    guard at < scalars.count, scalars[at] == ";" else { return nil }
    let value =
      digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, at + 1)
  }
}
