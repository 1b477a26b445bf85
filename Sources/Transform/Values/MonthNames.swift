import ChineseText
import SurveyModel

/// The names of months: the English ones, which need no codebook, and those of the conventions.
struct MonthNames: Sendable {
  /// The English names, in the order of the year; each may also be cut to its first three letters.
  private static let english = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The months by their folded names.
  private let months: [String: Int]
  /// The longest name, in characters.
  private let longest: Int

  /// Adds the names that offices use to the English ones; they go before those.
  init(_ names: [Int: [String]], folder: TextFolder) {
    var months: [String: Int] = ["sept": 9]
    for (index, name) in Self.english.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    for (month, names) in names.sorted(by: { $0.key < $1.key }) {
      for name in names { months[folder.foldedValue(name)] = month }
    }
    self.months = months
    longest = months.keys.map(\.count).max() ?? 0
  }

  /// The month of a folded name.
  subscript(name: Substring) -> Int? { months[String(name)] }

  /// The month whose name begins a text, the longest such name, and what stands behind it.
  func prefix(of text: Substring) -> (month: Int, rest: Substring)? {
    for length in (1...longest).reversed() {
      let name = text.prefix(length)
      guard name.count == length, let month = months[String(name)] else { continue }
      return (month, text[name.endIndex...])
    }
    return nil
  }
}
