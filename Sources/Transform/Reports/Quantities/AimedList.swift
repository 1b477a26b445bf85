internal import ChineseText
internal import SurveyModel

/// Lists of what is yet to be done, behind an aim and a colon: 今年要办好以下实事:一是…;二是….
final class AimedList: Sendable {
  private let roles: RoleReader
  private let reached: Words
  private let ordinals: Words

  init(_ language: ReportLanguage, _ roles: RoleReader) {
    self.roles = roles
    reached = language.find(.reached)
    ordinals = language.find(.ordinalMarks)
  }

  /// Makes the figures of such lists aims, but for those that say what was reached.
  func mark(_ found: inout [Quantity], in text: [Unicode.Scalar]) {
    guard let last = found.last else { return }
    var at = 0
    while let colon = text[at..<last.number.lowerBound].firstIndex(of: ":") {
      at = colon + 1
      guard roles.isAimedAt(colon, text) else { continue }
      let end = self.end(ofListAt: at, in: text)
      for index in found.indices
      where found[index].role == nil && (at..<end).contains(found[index].number.lowerBound)
        && !isReached(found[index], behind: at, in: text)
      {
        found[index].role = .target
      }
      at = min(max(at, end), last.number.lowerBound)
    }
  }

  /// Where a list ends: at the end of a sentence behind which no item begins.
  private func end(ofListAt start: Int, in text: [Unicode.Scalar]) -> Int {
    var at = start
    while at < text.count {
      if text[at].endsSentence, text[at] != ";", !isItem(at: at + 1, in: text) { return at }
      at += 1
    }
    return at
  }

  /// Whether an item of a list begins at a position: 二是, (二), 2..
  private func isItem(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    var at = position
    while at < text.count, at - position < 4,
      text[at] == "(" || NumeralSymbol(text[at]).isDigitOrScale
    {
      at += 1
    }
    return at > position && ordinals.stand(at: at, in: text)
  }

  /// Whether an item says before a figure what was reached.
  private func isReached(
    _ quantity: Quantity, behind start: Int, in text: [Unicode.Scalar]
  ) -> Bool {
    var first = quantity.number.lowerBound
    while first > start, !text[first - 1].endsSentence { first -= 1 }
    return reached.first(in: first..<quantity.number.lowerBound, of: text) != nil
  }
}
