internal import ChineseText
internal import SurveyModel

/// An indicator with the words that its figures need, ready to be found.
///
/// A class, so that the many places that hold one share it.
final class IndicatorWords: Sendable {
  /// Its id in the catalogue.
  let id: String
  /// What its figures are.
  let kind: IndicatorCatalogue.Indicator.Kind
  /// What it counts of the things that its words name.
  let extent: IndicatorCatalogue.Indicator.Extent
  /// Units of the same kind of thing.
  let splitUnits: Set<String>
  /// Whether it is a quotient, or says in its own words that it is an average.
  let isAverage: Bool
  private let synonyms: [String]
  private let topics: [[Unicode.Scalar]]
  private let exclusions: [[Unicode.Scalar]]
  /// The indicators whose change it is, empty where it is none.
  let changeOf: Set<String>

  init(_ indicator: IndicatorCatalogue.Indicator, folder: TextFolder, words: FigureWords) {
    id = indicator.id
    kind = indicator.kind
    extent = indicator.extent
    splitUnits = indicator.splitUnits
    synonyms = indicator.synonyms
    changeOf = indicator.changeOf
    topics = indicator.topics.map { Array(folder.folded($0).unicodeScalars) }
    exclusions = indicator.exclusions.map { Array(folder.folded($0).unicodeScalars) }
    isAverage =
      indicator.kind == .rate || indicator.kind == .rule
      || indicator.synonyms.contains {
        let scalars = Array($0.unicodeScalars)
        return words.sayAverage(in: scalars.indices, of: scalars)
      }
  }

  /// Whether one of its wordings has a word in it.
  func isCalled(by word: String) -> Bool { synonyms.contains { $0.contains(word) } }

  /// Whether a figure that a wording names is of what the indicator is about.
  ///
  /// - Parameters:
  ///   - context: The figure.
  ///   - title: The lines of the report's title, whose topics hold for all of it.
  ///   - stock: The indicator of the figure before it that it may be the change of, or nil.
  /// - Returns: Whether a topic is named, nothing excludes it, and a change has what changed.
  func isMeant(
    in context: FigureContext, title: [[Unicode.Scalar]], changing stock: String?
  ) -> Bool {
    let isOfTopic =
      topics.isEmpty || topics.contains { context.mentions($0) }
      || topics.contains { topic in
        title.contains { line in line.indices.contains { line.has(topic, at: $0) } }
      }
    // 比上年减少2万人 says nothing of what there are less.
    let isOwned =
      changeOf.isEmpty || stock.map(changeOf.contains) ?? false
      || topics.contains { context.clauseMentions($0) }
    return isOfTopic && isOwned && !exclusions.contains { context.clauseMentions($0) }
  }
}
