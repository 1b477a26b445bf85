import SurveyModel

/// The day of the week beside a date: `（周日）`, `星期日`, `Sunday`, `Sun,`.
struct WeekdayRemark {
  /// The text without it.
  let text: String
  /// The day of the week, Monday being 1; nil where none is named.
  let weekday: Int?

  private static let english = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Looks for a day of the week in a folded text.
  init(_ folded: String, _ names: DateNames) {
    guard names.mayNameWeekday(folded),
      let found = Self.anywhere(names, in: folded) ?? Self.english(folded)
    else {
      (text, weekday) = (folded, nil)
      return
    }
    var range = found.range
    if range.lowerBound > folded.startIndex, range.upperBound < folded.endIndex,
      folded[folded.index(before: range.lowerBound)] == "(", folded[range.upperBound] == ")"
    {
      range =
        folded.index(before: range.lowerBound)..<folded.index(after: range.upperBound)
    }
    let (before, behind) = (folded[..<range.lowerBound], folded[range.upperBound...])
    let comma = behind.hasPrefix(",") || behind.hasPrefix(".") ? behind.dropFirst() : behind
    let head = before.hasSuffix(",") ? before.dropLast() : before
    // The numbers around it are two.
    let isParting = head.last?.isDigit == true && comma.first?.isDigit == true
    (text, weekday) = ("\(head)\(isParting ? " " : "")\(comma)", found.day)
  }

  /// Whether a date is of the day of the week that is named beside it.
  func agrees(with date: CalendarDate) -> Bool {
    guard let weekday, date.precision == .day else { return true }
    // 1970-01-01 was a Thursday.
    return ((date.daysSince1970 + 3) % 7 + 7) % 7 + 1 == weekday
  }

  /// A name of the conventions, wherever it stands.
  private static func anywhere(
    _ names: DateNames, in text: String
  ) -> (range: Range<String.Index>, day: Int)? {
    for (name, day) in names.weekdays {
      if let range = text.firstRange(of: name) { return (range, day) }
    }
    return nil
  }

  /// A name at the front, in brackets or at the end, where letters beside it do not make it another
  /// word.
  private static func english(_ text: String) -> (range: Range<String.Index>, day: Int)? {
    for (index, name) in english.enumerated() {
      for word in [name, String(name.prefix(4)), String(name.prefix(3))] {
        if text.hasPrefix(word) {
          return (text.startIndex..<text.index(text.startIndex, offsetBy: word.count), index + 1)
        }
        for ending in ["(\(word))", ",\(word)", word] where text.hasSuffix(ending) {
          let start = text.index(text.endIndex, offsetBy: -ending.count)
          let first = ending == word ? start : text.index(after: start)
          guard start > text.startIndex, !text[text.index(before: start)].isLetter else { continue }
          return (first..<text.index(first, offsetBy: word.count), index + 1)
        }
      }
    }
    return nil
  }
}
