/// Finds the time of day that stands behind a date: `10:30`, `t09:49:57.000z`, ` 10:58:34+03:00`,
/// `8:00pm`.
enum TimeOfDay {
  /// What stands before the time of day; nil where something stands there that is none.
  static func dropped(from folded: String) -> Substring? {
    guard let colon = folded.firstIndex(of: ":") else { return folded[...] }
    var start = colon
    while start > folded.startIndex, folded[folded.index(before: start)].isDigit {
      start = folded.index(before: start)
    }
    guard start > folded.startIndex, isTime(folded[start...]) else { return nil }
    let mark = folded.index(before: start)
    switch folded[mark] {
    case " ", "t": return folded[..<mark]
    case "/", "-", ".": return nil
    default: return folded[..<start]
    }
  }

  private static func isTime(_ text: Substring) -> Bool {
    var rest = text
    guard number(&rest, upTo: 24, digits: 1...2), sign(":", &rest), number(&rest, upTo: 59) else {
      return false
    }
    if sign(":", &rest) {
      guard number(&rest, upTo: 60) else { return false }
      if rest.first == "." || rest.first == "," {
        let digits = rest.dropFirst().prefix(while: \.isDigit)
        guard !digits.isEmpty else { return false }
        rest = rest[digits.endIndex...]
      }
    }
    for half in ["am", "pm"] where rest.hasPrefix(half) { rest = rest.dropFirst(2) }
    return rest.isEmpty || isZone(rest)
  }

  /// Whether a text is `z` or a distance from it, as in `+03:00`.
  private static func isZone(_ text: Substring) -> Bool {
    guard text != "z" else { return true }
    var rest = text.dropFirst()
    guard text.first == "+" || text.first == "-", number(&rest, upTo: 18) else { return false }
    return rest.isEmpty || (sign(":", &rest) || true) && number(&rest, upTo: 59) && rest.isEmpty
  }

  private static func number(
    _ rest: inout Substring, upTo greatest: Int, digits: ClosedRange<Int> = 2...2
  ) -> Bool {
    let run = rest.prefix(2).prefix(while: \.isDigit)
    guard digits.contains(run.count), let number = Int(run), number <= greatest else {
      return false
    }
    rest = rest[run.endIndex...]
    return true
  }

  private static func sign(_ sign: Character, _ rest: inout Substring) -> Bool {
    guard rest.first == sign else { return false }
    rest = rest.dropFirst()
    return true
  }
}
