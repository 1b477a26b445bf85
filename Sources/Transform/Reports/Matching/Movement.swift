internal import SurveyModel

/// Figures that a text moves from one value to another: 由2020年的3%提高到5%.
struct Movement: Sendable {
  private let verbs: Words

  init(_ language: ReportLanguage) { verbs = language.find(.become) }

  /// How far apart the two values may stand.
  private static let longest = 24

  /// Whether a figure is what the one before it became.
  func leads(from: Range<Int>, to: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    guard from.upperBound <= to.lowerBound, to.lowerBound - from.upperBound <= Self.longest else {
      return false
    }
    let gap = from.upperBound..<to.lowerBound
    return !text[gap].contains(where: \.endsClause) && verbs.first(in: gap, of: text) != nil
  }
}
