internal import ChineseText

/// What stands before 县, 镇 or 村 and may be a place's name.
struct PlaceCandidate {
  /// The name with the word that ends it.
  let range: Range<Int>
  /// Whether it ends like a kind of place and begins nowhere for certain: 青山村, 小山村.
  let isDoubtful: Bool
  /// Whether it is counted, as no place is: 30个督战县, 督战县30个.
  let isCounted: Bool

  /// The characters of a name before 县, at most.
  private static let longest = 4

  /// Looks at what stands before a level's word: a name begins where another word ends.
  ///
  /// - Returns: Nil where no name stands.
  init?(level: Range<Int>, in text: [Unicode.Scalar], _ words: ScopeWords) {
    let at = level.lowerBound
    // 一村一队, 三县: a count of places is none.
    guard
      !words.noPlaces.stand(at: at, in: text)
        || words.endsBefore.stand(at: level.upperBound, in: text),
      at > 0, !words.isNumeral(text[at - 1])
    else {
      return nil
    }
    var start = at
    while start > 0, at - start <= Self.longest, Self.isOfName(start - 1, text, words),
      !Self.ends(at: start, text, words)
    {
      // 城关镇: a name may end like a word of one character.
      let word = words.beforeNames.length(endingAt: start, in: text) ?? 0
      if word > 1 || word == 1 && start < at { break }
      start -= 1
    }
    if start < at, words.withinNames.contains(text[start]) { start += 1 }
    // 和平乡, 和顺县: the name begins with it.
    if start > 0, text[start - 1] == "和", start < at,
      start == 1 || text[start - 2].isPunctuation
        || at - start == 1 && Self.ends(at: start - 1, text, words)
    {
      start -= 1
    }
    guard start < at, at - start <= Self.longest else { return nil }
    // 拨付高桥镇: the names of towns have two characters, seldom three and hardly ever four.
    if at - start == Self.longest, words.namesAreShort(before: level, in: text) { start += 2 }
    range = start..<level.upperBound
    isCounted = Self.isCounted(range, in: text)
    // 柳湾自然村 at the head of a line is a name, 12个自然村 and 深度贫困村 are none.
    if let kind = words.kinds.length(endingAt: range.upperBound, in: text) {
      guard start == 0, range.count > kind + 1 else { return nil }
      isDoubtful = false
      return
    }
    guard words.genericAlone.length(endingAt: range.upperBound, in: text) ?? 0 < range.count else {
      return nil
    }
    guard let generic = words.generic.length(endingAt: range.upperBound, in: text) else {
      isDoubtful = false
      return
    }
    // 青山村 at the head of a line or behind another place is a name; 偏远山村 is none.
    guard range.count == generic + 1 else { return nil }
    isDoubtful = start > 0 && !Self.ends(at: start, text, words) && !text[start - 1].isPunctuation
  }

  /// Whether a character may be of a name that ends before a level's word.
  private static func isOfName(
    _ position: Int, _ text: [Unicode.Scalar], _ words: ScopeWords
  ) -> Bool {
    let scalar = text[position]
    guard scalar.value >= 0x3400, !scalar.isPunctuation else { return false }
    return !words.notInNames.contains(scalar)
      || words.withinNames.contains(scalar)
  }

  /// Whether another place's name ends at a position.
  private static func ends(
    at position: Int, _ text: [Unicode.Scalar], _ words: ScopeWords
  ) -> Bool {
    words.levelEnds.stand(endingAt: position, in: text)
  }

  /// Whether a number with 个 counts what is named, before it or behind it.
  private static func isCounted(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    let start = range.lowerBound
    if start > 1, text[start - 1] == "个", NumeralSymbol(text[start - 2]).isDigitOrScale {
      return true
    }
    let digits = text[range.upperBound...].prefix(while: \.isDigit)
    guard !digits.isEmpty, digits.endIndex < text.count, text[digits.endIndex] == "个" else {
      return false
    }
    // 青禾乡12个村 says how many villages it has.
    let behind = digits.endIndex + 1
    return behind == text.count || text[behind].isPunctuation
  }
}
