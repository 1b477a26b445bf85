internal import SurveyModel

/// Says what the figures of a text with spaces are: bounds, changes, aims, parts.
struct SpacedRoles: Sendable {
  let words: SpacedLexicon
  let ellipsis: SpacedEllipsis

  /// How many words stand between two figures of a list of aims, at most.
  private static let longestList = 6

  /// Reads what stands around the figures of a text, in order.
  func read(_ figures: inout [SpacedFigure], in text: SpacedText, dates: [SpacedDate]) {
    for index in figures.indices {
      readBounds(&figures[index], in: text)
      readChange(index, &figures, in: text)
      figures[index].quantity.boundUnlessRange()
      readAside(index, &figures, in: text)
      let role = role(of: index, figures, in: text, dates)
      // A change that is yet to come is an aim.
      if role == .target || figures[index].quantity.role == nil {
        figures[index].quantity.role = role
      }
    }
  }

  // MARK: Bounds

  private func readBounds(_ figure: inout SpacedFigure, in text: SpacedText) {
    if let (qualifier, length) = words.bounds.match(endingAt: figure.tokens.lowerBound, in: text) {
      figure.tokens = (figure.tokens.lowerBound - length)..<figure.tokens.upperBound
      if !figure.isRange { figure.quantity.qualifier = qualifier }
    }
    if let length = words[.between].length(endingAt: figure.tokens.lowerBound, in: text),
      figure.isRange
    {
      figure.tokens = (figure.tokens.lowerBound - length)..<figure.tokens.upperBound
    }
    guard !figure.isRange else { return }
    for end in [numberEnd(of: figure, in: text), figure.tokens.upperBound] {
      if let (qualifier, length) = words.boundsBehind.match(at: end, in: text) {
        figure.quantity.qualifier = qualifier
        figure.tokens =
          figure.tokens.lowerBound..<max(figure.tokens.upperBound, end + length)
        return
      }
    }
  }

  /// The token behind a figure's number, before its unit.
  private func numberEnd(of figure: SpacedFigure, in text: SpacedText) -> Int {
    figure.tokens.first { text.tokens[$0].range.lowerBound >= figure.quantity.number.upperBound }
      ?? figure.tokens.upperBound
  }

  // MARK: Changes

  private func readChange(
    _ index: Int, _ figures: inout [SpacedFigure], in text: SpacedText
  ) {
    let figure = figures[index]
    let (start, end) = (figure.tokens.lowerBound, figure.tokens.upperBound)
    let numberEnd = numberEnd(of: figure, in: text)
    func stands(_ before: SpacedLanguage.List, _ behind: SpacedLanguage.List) -> Bool {
      words[before].length(endingAt: start, in: text) != nil
        || words[behind].length(at: end, in: text) != nil
        || words[behind].length(at: numberEnd, in: text) != nil
    }
    let isFall: Bool
    if stands(.fall, .fallBehind) {
      isFall = true
    } else if stands(.rise, .riseBehind) {
      isFall = false
    } else if words[.changedBy].length(endingAt: start, in: text) != nil,
      let direction = direction(before: start, behind: index, figures, in: text)
    {
      isFall = direction
    } else if let other = restated(index, figures, in: text) {
      isFall = figures[other].quantity.value < 0
    } else {
      return
    }
    figures[index].quantity.role = .change
    if isFall, figure.quantity.value > 0 { figures[index].quantity.negate() }
  }

  /// The change before a figure that says it again, or goes on with it: a decline of 340 pupils or 1.0
  /// per cent; lost 340 cattle and 120 goats.
  private func restated(
    _ index: Int, _ figures: [SpacedFigure], in text: SpacedText
  ) -> Int? {
    guard index > 0, figures[index - 1].quantity.role == .change else { return nil }
    let (other, figure) = (figures[index - 1], figures[index])
    let gap = other.tokens.upperBound..<max(other.tokens.upperBound, figure.tokens.lowerBound)
    let isShare = figure.quantity.unit == "percent"
    if isShare, other.quantity.unit != "percent" {
      let isInBrackets =
        gap.count == 1 && text[gap.lowerBound]?.text == "("
        && text[figure.tokens.upperBound]?.text == ")"
      return isInBrackets || words[.restates].length(endingAt: gap.upperBound, in: text) != nil
        ? index - 1 : nil
    }
    let clause = text.clause(around: figure.tokens, words)
    let behind = figure.tokens.upperBound..<max(figure.tokens.upperBound, clause.upperBound)
    let isList =
      isShare == (other.quantity.unit == "percent") && !gap.isEmpty
      && gap.allSatisfy { text.joinsClause($0, words) || text.tokens[$0].text == "," }
    return isList && words[.states].last(in: behind, of: text) == nil ? index - 1 : nil
  }

  /// Whether the last verb of movement in a figure's clause is of a fall; nil where none stands.
  private func direction(
    before start: Int, behind index: Int, _ figures: [SpacedFigure], in text: SpacedText
  ) -> Bool? {
    let clause = text.clause(around: figures[index].tokens, words)
    let from = max(clause.lowerBound, index > 0 ? figures[index - 1].tokens.upperBound : 0)
    guard from < start else { return nil }
    var fall = words[.fall].last(in: from..<start, of: text)
    var rise = words[.rise].last(in: from..<start, of: text)
    if fall == nil, rise == nil, figures[index].quantity.unit == "percent" {
      // Fell from 190 to 187, i.e. by 1.4 per cent.
      let sentence = text.sentence(around: figures[index].tokens, words)
      fall = words[.fall].last(in: sentence.lowerBound..<start, of: text)
      rise = words[.rise].last(in: sentence.lowerBound..<start, of: text)
    }
    if let fall, let rise { return fall.lowerBound > rise.lowerBound }
    return fall != nil ? true : rise != nil ? false : nil
  }

  /// A figure that another came from, or that it is compared with.
  private func readAside(
    _ index: Int, _ figures: inout [SpacedFigure], in text: SpacedText
  ) {
    let start = figures[index].tokens.lowerBound
    let sentence = text.sentence(around: figures[index].tokens, words)
    let from = max(sentence.lowerBound, index > 0 ? figures[index - 1].tokens.upperBound : 0)
    guard from <= start else { return }
    if words[.from].length(endingAt: start, in: text) != nil,
      words[.moves].last(in: sentence.lowerBound..<start, of: text) != nil
        || from > sentence.lowerBound
          && figures[index - 1].quantity.unit == figures[index].quantity.unit
    {
      figures[index].isAside = true
    } else if words[.compared].last(in: from..<start, of: text) != nil {
      figures[index].isAside = true
    }
  }

  // MARK: Aims and parts

  private func role(
    of index: Int, _ figures: [SpacedFigure], in text: SpacedText, _ dates: [SpacedDate]
  ) -> Fact.Role? {
    let figure = figures[index]
    let sentence = text.sentence(around: figure.tokens, words)
    let previous =
      index > 0 && figures[index - 1].tokens.lowerBound >= sentence.lowerBound
      ? figures[index - 1] : nil
    let gap = max(sentence.lowerBound, previous?.tokens.upperBound ?? 0)..<figure.tokens.lowerBound
    let clause = text.clause(around: figure.tokens, words)
    let next = index + 1 < figures.count ? figures[index + 1].tokens.lowerBound : text.tokens.count
    let behind =
      figure.tokens.upperBound..<max(figure.tokens.upperBound, min(clause.upperBound, next))
    let own = max(gap.lowerBound, clause.lowerBound)..<figure.tokens.lowerBound
    if figure.isAside {
      // Against a target of 130, and neither to 4% from 5.6% nor to 4% as against 5.6%.
      let aside =
        words[.compared].last(in: gap, of: text) ?? words[.from].last(in: gap, of: text)
      let words = words[.targets]
        .last(in: (aside?.upperBound ?? gap.lowerBound)..<gap.upperBound, of: text)
      return words == nil ? nil : .target
    }
    // 120 wells against a target of 130: the aim behind a comparison is the next figure's.
    let aim = words[.targetsBehind].last(in: behind, of: text)
    if let aim, words[.compared].last(in: behind.lowerBound..<aim.lowerBound, of: text) == nil,
      !ellipsis.isAim(before: next, in: text)
    {
      return .target
    }
    let target = words[.targets].last(in: gap, of: text)
    if let target {
      // What a clause behind the aim says is: "the target was missed, 40 villages have taps".
      let isLater =
        target.upperBound <= own.lowerBound && (own.count > 3 || isState(own, behind, text))
      if !isLater { return .target }
    } else if let previous, previous.quantity.role == .target, own.count < 3,
      gap.count <= Self.longestList, !isState(gap, behind, text)
    {
      return .target
    }
    // A deadline behind the figure before is of that one.
    if target == nil, hasDeadline(previous == nil ? gap : own, behind, dates),
      !isState(own, behind, text)
    {
      return .target
    }
    if words[.subset].last(in: gap, of: text) != nil { return .subset }
    // Of whom 300 were women and 200 were men: the next part.
    let goesOn =
      previous?.quantity.role == .subset && words[.copulas].last(in: behind, of: text) != nil
    return goesOn && gap.contains { text.joinsClause($0, words) } ? .subset : nil
  }

  private func isState(_ before: Range<Int>, _ behind: Range<Int>, _ text: SpacedText) -> Bool {
    words[.states].last(in: before, of: text) != nil
      || words[.states].last(in: behind, of: text) != nil
  }

  private func hasDeadline(
    _ before: Range<Int>, _ behind: Range<Int>, _ dates: [SpacedDate]
  ) -> Bool {
    dates.contains { date in
      date.kind == .deadline
        && (before.contains(date.tokens.lowerBound) || behind.contains(date.tokens.lowerBound))
    }
  }
}

extension SpacedFigure {
  /// Whether the figure has both ends of an interval.
  var isRange: Bool { quantity.low != nil && quantity.high != nil || quantity.isDamaged }
}

extension Quantity {
  /// Takes the value for the end of the interval that the wording bounds, where it has no interval.
  fileprivate mutating func boundUnlessRange() {
    if low == nil, high == nil { bound() }
  }
}
