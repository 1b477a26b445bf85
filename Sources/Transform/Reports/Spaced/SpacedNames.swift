internal import SurveyModel

/// Finds the indicators that the figures of a text with spaces are of.
struct SpacedNames: Sendable {
  private struct Name: Sendable {
    let id: String
    let unit: String
    let extent: IndicatorCatalogue.Indicator.Extent
    let wording: [String]
    /// Whether the wording is a label's, whole: "households:".
    let isLabel: Bool
  }

  private let names: [Name]
  private let words: SpacedLexicon
  private let averages: [String]

  init(_ language: SpacedLanguage, _ words: SpacedLexicon, catalogue: IndicatorCatalogue) {
    self.words = words
    averages = language[.averages]
    names = language.names
      .flatMap { id, wordings -> [Name] in
        guard let indicator = catalogue.indicator(id) else { return [] }
        return wordings.map { wording in
          let isLabel = wording.hasSuffix(":")
          return Name(
            id: id, unit: indicator.unit, extent: indicator.extent,
            wording: SpacedText.words(isLabel ? String(wording.dropLast()) : wording),
            isLabel: isLabel)
        }
      }
      // The longest first; of equals always the same.
      .sorted {
        ($1.wording.count, $0.id, $0.wording.joined()) < (
          $0.wording.count, $1.id, $1.wording.joined()
        )
      }
  }

  /// The words of all wordings.
  var vocabulary: Set<String> { Set(names.flatMap(\.wording)) }

  /// The indicator of a figure, or nil where its clause names none for certain.
  func indicator(of index: Int, _ figures: [SpacedFigure], in text: SpacedText) -> String? {
    let figure = figures[index]
    guard !figure.isAside, !figure.isForEach else { return nil }
    let sentence = text.sentence(around: figure.tokens, words)
    guard words[.respectively].last(in: sentence, of: text) == nil else { return nil }
    let own = stretch(of: index, figures, in: text)
    guard words[.negations].last(in: own, of: text) == nil else { return nil }
    let isAverage = words[.averages].last(in: own, of: text) != nil
    for name in names where name.unit == figure.quantity.unit {
      if isAverage, !isOfAverage(name.wording) { continue }
      if name.extent == .whole, figure.quantity.role == .subset { continue }
      if name.isLabel {
        if let label = figure.label, isWhole(name.wording, of: label, in: text) { return name.id }
        continue
      }
      for at in own
      where text.stands(name.wording, at: at) && at + name.wording.count <= own.upperBound {
        let range = at..<(at + name.wording.count)
        if stands(range, of: name.extent, for: index, figures, in: text) { return name.id }
      }
    }
    return nil
  }

  private func isOfAverage(_ wording: [String]) -> Bool {
    let text = SpacedText(Array(wording.joined(separator: " ").unicodeScalars)[...])
    return words[.averages].last(in: 0..<text.tokens.count, of: text) != nil
  }

  /// The tokens in which a figure's name may stand: its clause, and the label before it.
  private func stretch(
    of index: Int, _ figures: [SpacedFigure], in text: SpacedText
  ) -> Range<Int> {
    let figure = figures[index]
    let clause = text.clause(around: figure.tokens, words)
    // Fell by 3% to 12,300: the level has the name that stands before its change.
    let last = figures[..<index].last { !isPassed($0, to: figure, in: text) }
    let from = last?.tokens.upperBound ?? 0
    let to = index + 1 < figures.count ? figures[index + 1].tokens.lowerBound : text.tokens.count
    let start = min(clause.lowerBound, figure.label?.lowerBound ?? clause.lowerBound)
    let lower = max(start, min(from, figure.tokens.lowerBound))
    return lower..<max(lower, min(clause.upperBound, max(to, figure.tokens.upperBound)))
  }

  /// Whether a figure stands between a name and the level that is named: rose from 40 to 45, fell by
  /// 3 to 12.
  private func isPassed(
    _ other: SpacedFigure, to figure: SpacedFigure, in text: SpacedText
  ) -> Bool {
    guard figure.quantity.role != .change else { return false }
    return other.quantity.role == .change
      || other.isAside && words[.to].length(endingAt: figure.tokens.lowerBound, in: text) != nil
  }

  /// Whether a label is nothing but a wording, with its article and what stands in parentheses.
  private func isWhole(_ wording: [String], of label: Range<Int>, in text: SpacedText) -> Bool {
    var start = label.lowerBound
    if let length = words[.articles].length(at: start, in: text) { start += length }
    let end = start + wording.count
    return text.stands(wording, at: start) && end <= label.upperBound
      && (end == label.upperBound || text[end]?.text == "(")
  }

  /// Whether a wording names a figure: nothing beside it makes it a part or another thing.
  private func stands(
    _ wording: Range<Int>, of extent: IndicatorCatalogue.Indicator.Extent, for index: Int,
    _ figures: [SpacedFigure], in text: SpacedText
  ) -> Bool {
    opens(wording.lowerBound, figures[index], in: text)
      && (extent == .stated || isOfNothing(wording, figures[index], in: text))
      && closes(wording, figures[index], in: text)
      && isNearest(wording, index, figures, in: text)
  }

  /// Whether what stands before a wording leaves it whole: rural registered population is a part.
  private func opens(_ start: Int, _ figure: SpacedFigure, in text: SpacedText) -> Bool {
    guard start > 0, let before = text[start - 1] else { return true }
    if figure.tokens.contains(start - 1) { return true }
    if joinsNames(start - 1, in: text) {
      // Males and females numbered 400: neither is of the 400.
      let sentence = text.sentence(around: figure.tokens, words)
      let clause = text.clause(around: max(sentence.lowerBound, start - 2)..<(start - 1), words)
      return clause.contains { text.tokens[$0].kind == .number && !text.tokens[$0].isYear }
        || start > figure.tokens.upperBound
    }
    return before.kind != .word || words[.openings].length(endingAt: start, in: text) != nil
      || before.isCapital && start - 1 > text.sentence(around: figure.tokens, words).lowerBound
  }

  /// Whether no noun before a total makes the figure a part or a change of it: 300 of the total
  /// population, an increase in registered population.
  private func isOfNothing(
    _ wording: Range<Int>, _ figure: SpacedFigure, in text: SpacedText
  ) -> Bool {
    var start = wording.lowerBound
    if figure.tokens.contains(start - 1) { return true }
    if words[.counters].length(endingAt: start, in: text) != nil { return true }
    if let length = words[.determiners].length(endingAt: start, in: text) { start -= length }
    guard let length = words[.prepositions].length(endingAt: start, in: text) else { return true }
    start -= length
    if words[.riseBehind].length(endingAt: start, in: text) != nil
      || words[.fallBehind].length(endingAt: start, in: text) != nil
    {
      return false
    }
    let gap = wording.upperBound..<max(wording.upperBound, figure.tokens.lowerBound)
    return wording.upperBound <= figure.tokens.lowerBound
      && gap.allSatisfy { words[.shareOf].length(at: $0, in: text) != nil }
  }

  /// Whether what stands behind a wording leaves it whole.
  private func closes(
    _ wording: Range<Int>, _ figure: SpacedFigure, in text: SpacedText
  ) -> Bool {
    let end = wording.upperBound
    guard let next = text[end], !figure.tokens.contains(end) else { return true }
    if words[.narrowings].length(at: end, in: text) != nil { return false }
    if joinsNames(end, in: text) {
      // 400 males and females; 400 males and 300 females are of one each.
      guard end > figure.tokens.lowerBound else { return false }
      return wording.count > 1 || text[end + 1]?.kind != .word
    }
    guard next.kind == .word else {
      return wording.count > 1 || next.text != "," || text[end + 1]?.kind != .word
    }
    return words.endsNoun(at: end, in: text) || words[.links].length(at: end, in: text) != nil
  }

  private func joinsNames(_ index: Int, in text: SpacedText) -> Bool {
    words[.numeralJoints].length(at: index, in: text) != nil
      || words[.joins].length(at: index, in: text) != nil
  }

  /// Whether no other figure of the unit stands nearer to a wording.
  private func isNearest(
    _ wording: Range<Int>, _ index: Int, _ figures: [SpacedFigure], in text: SpacedText
  ) -> Bool {
    let clause = text.clause(around: wording, words)
    func distance(_ figure: SpacedFigure) -> Int {
      figure.tokens.upperBound <= wording.lowerBound
        ? wording.lowerBound - figure.tokens.upperBound
        : max(0, figure.tokens.lowerBound - wording.upperBound)
    }
    let own = distance(figures[index])
    return [index - 1, index + 1]
      .allSatisfy { other in
        !figures.indices.contains(other)
          || figures[other].quantity.unit != figures[index].quantity.unit
          || !clause.overlaps(figures[other].tokens)
          || isPassed(figures[other], to: figures[index], in: text)
          || distance(figures[other]) > own
      }
  }
}
