/// Character references of HTML.
enum HTMLReference {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ldquo": "“",
    "rdquo": "”", "lsquo": "‘", "rsquo": "’", "middot": "·", "hellip": "…", "mdash": "—",
    "ndash": "–", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "permil": "‰",
    "times": "×", "divide": "÷", "yen": "¥", "deg": "°", "plusmn": "±", "sup2": "²", "copy": "©",
    "reg": "®", "laquo": "«", "raquo": "»", "bull": "•", "minus": "−", "zwnj": "\u{200C}",
    "zwj": "\u{200D}", "shy": "\u{AD}", "le": "≤", "ge": "≥", "sect": "§", "para": "¶",
  ]

  /// The character that a reference at a `&` stands for, and the position behind it.
  static func read(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (
    scalar: Unicode.Scalar, end: Int
  )? {
    var name = ""
    var at = start + 1
    while at < scalars.count, at - start <= 10, scalars[at].isASCII,
      scalars[at].properties.isAlphabetic || scalars[at] == "#"
        || (0x30...0x39).contains(scalars[at].value)
    {
      name.unicodeScalars.append(scalars[at])
      at += 1
    }
    let end = at < scalars.count && scalars[at] == ";" ? at + 1 : at
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value =
        digits.lowercased().hasPrefix("x")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return value.flatMap(Unicode.Scalar.init).map { ($0, end) }
    }
    if let scalar = named[name] { return (scalar, end) }
    return name.hasPrefix("nbsp") ? ("\u{A0}", start + 5) : nil
  }
}
