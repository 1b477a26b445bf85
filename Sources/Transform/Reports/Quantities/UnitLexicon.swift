internal import SurveyModel

/// Which words behind a number say its unit.
struct UnitLexicon: Sendable {
  private let words: WordTable<String>
  private let nouns: WordTable<String?>
  private let classifiers: WordTable<String>

  /// How far behind a classifier its noun may stand.
  private static let reach = 18

  init(_ catalogue: IndicatorCatalogue) {
    words = WordTable(catalogue.units.flatMap { unit in unit.words.map { ($0, unit.id) } })
    nouns = WordTable(
      catalogue.units.flatMap { unit in unit.nouns.map { ($0, Optional(unit.id)) } }
        + catalogue.ignoredNouns.map { ($0, nil) })
    classifiers = WordTable(catalogue.classifiers.map { ($0.word, $0.unit) })
  }

  /// The unit that a word at a position says, and where the word ends.
  func unit(
    at position: Int, before start: Int, in text: [Unicode.Scalar]
  ) -> (
    unit: String, end: Int
  )? {
    let word = words.longest(at: position, in: text)
    if let classifier = classifiers.longest(at: position, in: text),
      classifier.length >= word?.length ?? 0
    {
      let end = position + classifier.length
      return (noun(behind: end, before: start, in: text) ?? classifier.meaning, end)
    }
    return word.map { ($0.meaning, position + $0.length) }
  }

  /// Whether a classifier stands at a position.
  func isClassifier(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    classifiers.longest(at: position, in: text) != nil
  }

  /// The unit of the noun that a classifier counts: behind it, or else before the number.
  private func noun(behind end: Int, before start: Int, in text: [Unicode.Scalar]) -> String? {
    let left = nounBefore(start, in: text)
    var at = end
    while at < min(text.count, end + Self.reach) {
      let scalar = text[at]
      if scalar.isPunctuation && !(scalar == "(" && at == end) { break }
      if let noun = nouns.longest(at: at, in: text) {
        at += noun.length
        guard let unit = noun.meaning else { continue }
        // 行政村216个自然村555个: the noun belongs to the next number.
        if let left, at < text.count, text[at].isDigit { return left }
        return unit
      }
      if scalar.isDigit, left != nil { break }
      at += 1
    }
    return left
  }

  /// The unit of a noun that stands right before a number.
  func nounBefore(_ start: Int, in text: [Unicode.Scalar]) -> String? {
    var end = start
    while end > 0, Self.fillers.contains(text[end - 1]) { end -= 1 }
    guard let noun = nouns.longest(endingAt: end, in: text) else { return nil }
    // 全县218个村: the county is where, not what.
    let before = end - noun.length - 1
    if noun.length == 1, before >= 0, Self.scopes.contains(text[before]) { return nil }
    return noun.meaning
  }

  private static let scopes: Set<Unicode.Scalar> = ["全", "各", "本", "我", "该", "每"]

  /// The unit of a noun that stands right behind a number without a classifier.
  func nounBehind(_ end: Int, in text: [Unicode.Scalar]) -> String? {
    for at in end..<min(text.count, end + 6) {
      if text[at].isPunctuation { break }
      if let noun = nouns.longest(at: at, in: text) { return noun.meaning }
    }
    return nil
  }

  /// Words of one character that may stand between a noun and its number.
  private static let fillers: Set<Unicode.Scalar> = [
    "为", "达", "到", "共", "有", "约", "近", "是", ":", "计", "还", "尚", "仅", "只", "已", "均",
  ]
}
