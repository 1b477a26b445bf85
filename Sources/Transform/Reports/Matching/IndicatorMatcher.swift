internal import ChineseText
internal import SurveyModel

/// Names figures by the catalogue's wordings.
struct IndicatorMatcher: Sendable {
  private struct Entry: Sendable {
    let indicator: IndicatorCatalogue.Indicator
    let topics: [[Unicode.Scalar]]
    let exclusions: [[Unicode.Scalar]]
    /// Whether it is a quotient, or says in its own words that it is an average.
    let isAverage: Bool
  }

  /// A wording and the entry that it is of.
  private struct Candidate: Sendable {
    let sieve: CharacterSieve
    let entry: Int
    let wording: Wording
  }

  private let entries: [Entry]
  private let candidates: [String: [Candidate]]

  init(_ catalogue: IndicatorCatalogue, folder: TextFolder, words: FigureWords) {
    var entries: [Entry] = []
    var candidates: [String: [Candidate]] = [:]
    for indicator in catalogue.indicators {
      for synonym in indicator.synonyms {
        for wording in Wording.wordings(synonym, folder: folder) {
          let words = wording.parts.flatMap(\.word)
          candidates[indicator.unit, default: []]
            .append(
              Candidate(sieve: CharacterSieve(words), entry: entries.count, wording: wording))
        }
      }
      entries.append(
        Entry(
          indicator: indicator,
          topics: indicator.topics.map { Array(folder.folded($0).unicodeScalars) },
          exclusions: indicator.exclusions.map { Array(folder.folded($0).unicodeScalars) },
          isAverage: indicator.kind == .rate || indicator.kind == .rule
            || indicator.synonyms.contains {
              let scalars = Array($0.unicodeScalars)
              return words.sayAverage(in: scalars.indices, of: scalars)
            }))
    }
    self.entries = entries
    self.candidates = candidates
  }

  /// The indicator that a figure of a unit states; nil when the catalogue has no wording for it.
  ///
  /// - Parameters:
  ///   - context: The figure.
  ///   - unit: Its unit.
  ///   - title: The lines of the report's title, whose topics hold for all of it.
  ///   - stock: The indicator of the figure before it that it may be the change of, or nil.
  /// - Returns: The indicator whose wording fits best.
  func indicator(
    of context: FigureContext, unit: String, title: [[Unicode.Scalar]] = [],
    changing stock: String? = nil
  ) -> IndicatorCatalogue.Indicator? {
    guard let candidates = candidates[unit], !context.isExcepted else { return nil }
    let sieve = CharacterSieve(context.text[context.sentence])
    let isAverage = context.isAverage
    var best = 0
    var named: Int?
    for index in candidates.indices where sieve.mayHold(candidates[index].sieve) {
      let entry = candidates[index].entry
      guard !isAverage || entries[entry].isAverage,
        let score = context.score(
          of: candidates[index].wording, entries[entry].indicator), score > best,
        isAbout(entries[entry], context, title, stock)
      else { continue }
      best = score
      named = entry
    }
    return named.map { entries[$0].indicator }
  }

  private func isAbout(
    _ entry: Entry, _ context: FigureContext, _ title: [[Unicode.Scalar]], _ stock: String?
  ) -> Bool {
    let isOfTopic =
      entry.topics.isEmpty || entry.topics.contains { context.mentions($0) }
      || entry.topics.contains { topic in
        title.contains { line in line.indices.contains { line.has(topic, at: $0) } }
      }
    // 比上年减少2万人 says nothing of what there are less.
    let owners = entry.indicator.changeOf
    let isOwned =
      owners.isEmpty || stock.map(owners.contains) ?? false
      || entry.topics.contains { context.clauseMentions($0) }
    return isOfTopic && isOwned
      && !entry.exclusions.contains { context.clauseMentions($0) }
  }
}
