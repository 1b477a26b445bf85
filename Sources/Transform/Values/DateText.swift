import ChineseText
import SurveyModel

/// Reads dates whose order nobody can mistake: the year first, or a serial.
enum DateText {
  /// The years that a survey can speak of: anything else is a slip of the hand.
  static let years = 1900...2199

  /// Reads a folded text that begins with the year; nil when it is no date of the calendar.
  ///
  /// `2021年10月8日`, `2021-10-08`, `2021.10.8`, `2021/10/8`, `20211008`, to the month
  /// (`2021年10月`, `2021.10`, `202110`) or the year (`2021年`, `2021`); Chinese numerals too.
  static func read(yearFirst text: Substring) -> CalendarDate? {
    let parts = parts(of: text)
    guard (1...3).contains(parts.count), isOrdered(parts) else { return nil }
    if parts.count == 1, let compact = compact(parts[0].text, of: text) { return compact }
    let numbers = parts.compactMap { number($0.text) }
    guard numbers.count == parts.count, parts[0].text.count == 4 else { return nil }
    return date(numbers)
  }

  /// Reads the number of a cell that is no date by its format: digits run together, or a serial of the
  /// workbook's epoch.
  static func read(number: Double, epoch: DateEpoch = .year1900) -> CalendarDate? {
    guard number == number.rounded(), number > 0, number < 100_000_000 else { return nil }
    let digits = Substring(String(Int(number)))
    if let compact = compact(digits, of: digits) { return compact }
    return (10_000...99_999).contains(number) ? read(serial: epoch.days(number)) : nil
  }

  /// The date of a serial: days since 1899-12-30.
  static func read(serial: Double) -> CalendarDate? {
    guard serial.isFinite, abs(serial) < 10_000_000,
      let date = CalendarDate(daysSince1970: Int(serial.rounded(.down)) - 25_569),
      years.contains(date.year)
    else { return nil }
    return date
  }

  /// A number of a date and the sign behind it; nil behind the last one where nothing stands.
  private typealias Part = (text: Substring, sign: Character?)

  private static func parts(of text: Substring) -> [Part] {
    var parts: [Part] = []
    var rest = text
    while !rest.isEmpty {
      let part = rest.prefix { !"年月日号/-.".contains($0) }
      let end = part.endIndex
      parts.append((part.trimmed, end < rest.endIndex ? rest[end] : nil))
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
    }
    return parts
  }

  /// Whether each sign stands where it belongs: 年 behind the year, and none at the end but its own.
  private static func isOrdered(_ parts: [Part]) -> Bool {
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch (index, part.sign) {
      case (_, nil): guard isLast else { return false }
      case (0, "年"), (1, "月"), (2, "日"), (2, "号"): break
      case (2, "."): break
      case (0...1, "/"), (0...1, "-"), (0...1, "."): if isLast { return false }
      default: return false
      }
    }
    return true
  }

  private static func compact(_ digits: Substring, of text: Substring) -> CalendarDate? {
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else {
      return nil
    }
    switch digits.count {
    case 8 where text.count == 8:
      return date([number / 10_000, number / 100 % 100, number % 100])
    // 211008 is October 2021 with its day, and no month of the next century.
    case 6 where text.count == 6 && number < 210_000: return date([number / 100, number % 100])
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
