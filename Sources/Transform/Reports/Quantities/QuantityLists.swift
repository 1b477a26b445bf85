internal import ChineseText
internal import SurveyModel

/// Carries over a list what its first figure says of all: 减少3户、9万元; 其中甲乡30户、乙乡40户.
struct QuantityLists: Sendable {
  private let marks: Words
  private let silent: Words
  private let grades: Words

  init(_ language: ReportLanguage) {
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
      if isSameCounter,
        isSilent(gap, in: text) || found[index].role == .subset && isPart(gap, in: text)
      {
        found[index].unit = last.unit
        found[index].isVague = false
      }
    }
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
