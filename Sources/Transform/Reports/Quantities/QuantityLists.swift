internal import ChineseText
internal import SurveyModel

/// Carries over a list what its first figure says of all: 减少3户、9万元; 其中甲乡30户、乙乡40户.
final class QuantityLists: Sendable {
  private let marks: Words
  private let silent: Words
  private let grades: Words
  private let highest: Words
  private let lowest: Words
  private let nouns: Words
  private let among: Words
  private let introductions: Words

  /// Prepares to read a language's lists.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - nouns: What units count.
  init(_ language: ReportLanguage, nouns: [String]) {
    highest = language.find(.highest)
    lowest = language.find(.lowest)
    among = language.find(.among)
    introductions = language.find(.introducedBy)
    self.nouns = Words(nouns)
    marks = language.find(.itemMarks)
    silent = Words(
      language[.introducedBy] + language[.become] + language[.respectively] + language[.sameAgain])
    grades = language.find(.grades)
  }

  /// The characters of an item before its figure, at most.
  private static let longestItem = 16

  /// Gives the figures of a text what those before them in their lists say of them.
  func carry(_ found: inout [Quantity], in text: [Unicode.Scalar]) {
    // Whether the verb of the list before says that all fell.
    var falls = false
    for index in found.indices {
      let quantity = found[index]
      if quantity.role == .change {
        falls = quantity.value < 0 && !Self.hasSign(quantity, in: text)
      }
      guard index > 0 else { continue }
      let last = found[index - 1]
      let gap = last.range.upperBound..<max(last.range.upperBound, quantity.range.lowerBound)
      let isAdjacent = gap.isEmpty
      let isItem = isAdjacent || marks.length(at: gap.lowerBound, in: text) == gap.count
      let isSameCounter = Self.isSameCounter(quantity, last, in: text)
      if last.role == .change, isItem, quantity.role == nil {
        found[index].role = .change
        if falls, quantity.value > 0 { found[index].negate() }
      } else if last.role == .subset, quantity.role == nil {
        if isAdjacent || (quantity.unit == last.unit || isSameCounter) && self.isItem(gap, in: text)
        {
          found[index].role = .subset
        }
      }
      // 合作社618家,比上年净增21家
      let isItsChange =
        quantity.role == .change && last.role != .change && gap.count <= Self.longestItem
        && !text[gap].contains(where: \.endsSentence)
      if isSameCounter,
        isItsChange || isSilent(gap, in: text)
          || found[index].role == .subset && isPart(gap, in: text)
      {
        found[index].unit = last.unit
        found[index].isVague = false
      }
    }
  }

  /// Tells figures that only say which of several are counted, and the highest and lowest of several.
  func set(apart found: inout [Quantity], in text: [Unicode.Scalar]) {
    var whole: Quantity?
    for index in found.indices {
      if index + 1 < found.count {
        if boundsClass(found[index], before: found[index + 1], in: text) {
          found[index].isThreshold = true
          found[index + 1].isOfSome = true
        }
        if areExtremes(found[index], found[index + 1], in: text) {
          found[index].takeExtreme()
          found[index + 1].takeExtreme()
        }
      }
      if isPicked(found[index], in: text) { found[index].takeExtreme() }
      // 11个乡镇中,人口超过3万人的有2个
      if index > 0, found[index - 1].isThreshold, let whole, found[index].isVague,
        Self.isSameCounter(found[index], whole, in: text),
        !text[whole.range.upperBound..<found[index].range.lowerBound]
          .contains(where: \.endsSentence)
      {
        found[index].unit = whole.unit
        found[index].isVague = false
      }
      if isWhole(found[index], in: text) { whole = found[index] }
    }
  }

  /// The characters between a figure of all and the word that picks some of them, at most.
  private static let longestNoun = 8

  /// Whether some of what is counted are picked behind a figure: 11个乡镇中.
  private func isWhole(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    guard quantity.classifier != nil, !quantity.isVague else { return false }
    let behind = text[quantity.range.upperBound...].prefix(Self.longestNoun)
      .prefix { !$0.isPunctuation && !$0.isDigit }
    return among.first(in: behind.indices, of: text) != nil
  }

  /// Whether a figure is the bound of what the next one counts: 超过3万人的有2个, 5万元以下的村6个.
  private func boundsClass(
    _ quantity: Quantity, before next: Quantity, in text: [Unicode.Scalar]
  ) -> Bool {
    let end = quantity.range.upperBound
    guard quantity.qualifier != .exact, quantity.qualifier != .about, quantity.role != .change,
      next.classifier != nil, next.unit != quantity.unit, end < next.range.lowerBound,
      next.range.lowerBound - end <= Self.longestNoun, text[end] == "的"
    else { return false }
    var at = end
    while at < next.range.lowerBound {
      guard let length = introductions.length(at: at, in: text) ?? nouns.length(at: at, in: text)
      else { return false }
      at += length
    }
    return at == next.range.lowerBound
  }

  /// Whether one of two figures is the highest and the other the lowest of several.
  private func areExtremes(
    _ first: Quantity, _ second: Quantity, in text: [Unicode.Scalar]
  ) -> Bool {
    guard first.unit == second.unit, first.range.upperBound <= second.range.lowerBound,
      second.range.lowerBound - first.range.upperBound <= Self.longestItem,
      !text[first.range.upperBound..<second.range.lowerBound].contains(where: \.endsSentence)
    else { return false }
    let (start, next) = (introduced(first, in: text), introduced(second, in: text))
    return highest.stand(endingAt: start, in: text) && lowest.stand(endingAt: next, in: text)
      || lowest.stand(endingAt: start, in: text) && highest.stand(endingAt: next, in: text)
  }

  /// Whether a figure is that of the highest of several without a name: 最高的村达97%.
  private func isPicked(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    var at = introduced(quantity, in: text)
    if let length = nouns.length(endingAt: at, in: text) { at -= length }
    return at > 0 && text[at - 1] == "的"
      && (highest.stand(endingAt: at, in: text) || lowest.stand(endingAt: at, in: text))
  }

  /// Where the words that only introduce a figure begin.
  private func introduced(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Int {
    var at = quantity.number.lowerBound
    while !highest.stand(endingAt: at, in: text), !lowest.stand(endingAt: at, in: text),
      let length = introductions.length(endingAt: at, in: text)
    {
      at -= length
    }
    return at
  }

  /// Whether a figure has the classifier of the one before it, and that one's noun says what it counts.
  private static func isSameCounter(
    _ quantity: Quantity, _ last: Quantity, in text: [Unicode.Scalar]
  ) -> Bool {
    guard quantity.isVague, !last.isVague, let own = quantity.classifier,
      let other = last.classifier
    else { return false }
    return text[own].elementsEqual(text[other])
  }

  /// Whether a gap names one part of what was counted before it: 企业21家,其中国家级1家、省级6家.
  private func isPart(_ gap: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    gap.count <= Self.longestItem && !text[gap].contains(where: \.endsSentence)
  }

  /// Whether a minus sign stands before a number.
  private static func hasSign(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    let start = quantity.number.lowerBound
    return start > 0 && NumeralSymbol(text[start - 1]) == .minus
  }

  /// Whether a character may stand between figures as a mark or a part of a date: 12口,4-6月15口.
  private static func isOfDate(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isDigit || ",年月日至-—~".unicodeScalars.contains(scalar)
  }

  /// Whether a gap is the mark of a list and the words of one item.
  private func isItem(_ gap: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    guard gap.count <= Self.longestItem, let mark = marks.length(at: gap.lowerBound, in: text)
    else {
      return false
    }
    return !text[(gap.lowerBound + mark)..<gap.upperBound].contains(where: \.isPunctuation)
  }

  /// Whether a gap names nothing that would be counted in its own unit: 龙头企业2家、市级5家.
  private func isSilent(_ gap: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    guard gap.count <= Self.longestItem else { return false }
    var at = gap.lowerBound
    while at < gap.upperBound {
      guard
        let length = marks.length(at: at, in: text) ?? grades.length(at: at, in: text)
          ?? silent.length(at: at, in: text) ?? (Self.isOfDate(text[at]) ? 1 : nil)
      else { return false }
      at += length
    }
    return true
  }
}
