internal import SurveyModel

/// Finds the bare numbers that count what another of their sentence does: 45 clinics in 2018, but only
/// 32 in 2022.
struct SpacedEllipsis: Sendable {
  let words: SpacedLexicon
  let numerals: SpacedNumeralReader

  /// Whether a number without a noun is one more of those that its sentence counts: it is compared,
  /// aimed at, of another time or place, or in a list with "respectively".
  func isFurther(_ numeral: SpacedNumeral, in text: SpacedText, _ dates: [SpacedDate]) -> Bool {
    let end = numeral.tokens.upperBound
    guard isBare(end, in: text) else { return false }
    let start = begin(of: numeral, in: text)
    if words[.compared].length(endingAt: start, in: text) != nil { return true }
    if isAim(before: start, in: text) { return true }
    let isJoined =
      words[.joins].length(endingAt: start, in: text) != nil || text[start - 1]?.text == ","
    if words[.among].length(endingAt: start, in: text) ?? 0 > 1 { return true }
    // 12 schemes are complete and 3 are under way.
    if isJoined, words[.states].length(at: end, in: text) != nil { return true }
    if isJoined, isOfAnother(behind: end, in: text, dates) { return true }
    return isRespective(numeral, isJoined: isJoined, in: text)
  }

  /// Where a number begins, with the words that bound it or call it little.
  private func begin(of numeral: SpacedNumeral, in text: SpacedText) -> Int {
    var start = numeral.tokens.lowerBound
    if let (_, length) = words.bounds.match(endingAt: start, in: text) { start -= length }
    if let length = words[.merely].length(endingAt: start, in: text) { start -= length }
    return start
  }

  private func isBare(_ end: Int, in text: SpacedText) -> Bool {
    guard words.endsNoun(at: end, in: text) else { return false }
    guard let next = text[end], next.kind == .mark else { return text[end]?.kind != .number }
    return next.gap != .none || !["-", "/", "$", "%"].contains(next.text)
  }

  /// Whether words before a number say that it is aimed at: a target of 130, the plan was 130.
  func isAim(before index: Int, in text: SpacedText) -> Bool {
    if words[.targets].length(endingAt: index, in: text) != nil { return true }
    let length =
      words[.shareOf].length(endingAt: index, in: text)
      ?? words[.links].length(endingAt: index, in: text)
    return length.map { words[.targets].length(endingAt: index - $0, in: text) != nil } ?? false
  }

  /// Whether a date or a place stands right behind a number: 32 in 2022, 32 (2022), 32 in Stone ward.
  private func isOfAnother(behind end: Int, in text: SpacedText, _ dates: [SpacedDate]) -> Bool {
    var next = end
    if text[next]?.text == "(" { next += 1 }
    for list in [SpacedLanguage.List.placesBehind, .datesBehind] {
      if let length = words[list].length(at: next, in: text) {
        next += length
        break
      }
    }
    guard next > end else { return false }
    if let length = words[.determiners].length(at: next, in: text) { next += length }
    return text.names.contains(next) || dates.contains { $0.tokens.contains(next) }
  }

  /// Whether a number is of a list of bare numbers that ends in one with a noun, or begins with one,
  /// in a sentence with "respectively": 45 and 32 clinics respectively.
  private func isRespective(
    _ numeral: SpacedNumeral, isJoined: Bool, in text: SpacedText
  ) -> Bool {
    let sentence = text.sentence(around: numeral.tokens, words)
    guard words[.respectively].last(in: sentence, of: text) != nil else { return false }
    if isJoined { return true }
    let end = numeral.tokens.upperBound
    let joint = text[end]?.text == "," ? 1 : words[.joins].length(at: end, in: text) ?? 0
    return joint > 0 && numerals.numeral(at: end + joint, in: text) != nil
  }
}
