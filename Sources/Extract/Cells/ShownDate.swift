internal import SurveyModel

/// Writes a date as a number format shows it.
struct ShownDate {
  private let date: CalendarDate
  private let weekday: Int
  private let isInCharacters: Bool

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
  ]
  private static let chineseWeekdays = Array("六日一二三四五")
  private static let digits = Array("〇一二三四五六七八九")

  /// - Parameters:
  ///   - date: A day.
  ///   - days: The same in days since 1899-12-30, a Saturday.
  ///   - isInCharacters: Whether numbers are written in Chinese characters.
  init(_ date: CalendarDate, days: Int, isInCharacters: Bool) {
    self.date = date
    self.isInCharacters = isInCharacters
    weekday = ((days % 7) + 7) % 7
  }

  /// The text of the parts of a format.
  func text(_ elements: [ShownFormat.Element]) -> String {
    elements.map(text).joined()
  }

  private func text(_ element: ShownFormat.Element) -> String {
    switch element {
    case .literal(let text): text
    case .year(let digits): year(digits)
    case .month(let length): named(date.month, length, Self.months[max(0, date.month - 1)])
    case .day(let length): named(date.day, length, Self.weekdays[weekday])
    case .weekday(let isLong): (isLong ? "星期" : "") + String(Self.chineseWeekdays[weekday])
    case .zero, .digit: ""
    }
  }

  private func year(_ digits: Int) -> String {
    let text = digits == 2 ? Self.padded(date.year % 100, 2) : Self.padded(date.year, 4)
    guard isInCharacters else { return text }
    return String(text.map { Self.digits[$0.wholeNumberValue ?? 0] })
  }

  /// A number in one or two digits, or the name that three letters or more ask for.
  private func named(_ number: Int, _ length: Int, _ name: String) -> String {
    switch length {
    case 1, 2: isInCharacters ? Self.inCharacters(number) : Self.padded(number, length)
    case 3: String(name.prefix(3))
    case 5: String(name.prefix(1))
    default: name
    }
  }

  /// A number below 100 as it is said: 十, 十一, 二十, 三十一.
  private static func inCharacters(_ number: Int) -> String {
    let (tens, ones) = (number / 10, number % 10)
    let head = tens == 0 ? "" : (tens == 1 ? "十" : "\(digits[tens])十")
    return ones == 0 && tens > 0 ? head : head + String(digits[ones])
  }

  private static func padded(_ number: Int, _ length: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, length - text.count)) + text
  }
}
