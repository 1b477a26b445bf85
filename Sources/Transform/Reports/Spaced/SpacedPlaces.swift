internal import SurveyModel

/// A place that a text with spaces names.
struct SpacedPlace {
  /// The place as the report names it first; nil for the place that the report is about.
  let name: String?
  let tokens: Range<Int>
}

/// Finds the places of a report by their names in the gazetteer and by the words behind names.
struct SpacedPlaces: Sendable {
  let words: SpacedLexicon
  /// Names of the gazetteer by their words.
  private let known: PhraseTable<String>
  /// The words of a name before the word that says its level, at most.
  private static let longest = 3

  init(_ words: SpacedLexicon, places: [Place]) {
    self.words = words
    known = PhraseTable(places.map { ($0.name, $0.name) })
  }

  /// The places of a text, in order.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - scalars: Its characters.
  ///   - isTitle: Whether it is a title, where other words with capitals stand around names.
  /// - Returns: The places, those that only the report's own words name with no name.
  func places(
    in text: SpacedText, of scalars: [Unicode.Scalar], isTitle: Bool = false
  ) -> [SpacedPlace] {
    var places: [SpacedPlace] = []
    var at = 0
    while at < text.tokens.count {
      let several = self.several(at: at, in: text, of: scalars)
      if let last = several.last {
        places += several
        at = last.tokens.upperBound
        continue
      }
      let place = self.place(at: at, in: text, of: scalars, isTitle: isTitle)
      if let place { places.append(place) }
      at = place?.tokens.upperBound ?? (at + 1)
    }
    return places
  }

  private func place(
    at index: Int, in text: SpacedText, of scalars: [Unicode.Scalar], isTitle: Bool
  ) -> SpacedPlace? {
    // The Province of Mirador is more than the province.
    if let length = words[.home].length(at: index, in: text)
      ?? words[.elsewhere].length(at: index, in: text),
      let named = namedBehind(index + length - 1, in: text, of: scalars)
    {
      return named
    }
    if let length = words[.home].length(at: index, in: text) {
      let next = text[index + length]
      let isOfMore = next.map {
        $0.kind == .word && ($0.isCapital || isLevel(index + length, text))
      }
      return isOfMore ?? false ? nil : SpacedPlace(name: nil, tokens: index..<(index + length))
    }
    if let length = words[.elsewhere].length(at: index, in: text) {
      let range = index..<(index + length)
      return SpacedPlace(name: scalars.string(text.characters(of: range)), tokens: range)
    }
    if let (name, length) = known.match(at: index, in: text), text.tokens[index].isCapital {
      let hasLevel = isLevel(index + length, text)
      return SpacedPlace(name: name, tokens: index..<(index + length + (hasLevel ? 1 : 0)))
    }
    return numbered(at: index, in: text, of: scalars)
      ?? shown(at: index, in: text, of: scalars, isTitle: isTitle)
  }

  /// Ward 7: the word for a level with a number behind it.
  private func numbered(
    at index: Int, in text: SpacedText, of scalars: [Unicode.Scalar]
  ) -> SpacedPlace? {
    guard isLevel(index, text), text.tokens[index].isCapital, let number = text[index + 1],
      number.plain != nil, number.text.utf8.count <= 3, number.gap == .space || number.gap == .firm
    else { return nil }
    let range = index..<(index + 2)
    return SpacedPlace(name: scalars.string(text.characters(of: range)), tokens: range)
  }

  /// Redhill, Stone and Fern blocks: several names before the level of all of them.
  private func several(
    at index: Int, in text: SpacedText, of scalars: [Unicode.Scalar]
  ) -> [SpacedPlace] {
    var names: [Range<Int>] = []
    var at = index
    while true {
      var end = at
      while end - at < Self.longest, isOfName(end, from: at, text) { end += 1 }
      guard end > at else { return [] }
      names.append(at..<end)
      if names.count > 1, let (level, length) = words.levelPlurals.match(at: end, in: text) {
        return names.map { name in
          let isLast = name.upperBound == end
          return SpacedPlace(
            name: "\(scalars.string(text.characters(of: name))) \(level)",
            tokens: isLast ? name.lowerBound..<(end + length) : name)
        }
      }
      var next = end
      if text[next]?.text == "," { next += 1 }
      if let length = words[.joins].length(at: next, in: text) { next += length }
      guard next > end else { return [] }
      at = next
    }
  }

  /// Whether a word with a capital may be of the name that begins at a token.
  private func isOfName(_ index: Int, from start: Int, _ text: SpacedText) -> Bool {
    guard let token = text[index], token.kind == .word, token.isCapital else { return false }
    return (index == start || token.gap != .wide && token.gap != .none) && !isLevel(index, text)
      && words[.noNames].length(at: index, in: text) == nil
  }

  /// Redhill district: words with capitals before one that says a level.
  private func shown(
    at index: Int, in text: SpacedText, of scalars: [Unicode.Scalar], isTitle: Bool
  ) -> SpacedPlace? {
    var end = index
    while end - index < Self.longest, isOfName(end, from: index, text) { end += 1 }
    if end == index, let named = namedBehind(index, in: text, of: scalars) { return named }
    guard end > index, isLevel(end, text), text[end]?.gap != .wide else { return nil }
    if let next = text[end + 1], next.kind == .word, next.isCapital, next.gap != .wide, !isTitle {
      // Redhill District Hospital is no district.
      return nil
    }
    let range = index..<(end + 1)
    return SpacedPlace(name: scalars.string(text.characters(of: range)), tokens: range)
  }

  /// Province of Mirador.
  private func namedBehind(
    _ index: Int, in text: SpacedText, of scalars: [Unicode.Scalar]
  ) -> SpacedPlace? {
    guard isLevel(index, text), text.tokens[index].isCapital,
      words[.shareOf].length(at: index + 1, in: text) == 1
    else { return nil }
    var end = index + 2
    while end - index < Self.longest + 2, let token = text[end], token.kind == .word,
      token.isCapital,
      token.gap != .wide, words[.noNames].length(at: end, in: text) == nil
    { end += 1 }
    guard end > index + 2 else { return nil }
    return SpacedPlace(name: scalars.string(text.characters(of: index..<end)), tokens: index..<end)
  }

  private func isLevel(_ index: Int, _ text: SpacedText) -> Bool {
    words[.levels].length(at: index, in: text) != nil
  }

  /// Whether a place is what its clause is about: at its head, or behind a word such as "in".
  func isSubject(_ place: SpacedPlace, in text: SpacedText) -> Bool {
    var start = place.tokens.lowerBound
    if let length = words[.determiners].length(endingAt: start, in: text) { start -= length }
    guard let length = words[.placesBehind].length(endingAt: start, in: text) else {
      return opensClause(start, in: text)
    }
    // In the east of the state: a whole is what a clause is about at its head.
    return words[.elsewhere].length(at: place.tokens.lowerBound, in: text) == nil
      || opensClause(start - length, in: text)
  }

  /// The places of a list that one is of: Redhill block, Stone block and Fern block.
  ///
  /// - Returns: Those before and behind the place that only a mark or a conjunction parts from it and
  ///   from each other; the place alone where it is of no list.
  func list(
    of place: SpacedPlace, among places: [SpacedPlace], in text: SpacedText
  ) -> [SpacedPlace] {
    guard let index = places.firstIndex(where: { $0.tokens == place.tokens }) else {
      return [place]
    }
    var (first, last) = (index, index)
    while first > 0, isListed(places[first - 1], places[first], in: text) { first -= 1 }
    while last + 1 < places.count, isListed(places[last], places[last + 1], in: text) { last += 1 }
    let list = places[first...last]
    // In Redhill block, Stone block has forty: without a conjunction there is no list.
    let isJoined = zip(list, list.dropFirst())
      .contains { pair in
        words[.joins].length(at: pair.0.tokens.upperBound, in: text) != nil
          || list.count > 2
            && words[.joins].length(at: pair.0.tokens.upperBound + 1, in: text) != nil
      }
    return isJoined ? Array(list) : [place]
  }

  private func isListed(_ place: SpacedPlace, _ next: SpacedPlace, in text: SpacedText) -> Bool {
    guard place.name != nil, next.name != nil else { return false }
    var at = place.tokens.upperBound
    if text[at]?.text == "," { at += 1 }
    if let length = words[.joins].length(at: at, in: text) { at += length }
    if let length = words[.determiners].length(at: at, in: text) { at += length }
    return at == next.tokens.lowerBound && at > place.tokens.upperBound
  }

  private func opensClause(_ index: Int, in text: SpacedText) -> Bool {
    index == 0 || text[index - 1]?.kind == .mark
      || words[.joins].length(endingAt: index, in: text) != nil
  }
}
