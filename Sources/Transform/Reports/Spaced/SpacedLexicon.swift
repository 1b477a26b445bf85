internal import SurveyModel

/// The words of a language with spaces, ready to be found in a text.
struct SpacedLexicon: Sendable {
  let units: SpacedUnits
  let currencies: PhraseTable<String>
  let fractions: PhraseTable<Double>
  let bounds: PhraseTable<Fact.Qualifier>
  let boundsBehind: PhraseTable<Fact.Qualifier>
  /// Parts of a year with their first and last month: 01/06.
  let seasons: PhraseTable<String>
  /// The levels of places by the word for several of them: blocks.
  let levelPlurals: PhraseTable<String>
  let numbers: [String: Double]
  let scales: [String: Double]
  let scaleLetters: [String: Double]
  let months: [String: Double]
  private let lists: [SpacedLanguage.List: Phrases]

  init(_ language: SpacedLanguage) {
    func table(_ words: [String: [String]]) -> PhraseTable<String> {
      PhraseTable(words.flatMap { unit, phrases in phrases.map { ($0, unit) } })
    }
    func bounds(
      _ lists: [(list: SpacedLanguage.List, qualifier: Fact.Qualifier)]
    ) -> PhraseTable<Fact.Qualifier> {
      PhraseTable(lists.flatMap { entry in language[entry.list].map { ($0, entry.qualifier) } })
    }
    units = SpacedUnits(table(language.units))
    currencies = table(language.currencies)
    fractions = PhraseTable(language[.fractions].map { ($0.key, $0.value) })
    self.bounds = bounds([
      (.atLeast, .atLeast), (.atMost, .atMost), (.about, .about), (.lessThan, .lessThan),
      (.moreThan, .moreThan),
    ])
    boundsBehind = bounds([(.atLeastBehind, .atLeast), (.atMostBehind, .atMost)])
    func pairs(_ list: SpacedLanguage.List) -> PhraseTable<String> {
      PhraseTable(
        language[list]
          .compactMap { entry in
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
          })
    }
    seasons = pairs(.seasons)
    levelPlurals = pairs(.levelPlurals)
    numbers = language[.numbers]
    scales = language[.scales]
    scaleLetters = language[.scaleLetters]
    months = language[.months]
    lists = Dictionary(
      uniqueKeysWithValues: SpacedLanguage.List.allCases.map { ($0, Phrases(language[$0])) })
  }

  /// The phrases of a list.
  subscript(_ list: SpacedLanguage.List) -> Phrases { lists[list] ?? Phrases([]) }

  /// Whether a word ends what a number counts: a preposition, a verb, a conjunction.
  func endsNoun(at index: Int, in text: SpacedText) -> Bool {
    guard let token = text[index] else { return true }
    return token.kind != .word || token.gap == .wide
      || self[.nounEnds].length(at: index, in: text) != nil
      || self[.prepositions].length(at: index, in: text) != nil
      || self[.subset].length(at: index, in: text) != nil
  }
}
