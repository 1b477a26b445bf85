/// The words by which figures of a language are read whose words are parted by spaces.
///
/// All words are lower case; the catalogue says what each list is for.
package struct SpacedLanguage: Hashable, Sendable {
  /// A list of words; its raw value is its path in the catalogue.
  package enum List: String, CaseIterable, Sendable {
    case recognisedBy = "recognised_by"
    case articles = "numerals.articles"
    case numeralJoints = "numerals.joints"
    case minus = "numerals.minus"
    case ordinalEnds = "numerals.ordinal_ends"
    case between = "ranges.between"
    case betweenJoints = "ranges.between_joints"
    case from = "ranges.from"
    case to = "ranges.to"
    case shareOf = "shares.of"
    case notOfShares = "shares.not_behind"
    case shareIn = "shares.in"
    case per = "shares.per"
    case rates = "shares.rates"
    case about = "bounds.about"
    case lessThan = "bounds.less_than"
    case moreThan = "bounds.more_than"
    case atLeast = "bounds.at_least"
    case atMost = "bounds.at_most"
    case atLeastBehind = "bounds.at_least_behind"
    case atMostBehind = "bounds.at_most_behind"
    case fall = "movements.fall"
    case rise = "movements.rise"
    case fallBehind = "movements.fall_behind"
    case riseBehind = "movements.rise_behind"
    case changedBy = "movements.by"
    case moves = "movements.verbs"
    case compared = "movements.compared"
    case targets = "roles.targets"
    case targetsBehind = "roles.targets_behind"
    case deadlines = "roles.deadlines"
    case states = "roles.states"
    case subset = "roles.subset"
    case codesBehind = "codes.behind"
    case codesBefore = "codes.before"
    case contacts = "codes.contacts"
    case ages = "codes.ages"
    case datesBehind = "dates.behind"
    case datesStated = "dates.stated"
    case dateEnds = "dates.ends"
    case datesSince = "dates.since"
    case fiscalYears = "dates.fiscal_years"
    case seasons = "dates.seasons"
    case relativeDates = "dates.relative"
    case links = "grammar.links"
    case merely = "grammar.merely"
    case restates = "grammar.restates"
    case participles = "grammar.participles"
    case copulas = "grammar.copulas"
    case counters = "grammar.counters"
    case determiners = "grammar.determiners"
    case prepositions = "grammar.prepositions"
    case nounEnds = "grammar.noun_ends"
    case modifiers = "grammar.modifiers"
    case plurals = "grammar.plurals"
    case joins = "grammar.joins"
    case among = "grammar.among"
    case negations = "names.negations"
    case averages = "names.averages"
    case narrowings = "names.narrowings"
    case openings = "names.openings"
    case respectively = "names.respectively"
    case levels = "places.levels"
    case levelPlurals = "places.level_plurals"
    case home = "places.home"
    case placesBehind = "places.behind"
    case elsewhere = "places.elsewhere"
    case noNames = "places.no_names"
    case plainTitles = "tables.plain_titles"
    case unitTitles = "tables.unit_titles"
    case unreadTitles = "tables.unread_titles"
    case placeTitles = "tables.place_titles"
    case changeTitles = "tables.change_titles"
    case totals = "tables.totals"
    case otherLabels = "tables.other_labels"
    case noValues = "tables.no_values"
  }

  /// A table of words with what each stands for; its raw value is its path in the catalogue.
  package enum Values: String, CaseIterable, Sendable {
    /// Numbers in words: twenty 20.
    case numbers = "numerals.words"
    /// What a scale word multiplies by: million 1,000,000, lakh 100,000.
    case scales = "numerals.scales"
    /// The same for letters right behind digits: 1.2m.
    case scaleLetters = "numerals.letters"
    /// Shares in words, in percent.
    case fractions = "shares.words"
    /// The months by number.
    case months = "dates.months"
  }

  /// The language's tag, such as `en`.
  package let id: String
  /// The signs before an amount, by unit.
  package let currencies: [String: [String]]
  /// The words behind a number, by unit.
  package let units: [String: [String]]
  /// The wordings of indicators, by id.
  package let names: [String: [String]]
  private let words: [List: [String]]
  private let values: [Values: [String: Double]]

  /// Describes a language.
  package init(
    id: String, words: [List: [String]], values: [Values: [String: Double]],
    currencies: [String: [String]], units: [String: [String]], names: [String: [String]]
  ) {
    self.id = id
    self.words = words
    self.values = values
    self.currencies = currencies
    self.units = units
    self.names = names
  }

  /// The words of a list, as the catalogue writes them.
  package subscript(_ list: List) -> [String] { words[list] ?? [] }

  /// What each word of a table stands for.
  package subscript(_ table: Values) -> [String: Double] { values[table] ?? [:] }
}
