import ChineseText
import SurveyModel

/// Reads dates as offices type them.
enum DateText {
  /// The years that a survey can speak of: anything else is a slip of the hand.
  static let years = 1900...2199

  /// Reads a folded text; nil when it is no date of the calendar.
  ///
  /// `2021年10月8日`, `2021-10-08`, `2021.10.8`, `2021/10/8`, `20211008`, to the month
  /// (`2021年10月`, `2021.10`, `202110`) or the year (`2021年`, `2021`); Chinese numerals too. A time
  /// of day behind the date is left out.
  static func read(_ folded: String) -> CalendarDate? {
    let text = folded.split(separator: "t").first.map(String.init) ?? folded
    let parts = text.split { "年月日号/-.".contains($0) }
    guard !parts.isEmpty, parts.count <= 3 else { return nil }
    if parts.count == 1, let compact = compact(parts[0], of: text) { return compact }
    let numbers = parts.compactMap(number)
    guard numbers.count == parts.count, parts[0].count == 4 else { return nil }
    return date(numbers)
  }

  /// Reads the number of a cell that is no date by its format: a serial, or digits run together.
  static func read(number: Double) -> CalendarDate? {
    guard number == number.rounded(), number > 0, number < 100_000_000 else { return nil }
    let whole = Int(number)
    if let compact = compact(Substring(String(whole)), of: String(whole)) { return compact }
    return (10_000...99_999).contains(whole) ? read(serial: number) : nil
  }

  /// The date of a serial: days since 1899-12-30.
  static func read(serial: Double) -> CalendarDate? {
    guard serial.isFinite, abs(serial) < 10_000_000,
      let date = CalendarDate(daysSince1970: Int(serial.rounded(.down)) - 25_569),
      years.contains(date.year)
    else { return nil }
    return date
  }

  private static func compact(_ digits: Substring, of text: String) -> CalendarDate? {
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else {
      return nil
    }
    switch digits.count {
    case 8: return date([number / 10_000, number / 100 % 100, number % 100])
    case 6: return date([number / 100, number % 100])
    case 4 where text.count <= 5: return date([number])
    default: return nil
    }
  }

  private static func number(_ text: Substring) -> Int? {
    if let number = Int(text), text.utf8.allSatisfy({ (48...57).contains($0) }) { return number }
    return ChineseNumeral.value(of: text).flatMap { Int(exactly: $0) }
  }

  private static func date(_ numbers: [Int]) -> CalendarDate? {
    guard years.contains(numbers[0]), numbers.dropFirst().allSatisfy({ $0 > 0 }) else { return nil }
    return CalendarDate(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : 0,
      day: numbers.count > 2 ? numbers[2] : 0)
  }
}
