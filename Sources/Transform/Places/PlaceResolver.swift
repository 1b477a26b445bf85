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
  let similarNames = SimilarNames()
  /// The narrowest level whose places have an administration, or nil without places.
  let narrowestFormal: PlaceLevel?
  private let suffixes: [String: [String]]
  private let formerMarks: [String]
  private let titles: [String]
  private var placeWords: Set<String> = []
  private var names = PlaceCodesByName()
  private var stems = PlaceCodesByName()
  private var formerNames: [Key: [Place]] = [:]
  private var formerStems: [Key: [Place]] = [:]
  private var decisions: [Answer: [PlaceDecision]] = [:]
  /// The stems of the places of each level.
  private var levels: [PlaceLevel: [(stem: String, code: String)]] = [:]
  /// How many letters the names of a level have, the longest first.
  private var lengths: [PlaceLevel: [Int]] = [:]
  /// The most bytes of a text that can be a place's name; see ``isTooLong(_:)``.
  private var longest = 0

  /// Indexes a gazetteer.
  ///
  /// - Parameters:
  ///   - gazetteer: The places.
  ///   - decisions: The analysts' answers.
  ///   - conventions: What may end a name, which characters are one, what marks a former name.
  ///   - folder: Folds scripts and widths.
  ///   - declared: The levels of places; nil for those that have some.
  package init(
    gazetteer: Gazetteer, decisions: [PlaceDecision], conventions: Conventions,
    folder: TextFolder, levels declared: PlaceLevels? = nil
  ) {
    self.gazetteer = gazetteer
    let keyer = PlaceNameKeyer(
      folder: folder, variants: conventions.placeNames.variants,
      groups: conventions.placeNames.groups)
    self.keyer = keyer
    func longestFirst(_ words: [String]) -> [String] {
      words.map { keyer.name($0) }.sorted { ($0.count, $1) > ($1.count, $0) }
    }
    suffixes = conventions.suffixes.mapValues(longestFirst)
    narrowestFormal =
      declared?.narrowestFormal ?? gazetteer.history.levels.last { !$0.isInformal }
    formerMarks = longestFirst(conventions.placeNames.formerMarks)
    titles = longestFirst(conventions.placeNames.titles).filter { !$0.isEmpty }
    for place in gazetteer.current {
      let name = keyer.name(place.name)
      let stem = stem(of: name, level: place.level)
      names.insert(place.code, named: name, of: place.level)
      stems.insert(place.code, named: stem, of: place.level)
      levels[place.level, default: []].append((stem, place.code))
    }
    let byRank = Dictionary(
      gazetteer.history.levels.map { ($0.rank, $0) }, uniquingKeysWith: { first, _ in first })
    var lengths: [Int: Set<Int>] = [:]
    for (rank, name, _) in names.names { lengths[rank, default: []].insert(name.count) }
    for (rank, lengths) in lengths {
      guard let level = byRank[rank] else { continue }
      self.lengths[level] = lengths.sorted(by: >)
    }
    placeWords = Set(conventions.suffixes.values.joined().map { keyer.name($0) })
      .union(conventions.placeNames.words.map { keyer.name($0) }).union(commonEndings)
    for place in gazetteer.others {
      let name = keyer.name(place.name)
      formerNames[Key(level: place.level, name: name), default: []].append(place)
      let stem = stem(of: name, level: place.level)
      formerStems[Key(level: place.level, name: stem), default: []].append(place)
    }
    for decision in decisions {
      let key = Key(level: decision.level, name: keyer.name(decision.name))
      self.decisions[Answer(key: key, within: decision.within), default: []].append(decision)
    }
    longest = Self.mostBytes(
      [
        AnySequence(names.names.lazy.map { ($0.rank, $0.name) }),
        AnySequence(formerNames.keys.lazy.map { ($0.level.rank, $0.name) }),
      ]
      .joined(), decisions, suffixes.values.joined())
  }

  /// The ideographs that end the names of at least a fifth of the places of a level, and of two.
  private var commonEndings: Set<String> {
    var endings: Set<String> = []
    var places: [Int: Int] = [:]
    var named: [Int: [Character: Int]] = [:]
    for (rank, name, count) in names.names {
      places[rank, default: 0] += count
      if let last = name.last { named[rank, default: [:]][last, default: 0] += count }
    }
    for (rank, counts) in named {
      for (ending, count) in counts where count > 1 && 5 * count >= places[rank] ?? 0 {
        guard ("\u{3400}"..."\u{9FFF}").contains(ending) else { continue }
        endings.insert(String(ending))
      }
    }
    return endings
  }

  /// The bytes of a text that holds the longest name of every level, each with the longest suffix,
  /// twice (`甲村（原乙村）`), or that a decision names; with as much white space and punctuation.
  private static func mostBytes(
    _ names: some Sequence<(Int, String)>, _ decisions: [PlaceDecision],
    _ suffixes: some Sequence<String>
  ) -> Int {
    let suffix = suffixes.map(\.utf8.count).max() ?? 0
    let longest = Dictionary(names.map { ($0.0, $0.1.utf8.count) }, uniquingKeysWith: max)
    let name = longest.values.reduce(0) { $0 + $1 + suffix } + remark
    return 2 * max(2 * name, decisions.map(\.name.utf8.count).max() ?? 0)
  }

  /// The bytes that words around a name may have: the number of a group, brackets, a mark of a former
  /// name.
  private static let remark = 64

  /// Whether a text is longer than the name of any place, with those of all that it lies in, can be.
  ///
  /// Such a text is not read: it is a remark, or somebody means ill.
  package func isTooLong(_ text: String) -> Bool { text.utf8.count > longest }

  /// Finds the place of a level that a name means.
  ///
  /// - Parameters:
  ///   - text: The name as the source writes it.
  ///   - level: The level looked for.
  ///   - within: The code of a valid place in which it must lie, or nil.
  /// - Returns: The place, or why there is none.
  package func resolve(_ text: String, level: PlaceLevel, within: String? = nil) -> Resolution {
    ruled(text, level: level, within: within)
      ?? .unknown(candidates: proposals(for: text, level: level, within: within).map(\.place))
  }

  /// What a decision or a rule says that a name means, or nil.
  func ruled(_ text: String, level: PlaceLevel, within: String?) -> Resolution? {
    guard !isTooLong(text) else { return nil }
    let name = keyer.name(text)
    if let decision = decision(name, level: level, within: within) {
      return .resolved(code: decision.code, .decision(line: decision.line))
    }
    return resolution(of: name, level: level, within: within)
      ?? withFormerName(name, level: level, within: within)
  }

  /// The name but for script, width, lookalikes and punctuation: spellings of one key get one answer.
  package func key(of text: String) -> String { keyer.name(text) }

  /// Whether a text ends like a place's name: in a suffix of some level, a word of places, or as many
  /// names of the gazetteer do.
  package func endsLikePlace(_ text: String) -> Bool {
    guard !isTooLong(text) else { return false }
    let name = keyer.name(text)
    return placeWords.contains { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
  }

  /// The code of the one place that a name means by rule, whatever decisions say, or nil.
  package func ruledPlace(_ text: String, level: PlaceLevel, within: String?) -> String? {
    guard !isTooLong(text) else { return nil }
    let found = resolution(of: keyer.name(text), level: level, within: within)
    guard case .resolved(let code, _) = found else { return nil }
    return code
  }

  /// What a name means by rule, or nil.
  private func resolution(
    of name: String, level: PlaceLevel, within: String?
  ) -> Resolution? {
    if let found = lookup(name, level: level, within: within) { return found }
    if let found = coded(name, level: level, within: within) { return found }
    for rest in rests(of: name, within: within) {
      if let found = lookup(rest, level: level, within: within) { return found.asVariant }
    }
    if within == nil, let found = behindContainers(name, level: level) { return found.asVariant }
    // A group of a village is in the village; the suffix says where the village's name ends.
    guard level == narrowestFormal, let village = keyer.withoutGroup(name),
      (suffixes[level.name] ?? [])
        .contains(where: { village.count > $0.count && village.hasSuffix($0) })
    else { return nil }
    return resolution(of: village, level: level, within: within)?.asVariant
  }

  /// Looks a name up as it stands: the name, its stem, and those of other dates.
  ///
  /// The very name that a place had on another date and the stem of a place of today may speak of two
  /// places (王泉村 that was merged, 王泉社区 that was made); then nothing is taken.
  private func lookup(_ name: String, level: PlaceLevel, within: String?) -> Resolution? {
    let exact = Key(level: level, name: name)
    let stem = Key(level: level, name: stem(of: name, level: level))
    func places(_ codes: [String]) -> [Place] {
      codes.filter { lies($0, within) }.compactMap(gazetteer.place)
    }
    if let found = Self.only(places(names[name, level]), .name) { return found }
    let stemmed = places(stems[stem.name, level])
    let formerly = heirs(formerNames[exact], within)
    if !stemmed.isEmpty {
      return Self.only(Set(stemmed + formerly).sorted { $0.code < $1.code }, .variant)
    }
    return Self.only(formerly, .formerName)
      ?? Self.only(heirs(formerStems[stem], within), .formerName)
  }

  /// Resolves the official code of a place, of today or of another date, that stands for its name.
  private func coded(_ code: String, level: PlaceLevel, within: String?) -> Resolution? {
    guard code.utf8.count >= Self.shortestCode, code.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    if let place = gazetteer.place(code) {
      return place.level == level && lies(code, within) ? .resolved(code: code, .variant) : nil
    }
    let former = gazetteer.history.versions(of: code).filter { $0.level == level }
    return Self.only(heirs(former, within), .formerName)
  }

  /// The digits of a code of GB/T 2260; a shorter number may be anything.
  private static let shortestCode = 6

  private static func only(_ places: [Place], _ evidence: Evidence) -> Resolution? {
    guard let first = places.first else { return nil }
    return places.count == 1
      ? .resolved(code: first.code, evidence) : .ambiguous(candidates: places)
  }

  /// The places of today that hold what places of other dates held.
  private func heirs(_ former: [Place]?, _ within: String?) -> [Place] {
    Set((former ?? []).flatMap { gazetteer.heirs(of: $0) }.filter { lies($0.code, within) })
      .sorted { $0.code < $1.code }
  }

  /// What is left of a name behind the names of the places that it must lie in.
  private func rests(of name: String, within: String?) -> [String] {
    guard let within else { return [] }
    let containers = gazetteer.lineage(of: within).sorted { $0.key < $1.key }
      .compactMap { gazetteer.place($0.value) }
    var rest = name
    for container in containers {
      let word = keyer.name(container.name)
      if rest.count > word.count, rest.hasPrefix(word) { rest.removeFirst(word.count) }
    }
    return rest == name ? [] : [rest]
  }

  /// What is left of a name behind the name of its container without the word for what that is: 清河
  /// may be 清河镇, or the beginning of the village's own name.
  func restBehindShortName(of name: String, within: String?) -> String? {
    guard let container = within.flatMap(gazetteer.place) else { return nil }
    let full = keyer.name(container.name)
    guard let title = titles.first(where: full.hasSuffix), full.count > title.count + 1 else {
      return nil
    }
    let short = full.dropLast(title.count)
    return name.count > short.count && name.hasPrefix(short)
      ? String(name.dropFirst(short.count)) : nil
  }

  /// The places of today that hold what places of that stem held on other dates.
  func heirs(called name: String, level: PlaceLevel) -> [String] {
    heirs(formerStems[Key(level: level, name: stem(of: name, level: level))], nil).map(\.code)
  }

  /// Resolves a name that begins with those of wider places, which no variable gave.
  ///
  /// 沁县清河镇李家沟村: what stands behind the name of a wider place is looked for in that, and may
  /// again begin with the name of a wider place, which then is one of those that lie in it.
  private func behindContainers(
    _ name: String, level: PlaceLevel, within container: Place? = nil
  ) -> Resolution? {
    for (place, rest) in beginnings(of: name, before: level, within: container) {
      // A name may stand twice: 沁县沁县清河镇.
      let rests = [rest] + rests(of: rest, within: place.code)
      for rest in rests {
        if let found = lookup(rest, level: level, within: place.code) { return found }
      }
      for rest in rests {
        if let found = behindContainers(rest, level: level, within: place) { return found }
      }
    }
    return nil
  }

  /// The places with whose names a name begins and what stands behind each, the narrowest first: of
  /// each level and length the one that lies in a wider place, or is the only one anywhere.
  private func beginnings(
    of name: String, before level: PlaceLevel, within container: Place?
  ) -> [(place: Place, rest: String)] {
    let letters = name.count
    return lengths.keys.sorted(by: >)
      .filter { wider in wider < level && container.map { $0.level < wider } ?? true }
      .flatMap { wider in
        (lengths[wider] ?? []).filter { 1 < $0 && $0 < letters }
          .compactMap { length -> (place: Place, rest: String)? in
            let codes = names[String(name.prefix(length)), wider]
              .filter { lies($0, container?.code) }
            guard codes.count == 1, let place = gazetteer.place(codes[0]) else { return nil }
            return (place, String(name.dropFirst(length)))
          }
      }
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
      // Of several answers, as of waves whose places differ, the last that names a place of the day.
      let answers = decisions[Answer(key: key, within: container)] ?? []
      if let decision = answers.last(where: { gazetteer.place($0.code) != nil }) { return decision }
    }
    return nil
  }

  /// The places of a level whose stem is that of a name, wherever they lie.
  func places(called name: String, level: PlaceLevel) -> [String] {
    stems[stem(of: name, level: level), level]
  }

  func lies(_ code: String, _ within: String?) -> Bool {
    guard let within else { return true }
    return code == within || gazetteer.lineage(of: code).values.contains(within)
  }

  /// The stems of the places of a level, in the order of their codes.
  func stemsOfLevel(_ level: PlaceLevel) -> [(stem: String, code: String)] { levels[level] ?? [] }

  /// A name without what may end it on its level.
  func stem(of name: String, level: PlaceLevel) -> String {
    keyer.stem(
      of: name, suffixes: suffixes[level.name] ?? [],
      groupWords: level.isInformal ? .alike : .apart)
  }
}

extension PlaceResolver.Resolution {
  /// The same, found by rule where it was found by name.
  fileprivate var asVariant: Self {
    if case .resolved(let code, .name) = self { .resolved(code: code, .variant) } else { self }
  }
}
