internal import SurveyModel

/// Reads the words around a quantity that bound it, turn its sign or say what it is.
struct QualifierReader: Sendable {
  private let before: WordTable<Fact.Qualifier>
  private let behind: WordTable<Fact.Qualifier>
  private let falls: Words
  private let rises: Words
  private let riseUnless: Words
  private let raised: Words
  private let unbound: Words
  private let net: Words
  private let less: Words
  private let more: Words
  private let comparisons: Words
  private let noComparisons: Words
  private let becoming: Words
  let roles: RoleReader

  init(_ language: ReportLanguage) {
    before = Self.table(
      language,
      [
        (.aboutBefore, .about), (.lessThanBefore, .lessThan), (.moreThanBefore, .moreThan),
        (.atLeastBefore, .atLeast), (.atMostBefore, .atMost),
      ])
    behind = Self.table(
      language, [(.aboutBehind, .about), (.atLeastBehind, .atLeast), (.atMostBehind, .atMost)])
    falls = language.find(.fall)
    rises = language.find(.rise)
    riseUnless = language.find(.riseUnless)
    raised = language.find(.raised)
    unbound = language.find(.boundsUnless)
    net = language.find(.netChanges)
    less = language.find(.less)
    more = language.find(.more)
    comparisons = language.find(.comparedBy)
    noComparisons = language.find(.comparedByUnless)
    becoming = language.find(.become)
    roles = RoleReader(language)
  }

  private static func table(
    _ language: ReportLanguage, _ lists: [(ReportLanguage.List, Fact.Qualifier)]
  ) -> WordTable<Fact.Qualifier> {
    WordTable(lists.flatMap { list, meaning in language[list].map { ($0, meaning) } })
  }

  /// Whether a word that bounds a figure ends at a position: 近, and not that of 附近.
  func bounds(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    bound(endingAt: position, in: text) != nil
  }

  private func bound(
    endingAt position: Int, in text: [Unicode.Scalar]
  ) -> (length: Int, meaning: Fact.Qualifier)? {
    guard let found = before.longest(endingAt: position, in: text),
      unbound.length(endingAt: position, in: text) ?? 0 <= found.length
    else { return nil }
    return found
  }

  func read(_ quantity: inout Quantity, _ text: [Unicode.Scalar]) {
    var start = quantity.range.lowerBound
    if let found = bound(endingAt: start, in: text) {
      quantity.qualifier = found.meaning
      start -= found.length
    }
    readSign(&quantity, start, text)
    if let found = behind.longest(at: quantity.range.upperBound, in: text),
      found.length > 1 || Self.isEnd(quantity.range.upperBound + found.length, of: text)
    {
      let end = quantity.range.upperBound + found.length
      // 七成以上农户 are a share of all, 95%以上村 a class.
      let isShare =
        quantity.unit == "percent"
        && (quantity.isChinese || end < text.count && text[end] == "的")
      if found.meaning != .about, !isShare, Self.namesClass(end, text) {
        quantity.isThreshold = true
      }
      quantity.qualifier = found.meaning
      quantity.range = quantity.range.lowerBound..<end
    }
    quantity.bound()
    let role = roles.role(of: quantity, in: text)
    if quantity.role == nil { quantity.role = role }
  }

  /// Whether a figure's words end at a position; 4户许姓村民 is four, and not about four.
  private static func isEnd(_ at: Int, of text: [Unicode.Scalar]) -> Bool {
    at >= text.count || text[at].isPunctuation || text[at] == "的"
  }

  private func readSign(_ quantity: inout Quantity, _ start: Int, _ text: [Unicode.Scalar]) {
    let number = quantity.range.lowerBound
    if number > 0, text[number - 1] == "-" || text[number - 1] == "−" || text[number - 1] == "负",
      number == 1
        || !text[number - 2].isLatin && !text[number - 2].isDigit && text[number - 2] != "%"
    {
      quantity.value = -quantity.value
      quantity.range = (number - 1)..<quantity.range.upperBound
      return
    }
    if falls.stand(endingAt: start, in: text) {
      quantity.value = -quantity.value
      quantity.role = .change
    } else if let length = rises.length(endingAt: start, in: text) {
      if riseUnless.length(endingAt: start, in: text) ?? 0 <= length, !raises(quantity, in: text) {
        quantity.role = .change
      }
    } else if let length = less.length(endingAt: start, in: text),
      isCompared(start, by: length, quantity, in: text)
    {
      quantity.value = -quantity.value
      quantity.role = .change
    } else if let length = more.length(endingAt: start, in: text),
      isCompared(start, by: length, quantity, in: text)
    {
      quantity.role = .change
    } else if let falls = comparedMove(before: start, in: text) {
      if falls { quantity.value = -quantity.value }
      quantity.role = .change
    }
  }

  /// The characters between a verb of change and its figure, at most.
  private static let longestNoun = 10

  /// Whether a clause says behind a comparison, or net, that what it counts fell or rose: 比去年减少监测户35户,
  /// 净增合作社21家; nil where it says neither.
  private func comparedMove(before start: Int, in text: [Unicode.Scalar]) -> Bool? {
    var first = start
    while first > 0, !text[first - 1].endsClause { first -= 1 }
    guard
      let compared = comparison(in: first..<start, of: text)
        ?? net.first(in: first..<start, of: text)?.lowerBound,
      let verb = [falls, rises].compactMap({ $0.first(in: compared..<start, of: text) })
        .min(by: { $0.lowerBound < $1.lowerBound }),
      !becoming.stand(at: verb.lowerBound, in: text), start - verb.upperBound <= Self.longestNoun,
      !text[verb.upperBound..<start].contains(where: { $0.isDigit || $0.isPunctuation })
    else { return nil }
    return falls.stand(at: verb.lowerBound, in: text)
  }

  /// Where the first word of a range that compares ends, or nil.
  private func comparison(in range: Range<Int>, of text: [Unicode.Scalar]) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      if let length = noComparisons.length(at: at, in: text) {
        at += length
      } else if let length = comparisons.length(at: at, in: text) {
        return at + length
      } else {
        at += 1
      }
    }
    return nil
  }

  /// Whether a verb of change ends at a position: 减少2万人至34万人 is a change and a figure.
  func isChange(endingAt position: Int, in text: [Unicode.Scalar]) -> Bool {
    falls.stand(endingAt: position, in: text) || rises.stand(endingAt: position, in: text)
  }

  /// The characters of a comparison before its figure, at most.
  private static let reach = 16

  /// Whether something of those that are counted is raised, and not their number: 提升3万人供水保障水平.
  private func raises(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    let behind = text[quantity.range.upperBound...].prefix(Self.reach).prefix { !$0.isPunctuation }
    return raised.first(in: behind.indices, of: text) != nil
  }

  /// Whether a clause compares before a position: 比去年同期少3412人; or a share stands behind a word
  /// of it at its head: 投资3亿元,增4.6%.
  private func isCompared(
    _ position: Int, by length: Int, _ quantity: Quantity, in text: [Unicode.Scalar]
  ) -> Bool {
    let head = position - length
    if quantity.unit == "percent", head > 0, text[head - 1] == "," { return true }
    var start = position
    while start > 0, position - start < Self.reach, !text[start - 1].endsClause { start -= 1 }
    return comparison(in: start..<position, of: text) != nil
  }

  /// Whether the words behind 以上 are a class's name, so that the number is its threshold.
  private static func namesClass(_ end: Int, _ text: [Unicode.Scalar]) -> Bool {
    end < text.count && text[end].value >= 0x3400
  }
}
