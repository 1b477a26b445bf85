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
    if let problem = Self.problem(in: Array(text.utf8)[...]) { throw problem }
    self.text = text
  }

  /// What is wrong with a number in ASCII, its X a capital; nil where nothing is.
  static func problem(in characters: ArraySlice<UInt8>) -> Problem? {
    let start = characters.startIndex
    let count = characters.count
    guard count == 18 || count == 15, characters.prefix(17).allSatisfy(isDigit),
      count == 15 || isDigit(characters[start + 17]) || characters[start + 17] == UInt8(ascii: "X")
    else { return .length }
    func number(_ offset: Int, _ length: Int) -> Int {
      characters[(start + offset)..<(start + offset + length)]
        .reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    let (year, rest) = count == 18 ? (number(6, 4), 10) : (1900 + number(6, 2), 8)
    let date = CalendarDate(year: year, month: number(rest, 2), day: number(rest + 2, 2))
    guard let date, date.precision == .day else { return .date }
    guard count == 15 || checkCharacter(characters.prefix(17)) == characters[start + 17] else {
      return .checkDigit
    }
    return nil
  }

  private static func isDigit(_ character: UInt8) -> Bool { (48...57).contains(character) }

  private static let checkCharacters = Array("10X98765432".utf8)

  /// The check character of 17 digits: ISO 7064:1983, MOD 11-2.
  private static func checkCharacter(_ digits: ArraySlice<UInt8>) -> UInt8 {
    // Horner's rule: each digit weighs 2 to the power of its distance from the check character.
    checkCharacters[digits.reduce(0) { ($0 * 2 + Int($1) - 48) % 11 } * 2 % 11]
  }
}
