internal import SurveyModel

/// Reads the figures of a paragraph in a language whose words are parted by spaces.
struct SpacedFactReader: Sendable {
  private let language: SpacedLanguage
  private let units: [(unit: String, phrases: Phrases)]
  private let currencies: [(unit: String, phrases: Phrases)]
  private let names:
    [(id: String, unit: String, kind: IndicatorCatalogue.Indicator.Kind, wordings: [[String]])]
  private let bounds: [(phrases: Phrases, qualifier: Fact.Qualifier)]
  private let lists: [SpacedLanguage.List: Phrases]
  private let fractions: [(phrase: [String], value: Double)]
  private let recognisedBy: Set<String>

  init(_ language: SpacedLanguage, catalogue: IndicatorCatalogue) {
    self.language = language
    // The longest words first: percentage points before percent.
    units = language.units.map { ($0.key, Phrases($0.value)) }.sorted { $0.0 < $1.0 }
    currencies = language.currencies.map { ($0.key, Phrases($0.value)) }.sorted { $0.0 < $1.0 }
    names = language.names
      .compactMap { id, wordings in
        catalogue.indicator(id).map { ($0.id, $0.unit, $0.kind, wordings.map(SpacedText.words)) }
      }
      .sorted { $0.0 < $1.0 }
    bounds = [
      (.atLeast, Fact.Qualifier.atLeast), (.atMost, .atMost), (.about, .about),
      (.lessThan, .lessThan), (.moreThan, .moreThan),
    ]
    .map { (list: SpacedLanguage.List, qualifier) in (Phrases(language[list]), qualifier) }
    lists = Dictionary(
      uniqueKeysWithValues: SpacedLanguage.List.allCases.map { ($0, Phrases(language[$0])) })
    fractions = language.fractions.map { (SpacedText.words($0.key), $0.value) }
      .sorted { $0.0.count > $1.0.count }
    recognisedBy = Set(language[.recognisedBy])
  }

  /// Whether a text is in the language: one in twenty of its words is of the commonest.
  func recognises(_ text: SpacedText) -> Bool {
    let words = text.tokens.filter { $0.kind == .word }
    let common = words.count { recognisedBy.contains($0.text) }
    return common * 20 >= words.count && common > 1
  }

  /// A figure of a paragraph, before it is known where the paragraph stands.
  struct Figure {
    /// The figure; its ranges are characters of the paragraph, from its currency or number to its
    /// unit.
    var quantity: Quantity
    var indicator: String?
    var asOf: String?
    /// What the digits are multiplied by.
    var scale = 1.0
    /// The tokens of the number with its scale, and of all that is read with it.
    var tokens: Range<Int>
  }

  /// The figures of a paragraph, in order.
  func figures(in text: SpacedText) -> [Figure] {
    var figures: [Figure] = []
    var index = 0
    while index < text.tokens.count {
      if let figure = figure(at: index, in: text) ?? fraction(at: index, in: text) {
        figures.append(figure)
        index = max(figure.tokens.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    for index in figures.indices { finish(index, &figures, text) }
    return figures
  }

  // MARK: Numbers

  private func phrases(_ list: SpacedLanguage.List) -> Phrases { lists[list] ?? Phrases([]) }

  /// A number with its scale: 12.40 lakh, 2,71,560, 3.5 million.
  private func figure(at index: Int, in text: SpacedText) -> Figure? {
    let token = text.tokens[index]
    guard token.kind == .number, !isPartOfName(index, text) else { return nil }
    guard let number = SpacedNumber(token.text) else { return nil }
    var end = index + 1
    var scale = 1.0
    while end < text.tokens.count, let step = language.scales[text.tokens[end].text] {
      scale *= step
      end += 1
    }
    if scale == 1, number.isPlain, isDate(index, number.value, text) { return nil }
    let range = token.range.lowerBound..<text.tokens[end - 1].range.upperBound
    var quantity = Quantity(
      number: range, range: range,
      value: NumberReader.decimal(
        number.value * scale, resolution: min(1, number.resolution * scale)),
      unit: "", resolution: number.resolution * scale)
    quantity.isDamaged = !number.readings.isEmpty
    quantity.possible = number.readings.map { $0 * scale }
    var figure = Figure(quantity: quantity, scale: scale, tokens: index..<end)
    readUnit(&figure, text)
    return figure.quantity.unit.isEmpty && !joinsRange(figure, text) ? nil : figure
  }

  /// A share in words: one-third, half.
  private func fraction(at index: Int, in text: SpacedText) -> Figure? {
    guard
      let (phrase, value) = fractions.first(where: { text.length(of: $0.phrase, at: index) != nil }
      ),
      index + phrase.count < text.tokens.count, text.tokens[index + phrase.count].text == "of"
    else { return nil }
    let end = index + phrase.count
    let range = text.tokens[index].range.lowerBound..<text.tokens[end - 1].range.upperBound
    return Figure(
      quantity: Quantity(
        number: range, range: range, value: value, unit: "percent", resolution: 1),
      tokens: index..<end)
  }

  /// Whether digits belong to a name or a code: NH-53, 15th, Phase 2, Code 0473.
  private func isPartOfName(_ index: Int, _ text: SpacedText) -> Bool {
    let token = text.tokens[index]
    if index > 0 {
      let before = text.tokens[index - 1]
      let touches = before.range.upperBound == token.range.lowerBound
      if touches, before.kind == .word, !isCurrency(endingAt: index, text) { return true }
      if touches, before.text == "-" || before.text == "/" || before.text == "#", index > 1,
        text.tokens[index - 2].range.upperBound == before.range.lowerBound
      {
        // 2018-19 and NH-53; 3-5 million is a range, which is read from its first number.
        return text.tokens[index - 2].kind == .word
          || token.text.count <= 2 && text.tokens[index - 2].text.count == 4
      }
      if phrases(.codesBehind).length(endingAt: index, in: text) != nil { return true }
    }
    guard index + 1 < text.tokens.count else { return false }
    let behind = text.tokens[index + 1]
    return behind.range.lowerBound == token.range.upperBound && behind.kind == .word
      && language.scales[behind.text] == nil && unit(at: index + 1, in: text) == nil
  }

  /// Whether a plain number is a year, or a day beside a month.
  private func isDate(_ index: Int, _ value: Double, _ text: SpacedText) -> Bool {
    let months = phrases(.months)
    if text.tokens[index].isYear {
      return unit(at: index + 1, in: text) == nil
    }
    guard value <= 31, value == value.rounded() else { return false }
    return months.length(at: index + 1, in: text) != nil
      || months.length(endingAt: index, in: text) != nil
  }

  // MARK: Units

  private func unit(at index: Int, in text: SpacedText) -> (unit: String, length: Int)? {
    units.compactMap { unit, phrases in phrases.length(at: index, in: text).map { (unit, $0) } }
      .max { $0.1 < $1.1 }
  }

  private func isCurrency(endingAt index: Int, _ text: SpacedText) -> Bool {
    currencies.contains { $0.phrases.length(endingAt: index, in: text) != nil }
  }

  /// How many words behind a number its noun may stand.
  private static let reach = 5

  private func readUnit(_ figure: inout Figure, _ text: SpacedText) {
    let start = figure.tokens.lowerBound
    var best: (unit: String, length: Int)?
    for (unit, phrases) in currencies {
      if let length = phrases.length(endingAt: start, in: text), length > best?.length ?? 0 {
        best = (unit, length)
      }
    }
    if let best {
      figure.quantity.unit = best.unit
      figure.tokens = (start - best.length)..<figure.tokens.upperBound
      figure.quantity.range =
        text.tokens[start - best.length].range.lowerBound..<figure.quantity.range.upperBound
      return
    }
    var index = figure.tokens.upperBound
    var words = 0
    while index < text.tokens.count, words <= Self.reach {
      let token = text.tokens[index]
      if let found = unit(at: index, in: text) {
        figure.quantity.unit = found.unit
        if words == 0 {
          figure.tokens = figure.tokens.lowerBound..<(index + found.length)
          figure.quantity.range =
            figure.quantity.range
            .lowerBound..<text.tokens[index + found.length - 1].range.upperBound
        }
        return
      }
      guard token.kind == .word, phrases(.subset).length(at: index, in: text) == nil else { break }
      words += 1
      index += 1
    }
    if !joinsRange(figure, text) {
      figure.quantity.unit = unitBefore(start, figure.quantity.value, text) ?? ""
    }
  }

  /// The unit that the words before a bare number say: a population of 12 lakh, a rate of 98.
  private func unitBefore(_ start: Int, _ value: Double, _ text: SpacedText) -> String? {
    var first = start
    while first > 0, start - first < 8, text.tokens[first - 1].kind == .word { first -= 1 }
    if value <= 100, phrases(.rates).stand(in: first..<start, of: text) {
      return "percent"
    }
    for index in (first..<start).reversed() {
      if let found = unit(at: index, in: text), index + found.length <= start,
        found.unit != "year", found.unit != "percent"
      {
        return found.unit
      }
    }
    return nil
  }

  /// Whether a number without a unit is the lower end of a range that has one.
  private func joinsRange(_ figure: Figure, _ text: SpacedText) -> Bool {
    let end = figure.tokens.upperBound
    guard end + 1 < text.tokens.count, text.tokens[end + 1].kind == .number else { return false }
    return ["to", "-", "–", "—", "and"].contains(text.tokens[end].text)
  }

  // MARK: What stands around

  private func finish(_ index: Int, _ figures: inout [Figure], _ text: SpacedText) {
    var figure = figures[index]
    let sentence = self.sentence(around: figure.tokens, text)
    if figure.quantity.unit.isEmpty, index + 1 < figures.count {
      // 3 to 5 million: the lower end has the unit of the upper one, and its scale.
      let upper = figures[index + 1]
      figure.quantity.unit = upper.quantity.unit
      if figure.scale == 1, figure.quantity.value * upper.scale <= upper.quantity.value {
        figure.quantity.value *= upper.scale
        figure.quantity.resolution *= upper.scale
      }
    }
    var start = figure.tokens.lowerBound
    for (phrases, qualifier) in bounds {
      guard let length = phrases.length(endingAt: start, in: text) else { continue }
      figure.quantity.qualifier = qualifier
      start -= length
      break
    }
    if phrases(.fall).length(endingAt: start, in: text) != nil
      || phrases(.fallBehind).length(at: figure.tokens.upperBound, in: text) != nil
    {
      figure.quantity.value = -figure.quantity.value
      figure.quantity.possible = figure.quantity.possible.map { -$0 }
      figure.quantity.role = .change
    } else if phrases(.rise).length(endingAt: start, in: text) != nil
      || phrases(.riseBehind).length(at: figure.tokens.upperBound, in: text) != nil
    {
      figure.quantity.role = .change
    }
    figure.quantity.bound()
    if figure.quantity.role == nil {
      let clause = max(sentence.lowerBound, index > 0 ? figures[index - 1].tokens.upperBound : 0)
      if phrases(.targets).stand(in: sentence, of: text) {
        figure.quantity.role = .target
      } else if phrases(.subset).stand(in: clause..<figure.tokens.lowerBound, of: text) {
        figure.quantity.role = .subset
      }
    }
    figure.asOf = year(before: figure.tokens, in: sentence, text)
    let from = index > 0 ? figures[index - 1].tokens.upperBound : 0
    let to = index + 1 < figures.count ? figures[index + 1].tokens.lowerBound : text.tokens.count
    let own = max(sentence.lowerBound, from)..<min(sentence.upperBound, to)
    figure.indicator = indicator(of: figure, in: own, text)
    figures[index] = figure
  }

  private func sentence(around tokens: Range<Int>, _ text: SpacedText) -> Range<Int> {
    func ends(_ index: Int) -> Bool { [".", ";", "!", "?"].contains(text.tokens[index].text) }
    var start = tokens.lowerBound
    while start > 0,
      !ends(start - 1) || phrases(.codesBehind).length(endingAt: start, in: text) != nil
        || isCurrency(endingAt: start, text)
    { start -= 1 }
    var end = tokens.upperBound
    while end < text.tokens.count, !ends(end) { end += 1 }
    return start..<end
  }

  /// The last year that the sentence names before a figure, or else behind it.
  private func year(
    before tokens: Range<Int>, in sentence: Range<Int>, _ text: SpacedText
  ) -> String? {
    func years(_ range: Range<Int>) -> [String] {
      range.map { text.tokens[$0] }.filter(\.isYear).map(\.text)
    }
    return years(sentence.lowerBound..<tokens.lowerBound).last
      ?? years(tokens.upperBound..<max(tokens.upperBound, sentence.upperBound)).first
  }

  /// The indicator whose wording stands whole in a figure's own stretch of its sentence.
  private func indicator(of figure: Figure, in own: Range<Int>, _ text: SpacedText) -> String? {
    guard !phrases(.negations).stand(in: own, of: text) else { return nil }
    var best: (id: String, length: Int)?
    for name in names where name.unit == figure.quantity.unit {
      for wording in name.wordings where wording.count > best?.length ?? 0 {
        guard
          own.contains(where: {
            text.length(of: wording, at: $0) != nil && $0 + wording.count <= own.upperBound
          })
        else { continue }
        best = (name.id, wording.count)
      }
    }
    return best?.id
  }
}
