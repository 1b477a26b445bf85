import ChineseText

/// Turns the year of an era that a text names into that of the common one: `民国110年` is 2021.
enum DateEra {
  /// The text with its year in the common era; as it is where it names none, or no year of it.
  static func common(_ text: Substring, _ names: DateNames) -> Substring {
    for (name, yearBefore) in names.eras where text.hasPrefix(name) {
      let rest = text.dropFirst(name.count)
      // The common era's own name.
      guard yearBefore > 0 else { return rest }
      let year = rest.prefix { !"年/-.".contains($0) }
      guard let number = number(year), (1...199).contains(number) else { return text }
      return Substring("\(yearBefore + number)\(rest[year.endIndex...])")
    }
    return text
  }

  private static func number(_ text: Substring) -> Int? {
    if text == "元" { return 1 }
    if text.allSatisfy(\.isDigit), text.count <= 3 { return Int(text) }
    return ChineseNumeral.value(of: text).flatMap { Int(exactly: $0) }
  }
}
