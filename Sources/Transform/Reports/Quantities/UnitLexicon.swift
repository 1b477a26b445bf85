internal import ChineseText
internal import SurveyModel

/// Which words behind a number say its unit.
struct UnitLexicon: Sendable {
  private let words: WordTable<String>
  private let nouns: WordTable<String?>
  private let classifiers: WordTable<IndicatorCatalogue.Classifier>
  private let institutions: WordTable<String>
  private let labels: WordTable<String>
  /// The characters of the longest word of a unit and the longest classifier.
  let longestUnit: Int
  private let firstWords: [String: String]
  private let fillers: Words
  private let scopes: Words
  private let verbs: Words
  private let sharers: Words
  private let namers: Words
  private let kinds: Words

  private let places: Set<String>
  private let manyPlaces: Set<String>
  private let vague: Set<String>

  /// How far behind a classifier its noun may stand.
  private static let reach = 18

  init(_ catalogue: IndicatorCatalogue, _ language: ReportLanguage) {
    let endeavours = language[.endeavours]
    places = catalogue.units(.places)
    manyPlaces = catalogue.units(.many)
    vague = catalogue.units(.vague)
    words = WordTable(catalogue.units.flatMap { unit in unit.words.map { ($0, unit.id) } })
    nouns = WordTable(
      catalogue.units.flatMap { unit in unit.nouns.map { ($0, Optional(unit.id)) } }
        + catalogue.ignoredNouns.map { ($0, nil) })
    classifiers = WordTable(catalogue.classifiers.map { ($0.word, $0) })
    longestUnit =
      (catalogue.units.flatMap(\.words) + catalogue.classifiers.map(\.word))
      .map(\.unicodeScalars.count).max() ?? 0
    institutions = WordTable(
      catalogue.units.filter { $0.id == "item" }
        .flatMap { unit in
          unit.nouns.filter { !endeavours.contains($0) }.map { ($0, unit.id) }
        })
    firstWords = Dictionary(
      catalogue.units.compactMap { unit in unit.words.first.map { (unit.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    labels = WordTable(catalogue.units.flatMap { unit in unit.labels.map { ($0, unit.id) } })
    fillers = Words(language[.betweenNounAndNumber] + language[.become])
    scopes = language.find(.scopeBeforeNoun)
    sharers = language.find(.among)
    namers = Words(language[.scopes] + language[.itemMarks])
    verbs = language.find(.verbsBehindPlace)
    kinds = language.find(.generic)
  }

  /// A unit that is said, where its word ends, and whether only a classifier says it.
  typealias Found = (unit: String, end: Int, isVague: Bool)

  /// The unit that a word at a position says, and where the word ends.
  func unit(at position: Int, before start: Int, in text: [Unicode.Scalar]) -> Found? {
    let word = words.longest(at: position, in: text)
    // 87302部队: a longer word that counts nothing.
    if let noun = nouns.longest(at: position, in: text), noun.meaning == nil,
      noun.length > word?.length ?? 0
    {
      return nil
    }
    if let classifier = classifiers.longest(at: position, in: text),
      classifier.length >= word?.length ?? 0
    {
      let end = position + classifier.length
      let counted = classifier.meaning.counted
      let noun =
        noun(behind: end, before: start, in: text) { counted?.contains($0) ?? true }
        ?? counted.flatMap { nounOfClause(before: start, in: text, among: $0) }
      return (noun ?? classifier.meaning.unit, end, noun == nil)
    }
    return word.map { ($0.meaning, position + $0.length, false) }
  }

  /// Whether a position has a unit that says what is measured: 元, %, 人, and not 项 or 年.
  func isMeasure(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    words.longest(at: position, in: text).map { !vague.contains($0.meaning) } ?? false
  }

  /// The unit of a label that ends at a position and says by itself what it counts (人口, 户数).
  func unit(ofLabelEndingAt end: Int, in text: [Unicode.Scalar]) -> String? {
    labels.longest(endingAt: end, in: text)?.meaning
  }

  /// The first word of a unit; nil for one that only nouns name.
  func word(of unit: String) -> [Unicode.Scalar]? {
    firstWords[unit].map { Array($0.unicodeScalars) }
  }

  /// The unit of a noun that ends at a position: 行政村, 合作社.
  func noun(endingAt end: Int, in text: [Unicode.Scalar]) -> String? {
    nouns.longest(endingAt: end, in: text)?.meaning
  }

  /// The unit of what is counted by a title that ends at a position: 农户 of 农户数, 笔 of 笔数.
  func counted(endingAt end: Int, in text: [Unicode.Scalar]) -> String? {
    if let unit = labels.longest(endingAt: end, in: text)?.meaning { return unit }
    if let unit = noun(endingAt: end, in: text) { return unit }
    // 床位 ends like a word for persons, and is another.
    return words.longest(at: 0, in: text).flatMap { $0.length == end ? $0.meaning : nil }
  }

  /// Whether a classifier stands at a position.
  func isClassifier(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    classifiers.longest(at: position, in: text) != nil
  }

  /// The unit of the noun that a classifier counts: behind it, or else before the number.
  private func noun(
    behind end: Int, before start: Int, in text: [Unicode.Scalar], where counts: (String) -> Bool
  ) -> String? {
    var left = ownNounBefore(start, in: text)
    if let unit = left, !counts(unit) { left = nil }
    var at = end
    // 1个(新建)安置点: what stands in parentheses is no noun of the number.
    if at < text.count, text[at] == "(" { at = behindParenthesis(at, in: text) ?? at }
    while at < min(text.count, end + Self.reach) {
      let scalar = text[at]
      if scalar.isPunctuation { break }
      if let noun = nouns.longest(at: at, in: text) {
        at += noun.length
        guard let unit = noun.meaning, counts(unit) else { continue }
        // 行政村216个自然村555个: the noun belongs to the next number.
        if let left, at < text.count, text[at].isDigit { return left }
        if places.contains(unit), let own = institution(behind: at, in: text) { return own }
        return unit
      }
      if scalar.isDigit, left != nil { break }
      at += 1
    }
    return left
  }

  /// The nearest noun of some units that stands before a number in its clause: 合作社累计达31家.
  private func nounOfClause(
    before start: Int, in text: [Unicode.Scalar], among units: Set<String>
  ) -> String? {
    var end = start
    while end > 0, start - end < Self.reach, !text[end - 1].isPunctuation, !text[end - 1].isDigit {
      if let unit = nouns.longest(endingAt: end, in: text)?.meaning, units.contains(unit) {
        return unit
      }
      end -= 1
    }
    return nil
  }

  /// What stands behind a parenthesis that is closed soon.
  private func behindParenthesis(_ open: Int, in text: [Unicode.Scalar]) -> Int? {
    let close = text[open..<min(text.count, open + Self.reach)].firstIndex(of: ")")
    return close.map { $0 + 1 }
  }

  /// 15个乡镇中心卫生院: a place only says whose the things are that stand close behind it.
  private func institution(behind end: Int, in text: [Unicode.Scalar]) -> String? {
    var at = end
    if at < text.count, text[at] == "(" { at = behindParenthesis(at, in: text) ?? at }
    for start in at..<min(text.count, at + 3) {
      if text[start].isPunctuation || verbs.stand(at: start, in: text) { return nil }
      if let length = institutions.longest(at: start, in: text)?.length, length > 1 {
        return "item"
      }
    }
    return nil
  }

  /// The unit of a noun right before a number that no number before it counts.
  ///
  /// In 23个乡镇252个村 the first number counts 乡镇; in 行政村216个自然村555个 each noun counts with
  /// the number behind it.
  private func ownNounBefore(_ start: Int, in text: [Unicode.Scalar], depth: Int = 0) -> String? {
    guard let unit = nounBefore(start, in: text), depth < 8 else { return nil }
    // 42个贫困村中已有37个: the noun counts with both.
    if sharers.first(in: max(0, start - 4)..<start, of: text) != nil { return unit }
    var at = start
    while at > 0, start - at < Self.reach, !text[at - 1].isPunctuation, !text[at - 1].isDigit {
      at -= 1
    }
    guard at > 0, at < start, text[at - 1].isDigit, classifierBehind(at, in: text) else {
      return unit
    }
    while at > 0, text[at - 1].isDigit || text[at - 1] == "." { at -= 1 }
    return ownNounBefore(at, in: text, depth: depth + 1) == nil ? nil : unit
  }

  private func classifierBehind(_ digitsEnd: Int, in text: [Unicode.Scalar]) -> Bool {
    var at = digitsEnd
    while at < text.count, text[at].saysMore || text[at] == "万" || text[at] == "亿" { at += 1 }
    return classifiers.longest(at: at, in: text) != nil
  }

  /// The unit of a noun that stands right before a number.
  func nounBefore(_ start: Int, in text: [Unicode.Scalar]) -> String? {
    var end = start
    while end > 0 {
      guard
        let length = fillers.length(endingAt: end, in: text)
          ?? (text[end - 1] == ReportText.lost ? 1 : nil)
      else { break }
      end -= length
    }
    guard let noun = nouns.longest(endingAt: end, in: text) else { return nil }
    // 全县218个村, 大湾镇9个村: the county and the town are where, not what.
    let before = end - noun.length - 1
    // 薄弱村12个: a kind of village, and none of that name; 集镇8个 may be what lies in towns.
    let isKind =
      noun.meaning.map(manyPlaces.contains) == true && kinds.stand(endingAt: end, in: text)
    if noun.length == 1, before >= 0, !isKind {
      if scopes.contains(text[before]) { return nil }
      if let unit = noun.meaning, places.contains(unit), text[before].value >= 0x3400,
        !text[before].isPunctuation, !NumeralSymbol.isNumeral(text[before]),
        !verbs.contains(text[before]), !namers.contains(text[before])
      {
        return nil
      }
    }
    return noun.meaning
  }

  /// The unit of a noun that stands right behind a number without a classifier.
  func nounBehind(_ end: Int, in text: [Unicode.Scalar]) -> String? {
    var at = end
    while at < min(text.count, end + 6), !text[at].isPunctuation {
      guard let noun = nouns.longest(at: at, in: text) else {
        at += 1
        continue
      }
      if let unit = noun.meaning { return unit }
      at += noun.length
    }
    return nil
  }
}
