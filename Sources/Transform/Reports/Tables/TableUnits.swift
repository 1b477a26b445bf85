internal import ChineseText
internal import SurveyModel

/// A unit as a table states it: 万元, 户, %.
struct TableUnit {
  /// The folded words, as they would stand behind a number.
  let text: [Unicode.Scalar]
  /// The base unit.
  let id: String
  /// Whether 万 or another scale stands before it.
  let isScaled: Bool
  /// Whether it is a classifier, which any noun may follow: 个.
  let isClassifier: Bool
}

/// Says which unit the numbers below a title have.
final class TableUnits: Sendable {
  private let lexicon: UnitLexicon
  private let words: TableWords
  private let countEnds: Words
  private let shares: Words
  private let averages: Words
  private let money: Words
  private let measured: Words
  private let numbers: TableNumberReader

  private static let shareUnits: Set<String> = [
    "percent", "permille", "percentage_point", "permille_point",
  ]
  private static let moneyUnits: Set<String> = ["yuan", "rupee", "us_dollar"]
  private static let extents: Set<String> = ["mu", "hectare", "km2", "km", "m2"]

  init(_ lexicon: UnitLexicon, _ language: ReportLanguage, words: TableWords) {
    self.lexicon = lexicon
    self.words = words
    countEnds = language.find(.countEnds)
    shares = language.find(.shareTitles)
    averages = language.find(.averages)
    money = language.find(.money)
    measured = language.find(.measuredTitles)
    numbers = TableNumberReader(language)
  }

  // MARK: Units as they are written

  private static let longest = 12

  /// The unit that a text is, all of it; nil where it is none.
  func unit(_ text: some Collection<Unicode.Scalar>) -> TableUnit? {
    let text = Array(text)
    guard !text.isEmpty, text.count <= Self.longest else { return nil }
    var at = 0
    // 百分点 begins with no 百: a unit's whole word is longer than its scales.
    while !isWord(at, text), at < text.count, NumeralSymbol(text[at]).isScale { at += 1 }
    guard let found = lexicon.unit(at: at, before: at, in: text) else { return nil }
    if found.end < text.count {
      // 元/人: so much for each.
      guard text[found.end] == "/", found.end + 1 < text.count,
        Self.moneyUnits.contains(found.unit),
        !text[(found.end + 1)...].contains(where: { $0.isPunctuation || $0.isDigit })
      else { return nil }
    }
    return TableUnit(
      text: text, id: found.unit, isScaled: at > 0,
      isClassifier: lexicon.isClassifier(at: at, in: text))
  }

  private func isWord(_ at: Int, _ text: [Unicode.Scalar]) -> Bool {
    at < text.count && lexicon.unit(at: at, before: at, in: text)?.end == text.count
  }

  /// The number that a cell is, perhaps with its unit; nil where it is none.
  func number(_ text: [Unicode.Scalar]) -> TableNumber? {
    numbers.number(of: text, isUnit: { self.unit($0) != nil })
  }

  /// Whether a cell is a number, perhaps one that damage made unreadable.
  func isNumber(_ text: [Unicode.Scalar]) -> Bool {
    number(text) != nil || Self.isDamagedNumber(text)
  }

  /// How many of the cells of a line are numbers, and no years.
  func numbers(in cells: [[Unicode.Scalar]]) -> Int {
    cells.count { isNumber($0) && !TableWords.isYear($0) }
  }

  private static func isDamagedNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first, first == "?" || first == ReportText.lost, text.count > 1 else {
      return false
    }
    return text.dropFirst().allSatisfy { $0.isDigit || $0 == "." || $0 == "," }
  }

  // MARK: Units of titles

  /// What a title says by itself that its numbers are.
  private enum Own {
    /// So many of a unit: 户数. Not certain where the title only ends in a noun: 学校.
    case counted(String, isCertain: Bool)
    /// So many of what the catalogue knows no unit of: 床位数.
    case unknown
    case share
    case money
    /// An extent, an age: neither counted nor paid.
    case measured
  }

  /// The unit of a title that has none of its own, under a caption.
  ///
  /// A title that names a countable noun, or a share, takes the caption's unit only where they agree.
  ///
  /// - Returns: Nil where no unit is certain.
  func unit(of title: TableTitle, under caption: TableCaption) -> TableUnit? {
    guard title.unknown != .unit else { return nil }
    let levels = title.subjects
    let units = caption.units.compactMap { $0 }
    func only(_ isMeant: (TableUnit) -> Bool) -> TableUnit? {
      let meant = units.filter(isMeant)
      return meant.count == 1 ? meant[0] : nil
    }
    let own = own(levels)
    switch own {
    case .unknown?, .measured?, nil: if title.unknown != .none { return nil }
    case .counted?, .share?, .money?: break
    }
    switch own {
    case .counted(let id, _):
      return only { $0.id == id && !$0.isClassifier } ?? only(\.isClassifier)
    case .unknown:
      return only { unit in unit.isClassifier || levels.joined().contains(unit.text) }
    case .share: return only { Self.shareUnits.contains($0.id) }
    case .money: return only { Self.moneyUnits.contains($0.id) }
    case .measured: return only { Self.extents.contains($0.id) }
    case nil:
      if isAverage(levels) { return nil }
      if caption.units.count == 1 { return units.first }
      // 常住户 counts 户.
      if let named = only({ unit in levels.joined().contains(unit.text) }) { return named }
      let others = caption.units.filter { $0.map { !Self.shareUnits.contains($0.id) } ?? true }
      return others.count == 1 ? others[0] : nil
    }
  }

  /// The unit of a whole number below a title that says by itself what it counts: 户数, 人口.
  func said(by title: TableTitle) -> TableUnit? {
    guard title.unknown != .unit, case .counted(let id, isCertain: true) = own(title.subjects),
      let word = lexicon.word(of: id)
    else { return nil }
    return unit(word)
  }

  /// Whether a text is a noun of what is counted: 行政村, 社区.
  func isNoun(_ text: some Collection<Unicode.Scalar>) -> Bool {
    let text = Array(text)
    return lexicon.noun(endingAt: text.count, in: text).map { !Self.shareUnits.contains($0) }
      ?? false
  }

  /// A title that a classifier's number is read behind: 行政村 of 行政村个数, for the noun says what 个
  /// counts.
  func countedNoun(_ title: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard lexicon.unit(ofLabelEndingAt: title.count, in: title) == nil,
      let length = countEnds.length(endingAt: title.count, in: title), length < title.count
    else { return title }
    let noun = Array(title.dropLast(length))
    return lexicon.noun(endingAt: noun.count, in: noun) == nil ? title : noun
  }

  private func isAverage(_ levels: [[Unicode.Scalar]]) -> Bool {
    levels.contains { averages.first(in: $0.indices, of: $0) != nil }
  }

  /// What a title is of, by the last of its levels that says so.
  private func own(_ levels: [[Unicode.Scalar]]) -> Own? {
    let said = levels.reversed().filter { !words.isPlain($0) }
    let hasShare = levels.contains { isShare($0) }
    for level in said {
      if let counted = counted(level) {
        // 人口's share of men is a share, the number of men of a share's is none.
        if hasShare, case .counted(_, isCertain: false) = counted { continue }
        if isAverage(levels) { continue }
        return counted
      }
      if stands(measured, in: level) { return .measured }
      if isShare(level) { return .share }
      if stands(money, in: level) { return .money }
    }
    return hasShare ? .share : nil
  }

  private func stands(_ words: Words, in title: [Unicode.Scalar]) -> Bool {
    words.first(in: title.indices, of: title) != nil
  }

  /// Whether a title is of shares or of changes in per cent: 比重, 入户率, 增长.
  private func isShare(_ title: [Unicode.Scalar]) -> Bool {
    stands(shares, in: title) && counted(title) == nil && !stands(measured, in: title)
      || words.movement(title) != .none && counted(title) == nil
  }

  /// What a title counts that ends in a noun, or in a noun and 数.
  private func counted(_ title: [Unicode.Scalar]) -> Own? {
    if let unit = lexicon.unit(ofLabelEndingAt: title.count, in: title) {
      // 男 is a label of persons, and may be one of anything that men have.
      let isCertain = countEnds.stand(endingAt: title.count, in: title) || title.count > 1
      return .counted(unit, isCertain: isCertain)
    }
    if let length = countEnds.length(endingAt: title.count, in: title), length < title.count {
      let noun = Array(title.dropLast(length))
      guard let unit = lexicon.counted(endingAt: noun.count, in: noun) else { return .unknown }
      return .counted(unit, isCertain: true)
    }
    return lexicon.noun(endingAt: title.count, in: title)
      .map { .counted($0, isCertain: false) }
  }
}

extension [[Unicode.Scalar]] {
  fileprivate func joined() -> [Unicode.Scalar] { flatMap { $0 + [","] } }
}

extension [Unicode.Scalar] {
  fileprivate func contains(_ word: [Unicode.Scalar]) -> Bool {
    indices.contains { has(word, at: $0) }
  }
}
