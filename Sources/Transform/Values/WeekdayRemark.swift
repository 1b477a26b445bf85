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
  private static let words = ["星期", "礼拜", "周"]
  private static let days: [Character: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7,
  ]

  /// Looks for a day of the week in a folded text.
  init(_ folded: String) {
    guard Self.mayName(folded), let found = Self.chinese(folded) ?? Self.english(folded) else {
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

  /// Whether a text has three letters in a row, or a character that the words begin with: most dates have
  /// neither.
  private static func mayName(_ text: String) -> Bool {
    var letters = 0
    for byte in text.utf8 {
      letters = (97...122).contains(byte) ? letters + 1 : 0
      if letters == 3 { return true }
      // 周, 星 and 礼 begin with these, as 年 and 日 do.
      if byte == 0xE5 || byte == 0xE6 || byte == 0xE7 {
        return text.unicodeScalars.contains { $0 == "周" || $0 == "星" || $0 == "礼" }
      }
    }
    return false
  }

  /// Whether a date is of the day of the week that is named beside it.
  func agrees(with date: CalendarDate) -> Bool {
    guard let weekday, date.precision == .day else { return true }
    // 1970-01-01 was a Thursday.
    return ((date.daysSince1970 + 3) % 7 + 7) % 7 + 1 == weekday
  }

  private static func chinese(_ text: String) -> (range: Range<String.Index>, day: Int)? {
    for word in words {
      guard let range = text.firstRange(of: word), range.upperBound < text.endIndex,
        let day = days[text[range.upperBound]]
      else { continue }
      return (range.lowerBound..<text.index(after: range.upperBound), day)
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
