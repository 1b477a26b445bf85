internal import SurveyModel

/// Reads the words of one language from a catalogue.
enum LanguageSection {
  static func read(_ id: String, _ node: CatalogueNode) throws(RunFailure) -> ReportLanguage {
    let nodes = try node.leaves(of: .reportLanguage)
    var words: [ReportLanguage.List: [String]] = [:]
    for list in ReportLanguage.List.allCases {
      guard let found = nodes[list.rawValue] else { throw node.missing(list.rawValue) }
      words[list] = try found.strings()
    }
    guard let found = nodes[Self.levels] else { throw node.missing(Self.levels) }
    var levels: [ReportLanguage.Level] = []
    for (_, level) in try found.entries() {
      levels.append(try Self.level(level))
    }
    return ReportLanguage(id: id, words: words, levels: levels)
  }

  /// The path of the levels of places, beside those of the lists.
  private static let levels = "places.levels"

  /// Reads a level of places: the words that names end with, alone or beside the level's traits.
  private static func level(_ node: CatalogueNode) throws(RunFailure) -> ReportLanguage.Level {
    guard node.isMapping else { return ReportLanguage.Level(ends: try node.strings()) }
    let fields = try node.fields(of: .reportLevel)
    guard let ends = fields["ends"] else { throw node.missing("ends") }
    return ReportLanguage.Level(
      ends: try ends.strings(), traits: try fields["traits"]?.choices() ?? [])
  }
}
