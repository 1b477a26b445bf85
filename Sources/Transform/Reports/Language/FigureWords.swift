internal import SurveyModel

/// The words right beside figures that say nothing about what they count.
struct FigureWords: Sendable {
  private let introductions: Words
  /// Words that only follow a figure: 左右, 多.
  let following: Words

  init(_ language: ReportLanguage) {
    introductions = language.find(.introducedBy)
    following = language.find(.followedBy)
  }

  /// How many characters right before a position only introduce a figure: 达到, 由2020年的.
  func introducing(_ end: Int, in text: [Unicode.Scalar]) -> Int? {
    if let length = introductions.length(endingAt: end, in: text) { return length }
    var year = end
    if year > 0, text[year - 1] == "末" || text[year - 1] == "底" { year -= 1 }
    guard year > 4, text[year - 1] == "年", text[(year - 5)..<(year - 1)].allSatisfy(\.isDigit),
      year == 5 || !text[year - 6].isDigit
    else { return nil }
    return end - year + 5
  }
}
