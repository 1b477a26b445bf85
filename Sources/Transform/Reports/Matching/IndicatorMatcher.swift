internal import ChineseText
internal import SurveyModel

/// Names figures by the catalogue's wordings.
struct IndicatorMatcher: Sendable {
  /// A wording and the indicator that it is of.
  private struct Candidate: Sendable {
    let sieve: CharacterSieve
    let indicator: IndicatorWords
    let wording: Wording
  }

  private let candidates: [String: [Candidate]]

  init(_ catalogue: IndicatorCatalogue, folder: TextFolder, words: FigureWords) {
    var candidates: [String: [Candidate]] = [:]
    for indicator in catalogue.indicators {
      let named = IndicatorWords(indicator, folder: folder, words: words)
      for synonym in indicator.synonyms {
        for wording in Wording.wordings(synonym, folder: folder) {
          let sieve = CharacterSieve(wording.parts.flatMap(\.word))
          candidates[indicator.unit, default: []]
            .append(Candidate(sieve: sieve, indicator: named, wording: wording))
        }
      }
    }
    self.candidates = candidates
  }

  /// The indicator that a figure of a unit states; nil when the catalogue has no wording for it.
  ///
  /// - Parameters:
  ///   - context: The figure.
  ///   - unit: Its unit.
  ///   - sieve: The characters of its sentence.
  ///   - title: The lines of the report's title, whose topics hold for all of it.
  ///   - stock: The indicator of the figure before it that it may be the change of, or nil.
  /// - Returns: The indicator whose wording fits best.
  func indicator(
    of context: FigureContext, unit: String, sieve: CharacterSieve, title: [[Unicode.Scalar]] = [],
    changing stock: String? = nil
  ) -> IndicatorWords? {
    guard let candidates = candidates[unit], !context.isExcepted else { return nil }
    let isAverage = context.isAverage
    var best = 0
    var named: IndicatorWords?
    for candidate in candidates where sieve.mayHold(candidate.sieve) {
      let indicator = candidate.indicator
      guard !isAverage || indicator.isAverage,
        let score = context.score(
          of: candidate.wording, kind: indicator.kind, extent: indicator.extent), score > best,
        indicator.isMeant(in: context, title: title, changing: stock)
      else { continue }
      best = score
      named = indicator
    }
    return named
  }
}
