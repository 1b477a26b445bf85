internal import SurveyModel

/// The sentences and clauses of a text with spaces.
extension SpacedText {
  /// The sentence that holds some tokens.
  func sentence(around range: Range<Int>, _ words: SpacedLexicon) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, !endsSentence(start - 1, words) { start -= 1 }
    var end = range.upperBound
    while end < tokens.count, !endsSentence(end, words) { end += 1 }
    return start..<end
  }

  /// The clause that holds some tokens: to the next mark or conjunction on either side.
  func clause(around range: Range<Int>, _ words: SpacedLexicon) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, !endsClause(start - 1, words), !joinsClause(start - 1, words) { start -= 1 }
    var end = range.upperBound
    while end < tokens.count, !endsClause(end, words), !joinsClause(end, words) { end += 1 }
    return start..<end
  }

  /// Whether a mark ends a sentence; the point of an abbreviation does not.
  func endsSentence(_ index: Int, _ words: SpacedLexicon) -> Bool {
    let token = tokens[index]
    guard token.kind == .mark else { return false }
    switch token.text {
    case ";", "!", "?", "।", "•": return true
    case ".":
      guard let next = self[index + 1] else { return true }
      if next.gap == .none, next.kind != .mark { return false }
      let end = index + 1
      // "e.g. forty": a letter by itself is an abbreviation where the sentence goes on.
      if let before = self[index - 1], before.kind == .word, touches(index),
        before.text.unicodeScalars.count == 1 && !next.isCapital || words.months[before.text] != nil
      {
        return false
      }
      if let (_, length) = words.units.match(at: index - 1, in: self), length > 1 { return false }
      return words[.codesBehind].length(endingAt: end, in: self) ?? 0 < 2
        && words.currencies.match(endingAt: end, in: self) == nil
        && words.bounds.match(endingAt: end, in: self).map { $0.length < 2 } ?? true
        && words[.counters].length(endingAt: end, in: self) == nil
    default: return false
    }
  }

  /// Whether a mark ends a clause.
  func endsClause(_ index: Int, _ words: SpacedLexicon) -> Bool {
    let token = tokens[index]
    guard token.kind == .mark else { return false }
    switch token.text {
    case ",", ":", "(", ")", "[", "]", "|", Self.cell: return true
    default:
      return token.isDash && token.gap != .none && !touches(index + 1)
        || endsSentence(index, words)
    }
  }

  /// Whether a clause begins at a conjunction.
  func joinsClause(_ index: Int, _ words: SpacedLexicon) -> Bool {
    words[.joins].length(at: index, in: self) != nil
  }
}
