internal import SurveyModel

/// Reads the numbers of a text with spaces with what they count.
struct SpacedFigureReader: Sendable {
  let words: SpacedLexicon
  private let numerals: SpacedNumeralReader
  private let measures: SpacedMeasureReader
  private let codes: SpacedCodes
  let ellipsis: SpacedEllipsis

  init(_ words: SpacedLexicon) {
    self.words = words
    numerals = SpacedNumeralReader(words: words)
    measures = SpacedMeasureReader(words: words, numerals: numerals)
    codes = SpacedCodes(words: words)
    ellipsis = SpacedEllipsis(words: words, numerals: numerals)
  }

  /// What reading at a token gave, and where reading goes on.
  private typealias Reading = (figures: [SpacedFigure], end: Int)

  /// The figures of a text, in order, without what stands around them.
  func figures(in text: SpacedText, dates: [SpacedDate]) -> [SpacedFigure] {
    var taken = codes.codes(in: text).union(text.names)
    for date in dates { taken.formUnion(date.tokens) }
    var figures: [SpacedFigure] = []
    var at = 0
    while at < text.tokens.count {
      guard !taken.contains(at),
        let reading = reading(at: at, in: text, without: taken, dates)
      else {
        at += 1
        continue
      }
      for var figure in reading.figures {
        // 22$22: what the figure before has taken for its unit is not this one's.
        if let last = figures.last { figure.begin(behind: last) }
        figures.append(figure)
      }
      at = max(reading.end, at + 1)
    }
    shareUnits(&figures, in: text)
    return figures
  }

  private func reading(
    at index: Int, in text: SpacedText, without taken: Set<Int>, _ dates: [SpacedDate]
  ) -> Reading? {
    if let share = share(at: index, in: text) { return ([share], share.tokens.upperBound) }
    guard let numeral = numerals.numeral(at: index, in: text),
      !numeral.tokens.contains(where: taken.contains)
    else { return nil }
    if let pair = pair(from: numeral, in: text, without: taken) { return pair }
    let skipped: Reading = ([], numeral.tokens.upperBound)
    guard !isAge(before: index, in: text), !isOfEach(numeral, in: text) else { return skipped }
    guard let measure = measures.measure(of: numeral, in: text) else {
      guard
        isOrigin(index, in: text) || isPart(numeral, in: text)
          || ellipsis.isFurther(numeral, in: text, dates)
      else { return skipped }
      let bare = SpacedMeasure(unit: "", tokens: numeral.tokens)
      return ([SpacedFigure(numeral, bare, in: text)], numeral.tokens.upperBound)
    }
    var figure = SpacedFigure(open(numeral, measure), measure, in: text)
    readSign(&figure, numeral, in: text)
    return ([figure], figure.tokens.upperBound)
  }

  /// A number whose groups spaces part, where nothing right behind it is what it counts: 120 230 340
  /// may be columns.
  private func open(_ numeral: SpacedNumeral, _ measure: SpacedMeasure) -> SpacedNumeral {
    guard case .spaced(let groups) = numeral.form, groups > 2,
      measure.tokens == numeral.tokens, measure.label == nil
    else { return numeral }
    var open = numeral
    open.possible = [numeral.value]
    return open
  }

  /// Gives a number without a unit that of its neighbour in the sentence: from 40 in 2015 to 45 per
  /// cent; of the 53 villages 49 were reached.
  private func shareUnits(_ figures: inout [SpacedFigure], in text: SpacedText) {
    for index in figures.indices where figures[index].quantity.unit.isEmpty {
      let figure = figures[index]
      let sentence = text.sentence(around: figure.tokens, words)
      if isOrigin(figure.tokens.lowerBound, in: text), index + 1 < figures.count {
        let next = figures[index + 1]
        if sentence.contains(next.tokens.lowerBound),
          words[.to].length(endingAt: next.tokens.lowerBound, in: text) != nil
        {
          figures[index].quantity.unit = next.quantity.unit
          continue
        }
      }
      var start = sentence.lowerBound
      if words[.subset].length(at: start, in: text) != nil, start > 0 {
        // Of these, 40 have taps: of what the sentence before it counts.
        start = text.sentence(around: (start - 1)..<(start - 1), words).lowerBound
      }
      func units(_ range: Range<Int>) -> Set<String> {
        Set(
          figures
            .filter { range.contains($0.tokens.lowerBound) && !$0.quantity.unit.isEmpty }
            .map(\.quantity.unit))
      }
      var found = units(start..<figure.tokens.lowerBound)
      if found.isEmpty { found = units(figure.tokens.upperBound..<sentence.upperBound) }
      // The plan was 130: of what the sentence before it counts.
      if found.isEmpty, start > 0, ellipsis.isAim(before: figure.tokens.lowerBound, in: text) {
        found = units(text.sentence(around: (start - 1)..<(start - 1), words))
      }
      // Of several things it is open which.
      if found.count == 1, let unit = found.first { figures[index].quantity.unit = unit }
    }
    figures.removeAll { $0.quantity.unit.isEmpty }
  }

  /// Whether a bare number is a part of what the sentence counts: of the 53 villages 49 were reached.
  private func isPart(_ numeral: SpacedNumeral, in text: SpacedText) -> Bool {
    let sentence = text.sentence(around: numeral.tokens, words)
    let start = numeral.tokens.lowerBound
    return words[.states].length(at: numeral.tokens.upperBound, in: text) != nil
      && (words[.subset].last(in: sentence.lowerBound..<start, of: text) != nil
        || words[.among].length(at: sentence.lowerBound, in: text) != nil)
  }

  /// Whether a number is of a class that each of is meant: every one of the villages, one net for every
  /// two people.
  private func isOfEach(_ numeral: SpacedNumeral, in text: SpacedText) -> Bool {
    guard numeral.isInWords, numeral.value < 10 else { return false }
    let start = numeral.tokens.lowerBound
    if let length = words[.per].length(endingAt: start, in: text) { return length > 1 }
    return numeral.value == 1 && words[.averages].length(endingAt: start, in: text) != nil
  }

  // MARK: Signs

  private func readSign(
    _ figure: inout SpacedFigure, _ numeral: SpacedNumeral, in text: SpacedText
  ) {
    let start = figure.tokens.lowerBound
    let first: Int
    if let length = words[.minus].length(endingAt: start, in: text) {
      first = start - length
    } else if isMinus(start - 1, figure, in: text) {
      first = start - 1
    } else {
      return
    }
    figure.tokens = first..<figure.tokens.upperBound
    figure.quantity.range = text.characters(of: figure.tokens)
    figure.quantity.negate()
  }

  /// Whether a dash right before a number is its sign, and neither joins two nor opens a line.
  private func isMinus(_ index: Int, _ figure: SpacedFigure, in text: SpacedText) -> Bool {
    guard let dash = text[index], dash.isDash, text.touches(index + 1) else { return false }
    if index == 0 { return ["percent", "percentage_point"].contains(figure.quantity.unit) }
    guard text.touches(index) else { return text[index - 1]?.kind != .number }
    return ["(", ":", "|", "[", SpacedText.cell].contains(text.tokens[index - 1].text)
  }

  // MARK: Shares

  /// A share: one-third of, 1/3 of, 1 in 5, one household in five.
  private func share(at index: Int, in text: SpacedText) -> SpacedFigure? {
    let part: (value: Double, length: Int)? =
      words.fractions.match(at: index, in: text).map { ($0.meaning, $0.length) }
      ?? (text.touches(index) ? nil : SpacedNumeralReader.fraction(at: index, in: text))
      .map { (100 * $0.value, $0.length) }
    if let part, words[.notOfShares].length(endingAt: index, in: text) == nil,
      words[.shareOf].length(at: index + part.length, in: text) != nil
    {
      let isOfScale = numerals.numeral(at: index, in: text)
        .map { $0.isInWords && $0.tokens.count > part.length }
      return isOfScale ?? false
        ? nil : share(part.value, of: index..<(index + part.length), in: text)
    }
    guard let above = numerals.numeral(at: index, in: text), above.possible.isEmpty,
      above.value == above.value.rounded(), above.scale == 1
    else { return nil }
    var at = above.tokens.upperBound
    // One household in five.
    if let (_, length) = words.units.match(at: at, in: text) { at += length }
    guard let length = words[.shareIn].length(at: at, in: text),
      let below = numerals.numeral(at: at + length, in: text), below.possible.isEmpty,
      above.value < below.value,
      above.value == 1 || below.value == 10
        || above.isInWords && below.isInWords && below.value <= 20
        // 3 out of 4 villages are as many shares of them.
        || length > 1 && below.value <= 10,
      below.value <= 1000, text[below.tokens.lowerBound]?.isYear != true
    else { return nil }
    let hasNoun = at > above.tokens.upperBound
    let isCounted = words.units.match(at: below.tokens.upperBound, in: text) != nil
    // One school in 12 villages counts a school.
    guard hasNoun ? !isCounted : true else { return nil }
    return share(
      100 * above.value / below.value, of: index..<below.tokens.upperBound, in: text)
  }

  private func share(_ percent: Double, of tokens: Range<Int>, in text: SpacedText) -> SpacedFigure
  {
    var figure = SpacedFigure(
      SpacedNumeral(value: percent, resolution: 1, tokens: tokens),
      SpacedMeasure(unit: "percent", tokens: tokens), in: text)
    figure.quantity.value = percent
    return figure
  }

  // MARK: Two numbers

  /// Two numbers that belong together: a range, or a movement from one to another.
  private func pair(
    from first: SpacedNumeral, in text: SpacedText, without taken: Set<Int>
  ) -> Reading? {
    let start = measures.start(ofAmountAt: first.tokens.lowerBound, in: text)
    var end = first.tokens.upperBound
    let stated =
      words.currencies.match(endingAt: first.tokens.lowerBound, in: text)?.meaning
      ?? words.units.match(at: end, in: text)?.meaning
    var joint = joint(at: end, before: start, in: text)
    if joint == nil, let (_, length) = words.units.match(at: end, in: text) {
      end += length
      joint = self.joint(at: end, before: start, in: text)
    }
    guard let joint else { return nil }
    var next = end + joint.length
    if let (_, length) = words.currencies.match(at: next, in: text) { next += length }
    guard let second = numerals.numeral(at: next, in: text),
      !second.tokens.contains(where: taken.contains)
    else { return nil }
    if isAge(before: start, in: text) {
      let unit = words.units.match(at: second.tokens.upperBound, in: text)?.length ?? 0
      return ([], second.tokens.upperBound + unit)
    }
    var whole = second
    whole.tokens = first.tokens.lowerBound..<second.tokens.upperBound
    guard
      let measure = measures.currency(of: second, in: text)
        ?? measures.behind(second, in: text) ?? measures.currency(of: first, in: text)
        ?? measures.before(whole, in: text),
      stated == nil || stated == measure.unit
    else { return nil }
    if joint.isWord, isChange(before: start, in: text),
      let reading = change((first, second), measure, from: start, in: text)
    {
      return reading
    }
    return pair(
      (first, second), measure, joint, from: start, in: text)
  }

  private func pair(
    _ ends: (first: SpacedNumeral, second: SpacedNumeral), _ measure: SpacedMeasure, _ joint: Joint,
    from start: Int, in text: SpacedText
  ) -> Reading {
    var first = ends.first
    let second = ends.second
    if first.scale == 1, second.scale > 1, first.value * second.scale <= second.value {
      first.scale(by: second.scale)
    }
    let end = max(measure.tokens.upperBound, second.tokens.upperBound)
    let isMovement =
      joint.isWord && words[.from].length(endingAt: start, in: text) != nil
      && (first.value >= second.value || isMoved(before: start, in: text))
    if isMovement {
      var measures = (from: measure, to: measure)
      measures.from.tokens = start..<first.tokens.upperBound
      measures.to.tokens = second.tokens.lowerBound..<end
      var origin = SpacedFigure(first, measures.from, in: text)
      origin.isAside = true
      return ([origin, SpacedFigure(second, measures.to, in: text)], end)
    }
    var spanning = measure
    spanning.tokens = start..<end
    var upper = SpacedFigure(second, spanning, in: text)
    let lower = SpacedFigure(first, spanning, in: text)
    let (low, high) = (lower.quantity.value, upper.quantity.value)
    upper.quantity.number = text.characters(of: first.tokens.lowerBound..<second.tokens.upperBound)
    upper.quantity.value = low
    upper.quantity.resolution = min(lower.quantity.resolution, upper.quantity.resolution)
    upper.quantity.qualifier = .atLeast
    (upper.quantity.low, upper.quantity.high) = (low, high)
    if low >= high || lower.quantity.isDamaged || upper.quantity.isDamaged {
      upper.leaveOpen([low, high])
    }
    return ([upper], end)
  }

  /// Two numbers behind a verb of change and a word that joins them: fell by 3,400 to 21,800 is a
  /// change and the level that it came to, rose by 3 to 5 per cent a range of changes.
  private func change(
    _ ends: (first: SpacedNumeral, second: SpacedNumeral), _ measure: SpacedMeasure,
    from start: Int,
    in text: SpacedText
  ) -> Reading? {
    var measures = (by: measure, to: measure)
    measures.by.tokens = start..<ends.first.tokens.upperBound
    measures.to.tokens =
      ends.second.tokens.lowerBound..<max(measure.tokens.upperBound, ends.second.tokens.upperBound)
    var figures = [
      SpacedFigure(ends.first, measures.by, in: text),
      SpacedFigure(ends.second, measures.to, in: text),
    ]
    if measure.unit == "percent" || measure.unit == "percentage_point" {
      guard ends.second.value > 2 * ends.first.value else { return nil }
      for index in figures.indices { figures[index].leaveOpen([figures[index].quantity.value]) }
    }
    return (figures, measures.to.tokens.upperBound)
  }

  /// Whether a verb of change stands before a number.
  private func isChange(before index: Int, in text: SpacedText) -> Bool {
    words[.fall].length(endingAt: index, in: text) != nil
      || words[.rise].length(endingAt: index, in: text) != nil
      || words[.changedBy].length(endingAt: index, in: text) != nil
  }

  /// What joins two numbers.
  private typealias Joint = (length: Int, isWord: Bool)

  private func joint(at index: Int, before start: Int, in text: SpacedText) -> Joint? {
    guard let token = text[index] else { return nil }
    if token.isDash || token.text == "~" {
      return text.touches(index) == text.touches(index + 1) ? (1, false) : nil
    }
    if let length = words[.to].length(at: index, in: text) { return (length, true) }
    guard let length = words[.betweenJoints].length(at: index, in: text) else { return nil }
    var before = start
    if let (_, bound) = words.bounds.match(endingAt: before, in: text) { before -= bound }
    return words[.between].length(endingAt: before, in: text) == nil ? nil : (length, false)
  }

  /// Whether a number is what another came from: rose from 40 in 2015.
  private func isOrigin(_ index: Int, in text: SpacedText) -> Bool {
    words[.from].length(endingAt: index, in: text) != nil && isMoved(before: index, in: text)
  }

  /// Whether a verb of movement stands before a token in its sentence.
  private func isMoved(before index: Int, in text: SpacedText) -> Bool {
    let sentence = text.sentence(around: index..<index, words)
    return words[.moves].last(in: sentence.lowerBound..<index, of: text) != nil
  }

  /// Whether a number only bounds a class of people: women aged 15 to 49.
  private func isAge(before index: Int, in text: SpacedText) -> Bool {
    if words[.ages].length(endingAt: index, in: text) != nil { return true }
    var start = index
    if let (_, length) = words.bounds.match(endingAt: start, in: text) { start -= length }
    if let length = words[.between].length(endingAt: start, in: text)
      ?? words[.from].length(endingAt: start, in: text)
    {
      start -= length
    }
    return start < index && words[.ages].length(endingAt: start, in: text) != nil
  }
}
