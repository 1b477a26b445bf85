internal import SurveyModel

/// What a number of a text with spaces is counted in.
struct SpacedMeasure {
  var unit: String
  /// What the words about the number multiply it by: per 100,000, (in thousands).
  var factor = 1.0
  /// The tokens of the number with those that say the unit right beside it.
  var tokens: Range<Int>
  /// Whether it is so much for each of something.
  var isForEach = false
  /// The tokens of the label that the number stands behind, in a list of labels and figures.
  var label: Range<Int>?
}

/// Finds what the numbers of a text with spaces count.
struct SpacedMeasureReader: Sendable {
  let words: SpacedLexicon
  let numerals: SpacedNumeralReader

  /// How many words behind a number its noun may stand.
  private static let reach = 5

  /// What a number counts, or nil where nothing says it.
  func measure(of numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    currency(of: numeral, in: text) ?? behind(numeral, in: text) ?? before(numeral, in: text)
  }

  // MARK: Amounts

  /// Where an amount begins: at the currency before a number.
  func start(ofAmountAt index: Int, in text: SpacedText) -> Int {
    words.currencies.match(endingAt: index, in: text).map { index - $0.length } ?? index
  }

  func currency(of numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    let start = numeral.tokens.lowerBound
    guard let (unit, length) = words.currencies.match(endingAt: start, in: text) else { return nil }
    var measure = SpacedMeasure(unit: unit, tokens: (start - length)..<numeral.tokens.upperBound)
    measure.isForEach = words[.per].length(at: numeral.tokens.upperBound, in: text) != nil
    return measure
  }

  // MARK: Behind the number

  /// What the noun behind a number says, where the number counts it.
  func behind(_ numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    let end = numeral.tokens.upperBound
    var at = end
    var found: (unit: String, range: Range<Int>)?
    if case .letter = numeral.form, words.units.match(at: end, in: text) == nil,
      words.currencies.match(at: end, in: text) == nil
    {
      return nil
    }
    if let (unit, length) = words.currencies.match(at: end, in: text) {
      found = (unit, end..<(end + length))
      at = end + length
    }
    var steps = 0
    while found == nil || goesOn(found, at, text), steps <= Self.reach {
      if let ratio = ratio(numeral, at, text) { return ratio }
      if let (unit, length) = words.units.match(at: at, in: text) {
        found = (unit, at..<(at + length))
        at += length
        if isModifier(at - length, before: at, text) { found = nil }
      } else if found == nil, !words.endsNoun(at: at, in: text) {
        at += 1
      } else {
        break
      }
      steps += 1
    }
    if let ratio = ratio(numeral, at, text) { return ratio }
    guard let found else {
      return at == end ? among(numeral, in: text) ?? predicate(numeral, in: text) : nil
    }
    var measure = SpacedMeasure(unit: found.unit, tokens: numeral.tokens)
    if found.range.lowerBound == end {
      measure.tokens = numeral.tokens.lowerBound..<found.range.upperBound
    }
    measure.isForEach = words[.per].length(at: found.range.upperBound, in: text) != nil
    return measure
  }

  /// Whether a noun only qualifies the next: women groups, household size.
  private func isModifier(_ index: Int, before next: Int, _ text: SpacedText) -> Bool {
    words[.modifiers].length(at: index, in: text) == next - index
      && !words.endsNoun(at: next, in: text)
      && words[.participles].length(at: next, in: text) == nil
  }

  private func goesOn(
    _ found: (unit: String, range: Range<Int>)?, _ at: Int, _ text: SpacedText
  ) -> Bool {
    guard let found else { return true }
    return words[.plurals].length(at: found.range.lowerBound, in: text) == found.range.count
      && !words.endsNoun(at: at, in: text) && words.units.match(at: at, in: text) != nil
  }

  /// So many per 1,000: in thousandths, or in percent of a hundred.
  private func ratio(_ numeral: SpacedNumeral, _ at: Int, _ text: SpacedText) -> SpacedMeasure? {
    guard let length = words[.per].length(at: at, in: text) else { return nil }
    let start = at + length
    let base: (value: Double, end: Int)
    if let scale = text[start].flatMap({ words.scales[$0.text] }) {
      base = (scale, start + 1)
    } else if let found = numerals.numeral(at: start, in: text) {
      base = (found.value, found.tokens.upperBound)
    } else {
      return nil
    }
    guard [100, 1000, 10_000, 100_000, 1_000_000].contains(base.value) else { return nil }
    return SpacedMeasure(
      unit: base.value == 100 ? "percent" : "permille",
      factor: base.value == 100 ? 1 : 1000 / base.value,
      tokens: numeral.tokens.lowerBound..<base.end)
  }

  /// 12 of the 40 villages, 12 of the villages.
  private func among(_ numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    guard let length = words[.among].length(at: numeral.tokens.upperBound, in: text) else {
      return nil
    }
    var at = numeral.tokens.upperBound + length
    if let whole = numerals.numeral(at: at, in: text) {
      guard whole.value >= numeral.value else { return nil }
      at = whole.tokens.upperBound
    }
    var steps = 0
    while steps < 3, words.units.match(at: at, in: text) == nil, !words.endsNoun(at: at, in: text) {
      at += 1
      steps += 1
    }
    guard let (unit, noun) = words.units.match(at: at, in: text), unit != "percent",
      !isModifier(at, before: at + noun, text)
    else { return nil }
    return SpacedMeasure(unit: unit, tokens: numeral.tokens)
  }

  /// Of whom 300 were women: what a number is said to be.
  private func predicate(_ numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    let end = numeral.tokens.upperBound
    guard let length = words[.copulas].length(at: end, in: text),
      let (unit, noun) = words.units.match(at: end + length, in: text), isThing(unit),
      words.endsNoun(at: end + length + noun, in: text)
    else { return nil }
    return SpacedMeasure(unit: unit, tokens: numeral.tokens)
  }

  // MARK: Before the number

  /// What the words before a bare number say: a population of 12 lakh, Households: 61,200.
  func before(_ numeral: SpacedNumeral, in text: SpacedText) -> SpacedMeasure? {
    let start = numeral.tokens.lowerBound
    guard isBare(numeral, text) else { return nil }
    var end = start
    if text[end - 1]?.isDash == true, text.touches(end) { end -= 1 }
    if let length = words[.minus].length(endingAt: end, in: text) { end -= length }
    if let (_, length) = words.bounds.match(endingAt: end, in: text) { end -= length }
    if let length = words[.between].length(endingAt: end, in: text) { end -= length }
    if let label = label(before: end, numeral, in: text) { return label }
    if words[.shareOf].length(endingAt: end, in: text) == 1 {
      // A population of 12 lakh: right before "of" stands what is counted.
      if let share = share(before: end - 1, numeral, text) { return share }
      guard let (unit, length) = words.units.match(endingAt: end - 1, in: text), isThing(unit),
        end - 1 - length >= 0
      else { return nil }
      return SpacedMeasure(unit: unit, tokens: numeral.tokens)
    }
    guard
      let length = words[.links].length(endingAt: end, in: text)
        ?? words[.fall].length(endingAt: end, in: text)
        ?? words[.rise].length(endingAt: end, in: text)
        ?? words[.changedBy].length(endingAt: end, in: text)
    else { return nil }
    end -= length
    if let share = share(before: end, numeral, text) { return share }
    return subject(before: end, in: text).map { SpacedMeasure(unit: $0, tokens: numeral.tokens) }
  }

  /// Whether nothing behind a number may be what it counts.
  private func isBare(_ numeral: SpacedNumeral, _ text: SpacedText) -> Bool {
    let end = numeral.tokens.upperBound
    if numeral.isInWords, numeral.value < 10 { return false }
    guard let next = text[end] else { return true }
    if next.kind == .number { return next.gap == .wide || next.text == SpacedText.cell }
    return words.endsNoun(at: end, in: text)
      && (next.kind != .mark || next.gap != .none || !["-", "/", "$", "%"].contains(next.text))
  }

  /// Percent where the words before a bare number name a share: a response rate of 98.
  private func share(
    before end: Int, _ numeral: SpacedNumeral, _ text: SpacedText
  ) -> SpacedMeasure? {
    let start = clause(before: end, in: text)
    guard numeral.value <= 100, let share = words[.rates].last(in: start..<end, of: text),
      !(share.upperBound..<end).contains(where: { words.units.match(at: $0, in: text) != nil })
    else { return nil }
    return SpacedMeasure(unit: "percent", tokens: numeral.tokens)
  }

  private func isThing(_ unit: String) -> Bool {
    !["year", "percent", "percentage_point", "permille"].contains(unit)
  }

  /// The start of the clause that ends before a token.
  private func clause(before end: Int, in text: SpacedText) -> Int {
    var start = end
    while start > 0, let token = text[start - 1], token.kind != .mark || token.text == "%" {
      start -= 1
    }
    return start
  }

  /// The unit of a sentence's subject: the noun that no preposition makes a part of another.
  private func subject(before end: Int, in text: SpacedText) -> String? {
    let start = clause(before: end, in: text)
    var at = end - 1
    while at >= start {
      if let (unit, length) = words.units.match(at: at, in: text), isThing(unit),
        at + length <= end, !isModifier(at, before: at + length, text) || at + length == end,
        isHead(at, from: start, text)
      {
        return unit
      }
      at -= 1
    }
    return nil
  }

  /// Whether no preposition governs a noun; "the number of" governs none.
  private func isHead(_ index: Int, from start: Int, _ text: SpacedText) -> Bool {
    var at = index
    while at > start {
      if words[.counters].length(endingAt: at, in: text) != nil { return true }
      if words[.prepositions].length(endingAt: at, in: text) != nil { return false }
      guard text[at - 1]?.kind == .word,
        words[.nounEnds].length(endingAt: at, in: text) == nil
          || words[.determiners].length(endingAt: at, in: text) != nil
      else { return text[at - 1].map { $0.kind != .number || $0.isYear } ?? true }
      at -= 1
    }
    return true
  }

  // MARK: Labels

  private static let labelMarks = [":", "|", "=", SpacedText.cell, "-", "–", "—"]
  /// How many words a label has, at most.
  private static let longestLabel = 10

  /// What a label before a figure says: "Households: 61,200", "Outlay (crore) | 3.5".
  private func label(
    before end: Int, _ numeral: SpacedNumeral, in text: SpacedText
  ) -> SpacedMeasure? {
    var stop = end
    while stop > 0, let token = text[stop - 1], Self.labelMarks.contains(token.text),
      !token.isDash || !text.touches(stop)
    { stop -= 1 }
    var start = stop
    while start > 0, stop - start <= Self.longestLabel, let token = text[start - 1],
      isOfLabel(start - 1, text), !(token.kind == .number && stop == end)
    { start -= 1 }
    while start < stop, text[start]?.kind == .mark, text[start]?.text != "(" { start += 1 }
    guard start < stop, stop - start <= Self.longestLabel else { return nil }
    if stop == end {
      // Without a mark the label is the whole clause: "Households 61,200."
      guard text[numeral.tokens.upperBound].map({ $0.kind == .mark || $0.gap == .wide }) ?? true,
        !(start..<stop)
          .contains(where: {
            words.endsNoun(at: $0, in: text)
              && words[.determiners].length(at: $0, in: text) == nil
              && words[.shareOf].length(at: $0, in: text) == nil
          })
      else { return nil }
    }
    return unit(ofLabel: start..<stop, numeral, text)
  }

  private func isOfLabel(_ index: Int, _ text: SpacedText) -> Bool {
    let token = text.tokens[index]
    switch token.kind {
    case .word: return !text.joinsClause(index, words)
    case .number: return token.isYear || token.text == "000"
    case .mark where token.text == ".":
      return words.currencies.match(endingAt: index + 1, in: text) != nil
    case .mark: return ["(", ")", "%", "'", "’", "₹", "$", "-", "–"].contains(token.text)
    }
  }

  private func unit(
    ofLabel label: Range<Int>, _ numeral: SpacedNumeral, _ text: SpacedText
  ) -> SpacedMeasure? {
    var measure = SpacedMeasure(unit: "", tokens: numeral.tokens, label: label)
    let open = label.first { text[$0]?.text == "(" } ?? label.upperBound
    // What stands in parentheses says in what the figure is given.
    for at in open..<label.upperBound {
      if let scale = text[at].flatMap({ words.scales[$0.text] }) { measure.factor *= scale }
      if text[at]?.text == "000" { measure.factor *= 1000 }
      if measure.unit.isEmpty {
        if let (unit, length) = words.units.match(at: at, in: text), at + length <= label.upperBound
        {
          measure.unit = unit
        } else if let (unit, length) = words.currencies.match(at: at, in: text),
          at + length <= label.upperBound
        {
          measure.unit = unit
        }
      }
    }
    if measure.unit.isEmpty, let unit = head(ofLabel: label.lowerBound..<open, numeral, text) {
      // Women 64.6: nobody counts by tenths.
      if numeral.resolution < 1, measure.factor == 1, unit != "percent" { return nil }
      measure.unit = unit
    }
    return measure.unit.isEmpty ? nil : measure
  }

  /// The unit of what a label names, or nil.
  private func head(
    ofLabel label: Range<Int>, _ numeral: SpacedNumeral, _ text: SpacedText
  ) -> String? {
    if numeral.value <= 100, let share = words[.rates].last(in: label, of: text),
      share.upperBound == label.upperBound
        || words[.prepositions].length(at: share.upperBound, in: text) != nil
    {
      return "percent"
    }
    for at in label {
      guard let (unit, length) = words.units.match(at: at, in: text),
        at + length <= label.upperBound, isHead(at, from: label.lowerBound, text)
      else { continue }
      let next = at + length
      if next < label.upperBound, !words.endsNoun(at: next, in: text),
        words[.narrowings].length(at: next, in: text) == nil
      {
        // Household size, women groups: a later noun is what is counted.
        guard words[.modifiers].length(at: at, in: text) == nil,
          words.units.match(at: next, in: text) == nil
        else { continue }
      }
      return isThing(unit) || unit == "percent" ? unit : nil
    }
    return nil
  }
}
