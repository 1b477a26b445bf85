import SurveyModel
import Yams

/// Reads the levels of places that a pipeline, or its codebook, declares.
struct LevelsDecoding {
  private static let most = 12

  private let known: [String: PlaceLevels.Declaration]
  /// The levels of a pipeline that declares none.
  let standard: PlaceLevels

  /// Reads the levels that the program knows.
  ///
  /// - Throws: `RunFailure` when they contradict themselves.
  init() throws(RunFailure) {
    let file = "levels.yml"
    let text = String(decoding: PackageResources.levels_yml, as: UTF8.self)
    let mapping = try YAMLValue.parse(text, file: file).mapping(of: ["levels", "known"])
    var known: [String: PlaceLevels.Declaration] = [:]
    for entry in try mapping.required("known").entries() {
      let level = try Self.declaration(entry.key, entry.value, over: nil)
      known[level.name] = level
    }
    self.known = known
    standard = try Self.levels(mapping.required("levels"), known)
  }

  /// Reads a list of levels, from the widest: names of known ones, or a name with what is said of it
  /// (`{hamlet: {label: {en: Hamlet}, informal: true}}`).
  ///
  /// - Throws: `RunFailure` at a level that is there twice, or whose name tables need themselves.
  func levels(_ value: YAMLValue) throws(RunFailure) -> PlaceLevels {
    try Self.levels(value, known)
  }

  private static func levels(
    _ value: YAMLValue, _ known: [String: PlaceLevels.Declaration]
  ) throws(RunFailure) -> PlaceLevels {
    var declarations: [PlaceLevels.Declaration] = []
    for element in try value.list() {
      let (key, declaration) = try level(element, known)
      guard !ReservedNames.isLevel(declaration.name) else {
        throw key.failure(
          "“\(declaration.name)” is a name that tables use themselves, and cannot be that of a level",
          remedy: "give it another name")
      }
      guard
        !declarations.contains(where: {
          ReservedNames.folded($0.name) == ReservedNames.folded(declaration.name)
        })
      else {
        throw key.failure("“\(declaration.name)” is a level already", remedy: "remove one of them")
      }
      declarations.append(declaration)
    }
    guard (1...most).contains(declarations.count) else {
      throw value.failure("expected 1 to \(most) levels, found \(declarations.count)")
    }
    return PlaceLevels(declarations)
  }

  private static func level(
    _ value: YAMLValue, _ known: [String: PlaceLevels.Declaration]
  ) throws(RunFailure) -> (key: YAMLValue, PlaceLevels.Declaration) {
    guard value.node.mapping != nil else {
      let name = try value.name()
      return (value, known[name] ?? PlaceLevels.Declaration(name: name))
    }
    let entries = try value.entries()
    guard let entry = entries.first, entries.count == 1 else {
      throw value.failure(
        "expected one level with what is said of it, found \(entries.count)",
        remedy: "write - {hamlet: {label: {en: Hamlet}, informal: true}}")
    }
    return entry.value.isNull
      ? try level(entry.key, known)
      : (
        entry.key,
        try declaration(entry.key, entry.value, over: known[try entry.key.name()])
      )
  }

  private static func declaration(
    _ key: YAMLValue, _ value: YAMLValue, over known: PlaceLevels.Declaration?
  ) throws(RunFailure) -> PlaceLevels.Declaration {
    let mapping = try value.mapping(of: .level)
    return PlaceLevels.Declaration(
      name: try key.name(),
      label: mapping["label"] == nil ? known?.label ?? Label() : try mapping.label(),
      isInformal: try mapping["informal"]?.boolean() ?? known?.isInformal ?? false)
  }
}

extension YAMLValue {
  /// One of the levels of places.
  func level(of levels: [PlaceLevel]) throws(RunFailure) -> PlaceLevel {
    let word = try text()
    guard let level = levels.first(where: { $0.name == word }) else {
      throw unknown(word, among: levels.map(\.name), what: "a level of places")
    }
    return level
  }
}
