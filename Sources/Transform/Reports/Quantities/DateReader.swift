/// Recognises numbers that are parts of dates and times.
enum DateReader {
  /// The end of the date or time that a number belongs to; nil when it belongs to none.
  static func dateEnd(of number: WrittenNumber, in text: [Unicode.Scalar]) -> Int? {
    let end = number.range.upperBound
    guard end < text.count else { return nil }
    if number.isPlainFourDigits, (1900...2100).contains(number.value) {
      if text[end] == "年" { return end + 1 }
      if text[end] == "-" || text[end] == "/" || text[end] == "." || text[end] == " " {
        return numericDate(from: end, in: text)
      }
      if isYearRange(end, text) { return end }
    }
    if number.isChinese, text[end] == "年", number.range.count == 4, number.value > 1900 {
      return end + 1
    }
    guard number.value < 100, !number.hasScale || number.isChinese else { return nil }
    switch text[end] {
    case "月":
      return end + 1
    case "日", "号": return end + 1
    case "时", "点":
      return number.isChinese ? nil : end + 1
    case ":":
      return end + 1 < text.count && text[end + 1].isDigit ? timeEnd(end, text) : nil
    case "年":
      // 98年, 21年底: a year of two digits, where nothing says a duration.
      return !number.isChinese && number.range.count == 2 && number.value > 31
        ? end + 1 : nil
    default: return isMonthRange(number, end, text) ? end : nil
    }
  }

  private static func numericDate(from end: Int, in text: [Unicode.Scalar]) -> Int? {
    var at = end
    var parts = 0
    while at + 1 < text.count, text[at] == "-" || text[at] == "/" || text[at] == ".",
      text[at + 1].isDigit
    {
      var digits = 0
      at += 1
      while at < text.count, text[at].isDigit {
        digits += 1
        at += 1
      }
      guard digits <= 2 else { return nil }
      parts += 1
    }
    guard parts >= 1, parts <= 2, parts == 2 || text[end] == "-" else { return nil }
    return timeEnd(at, text)
  }

  private static func timeEnd(_ start: Int, _ text: [Unicode.Scalar]) -> Int {
    var at = start
    while at < text.count, text[at].isDigit || text[at] == ":" || text[at] == " " { at += 1 }
    return at
  }

  private static func isYearRange(_ end: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard text[end] == "至" || text[end] == "—" || text[end] == "~" || text[end] == "-" else {
      return false
    }
    var at = end + 1
    while at < text.count, text[at] == "—" { at += 1 }
    let digits = text[at...].prefix { $0.isDigit }.count
    return digits == 4 && at + 4 < text.count && text[at + 4] == "年"
  }

  private static func isMonthRange(
    _ number: WrittenNumber, _ end: Int, _ text: [Unicode.Scalar]
  )
    -> Bool
  {
    guard number.value <= 31, text[end] == "至" || text[end] == "-" || text[end] == "—" else {
      return false
    }
    var at = end + 1
    while at < text.count, text[at] == "—" { at += 1 }
    let digits = text[at...].prefix { $0.isDigit }.count
    return (1...2).contains(digits) && at + digits < text.count
      && (text[at + digits] == "月" || text[at + digits] == "日")
  }
}
