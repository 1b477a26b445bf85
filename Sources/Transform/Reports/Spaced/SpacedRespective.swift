internal import SurveyModel

/// Gives the figures of a list with "respectively" the places and the dates of the list before them.
struct SpacedRespective {
  let words: SpacedLexicon
  let places: [SpacedPlace]
  let dates: [SpacedDate]

  /// Gives each figure of such a list its own place and date, or takes those away that are not
  /// certain.
  func assign(_ figures: inout [SpacedFigure], in text: SpacedText) {
    var at = 0
    while at < text.tokens.count {
      guard let length = words[.respectively].length(at: at, in: text) else {
        at += 1
        continue
      }
      assign(&figures, at: at..<(at + length), in: text)
      at += length
    }
  }

  private func assign(_ figures: inout [SpacedFigure], at word: Range<Int>, in text: SpacedText) {
    let sentence = text.sentence(around: word, words)
    let list = list(at: word, of: figures, sentence, in: text)
    guard list.count > 1 else { return }
    let before = sentence.lowerBound..<figures[list.lowerBound].tokens.lowerBound
    let named = places.filter { $0.name != nil && before.contains($0.tokens.lowerBound) }
    let dated = dates.filter { $0.text != nil && before.contains($0.tokens.lowerBound) }
    for (offset, index) in list.enumerated() {
      if named.count > 1 {
        figures[index].place = named.count == list.count ? named[offset].name : nil
      }
      if dated.count > 1 {
        figures[index].asOf = dated.count == list.count ? dated[offset].text : nil
      }
    }
  }

  /// The figures that only marks, conjunctions and what they count part, right before the word or
  /// behind it.
  private func list(
    at word: Range<Int>, of figures: [SpacedFigure], _ sentence: Range<Int>, in text: SpacedText
  ) -> Range<Int> {
    let own = figures.indices.filter { sentence.contains(figures[$0].tokens.lowerBound) }
    guard let first = own.first, let end = own.last.map({ $0 + 1 }) else { return 0..<0 }
    let middle =
      own.first { figures[$0].tokens.lowerBound >= word.upperBound } ?? end
    if middle > first {
      var start = middle - 1
      while start > first, isListed(figures[start - 1], figures[start], in: text) { start -= 1 }
      if middle - start > 1 { return start..<middle }
    }
    var last = middle
    while last + 1 < end, isListed(figures[last], figures[last + 1], in: text) { last += 1 }
    return middle..<min(last + 1, end)
  }

  private func isListed(
    _ figure: SpacedFigure, _ next: SpacedFigure, in text: SpacedText
  ) -> Bool {
    let gap = figure.tokens.upperBound..<max(figure.tokens.upperBound, next.tokens.lowerBound)
    return gap.contains { text.tokens[$0].text == "," || text.joinsClause($0, words) }
      && gap.allSatisfy {
        text.tokens[$0].text == "," || text.joinsClause($0, words)
          || !text.endsClause($0, words)
      } && words[.states].last(in: gap, of: text) == nil
  }
}
