package import ChineseText
package import SurveyModel

/// Finds the place that a source's name means.
///
/// A name resolves when it is, after folding, the name of one place, or becomes so without its suffix
/// (`村`, `村委会`), or was the name of a place before a change of villages, or when a decision says so.
/// Whatever is merely similar is a candidate for an analyst and never a resolution.
package struct PlaceResolver: Sendable {
  /// How a name was understood.
  package enum Evidence: Hashable, Sendable {
    /// It is the place's own name.
    case name
    /// It is the name but for a suffix.
    case variant
    /// It is the name of a place that became part of this one.
    case formerName
    /// The decisions file says so, on a line.
    case decision(line: Int)
  }

  /// What a name means.
  package enum Resolution: Hashable, Sendable {
    /// One place.
    case resolved(code: String, Evidence)
    /// No place; similar names, the likeliest first.
    case unknown(candidates: [Place])
    /// Several places.
    case ambiguous(candidates: [Place])
  }

  private struct Key: Hashable {
    let level: PlaceLevel
    let name: String
  }

  private struct Answer: Hashable {
    let key: Key
    let within: String?
  }

  /// The places.
  package let gazetteer: Gazetteer
  private let folder: TextFolder
  private let suffixes: [PlaceLevel: [String]]
  private var names: [Key: [String]] = [:]
  private var stems: [Key: [String]] = [:]
  private var formerStems: [Key: [String]] = [:]
  private var decisions: [Answer: PlaceDecision] = [:]

  /// Indexes a gazetteer.
  ///
  /// - Parameters:
  ///   - gazetteer: The places.
  ///   - decisions: The analysts' answers.
  ///   - suffixes: The words that may end a name, by level.
  ///   - folder: Folds scripts and widths.
  package init(
    gazetteer: Gazetteer, decisions: [PlaceDecision], suffixes: [PlaceLevel: [String]],
    folder: TextFolder
  ) {
    self.gazetteer = gazetteer
    self.folder = folder
    self.suffixes = suffixes.mapValues { words in
      words.map { folder.folded($0) }.sorted { ($0.count, $1) > ($1.count, $0) }
    }
    for place in gazetteer.current {
      let name = folder.folded(place.name)
      names[Key(level: place.level, name: name), default: []].append(place.code)
      let stem = stem(of: name, level: place.level)
      stems[Key(level: place.level, name: stem), default: []].append(place.code)
    }
    for place in gazetteer.past {
      let stem = stem(of: folder.folded(place.name), level: place.level)
      formerStems[Key(level: place.level, name: stem), default: []].append(place.code)
    }
    for decision in decisions {
      let key = Key(level: decision.level, name: folder.folded(decision.name))
      self.decisions[Answer(key: key, within: decision.within)] = decision
    }
  }

  /// Finds the place of a level that a name means.
  ///
  /// - Parameters:
  ///   - text: The name as the source writes it.
  ///   - level: The level looked for.
  ///   - within: The code of a valid place in which it must lie, or nil.
  /// - Returns: The place, or why there is none.
  package func resolve(_ text: String, level: PlaceLevel, within: String? = nil) -> Resolution {
    var name = folder.folded(text)
    if let decision = decision(name, level: level, within: within) {
      return .resolved(code: decision.code, .decision(line: decision.line))
    }
    if let container = within.flatMap({ gazetteer.place($0) }) {
      let prefix = folder.folded(container.name)
      if name.count > prefix.count, name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
    }
    let stem = stem(of: name, level: level)
    let steps: [(index: [Key: [String]], name: String, evidence: Evidence)] = [
      (names, name, .name), (stems, stem, .variant),
    ]
    for step in steps {
      let codes = (step.index[Key(level: level, name: step.name)] ?? []).filter { lies($0, within) }
      if codes.count == 1 { return .resolved(code: codes[0], step.evidence) }
      if codes.count > 1 { return .ambiguous(candidates: codes.compactMap(gazetteer.place)) }
    }
    let heirs = (formerStems[Key(level: level, name: stem)] ?? [])
      .flatMap { gazetteer.heirs(of: $0) }.filter { lies($0.code, within) }
    if heirs.count == 1 { return .resolved(code: heirs[0].code, .formerName) }
    if heirs.count > 1 { return .ambiguous(candidates: heirs) }
    return .unknown(candidates: candidates(stem, level: level, within: within))
  }

  private func decision(_ name: String, level: PlaceLevel, within: String?) -> PlaceDecision? {
    let key = Key(level: level, name: name)
    let containers = within.map { [$0] + gazetteer.lineage(of: $0).values.sorted() } ?? []
    for container in containers.map(Optional.some) + [nil] {
      guard let decision = decisions[Answer(key: key, within: container)] else { continue }
      if gazetteer.place(decision.code) != nil { return decision }
    }
    return nil
  }

  private func lies(_ code: String, _ within: String?) -> Bool {
    within.map { gazetteer.isPlace(code, within: $0) } ?? true
  }

  /// A folded name without the suffix of its level; the name itself where nothing would be left.
  private func stem(of name: String, level: PlaceLevel) -> String {
    for suffix in suffixes[level] ?? [] where name.count > suffix.count && name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  /// At most three places of the level whose stems differ by one character.
  private func candidates(_ stem: String, level: PlaceLevel, within: String?) -> [Place] {
    let letters = Array(stem)
    var found: [Place] = []
    for (key, codes) in stems where key.level == level {
      guard Self.isSimilar(letters, Array(key.name)) else { continue }
      found += codes.filter { lies($0, within) }.compactMap(gazetteer.place)
    }
    return Array(found.sorted { $0.code < $1.code }.prefix(3))
  }

  /// Whether one insertion, deletion, replacement or swap of neighbours makes one name of the other.
  private static func isSimilar(_ left: [Character], _ right: [Character]) -> Bool {
    let prefix = zip(left, right).prefix { $0 == $1 }.count
    let suffix = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    if left.count == right.count {
      if prefix + suffix + 1 >= left.count { return left.count > 1 }
      return prefix + suffix + 2 == left.count && left[prefix] == right[prefix + 1]
        && left[prefix + 1] == right[prefix]
    }
    let shorter = min(left.count, right.count)
    return abs(left.count - right.count) == 1 && shorter > 1 && prefix + suffix >= shorter
  }
}
