internal import SurveyModel

/// Reads the words of one language from a catalogue.
enum LanguageSection {
  static func read(_ id: String, _ node: CatalogueNode) throws(RunFailure) -> ReportLanguage {
    var nodes: [String: CatalogueNode] = [:]
    try find(in: node, at: "", into: &nodes)
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
  private static let paths = ReportLanguage.List.allCases.map(\.rawValue) + [levels]

  /// Reads a level of places: the words that names end with, alone or beside the level's traits.
  private static func level(_ node: CatalogueNode) throws(RunFailure) -> ReportLanguage.Level {
    guard node.isMapping else { return ReportLanguage.Level(ends: try node.strings()) }
    let fields = try node.fields(["ends", "traits"])
    guard let ends = fields["ends"] else { throw node.missing("ends") }
    return ReportLanguage.Level(
      ends: try ends.strings(), traits: try fields["traits"]?.choices() ?? [])
  }

  /// Finds the nodes of all paths below a path of keys.
  private static func find(
    in node: CatalogueNode, at path: String, into nodes: inout [String: CatalogueNode]
  ) throws(RunFailure) {
    for (key, value) in try node.fields(keys(below: path)) {
      if paths.contains(path + key) {
        nodes[path + key] = value
      } else {
        try find(in: value, at: path + key + ".", into: &nodes)
      }
    }
  }

  /// The keys that may stand below a path, in the order of the lists.
  private static func keys(below path: String) -> [String] {
    var keys: [String] = []
    for known in paths where known.hasPrefix(path) {
      let key = String(known.dropFirst(path.count).prefix { $0 != "." })
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }
}
