internal import SurveyModel

/// Reads the words of a language with spaces between its words from a catalogue.
enum SpacedLanguageSection {
  private typealias List = SpacedLanguage.List
  private typealias Values = SpacedLanguage.Values

  /// Whether a section is of such a language: it says what words it is recognised by.
  static func describes(_ node: CatalogueNode) -> Bool {
    (try? node.entries())?.contains { $0.key == SpacedLanguage.List.recognisedBy.rawValue } ?? false
  }

  static func read(
    _ id: String, _ node: CatalogueNode, units: Set<String>, indicators: Set<String>
  ) throws(RunFailure) -> SpacedLanguage {
    let nodes = try node.leaves(of: .spacedLanguage)
    var words: [List: [String]] = [:]
    for list in List.allCases {
      guard let entry = nodes[list.rawValue] else { throw node.missing(list.rawValue) }
      words[list] = try entry.strings()
    }
    var values: [Values: [String: Double]] = [:]
    for table in Values.allCases {
      guard let entry = nodes[table.rawValue] else { throw node.missing(table.rawValue) }
      values[table] = try numbers(entry)
    }
    return SpacedLanguage(
      id: id, words: words, values: values,
      currencies: try table(nodes["currencies"], of: units),
      units: try table(nodes["units"], of: units),
      names: try table(nodes["wordings"], of: indicators))
  }

  private static func numbers(_ node: CatalogueNode) throws(RunFailure) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (word, value) in try node.entries() { numbers[word] = try value.number() }
    return numbers
  }

  private static func table(
    _ node: CatalogueNode?, of known: Set<String>
  ) throws(RunFailure) -> [String: [String]] {
    var table: [String: [String]] = [:]
    for (id, words) in try node?.entries() ?? [] {
      guard known.contains(id) else { throw words.invalid("words of a known name, not of \(id)") }
      table[id] = try words.strings()
    }
    return table
  }
}
