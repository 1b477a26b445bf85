/// Finds the time of day that stands behind a date: `10:30`, `t09:49:57.000z`, ` 10:58:34+03:00`,
/// `8:00pm`, `上午8:30`, `8时30分`.
///
/// The hour 24 (ISO 8601) has no minutes: it is the end of its day, and the beginning of the next.
struct TimeOfDay {
  /// What stands before the time of day, and behind it where programs put the year there.
  let date: Substring
  /// Whether the hour is 24.
  let isEndOfDay: Bool

  /// The names of times of the world and of its parts.
  private static let zones = [
    "utc", "gmt", "z", "cst", "hkt", "jst", "bst", "cet", "cest", "est", "edt", "cdt", "mst", "mdt",
    "pst", "pdt",
  ]

  /// Parts a folded text; nil where something stands behind the date that is no time.
  ///
  /// - Parameters:
  ///   - folded: The text.
  ///   - dayParts: What may stand before the hours or behind them (`上午`), the longest first.
  init?(_ folded: String, dayParts: [String]) {
    guard
      let sign = folded.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "时" || $0 == "点" })
    else {
      self.init(basic: folded[...])
      return
    }
    var start = sign
    while start > folded.startIndex, folded[folded.index(before: start)].isDigit {
      start = folded.index(before: start)
    }
    guard start > folded.startIndex, start < sign,
      let end = Self.end(of: folded[start...], dayParts),
      let date = Self.date(folded[..<start], dayParts)
    else { return nil }
    self.init(
      date: end.year.isEmpty ? date : Substring("\(date) \(end.year)"),
      isEndOfDay: end.isEndOfDay)
  }

  /// What stands before the hours and is no part of the time.
  private static func date(_ text: Substring, _ dayParts: [String]) -> Substring? {
    var text = text
    var isParted = false
    for part in dayParts where text.hasSuffix(part) && text.count > part.count {
      text = text.dropLast(part.count)
      isParted = true
      break
    }
    switch text.last {
    case " ", "t": return text.dropLast()
    case "/", "-", ".": return nil
    case let last? where last.isDigit && !isParted: return nil
    case nil: return nil
    default: return text
    }
  }

  private init(date: Substring, isEndOfDay: Bool) {
    self.date = date
    self.isEndOfDay = isEndOfDay
  }

  /// A date with the time that runs on in digits (`20211031t080000z`, `20211031080000`), or none.
  private init(basic text: Substring) {
    let digits = text.prefix(while: \.isDigit)
    let rest = text[digits.endIndex...]
    if digits.count == 14, rest.isEmpty, Self.isClock(digits.dropFirst(8)) {
      date = digits.prefix(8)
      isEndOfDay = digits.dropFirst(8).hasPrefix("24")
      return
    }
    let clock = rest.dropFirst().prefix(while: \.isDigit)
    let zone = rest.dropFirst()[clock.endIndex...]
    let isTime =
      (rest.first == "t" || rest.first == " ") && digits.count == 8
      && (clock.count == 6 || clock.count == 4 && rest.first == "t") && Self.isClock(clock)
      && (zone.isEmpty || Self.isZone(zone))
    date = isTime ? digits : text
    isEndOfDay = isTime && clock.hasPrefix("24")
  }

  private static func isClock(_ digits: Substring) -> Bool {
    var rest = digits
    guard number(&rest, upTo: 24), isPossible(digits), number(&rest, upTo: 59) else { return false }
    return rest.isEmpty || number(&rest, upTo: 60) && rest.isEmpty
  }

  /// Whether a time has no minutes and seconds behind the hour 24.
  private static func isPossible(_ clock: Substring) -> Bool {
    !clock.hasPrefix("24") || !clock.dropFirst(2).contains { $0.isDigit && $0 != "0" || $0 == "半" }
  }

  /// The year that stands behind a time, or nothing; nil for a text that is no time.
  private static func end(
    of text: Substring, _ dayParts: [String]
  ) -> (year: Substring, isEndOfDay: Bool)? {
    var rest = text
    guard number(&rest, upTo: 24, digits: 1...2) else { return nil }
    let isNamed = rest.first == "时" || rest.first == "点"
    guard isNamed ? dropNamed(&rest) : dropClock(&rest),
      isPossible(text[..<rest.startIndex])
    else { return nil }
    let isEndOfDay = text.hasPrefix("24")
    for part in dayParts where rest.hasPrefix(part) {
      rest = rest.dropFirst(part.count)
      break
    }
    if rest.isEmpty || isZone(rest) { return ("", isEndOfDay) }
    // Sun Oct 31 08:00:00 CST 2021, as Java and the C library write it.
    let zone = rest.prefix { $0.isASCII && $0.isLetter }
    let year = rest[zone.endIndex...].drop { $0 == " " }
    return zone.count <= 5 && year.count == 4 && year.allSatisfy(\.isDigit)
      ? (year, isEndOfDay) : nil
  }

  /// Minutes and seconds behind hours: `:30`, `:30:05.123`.
  private static func dropClock(_ rest: inout Substring) -> Bool {
    guard sign(":", &rest), number(&rest, upTo: 59) else { return false }
    guard sign(":", &rest) else { return true }
    guard number(&rest, upTo: 60) else { return false }
    guard rest.first == "." || rest.first == "," || rest.first == ":" else { return true }
    let digits = rest.dropFirst().prefix(while: \.isDigit)
    guard !digits.isEmpty else { return false }
    rest = rest[digits.endIndex...]
    return true
  }

  /// Minutes and seconds behind hours in words: `时30分`, `点半`, `时`.
  private static func dropNamed(_ rest: inout Substring) -> Bool {
    rest = rest.dropFirst()
    if sign("整", &rest) || sign("半", &rest) || rest.isEmpty { return true }
    if sign("钟", &rest) { return true }
    guard rest.first?.isDigit == true else { return true }
    guard number(&rest, upTo: 59, digits: 1...2) else { return false }
    guard sign("分", &rest) else { return rest.isEmpty }
    guard rest.first?.isDigit == true else { return true }
    return number(&rest, upTo: 60, digits: 1...2) && sign("秒", &rest)
  }

  /// Whether a text is `z`, a distance from it, as in `+03:00`, or both; a name in brackets may follow.
  private static func isZone(_ text: Substring) -> Bool {
    var rest = text
    if rest.last == ")", let bracket = rest.lastIndex(of: "("), bracket > rest.startIndex {
      rest = rest[..<bracket].trimmed
    }
    for zone in zones where rest.hasPrefix(zone) {
      rest = rest.dropFirst(zone.count)
      if rest.isEmpty { return true }
      break
    }
    guard rest.first == "+" || rest.first == "-" else { return false }
    rest = rest.dropFirst()
    guard number(&rest, upTo: 18) else { return false }
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
