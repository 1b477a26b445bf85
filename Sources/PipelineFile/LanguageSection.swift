internal import SurveyModel

/// Reads the words of one language from a catalogue.
enum LanguageSection {
  static func read(_ id: String, _ node: CatalogueNode) throws(RunFailure) -> ReportLanguage {
    var words: [ReportLanguage.List: [String]] = [:]
    try read(node, at: "", into: &words)
    if let missing = ReportLanguage.List.allCases.first(where: { words[$0] == nil }) {
      throw node.missing(missing.rawValue)
    }
    return ReportLanguage(id: id, words: words)
  }

  /// Reads the lists below a path of keys.
  private static func read(
    _ node: CatalogueNode, at path: String, into words: inout [ReportLanguage.List: [String]]
  ) throws(RunFailure) {
    for (key, value) in try node.fields(keys(below: path)) {
      if let list = ReportLanguage.List(rawValue: path + key) {
        words[list] = try value.strings()
      } else {
        try read(value, at: path + key + ".", into: &words)
      }
    }
  }

  /// The keys that may stand below a path, in the order of the lists.
  private static func keys(below path: String) -> [String] {
    var keys: [String] = []
    for list in ReportLanguage.List.allCases where list.rawValue.hasPrefix(path) {
      let key = String(list.rawValue.dropFirst(path.count).prefix { $0 != "." })
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }
}
