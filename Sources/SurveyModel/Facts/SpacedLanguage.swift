/// The words by which figures of a language are read whose words are parted by spaces.
///
/// All words are lower case; the catalogue says what each list is for.
package struct SpacedLanguage: Hashable, Sendable {
  /// A list of words; its raw value is its path in the catalogue.
  package enum List: String, CaseIterable, Sendable {
    case recognisedBy = "recognised_by"
    case rates
    case about = "bounds.about"
    case lessThan = "bounds.less_than"
    case moreThan = "bounds.more_than"
    case atLeast = "bounds.at_least"
    case atMost = "bounds.at_most"
    case fall
    case rise
    case fallBehind = "fall_behind"
    case riseBehind = "rise_behind"
    case targets
    case subset
    case codesBehind = "codes_behind"
    case months
    case negations
  }

  /// The language's tag, such as `en`.
  package let id: String
  /// What a scale word multiplies by: million 1,000,000, lakh 100,000.
  package let scales: [String: Double]
  /// Shares in words, in percent.
  package let fractions: [String: Double]
  /// The signs before an amount, by unit.
  package let currencies: [String: [String]]
  /// The words behind a number, by unit.
  package let units: [String: [String]]
  /// The wordings of indicators, by id.
  package let names: [String: [String]]
  private let words: [List: [String]]

  /// Describes a language.
  package init(
    id: String, words: [List: [String]], scales: [String: Double], fractions: [String: Double],
    currencies: [String: [String]], units: [String: [String]], names: [String: [String]]
  ) {
    self.id = id
    self.words = words
    self.scales = scales
    self.fractions = fractions
    self.currencies = currencies
    self.units = units
    self.names = names
  }

  /// The words of a list, as the catalogue writes them.
  package subscript(_ list: List) -> [String] { words[list] ?? [] }
}
