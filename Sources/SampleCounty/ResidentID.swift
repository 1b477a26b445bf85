/// A resident identity number that is visibly made up: no place has the code 999999.
package struct ResidentID: Hashable, Sendable {
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkDigits = Array("10X98765432")
  private let stem: String
  private let check: Int

  /// The number of a household's head.
  package init(of household: Household) {
    self.init(birth: household.headBirth, sequence: household.headSequence)
  }

  /// The number of somebody born on a day.
  ///
  /// - Parameters:
  ///   - day: The day of birth.
  ///   - sequence: Who it is of those born that day, under 100.
  package init(birth day: CalendarDay, sequence: Int) {
    let (year, month, day) = day.parts
    let birth = year * 10_000 + month * 100 + day
    stem =
      "999999\(birth)0" + (sequence < 10 ? "0" : "") + "\(sequence)"
    // GB 11643: weighted sum modulo 11.
    check =
      zip(stem.compactMap(\.wholeNumberValue), Self.weights).map { $0 * $1 }.reduce(0, +) % 11
  }

  /// The number.
  package var text: String { stem + String(Self.checkDigits[check]) }

  /// The number with another last digit than it must have.
  package var withWrongCheckDigit: String { stem + String(Self.checkDigits[(check + 3) % 11]) }
}
