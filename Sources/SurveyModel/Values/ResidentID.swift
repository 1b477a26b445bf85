/// A resident identity number (GB 11643-1999).
package struct ResidentID: Hashable, Sendable {
  /// What is wrong with a number.
  package enum Problem: String, Error, Hashable {
    /// It has another length, or something in it that is no digit.
    case length = "18 digits (the last may be X), or 15 of the old form"
    /// It starts with the code of none of the provinces that the pipeline knows.
    case area = "a number that starts with the code of a province"
    /// It states no day of the calendar.
    case date = "a date of birth of the calendar"
    /// Its last character does not follow from the others.
    case checkDigit = "the right check digit"
  }

  /// The number, with a capital X.
  package let text: String

  /// Checks a number of 18 digits, or of 15 digits of the old form, which has no check digit.
  ///
  /// - Parameters:
  ///   - written: The number; a small x will do.
  ///   - provinces: Whether two digits are the code of a province, by their number; empty where any
  ///     will do.
  /// - Throws: What is wrong with it.
  package init(_ written: String, provinces: [Bool] = []) throws(Problem) {
    let text = written.uppercased()
    if let problem = Self.problem(in: Array(text.utf8)[...], provinces: provinces) {
      throw problem
    }
    self.text = text
  }

  /// Whether a text is a number of 18 characters with nothing wrong.
  package static func isNumber(_ characters: ArraySlice<UInt8>) -> Bool {
    characters.count == 18 && problem(in: characters) == nil
  }

  /// The day of birth that the number states.
  package var birthDate: CalendarDate? { Self.birthDate(in: Array(text.utf8)[...]) }

  /// Whether the number is a man's: its sequence number is odd.
  package var isMale: Bool {
    let digits = Array(text.utf8)
    return digits[digits.count == 18 ? 16 : 14] % 2 == 1
  }

  /// What is wrong with a number in ASCII, its X a capital; nil where nothing is.
  package static func problem(
    in characters: ArraySlice<UInt8>, provinces: [Bool] = []
  ) -> Problem? {
    let start = characters.startIndex
    let count = characters.count
    guard count == 18 || count == 15, characters.prefix(17).allSatisfy(isDigit),
      count == 15 || isDigit(characters[start + 17]) || characters[start + 17] == UInt8(ascii: "X")
    else { return .length }
    guard provinces.isEmpty || provinces[number(in: characters, at: 0, of: 2)] else { return .area }
    guard birthDate(in: characters) != nil else { return .date }
    guard count == 15 || checkCharacter(characters.prefix(17)) == characters[start + 17] else {
      return .checkDigit
    }
    return nil
  }

  /// The day of birth; in the old form the sequence numbers from 996 are those of people who were
  /// born before 1900.
  private static func birthDate(in characters: ArraySlice<UInt8>) -> CalendarDate? {
    func number(_ offset: Int, _ length: Int) -> Int {
      Self.number(in: characters, at: offset, of: length)
    }
    let isNew = characters.count == 18
    let century = isNew ? 0 : number(12, 3) >= 996 ? 1800 : 1900
    let (year, rest) = isNew ? (number(6, 4), 10) : (century + number(6, 2), 8)
    let date = CalendarDate(year: year, month: number(rest, 2), day: number(rest + 2, 2))
    return date?.precision == .day ? date : nil
  }

  private static func number(
    in characters: ArraySlice<UInt8>, at offset: Int, of length: Int
  ) -> Int {
    let start = characters.startIndex + offset
    return characters[start..<(start + length)].reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  private static func isDigit(_ character: UInt8) -> Bool { (48...57).contains(character) }

  private static let checkCharacters = Array("10X98765432".utf8)

  /// The check character of 17 digits: ISO 7064:1983, MOD 11-2.
  private static func checkCharacter(_ digits: ArraySlice<UInt8>) -> UInt8 {
    // Horner's rule: each digit weighs 2 to the power of its distance from the check character.
    checkCharacters[digits.reduce(0) { ($0 * 2 + Int($1) - 48) % 11 } * 2 % 11]
  }
}
