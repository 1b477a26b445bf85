import SurveyModel
import Yams

/// The variables that pipelines share, by name, and the conventions of the offices.
struct Codebook {
  /// Each variable as its YAML has it.
  let variables: [String: YAMLValue]
  let conventions: Conventions

  /// Reads a codebook; a mistake in a variable is found even when no pipeline uses it.
  init(_ file: YAMLValue) throws(RunFailure) {
    let mapping = try file.mapping(of: ["variables", "conventions"])
    var variables: [String: YAMLValue] = [:]
    for entry in try mapping.required("variables").entries() {
      let name = try entry.key.name()
      _ = try VariableDecoding(name: name, layers: [entry.value], place: entry.key).definition()
      variables[name] = entry.value
    }
    self.variables = variables
    conventions = try mapping["conventions"].map(Self.conventions) ?? Conventions()
  }

  /// A pipeline without a codebook.
  init() {
    variables = [:]
    conventions = Conventions()
  }

  private static func conventions(_ value: YAMLValue) throws(RunFailure) -> Conventions {
    let mapping = try value.mapping(of: [
      "totals", "subtotals", "notes", "unit_notes", "units", "multipliers", "approximations",
      "missing", "suffixes", "place_names", "provinces",
      "surnames", "latin_surnames", "titles", "addresses", "conversions", "ranges", "yes", "no",
    ])
    var provinces: [Int] = []
    for code in try mapping["provinces"]?.list() ?? [] {
      provinces.append(try code.integer(in: 0...99))
    }
    return Conventions(
      totals: try mapping["totals"]?.texts() ?? [],
      subtotals: try mapping["subtotals"]?.texts() ?? [],
      notes: try mapping["notes"]?.texts() ?? [],
      unitNotes: try mapping["unit_notes"]?.texts() ?? [],
      units: try mapping["units"]
        .map { value throws(RunFailure) in
          try value.dictionary { word, texts throws(RunFailure) in
            (try word.name(), try texts.texts())
          }
        } ?? [:],
      multipliers: try mapping["multipliers"]
        .map { value throws(RunFailure) in
          try value.dictionary { word, factor throws(RunFailure) in
            (try word.text(), try factor.number())
          }
        } ?? [:],
      approximations: try mapping["approximations"]?.texts() ?? [],
      missing: try mapping["missing"]?.missingTexts() ?? [:],
      suffixes: try mapping["suffixes"]
        .map { value throws(RunFailure) in
          try value.dictionary { level, texts throws(RunFailure) in
            (try level.choice(of: PlaceLevel.allCases), try texts.texts())
          }
        } ?? [:],
      placeNames: try mapping["place_names"].map(placeNames) ?? PlaceNaming(), provinces: provinces,
      persons: PersonNaming(
        surnames: try mapping["surnames"]?.texts() ?? [],
        latinSurnames: try mapping["latin_surnames"]?.texts() ?? [],
        titles: try mapping["titles"]?.texts() ?? [],
        addresses: try mapping["addresses"]?.texts() ?? []),
      conversions: try mapping["conversions"]
        .map { value throws(RunFailure) in
          try value.dictionary { unit, words throws(RunFailure) in
            (
              try unit.name(),
              try words.dictionary { word, factor throws(RunFailure) in
                (try word.text(), try factor.number())
              }
            )
          }
        } ?? [:], ranges: try mapping["ranges"].map(ranges) ?? RangeWords(),
      yes: try mapping["yes"]?.texts() ?? [], no: try mapping["no"]?.texts() ?? [])
  }

  private static func ranges(_ value: YAMLValue) throws(RunFailure) -> RangeWords {
    let mapping = try value.mapping(of: ["between", "at_least", "at_most"])
    return RangeWords(
      between: try mapping["between"]?.texts() ?? [],
      atLeast: try mapping["at_least"]?.texts() ?? [],
      atMost: try mapping["at_most"]?.texts() ?? [])
  }

  private static func placeNames(_ value: YAMLValue) throws(RunFailure) -> PlaceNaming {
    let mapping = try value.mapping(of: ["variants", "groups", "former_marks", "words"])
    return PlaceNaming(
      variants: try mapping["variants"]?.texts() ?? [],
      groups: try mapping["groups"]?.texts() ?? [],
      formerMarks: try mapping["former_marks"]?.texts() ?? [],
      words: try mapping["words"]?.texts() ?? [])
  }
}

extension YAMLValue {
  /// A mapping whose keys are of the user's choice, each pair read by `decode`.
  func dictionary<Key: Hashable, Element>(
    _ decode: (YAMLValue, YAMLValue) throws(RunFailure) -> (Key, Element)
  ) throws(RunFailure) -> [Key: Element] {
    var dictionary: [Key: Element] = [:]
    for entry in try entries() {
      let (key, element) = try decode(entry.key, entry.value)
      dictionary[key] = element
    }
    return dictionary
  }

  /// Texts that stand for a missing value, with their reasons; a bare list means "unknown".
  func missingTexts() throws(RunFailure) -> [String: MissingReason] {
    if node.mapping == nil {
      var missing: [String: MissingReason] = [:]
      for text in try texts() { missing[text] = .unknown }
      return missing
    }
    return try dictionary { text, reason throws(RunFailure) in
      (try text.text(), try reason.choice(of: MissingReason.allCases))
    }
  }
}
