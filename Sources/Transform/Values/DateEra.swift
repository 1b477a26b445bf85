import ChineseText

/// Turns the year of an era that a text names into that of the common one: `民国110年` is 2021.
enum DateEra {
  private static let republic = ["中华民国", "民国"]
  private static let common = ["公元"]
  /// The year before the first of the Republic.
  static let yearBeforeRepublic = 1911

  /// The text with its year in the common era; as it is where it names none, or no year of it.
  static func common(_ text: Substring) -> Substring {
    for name in common where text.hasPrefix(name) { return text.dropFirst(name.count) }
    for name in republic where text.hasPrefix(name) {
      let rest = text.dropFirst(name.count)
      let year = rest.prefix { !"年/-.".contains($0) }
      guard let number = number(year), (1...199).contains(number) else { return text }
      return Substring("\(yearBeforeRepublic + number)\(rest[year.endIndex...])")
    }
    return text
  }

  private static func number(_ text: Substring) -> Int? {
    if text == "元" { return 1 }
    if text.allSatisfy(\.isDigit), text.count <= 3 { return Int(text) }
    return ChineseNumeral.value(of: text).flatMap { Int(exactly: $0) }
  }
}
