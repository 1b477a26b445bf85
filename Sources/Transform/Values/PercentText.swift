import SurveyModel

/// Writes a number as a percentage, digit by digit, so that 0.5785 is 57.85% and nothing near it.
enum PercentText {
  /// The unit of variables that are percentages.
  static let unit = "percent"
  /// The words for the unit that need no codebook, and what one of them is in it.
  static let words: [(word: String, factor: Double)] = [("%", 1), ("‰", 0.1)]

  /// The percentage without its sign: 98.5 for 0.985.
  static func number(_ number: Double) -> Double {
    shifted(number.description).flatMap { Double($0) } ?? number * 100
  }

  /// The percentage with its sign.
  static func text(_ number: Double) -> String { "\(Self.number(number).plain)%" }

  /// A decimal with its point two places on; nil for one with an exponent.
  private static func shifted(_ decimal: String) -> String? {
    guard !decimal.contains("e") else { return nil }
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = (parts.count > 1 ? String(parts[1]) : "") + "00"
    return "\(parts[0])\(fraction.prefix(2)).\(fraction.dropFirst(2))0"
  }
}
