internal import SurveyModel

/// Reads the words of a language with spaces between its words from a catalogue.
enum SpacedLanguageSection {
  private typealias List = SpacedLanguage.List
  private typealias Values = SpacedLanguage.Values

  /// What stands in a section beside its lists: words by the units and indicators they stand for.
  private static let tables = ["currencies", "units", "wordings"]

  /// Whether a section is of such a language: it says what words it is recognised by.
  static func describes(_ node: CatalogueNode) -> Bool {
    (try? node.entries())?.contains { $0.key == SpacedLanguage.List.recognisedBy.rawValue } ?? false
  }

  static func read(
    _ id: String, _ node: CatalogueNode, units: Set<String>, indicators: Set<String>
  ) throws(RunFailure) -> SpacedLanguage {
    let paths = List.allCases.map(\.rawValue) + Values.allCases.map(\.rawValue)
    let found = try nodes(at: paths, in: node)
    var words: [List: [String]] = [:]
    for list in List.allCases {
      guard let entry = found.nodes[list.rawValue] else { throw node.missing(list.rawValue) }
      words[list] = try entry.strings()
    }
    var values: [Values: [String: Double]] = [:]
    for table in Values.allCases {
      guard let entry = found.nodes[table.rawValue] else { throw node.missing(table.rawValue) }
      values[table] = try numbers(entry)
    }
    return SpacedLanguage(
      id: id, words: words, values: values,
      currencies: try table(found.top["currencies"], of: units),
      units: try table(found.top["units"], of: units),
      names: try table(found.top["wordings"], of: indicators))
  }

  /// The nodes of a section by their paths, and those at its top.
  private static func nodes(
    at paths: [String], in node: CatalogueNode
  ) throws(RunFailure) -> (nodes: [String: CatalogueNode], top: [String: CatalogueNode]) {
    var groups: [(name: String, keys: [String])] = []
    for path in paths {
      let parts = path.split(separator: ".").map(String.init)
      let at = groups.firstIndex { $0.name == parts[0] } ?? groups.count
      if at == groups.count { groups.append((parts[0], [])) }
      if parts.count > 1 { groups[at].keys.append(parts[1]) }
    }
    let top = try node.fields(groups.map(\.name) + tables)
    var nodes: [String: CatalogueNode] = [:]
    for group in groups {
      guard let found = top[group.name] else { continue }
      if group.keys.isEmpty {
        nodes[group.name] = found
      } else {
        for (key, entry) in try found.fields(group.keys) { nodes["\(group.name).\(key)"] = entry }
      }
    }
    return (nodes, top)
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
