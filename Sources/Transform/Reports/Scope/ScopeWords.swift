internal import ChineseText
internal import SurveyModel

/// The words that say which date, place and population figures are of.
final class ScopeWords: Sendable {
  let dates: DateMention
  /// Behind these stands the date of all figures of a report.
  let declared: Words
  /// Close behind such a date stand these: 为标准时点.
  let declaredBehind: Words
  /// Behind these stands a day that holds until another is stated: 截至.
  let asOf: Words
  /// Before a date that something is compared with: 比, 较.
  let comparisons: Words
  /// Before a date that something comes from: 由, 从.
  let origins: Words
  /// Behind a date that something holds since: 以来.
  let since: Words
  /// A paragraph that begins so says more of the one before it: 其中.
  let goesOn: Words
  /// Words that only introduce a figure.
  let introductions: Words
  /// A place behind these is what its clause is about: 其中.
  let subjectBehind: Words
  /// A place's name begins behind these words.
  let beforeNames: Words
  /// Words that begin like a place's last character and end no name: 市场, 县委.
  let noPlaces: Words
  /// Kinds of places, which name none: 行政村, 山区.
  let generic: Words
  /// Kinds that name none by themselves, and do behind a name: 城区, 东城区.
  let genericAlone: Words
  /// Kinds that follow a name: 柳湾自然村.
  let kinds: Words
  /// Characters that no name of a place holds.
  let notInNames: Words
  let populations: [(word: String, scalars: [Unicode.Scalar])]
  private let wholes: WordTable<Int?>
  private let levels: WordTable<Int>
  private let plans: WordTable<String>

  init(_ language: ReportLanguage) {
    dates = DateMention(language)
    declared = language.find(.declared)
    declaredBehind = language.find(.declaredBehind)
    asOf = language.find(.asOf)
    comparisons = language.find(.comparedBy)
    origins = language.find(.comesFrom)
    since = language.find(.since)
    goesOn = language.find(.goesOn)
    introductions = language.find(.introducedBy)
    subjectBehind = language.find(.subjectBehind)
    beforeNames = language.find(.beforeNames)
    noPlaces = language.find(.noPlaces)
    generic = language.find(.generic)
    genericAlone = language.find(.genericAlone)
    kinds = language.find(.placeKinds)
    notInNames = language.find(.notInNames)
    populations = language[.populations].map { ($0, Array($0.unicodeScalars)) }
    let kinds: [ReportLanguage.List] = [.provinces, .prefectures, .counties, .townships, .villages]
    let ends = kinds.enumerated().flatMap { level, list in language[list].map { ($0, level) } }
    levels = WordTable(ends)
    wholes = WordTable(
      language[.home]
        .map { word in (word, ends.first { word.hasSuffix($0.0) }?.1) }
        + (language[.province] + language[.nation]).map { ($0, nil) })
    // 十三五:2016/2020.
    plans = WordTable(
      language[.plans]
        .compactMap { entry in
          let parts = entry.split(separator: "=", maxSplits: 1)
          return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        })
  }

  /// The level of the places whose names end with the character at a position, or nil.
  func level(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    levels.longest(at: position, in: text)?.meaning
  }

  /// A word at a position that means a whole place: 全县, and its level; nil for one around home.
  func whole(
    at position: Int, in text: [Unicode.Scalar]
  ) -> (word: String, length: Int, level: Int?)? {
    wholes.longest(at: position, in: text)
      .map { (text.string(position..<(position + $0.length)), $0.length, $0.meaning) }
  }

  /// The years of a plan at a position: 十三五.
  func plan(at position: Int, in text: [Unicode.Scalar]) -> (text: String, end: Int)? {
    plans.longest(at: position, in: text).map { ($0.meaning, position + $0.length) }
  }

  /// Whether a character is a numeral, as those of 一、 and 三.
  func isNumeral(_ scalar: Unicode.Scalar) -> Bool { NumeralSymbol(scalar) != .other }
}
