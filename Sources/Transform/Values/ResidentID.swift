import SurveyModel

/// A resident identity number (GB 11643-1999).
struct ResidentID: Hashable, Sendable {
  /// What is wrong with a number.
  enum Problem: String, Error, Hashable {
    case length = "18 digits (the last may be X), or 15 of the old form"
    case date = "a date of birth of the calendar"
    case checkDigit = "the right check digit"
  }

  /// The number, with a capital X.
  let text: String

  /// Checks a number of 18 digits, or of 15 digits of the old form, which has no check digit.
  init(_ written: String) throws(Problem) {
    let text = written.uppercased()
    let digits = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard digits.count == 18 || digits.count == 15, digits.prefix(17).allSatisfy(isDigit),
      digits.count == 15 || isDigit(digits[17]) || digits[17] == UInt8(ascii: "X")
    else { throw .length }
    let birth =
      digits.count == 18 ? String(text.dropFirst(6).prefix(8)) : "19" + text.dropFirst(6).prefix(6)
    guard let number = Int(birth),
      let date = CalendarDate(
        year: number / 10_000, month: number / 100 % 100, day: number % 100), date.precision == .day
    else { throw .date }
    if digits.count == 18 {
      guard Self.checkCharacter(digits.prefix(17)) == digits[17] else { throw .checkDigit }
    }
    self.text = text
  }

  /// The check character of 17 digits: ISO 7064:1983, MOD 11-2.
  private static func checkCharacter(_ digits: ArraySlice<UInt8>) -> UInt8 {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return Array("10X98765432".utf8)[sum % 11]
  }
}
