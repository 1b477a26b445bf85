internal import ChineseText
internal import SurveyModel

/// Lists behind a label and a colon, each of whose figures is one place's or one group's: 参保率:老人99%,
/// 青年93%.
final class LabelledList: Sendable {
  /// Whose a figure of a list is.
  enum Owner {
    /// A place's, or a year's.
    case place
    /// A part of the people, where its words stand.
    case group(Range<Int>)
  }

  private let marks: Words
  private let groups: Words
  private let kinds: Words
  private let words: FigureWords

  init(_ language: ReportLanguage, _ words: FigureWords) {
    marks = Words(language[.listMarks] + [";"])
    groups = Words(language[.groups] + language[.populations])
    kinds = Words(language[.generic] + language[.placeKinds])
    self.words = words
  }

  /// The characters between a mark and its figure, at most.
  private static let longest = 14

  /// Whose the first figure behind a label's colon is, or nil where none of a list stands there.
  func owner(behindLabelBefore figure: Int, in text: [Unicode.Scalar]) -> Owner? {
    let reach = max(0, figure - Self.longest)..<figure
    guard let colon = text[reach].lastIndex(of: ":"), colon > 0 else { return nil }
    return owner(in: (colon + 1)..<figure, of: text)
  }

  /// Whose a figure of a list is by what stands between the one before it and it, or nil where the list
  /// does not go on.
  func owner(in gap: Range<Int>, goingOnIn text: [Unicode.Scalar]) -> Owner? {
    guard !gap.isEmpty, gap.count <= Self.longest,
      let mark = marks.length(at: gap.lowerBound, in: text)
    else { return nil }
    return owner(in: (gap.lowerBound + mark)..<gap.upperBound, of: text)
  }

  private func owner(in range: Range<Int>, of text: [Unicode.Scalar]) -> Owner? {
    var end = range.upperBound
    while let length = words.introducing(end, in: text), end - length >= range.lowerBound {
      // 参保率:2021年95%,2022年96%
      if length > 4, end - length == range.lowerBound, text[range.lowerBound].isDigit {
        return .place
      }
      end -= length
    }
    guard range.lowerBound < end, !text[range.lowerBound..<end].contains(where: \.isPunctuation)
    else { return nil }
    if groups.stand(endingAt: end, in: text) { return .group(range.lowerBound..<end) }
    guard words.isPlace(endingAt: end, in: text) else { return nil }
    return kinds.stand(endingAt: end, in: text) ? nil : .place
  }
}
