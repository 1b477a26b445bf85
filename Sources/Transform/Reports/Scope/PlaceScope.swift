internal import ChineseText
internal import SurveyModel

/// The place that holds at a figure.
///
/// A place at the head of a paragraph holds in it, one within it in its sentence, one in brackets to
/// their end, and one that a list with 分别 gives a figure for that figure alone.
struct PlaceScope {
  /// The place that held before the brackets that reading stands in.
  private struct Outer { let before: String? }

  /// The place of the report, or nil.
  private let home: String?
  let names: PlaceNames
  private let words: ScopeWords
  private var bracket: Outer?
  private var seen: Set<String> = []
  private var named: [Int: String] = [:]
  private var outers: [String: String] = [:]
  private var paragraph: String?
  private var sentence: String? {
    didSet { outside = nil }
  }
  private var figure: String?
  /// The kind of the places that are spoken of without being one that was named: 各乡镇.
  private var outside: ScopeWords.Kind?
  /// The places that figures of the sentence are of.
  private var own: Set<String> = []
  /// Where the last date ended that a clause may begin with.
  var dateEnd = -1

  init(home: String?, names: PlaceNames, words: ScopeWords) {
    self.home = home
    self.names = names
    self.words = words
  }

  /// The place that holds where reading stands, in a section of a place.
  func place(within section: String?) -> String? {
    if let own = figure ?? sentence { return own }
    guard let outside else { return paragraph ?? section ?? home }
    return [paragraph, section, home].compactMap { $0 }
      .first { outside.lies(in: $0, names.level(of: $0)) }
  }

  /// The places that one of a name may lie in, as the report has it, the nearest first.
  func around(_ place: String, within section: String?) -> [String] {
    [outers[place], paragraph, section, home].compactMap { $0 }.filter { $0 != place }
  }

  /// Takes a place for one that the report has named.
  mutating func see(_ place: String) { seen.insert(place) }

  /// Enters a paragraph, or a cell of a table.
  mutating func enterParagraph(_ text: [Unicode.Scalar]) {
    paragraph = speaker(of: text)
    sentence = nil
    figure = nil
    bracket = nil
    own = []
    dateEnd = -1
  }

  /// The characters of what somebody says at the head of a paragraph, and of the words that say who it is, at
  /// most.
  private static let longestSpeech = 200
  private static let longestSpeaker = 24

  /// The place of whoever says what a paragraph begins with: “一年能挣3万元。”石门村村民说.
  private func speaker(of text: [Unicode.Scalar]) -> String? {
    guard let first = text.first, first == "“" || first == "「" else { return nil }
    let close: Unicode.Scalar = first == "“" ? "”" : "」"
    guard let end = text.prefix(Self.longestSpeech).firstIndex(of: close) else { return nil }
    let words = text[(end + 1)...].prefix(Self.longestSpeaker).prefix { !$0.endsSentence }
    return words.indices.lazy.compactMap { names.chain(at: $0, in: text)?.name }.first
  }

  /// Takes a place whose name begins at the end of the paragraph before and ends in this one: 白⏎水镇.
  ///
  /// - Returns: Where the name ends; 0 where none does.
  mutating func enterName(behind tail: ArraySlice<Unicode.Scalar>, _ text: [Unicode.Scalar]) -> Int
  {
    for count in stride(from: tail.count, to: 0, by: -1) {
      let joined = tail.suffix(count) + text.prefix(Self.longestName)
      guard let found = names.chain(at: 0, in: Array(joined)), found.end > count else { continue }
      sentence = found.name
      own.insert(found.name)
      seen.insert(found.name)
      return found.end - count
    }
    return 0
  }

  /// The characters of a place's name, at most.
  private static let longestName = 6

  /// Leaves the figure before.
  mutating func enterFigure() { figure = nil }

  /// 青禾乡、松岭乡分别脱贫30户、40户: each figure has its own place.
  mutating func readItem(_ item: Range<Int>, _ text: [Unicode.Scalar]) {
    for at in item where figure == nil { figure = names.chain(at: at, in: text)?.name }
  }

  /// Ends what a mark ends.
  mutating func leave(_ mark: Unicode.Scalar, endsSentence: Bool) {
    if mark == ")", let outer = bracket {
      sentence = outer.before
      bracket = nil
    }
    guard endsSentence else { return }
    sentence = nil
    bracket = nil
    own = []
  }

  /// Reads the place that begins at a position.
  ///
  /// - Parameters:
  ///   - position: The position.
  ///   - text: The paragraph.
  /// - Returns: Where its name ends, or nil where none stands.
  mutating func read(at position: Int, _ text: [Unicode.Scalar]) -> Int? {
    let first = text[position]
    guard words.mayBeginPlace(first) || words.mayBeginSeveral(first) || names.mayBegin(with: first)
    else { return nil }
    if let whole = words.whole(at: position, in: text) {
      return readWhole(whole, at: position, text)
    }
    // 该乡: the one that was named last.
    if words.anaphors.stand(endingAt: position, in: text),
      let level = words.level(at: position, in: text), let last = named[level.level]
    {
      sentence = last
      return position + level.length
    }
    // 到柳湾走访12户
    if words.isVisited(position, in: text),
      names.chain(at: position, in: text) == nil,
      let place = names.bareName(at: position, in: text),
      words.level(at: place.end, in: text) == nil
    {
      sentence = place.name
      own.insert(place.name)
      return place.end
    }
    // 云岭镇参保率95%,各乡镇均在90%以上
    if let each = words.each(at: position, in: text) {
      leaveNamed(for: each.kind)
      return position + each.length
    }
    // 云岭镇3处、雾溪乡2处,累计5处
    if own.count > 1, position > 0,
      text[position - 1].endsClause || words.levelEnds.stand(endingAt: position, in: text),
      let length = words.sums.length(at: position, in: text), let one = own.first,
      let kind = words.kind(of: one)
    {
      leaveNamed(for: kind)
      return position + length
    }
    guard let found = names.list(at: position, in: text, marks: words.itemMarks) else { return nil }
    // 大坪镇等5个乡镇, 甲镇、乙乡累计5处: a sum is of none of those that are named.
    if words.namesOthers(behind: found.end, in: text)
      || words.isItem(behindUnknownBefore: position, in: text)
    {
      seen.insert(found.name)
      if let kind = words.kind(of: found.name) { leaveNamed(for: kind) }
      return found.end
    }
    if isSubject(position..<found.end, text, orBefore: .figure) {
      // 辖3个村(青松村、石桥村、大湾村): those in the brackets hold in them.
      if bracket == nil, words.isInBrackets(position, of: text) {
        bracket = Outer(before: sentence)
      }
      sentence = found.name
      own.insert(found.name)
      if words.isHead(position, of: text) { paragraph = found.name }
      if isAlone(position..<found.end, text) {
        paragraph = found.name
        sentence = nil
      }
    }
    if !words.goesOn.stand(endingAt: position, in: text) { seen.insert(found.name) }
    if let level = names.level(of: found.name) { named[level] = found.name }
    if let outer = found.outer { outers[found.name] = outer }
    return found.end
  }

  /// Leaves the places that were named for several of a kind, none of which is named alone.
  private mutating func leaveNamed(for kind: ScopeWords.Kind) {
    sentence = nil
    figure = nil
    outside = kind
  }

  /// 全县, 全省: the whole of a place.
  private mutating func readWhole(
    _ whole: ScopeWords.Whole, at position: Int, _ text: [Unicode.Scalar]
  ) -> Int {
    let end = position + whole.length
    if words.objectBehind.stand(endingAt: position, in: text) { return end }
    let named = names.place(of: whole, home: home, among: seen, words)
    let isAround = whole.level == nil || named == nil && names.level(of: home) != nil
    if isAround, names.level(of: home) ?? 0 >= whole.level ?? 0 {
      // 全省46个县: of the province is that number alone.
      if isSubject(position..<end, text, orBefore: .nothing) {
        sentence = whole.word
        if words.isHead(position, of: text) { paragraph = whole.word }
      } else if isSubject(position..<end, text, orBefore: .figure) {
        figure = whole.word
      }
      return end
    }
    let place = named ?? (home == nil ? whole.word : nil)
    sentence = place
    if words.isHead(position, of: text) { paragraph = place }
    return end
  }

  /// Whether a place is a sentence of its own, or stands before a colon.
  private func isAlone(_ name: Range<Int>, _ text: [Unicode.Scalar]) -> Bool {
    let (position, end) = (name.lowerBound, name.upperBound)
    guard end < text.count, text[end] == "。" || text[end] == ":" else { return false }
    return position == 0 || text[position - 1].endsSentence
  }

  /// What behind a place makes it what a clause is about.
  private enum Sign { case figure, nothing }

  /// The characters of a verb that a clause may begin with before a place: 拨付高桥镇救灾资金86万元.
  private static let verb = 2

  /// Whether only a verb stands before the position in its clause.
  private func isBehindVerb(_ position: Int, _ text: [Unicode.Scalar]) -> Bool {
    let start = position - Self.verb
    guard start >= 0, start == 0 || text[start - 1].endsClause else { return false }
    return text[start..<position].allSatisfy { $0.value >= 0x3400 && !$0.isPunctuation }
  }

  /// Whether a place is what its clause is about, and not only where something is.
  private func isSubject(
    _ name: Range<Int>, _ text: [Unicode.Scalar], orBefore sign: Sign
  ) -> Bool {
    let (position, end) = (name.lowerBound, name.upperBound)
    if words.comparisons.stand(endingAt: position, in: text)
      || words.objectBehind.stand(endingAt: position, in: text)
      || words.venueBehind.stand(at: end, in: text)
    {
      return false
    }
    if sign == .figure {
      var behind = end
      while let length = words.introductions.length(at: behind, in: text) { behind += length }
      if behind < text.count, text[behind].isDigit { return true }
    }
    return position == 0 || position == dateEnd || text[position - 1].isPunctuation
      || words.isHead(position, of: text)
      || isBehindVerb(position, text)
      || words.subjectBehind.stand(endingAt: position, in: text)
      || words.isVisited(position, in: text)
  }
}
