internal import SurveyModel

/// The places that a report names: those of the gazetteer, and those that its grammar shows.
///
/// Without a gazetteer a name is what stands before 县, 镇 or 村 and begins, at least once, where
/// another word ends: 按照市里 and 集贸市场 name none.
struct PlaceNames {
  private let names: WordTable<String>
  /// Names without the word that ends them, of levels that are named so.
  private let bareNames: WordTable<String>
  private let levels: [String: Int]
  /// The place that the report names most, or nil.
  let mostNamed: String?

  init(
    _ lines: [[Unicode.Scalar]], gazetteer: [(folded: String, name: String)], words: ScopeWords
  ) {
    var known: [String: String] = [:]
    for place in gazetteer { known[place.folded] = place.name }
    var found = Found()
    var last: [Unicode.Scalar] = []
    for line in lines {
      var at = 0
      // 白⏎水镇: the head of a line may be the end of a name.
      if let name = Self.cutName(line, behind: last, words) {
        found.add(name.whole, in: name.text)
        at = name.end
      }
      last = line
      while at < line.count {
        guard let level = words.level(at: at, in: line) else {
          at += 1
          continue
        }
        found.add(PlaceCandidate(level: at..<(at + level.length), in: line, words), in: line)
        at += level.length
      }
    }
    let counts = found.counts()
    // A name of one character (沁县) needs to be named again, or a number would make one of 个县.
    for (name, count) in counts
    where known[name] == nil && (name.unicodeScalars.count > 2 || count > 1) {
      known[name] = name
    }
    names = WordTable(known.map { ($0.key, $0.value) })
    bareNames = WordTable(Self.bare(known, words).map { ($0.key, $0.value) })
    levels = known.reduce(into: [:]) { levels, entry in
      levels[entry.value] = words.level(of: Array(entry.key.unicodeScalars))
    }
    mostNamed =
      counts.filter { known[$0.key] != nil && $0.value > 1 }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?
      .key
  }

  /// What names are without the word that ends them, where no other place is called so.
  private static func bare(_ known: [String: String], _ words: ScopeWords) -> [String: String] {
    var bare: [String: [String]] = [:]
    for (folded, name) in known {
      let scalars = Array(folded.unicodeScalars)
      guard let end = words.endLength(of: scalars), scalars.count - end > 1 else { continue }
      bare[scalars.string(0..<(scalars.count - end)), default: []].append(name)
    }
    return bare.compactMapValues { names in
      guard names.count == 1, let level = words.level(of: Array(names[0].unicodeScalars)),
        words.level(level, has: .namedBare)
      else { return nil }
      return names[0]
    }
  }

  /// The place whose name without its end stands at a position, and where it ends: 到柳湾走访.
  func bareName(at position: Int, in text: [Unicode.Scalar]) -> (name: String, end: Int)? {
    bareNames.longest(at: position, in: text).map { ($0.meaning, position + $0.length) }
  }

  /// The characters of a line that its page's width may have cut, at least.
  private static let shortestCut = 12

  /// What stands at the head of a line and may be the end of a name that begins in the line before it.
  ///
  /// - Returns: The name as it stands in both, where it is one for certain, and where it ends in its line; or
  ///   nil where none is cut.
  private static func cutName(
    _ line: [Unicode.Scalar], behind last: [Unicode.Scalar], _ words: ScopeWords
  ) -> (whole: PlaceCandidate?, text: [Unicode.Scalar], end: Int)? {
    guard last.count >= shortestCut, let before = last.last, before.value >= 0x3400,
      !before.isPunctuation, let level = words.level(at: 1, in: line),
      words.isBelowNested(level.level),
      PlaceCandidate(level: 1..<(1 + level.length), in: line, words) != nil
    else { return nil }
    let end = 1 + level.length
    let text = Array(last.suffix(6) + line[..<end])
    let candidate = PlaceCandidate(level: (text.count - level.length)..<text.count, in: text, words)
    return (candidate.flatMap { $0.range.count == end + 1 ? $0 : nil }, text, end)
  }

  /// What a report's grammar shows to be names of places.
  private struct Found {
    private var all: [String: Int] = [:]
    /// Names that stand somewhere where nothing else can.
    private var certain: Set<String> = []
    /// What the report counts, and so no names: 30个督战县.
    private var counted: Set<String> = []

    mutating func add(_ candidate: PlaceCandidate?, in line: [Unicode.Scalar]) {
      guard let candidate else { return }
      let name = line.string(candidate.range)
      if candidate.isCounted { counted.insert(name) }
      if !candidate.isDoubtful { certain.insert(name) }
      all[name, default: 0] += 1
    }

    /// How often each is named; where 沁县 stands by itself too, 山西沁县 and 走村入户沁县 hold more
    /// than the name.
    func counts() -> [String: Int] {
      var counts = all.filter { entry in
        certain.contains(entry.key)
          && !counted.contains { $0.hasSuffix(entry.key) || entry.key.hasSuffix($0) }
      }
      let longestFirst = counts.keys.map { Array($0.unicodeScalars) }
        .sorted { ($1.count, $0.string($0.indices)) < ($0.count, $1.string($1.indices)) }
      for scalars in longestFirst {
        let name = scalars.string(scalars.indices)
        for start in scalars.indices.dropFirst() {
          let tail = scalars.string(start..<scalars.count)
          if let count = counts[tail], count >= counts[name] ?? 0 {
            counts[tail] = count + (counts.removeValue(forKey: name) ?? 0)
            break
          }
        }
      }
      return counts
    }
  }

  /// A place as a text names it, where its name ends, and the place that is named right before it.
  typealias Named = (name: String, end: Int, outer: String?)

  /// Whether a name may begin with a character.
  func mayBegin(with scalar: Unicode.Scalar) -> Bool { names.mayBegin(with: scalar) }

  /// The last place of those that stand one behind another at a position: 白石县青禾乡.
  func chain(at position: Int, in text: [Unicode.Scalar]) -> Named? {
    var found: Named?
    var at = position
    while let next = names.longest(at: at, in: text) {
      at += next.length
      found = (next.meaning, at, found?.name)
    }
    return found
  }

  /// The place that a title is about: the first that it names.
  func subject(of title: [Unicode.Scalar]) -> String? {
    title.indices.lazy.compactMap { chain(at: $0, in: title)?.name }.first
  }

  /// The places that stand in a list at a position, as it names them, or the one place there.
  func list(at position: Int, in text: [Unicode.Scalar], marks: Words) -> Named? {
    guard let first = chain(at: position, in: text) else { return nil }
    var end = first.end
    while let mark = marks.length(at: end, in: text), let next = chain(at: end + mark, in: text) {
      end = next.end
    }
    return end == first.end ? first : (text.string(position..<end), end, nil)
  }

  /// The level of a place, from 0 for a province; nil where none is known.
  func level(of place: String?) -> Int? { place.flatMap { levels[$0] } }

  /// The place that 全县 or 全村 is: the home of its kind, or the only other of its level that has
  /// been named.
  func place(
    of whole: ScopeWords.Whole, home: String?, among seen: Set<String>, _ words: ScopeWords
  ) -> String? {
    guard let level = whole.level, let kind = whole.kind else { return nil }
    if let home {
      guard let own = levels[home] else { return home }
      // 全市 of a county's report is the city around it, and 全村 of a 社区's is that itself.
      if own == level { return words.isBelowNested(own) || home.hasSuffix(kind) ? home : nil }
    }
    let others = levels.filter { $0.value == level && seen.contains($0.key) }
    return others.count == 1 ? others.first?.key : nil
  }
}
