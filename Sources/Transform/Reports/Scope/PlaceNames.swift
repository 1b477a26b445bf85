internal import SurveyModel

/// The places that a report names: those of the gazetteer, and those that its grammar shows.
///
/// Without a gazetteer a name is what stands before 县, 镇 or 村 and begins, at least once, where
/// another word ends: 按照市里 and 集贸市场 name none.
struct PlaceNames {
  private let names: WordTable<String>
  private let levels: [String: Int]
  /// The place that the report names most, or nil.
  let mostNamed: String?

  /// The characters of a name before 县, at most.
  private static let longest = 4

  init(
    _ lines: [[Unicode.Scalar]], gazetteer: [(folded: String, name: String)], words: ScopeWords
  ) {
    var known: [String: String] = [:]
    for place in gazetteer { known[place.folded] = place.name }
    var counts: [String: Int] = [:]
    for line in lines {
      for at in line.indices where words.level(at: at, in: line) != nil {
        guard let name = Self.name(endingAt: at, in: line, words) else { continue }
        counts[name, default: 0] += 1
      }
    }
    // Where 沁县 stands by itself too, 山西沁县 and 走村入户沁县 hold more than the name.
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
    // A name of one character (沁县) needs to be named again, or a number would make one of 个县.
    for (name, count) in counts
    where known[name] == nil && (name.unicodeScalars.count > 2 || count > 1) {
      known[name] = name
    }
    names = WordTable(known.map { ($0.key, $0.value) })
    levels = known.reduce(into: [:]) { levels, entry in
      let scalars = Array(entry.key.unicodeScalars)
      levels[entry.value] = words.level(at: scalars.count - 1, in: scalars)
    }
    mostNamed =
      counts.filter { known[$0.key] != nil && $0.value > 1 }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?
      .key
  }

  /// The name that ends with a character such as 县, where a word ends before it.
  private static func name(
    endingAt at: Int, in text: [Unicode.Scalar], _ words: ScopeWords
  ) -> String? {
    // 一村一队, 三县: a count of places is none.
    guard !words.noPlaces.stand(at: at, in: text), at > 0, !words.isNumeral(text[at - 1]) else {
      return nil
    }
    var start = at
    while start > 0, at - start <= longest, text[start - 1].value >= 0x3400,
      !text[start - 1].isPunctuation, !words.notInNames.contains(text[start - 1]),
      !words.beforeNames.stand(endingAt: start, in: text),
      words.level(at: start - 1, in: text) == nil
    {
      start -= 1
    }
    guard start < at, at - start <= longest else { return nil }
    // 柳湾自然村 at the head of a line is a name, 12个自然村 and 深度贫困村 are none.
    if let kind = words.kinds.length(endingAt: at + 1, in: text) {
      return start == 0 && at + 1 - start > kind + 1 ? text.string(0..<(at + 1)) : nil
    }
    guard words.generic.length(endingAt: at + 1, in: text) == nil,
      words.genericAlone.length(endingAt: at + 1, in: text) ?? 0 < at + 1 - start
    else { return nil }
    return text.string(start..<(at + 1))
  }

  /// The last place of those that stand one behind another at a position: 白石县青禾乡.
  func chain(at position: Int, in text: [Unicode.Scalar]) -> (name: String, end: Int)? {
    var found: (name: String, end: Int)?
    var at = position
    while let next = names.longest(at: at, in: text) {
      at += next.length
      found = (next.meaning, at)
    }
    return found
  }

  /// The place that a title is about: the first that it names.
  func subject(of title: [Unicode.Scalar]) -> String? {
    title.indices.lazy.compactMap { chain(at: $0, in: title)?.name }.first
  }

  /// The place that 全县 or 全村 is: the home of its level, or the only other of that level.
  func place(of level: Int?, home: String?) -> String? {
    guard let level else { return nil }
    if let home, levels[home] == nil || levels[home] == level { return home }
    let others = levels.filter { $0.value == level }
    return others.count == 1 ? others.first?.key : nil
  }
}
