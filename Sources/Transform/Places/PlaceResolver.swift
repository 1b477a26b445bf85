package import ChineseText
package import SurveyModel

/// Finds the place that a source's name means.
///
/// A name resolves when by rule it is the name of one place: as it stands, without its suffix (`村`,
/// `村委会`), behind the names of the places around it, or as the name of a place of another date that
/// one place now holds, or when a decision says so. Whatever is merely similar is a proposal for an
/// analyst and never a resolution.
package struct PlaceResolver: Sendable {
  /// How a name was understood.
  package enum Evidence: Hashable, Sendable {
    /// It is the place's own name.
    case name
    /// It is the name but for what rules undo.
    case variant
    /// It is the name that the place, or one that became part of it, has on another date.
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
  let keyer: PlaceNameKeyer
  let sounds = NameSounds()
  private let suffixes: [PlaceLevel: [String]]
  private let formerMarks: [String]
  private var names: [Key: [String]] = [:]
  private var stems: [Key: [String]] = [:]
  private var formerStems: [Key: [Place]] = [:]
  private var decisions: [Answer: PlaceDecision] = [:]
  /// The stems of the places of a level in each place that holds them, by code.
  private(set) var members: [Members: [(stem: String, code: String)]] = [:]

  /// The places of a level that lie in a place; in any, where it is nil.
  struct Members: Hashable {
    let level: PlaceLevel
    let within: String?
  }

  /// Indexes a gazetteer.
  ///
  /// - Parameters:
  ///   - gazetteer: The places.
  ///   - decisions: The analysts' answers.
  ///   - conventions: What may end a name, which characters are one, what marks a former name.
  ///   - folder: Folds scripts and widths.
  package init(
    gazetteer: Gazetteer, decisions: [PlaceDecision], conventions: Conventions, folder: TextFolder
  ) {
    self.gazetteer = gazetteer
    let keyer = PlaceNameKeyer(
      folder: folder, variants: conventions.placeNames.variants,
      groups: conventions.placeNames.groups)
    self.keyer = keyer
    suffixes = conventions.suffixes.mapValues { words in
      words.map { keyer.name($0) }.sorted { ($0.count, $1) > ($1.count, $0) }
    }
    formerMarks = conventions.placeNames.formerMarks.map { keyer.name($0) }
      .sorted { ($0.count, $1) > ($1.count, $0) }
    for place in gazetteer.current {
      let name = keyer.name(place.name)
      let stem = stem(of: name, level: place.level)
      names[Key(level: place.level, name: name), default: []].append(place.code)
      stems[Key(level: place.level, name: stem), default: []].append(place.code)
      let containers = gazetteer.lineage(of: place.code).values.map(Optional.some) + [nil]
      for container in containers {
        members[Members(level: place.level, within: container), default: []]
          .append((stem, place.code))
      }
    }
    for place in gazetteer.others {
      let stem = stem(of: keyer.name(place.name), level: place.level)
      formerStems[Key(level: place.level, name: stem), default: []].append(place)
    }
    for decision in decisions {
      let key = Key(level: decision.level, name: keyer.name(decision.name))
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
    let name = keyer.name(text)
    if let decision = decision(name, level: level, within: within) {
      return .resolved(code: decision.code, .decision(line: decision.line))
    }
    if let found = resolution(of: name, level: level, within: within) { return found }
    if let found = withFormerName(name, level: level, within: within) { return found }
    return .unknown(
      candidates: proposals(for: text, level: level, within: within).map(\.place))
  }

  /// The name but for script, width, lookalikes and punctuation: spellings of one key get one answer.
  package func key(of text: String) -> String { keyer.name(text) }

  /// What a name means by rule, or nil.
  private func resolution(
    of name: String, level: PlaceLevel, within: String?
  ) -> Resolution? {
    if let found = lookup(name, level: level, within: within) { return found }
    for rest in rests(of: name, within: within) {
      if let found = lookup(rest, level: level, within: within) { return found.asVariant }
    }
    if within == nil, let found = inNamedContainer(name, level: level) { return found.asVariant }
    // A group of a village is in the village; the suffix says where the village's name ends.
    guard level == .village, let village = keyer.withoutGroup(name),
      suffixes[level]?.contains(where: { village.count > $0.count && village.hasSuffix($0) })
        ?? false
    else { return nil }
    return resolution(of: village, level: level, within: within)?.asVariant
  }

  /// Looks a name up as it stands: the name, its stem, and stems of other dates.
  private func lookup(_ name: String, level: PlaceLevel, within: String?) -> Resolution? {
    let stem = stem(of: name, level: level)
    let steps: [(index: [Key: [String]], name: String, evidence: Evidence)] = [
      (names, name, .name), (stems, stem, .variant),
    ]
    for step in steps {
      let codes = (step.index[Key(level: level, name: step.name)] ?? []).filter { lies($0, within) }
      if codes.count == 1 { return .resolved(code: codes[0], step.evidence) }
      if codes.count > 1 { return .ambiguous(candidates: codes.compactMap(gazetteer.place)) }
    }
    let heirs = Set(
      (formerStems[Key(level: level, name: stem)] ?? [])
        .flatMap { gazetteer.heirs(of: $0) }.filter { lies($0.code, within) }
    )
    .sorted { $0.code < $1.code }
    if heirs.count == 1 { return .resolved(code: heirs[0].code, .formerName) }
    return heirs.isEmpty ? nil : .ambiguous(candidates: heirs)
  }

  /// What is left of a name behind the names of the places that it must lie in.
  private func rests(of name: String, within: String?) -> [String] {
    guard let within else { return [] }
    let lineage = gazetteer.lineage(of: within)
    let containers = PlaceLevel.allCases.compactMap { level in
      lineage[level].flatMap(gazetteer.place)
    }
    var rests: [String] = []
    for isShort in [false, true] {
      var rest = name
      for container in containers {
        let full = keyer.name(container.name)
        let words = isShort ? [full, Self.short(full, container.level)] : [full]
        if let word = words.first(where: { rest.count > $0.count && rest.hasPrefix($0) }) {
          rest.removeFirst(word.count)
        }
      }
      if rest != name, !rests.contains(rest) { rests.append(rest) }
    }
    return rests
  }

  /// The name of a container without the word for what it is, where two characters are left.
  private static func short(_ name: String, _ level: PlaceLevel) -> String {
    let isWord = name.last.map { "县区市旗镇乡村".contains($0) } ?? false
    return isWord && name.count > 2 ? String(name.dropLast()) : name
  }

  /// Resolves a name that begins with that of one wider place, which no variable gave.
  private func inNamedContainer(_ name: String, level: PlaceLevel) -> Resolution? {
    for wider in PlaceLevel.allCases.reversed() where wider < level {
      for length in stride(from: name.count - 1, to: 1, by: -1) {
        let codes = names[Key(level: wider, name: String(name.prefix(length)))] ?? []
        guard codes.count == 1 else { continue }
        let rest = String(name.dropFirst(length))
        if let found = lookup(rest, level: level, within: codes[0]) { return found }
        for shorter in rests(of: rest, within: codes[0]) {
          if let found = lookup(shorter, level: level, within: codes[0]) { return found }
        }
      }
    }
    // 沁县清河镇李家沟村: the county's name stands before the township's.
    for county in members[Members(level: .county, within: nil)] ?? [] {
      for rest in rests(of: name, within: county.code) {
        if let found = inNamedContainer(rest, level: level) { return found }
      }
    }
    return nil
  }

  /// Resolves `甲村（原乙村）` when both names mean the same place.
  private func withFormerName(
    _ name: String, level: PlaceLevel, within: String?
  ) -> Resolution? {
    guard name.hasSuffix(")"), let bracket = name.firstIndex(of: "("), bracket != name.startIndex
    else { return nil }
    let inner = String(name[name.index(after: bracket)...].dropLast())
    guard let mark = formerMarks.first(where: { inner.count > $0.count && inner.hasPrefix($0) })
    else { return nil }
    let outer = resolution(of: String(name[..<bracket]), level: level, within: within)
    let former = resolution(of: String(inner.dropFirst(mark.count)), level: level, within: within)
    guard case .resolved(let code, _) = outer, case .resolved(let other, _) = former else {
      return nil
    }
    if code == other { return .resolved(code: code, .variant) }
    return .ambiguous(candidates: [code, other].compactMap(gazetteer.place))
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

  /// The places of a level whose stem is that of a name, wherever they lie.
  func places(called name: String, level: PlaceLevel) -> [String] {
    stems[Key(level: level, name: stem(of: name, level: level))] ?? []
  }

  func lies(_ code: String, _ within: String?) -> Bool {
    within.map { gazetteer.isPlace(code, within: $0) } ?? true
  }

  /// A name without what may end it on its level.
  func stem(of name: String, level: PlaceLevel) -> String {
    keyer.stem(of: name, suffixes: suffixes[level] ?? [])
  }
}

extension PlaceResolver.Resolution {
  /// The same, found by rule where it was found by name.
  fileprivate var asVariant: Self {
    if case .resolved(let code, .name) = self { .resolved(code: code, .variant) } else { self }
  }
}
