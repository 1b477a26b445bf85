import SurveyModel
import Yams

/// The variables that pipelines share, by name, and the conventions of the offices.
struct Codebook {
  /// Each variable as its YAML has it.
  let variables: [String: YAMLValue]
  let conventions: Conventions
  /// The levels of places: the pipeline's, else the codebook's, else the standard ones.
  let levels: PlaceLevels

  /// Reads a codebook; a mistake in a variable is found even when no pipeline uses it.
  ///
  /// - Parameters:
  ///   - file: The codebook.
  ///   - declared: The levels that the pipeline declares, or nil.
  ///   - decoding: Reads levels.
  /// - Throws: `RunFailure` at the place of a mistake.
  init(
    _ file: YAMLValue, declared: PlaceLevels?, _ decoding: LevelsDecoding
  ) throws(RunFailure) {
    let mapping = try file.mapping(of: .codebook)
    let own =
      try mapping["levels"].map { value throws(RunFailure) in try decoding.levels(value) }
      ?? decoding.standard
    let levels = declared ?? own
    self.levels = levels
    // What the codebook says of levels that this pipeline does not have concerns others.
    let known = levels.all + own.all.filter { level in levels[level.name] == nil }
    var variables: [String: YAMLValue] = [:]
    for entry in try mapping.required("variables").entries() {
      let name = try entry.key.name()
      _ = try VariableDecoding(name: name, layers: [entry.value], place: entry.key, levels: known)
        .definition()
      variables[name] = entry.value
    }
    self.variables = variables
    conventions =
      try mapping["conventions"]
      .map { value throws(RunFailure) in try Self.conventions(value, known) } ?? Conventions()
  }

  /// A pipeline without a codebook.
  init(levels: PlaceLevels) {
    self.levels = levels
    variables = [:]
    conventions = Conventions()
  }

  private static func conventions(
    _ value: YAMLValue, _ levels: [PlaceLevel]
  ) throws(RunFailure) -> Conventions {
    let mapping = try value.mapping(of: .conventions)
    var provinces: [Int] = []
    for code in try mapping["provinces"]?.list() ?? [] {
      provinces.append(try code.integer(in: 0...99))
    }
    var words = try FoldedMeanings(of: .text)
    try refuseTwoFlags(mapping)
    try UnitConflicts.refuse(in: mapping)
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
      missing: try mapping["missing"]?.missingTexts(in: &words) ?? [:],
      suffixes: try mapping["suffixes"]
        .map { value throws(RunFailure) in
          try value.dictionary { level, texts throws(RunFailure) in
            (try level.level(of: levels).name, try texts.texts())
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
      yes: try mapping["yes"]?.texts() ?? [], no: try mapping["no"]?.texts() ?? [],
      months: try mapping["months"]
        .map { value throws(RunFailure) in try numbered(value, in: 1...12, of: "month") } ?? [:],
      columnMarks: try mapping["column_marks"]?.texts() ?? [],
      summaries: try mapping["summaries"]?.texts() ?? [],
      dates: try mapping["dates"].map(dates) ?? DateWords(),
      yuanSigns: try mapping["yuan_signs"]?.texts() ?? [],
      approximationShare: try mapping["approximation_share"].map(share) ?? 0)
  }

  private static func share(_ value: YAMLValue) throws(RunFailure) -> Double {
    let share = try value.number()
    guard (0..<1).contains(share) else {
      throw value.failure("expected a share from 0 to below 1, such as 0.05, found \(share)")
    }
    return share
  }

  private static func dates(_ value: YAMLValue) throws(RunFailure) -> DateWords {
    let mapping = try value.mapping(of: .dates)
    return DateWords(
      eras: try mapping["eras"]
        .map { value throws(RunFailure) in
          try value.dictionary { name, year throws(RunFailure) in
            (try name.text(), try year.integer(in: 0...9999))
          }
        } ?? [:],
      weekdays: try mapping["weekdays"]
        .map { value throws(RunFailure) in
          try numbered(value, in: 1...7, of: "day of the week")
        } ?? [:],
      dayParts: try mapping["day_parts"]?.texts() ?? [])
  }

  /// Names by their number, as those of months; none may be two.
  private static func numbered(
    _ value: YAMLValue, in numbers: ClosedRange<Int>, of kind: String
  ) throws(RunFailure) -> [Int: [String]] {
    var words = try FoldedMeanings(of: .text)
    var names: [Int: [String]] = [:]
    for entry in try value.entries() {
      let number = try entry.key.integer(in: numbers)
      for name in try entry.value.listOrOne() {
        let text = try name.text()
        try words.add(text, meaning: "\(kind) \(number)", at: name)
        names[number, default: []].append(text)
      }
    }
    return names
  }

  /// Refuses a text that means both yes and no.
  private static func refuseTwoFlags(_ mapping: YAMLMapping) throws(RunFailure) {
    var words = try FoldedMeanings(of: .boolean)
    for key in ["yes", "no"] {
      for value in try mapping[key]?.listOrOne() ?? [] {
        try words.add(try value.text(), meaning: key, at: value)
      }
    }
  }

  private static func ranges(_ value: YAMLValue) throws(RunFailure) -> RangeWords {
    let mapping = try value.mapping(of: .ranges)
    return RangeWords(
      between: try mapping["between"]?.texts() ?? [],
      atLeast: try mapping["at_least"]?.texts() ?? [],
      atMost: try mapping["at_most"]?.texts() ?? [])
  }

  private static func placeNames(_ value: YAMLValue) throws(RunFailure) -> PlaceNaming {
    let mapping = try value.mapping(of: .placeNames)
    return PlaceNaming(
      variants: try mapping["variants"]?.texts() ?? [],
      groups: try mapping["groups"]?.texts() ?? [],
      formerMarks: try mapping["former_marks"]?.texts() ?? [],
      words: try mapping["words"]?.texts() ?? [],
      titles: try mapping["titles"]?.texts() ?? [],
      endings: try mapping["endings"]?.texts() ?? [])
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
  ///
  /// - Throws: `RunFailure` where a text has another meaning among `words`, too.
  func missingTexts(
    in words: inout FoldedMeanings
  ) throws(RunFailure) -> [String: MissingReason] {
    var missing: [String: MissingReason] = [:]
    let reasons = MissingReason.allCases.filter { $0 != .notTested }
    if node.mapping == nil {
      for value in try listOrOne() {
        missing[try value.text()] = .unknown
        try words.add(try value.text(), meaning: MissingReason.unknown.rawValue, at: value)
      }
      return missing
    }
    for entry in try entries() {
      let reason = try entry.value.choice(of: reasons)
      missing[try entry.key.text()] = reason
      try words.add(try entry.key.text(), meaning: reason.rawValue, at: entry.key)
    }
    return missing
  }
}
