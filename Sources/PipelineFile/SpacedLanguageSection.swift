internal import SurveyModel

/// Reads the words of a language with spaces between its words from a catalogue.
enum SpacedLanguageSection {
  private static let tables = ["scales", "fractions", "currencies", "units", "names", "bounds"]

  /// Whether a section is of such a language: it says what words it is recognised by.
  static func describes(_ node: CatalogueNode) -> Bool {
    (try? node.entries())?.contains { $0.key == SpacedLanguage.List.recognisedBy.rawValue } ?? false
  }

  static func read(
    _ id: String, _ node: CatalogueNode, units: Set<String>, indicators: Set<String>
  ) throws(RunFailure) -> SpacedLanguage {
    let lists = SpacedLanguage.List.allCases
    let plain = lists.map(\.rawValue).filter { !$0.contains(".") }
    let fields = try node.fields(plain + tables)
    let bounds = try fields["bounds"]?
      .fields(["about", "less_than", "more_than", "at_least", "at_most"])
    var words: [SpacedLanguage.List: [String]] = [:]
    for list in lists {
      let key = list.rawValue.split(separator: ".").last.map(String.init) ?? list.rawValue
      let found = list.rawValue.contains(".") ? bounds?[key] : fields[key]
      guard let found else { throw node.missing(list.rawValue) }
      words[list] = try found.strings()
    }
    return SpacedLanguage(
      id: id, words: words, scales: try numbers(fields["scales"]),
      fractions: try numbers(fields["fractions"]),
      currencies: try table(fields["currencies"], of: units),
      units: try table(fields["units"], of: units),
      names: try table(fields["names"], of: indicators))
  }

  private static func numbers(_ node: CatalogueNode?) throws(RunFailure) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (word, value) in try node?.entries() ?? [] { numbers[word] = try value.number() }
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
