internal import ChineseText
internal import SurveyModel

/// The text around a figure, in which its name is looked for.
struct FigureContext {
  let text: [Unicode.Scalar]
  private let words: FigureWords
  /// The figure with its unit.
  let figure: Range<Int>
  /// The sentence that the figure stands in.
  let sentence: Range<Int>
  /// Where the figure before it ends, or the sentence's start.
  let previousEnd: Int
  /// Where the next figure begins, or the sentence's end.
  let nextStart: Int
  /// The figures of the same unit in the paragraph.
  let rivals: [Range<Int>]
  /// Where the words that introduce the figure begin.
  private let introduction: Int
  /// Where the words that only follow the figure end.
  private let following: Int
  /// The figure's clause; a list (、) does not end it on the left.
  private let clause: Range<Int>

  init(
    text: [Unicode.Scalar], words: FigureWords, figure: Range<Int>, sentence: Range<Int>,
    previousEnd: Int,
    nextStart: Int, rivals: [Range<Int>] = []
  ) {
    self.text = text
    self.words = words
    self.figure = figure
    self.sentence = sentence
    self.previousEnd = previousEnd
    self.nextStart = nextStart
    self.rivals = rivals
    var introduction = figure.lowerBound
    while let length = words.introducing(introduction, in: text),
      introduction - length >= sentence.lowerBound
    {
      introduction -= length
    }
    self.introduction = introduction
    var following = figure.upperBound
    while let length = words.following.length(at: following, in: text) { following += length }
    self.following = following
    var start = figure.lowerBound
    while start > sentence.lowerBound, !text[start - 1].endsClause { start -= 1 }
    var end = figure.upperBound
    while end < sentence.upperBound, !text[end].endsClause, text[end] != "、" { end += 1 }
    clause = start..<end
  }

  /// How far apart the parts of a wording may stand.
  private static let widest = 90

  /// How far before a figure its paragraph's topic may stand.
  private static let farthest = 2000

  /// How well a wording fits, or nil when it does not.
  func score(
    of wording: Wording, kind: IndicatorCatalogue.Indicator.Kind,
    extent: IndicatorCatalogue.Indicator.Extent
  ) -> Int? {
    guard let before = distanceBefore(wording), let behind = distanceBehind(wording),
      !isDenied(wording, from: before.reach, to: behind.reach),
      kind != .stock || !isMade(wording, from: before.reach),
      extent == .stated
        || isWhole(wording, from: before.reach, to: behind.reach)
          && isSaid(before.gap, by: wording, or: words.nouns)
    else { return nil }
    return wording.weight * 10 + wording.besideWeight * 5 - before.distance - behind.distance
  }

  /// Whether a figure of what a wording names is of those that came or went: 拆除村卫生室3个.
  private func isMade(_ wording: Wording, from start: Int) -> Bool {
    let end = wording.left.isEmpty ? introduction : start
    let first = max(clause.lowerBound, end - Self.negationReach)
    return (min(first, end)...end).contains { words.making.stand(endingAt: $0, in: text) }
  }

  /// How far the words of a wording stand from the figure, where the farthest begins or ends, and
  /// what stands between the nearest and the figure.
  private typealias Found = (distance: Int, reach: Int, gap: Range<Int>)

  private func distanceBefore(_ wording: Wording) -> Found? {
    var end = figure.lowerBound
    var distance = 0
    var nearest = end..<end
    for part in wording.left {
      let length = part.word.count
      if part.reach == .beside {
        if text.has(part.word, endingAt: introduction) {
          end = introduction - length
        } else if text.has(part.word, endingAt: end) {
          end -= length
        } else {
          return nil
        }
        // 减少到3万人 is no 减少3万人.
        if words.becoming.length(at: end, in: text) ?? 0 > length { return nil }
        continue
      }
      let lowest =
        part.reach == .clause
        ? max(previousEnd, clause.lowerBound)
        : max(sentence.lowerBound, end - Self.widest - length)
      guard let at = last(part.word, endingAtOrBefore: end, from: lowest),
        !text[(at + length)..<end].contains(";")
      else { return nil }
      let isNearest = end == figure.lowerBound
      if isNearest,
        hasRival(in: (at + length)..<end) || !isOwn(before: (at + length)..<end, of: wording)
      {
        return nil
      }
      if !isNearest, belongsToRival(at, before: end) { return nil }
      if isNearest { nearest = min(at + length, introduction)..<introduction }
      distance += cost(of: (at + length)..<end, isNearest: isNearest)
      end = at
    }
    return (distance, end, nearest)
  }

  private func distanceBehind(_ wording: Wording) -> Found? {
    var start = figure.upperBound
    var distance = 0
    for part in wording.right {
      let length = part.word.count
      if part.reach == .beside {
        if text.has(part.word, at: following) {
          start = following + length
        } else if text.has(part.word, at: start) {
          start += length
        } else {
          return nil
        }
        continue
      }
      let highest =
        part.reach == .clause
        ? min(nextStart, clause.upperBound)
        : min(sentence.upperBound, start + Self.widest + length)
      guard let at = first(part.word, from: start, endingAtOrBefore: highest),
        !text[start..<at].contains(";")
      else { return nil }
      let isNearest = start == figure.upperBound
      if isNearest,
        hasRival(in: start..<at) || introducesRival(start..<at, wordEnd: at + length)
          || !isOwn(behind: start..<at, of: wording)
      {
        return nil
      }
      distance += cost(of: start..<at, isNearest: isNearest)
      start = at + length
    }
    return (distance, start, start..<start)
  }

  /// Whether words before a figure can be the figure's across the gap between them.
  ///
  /// Across a comma, a list mark or another figure they are its words only where its own part of
  /// the sentence says nothing else: in 派出工作队12支、队员85名 the second figure has its own noun.
  private func isOwn(before gap: Range<Int>, of wording: Wording) -> Bool {
    var start = gap.upperBound
    while start > gap.lowerBound, !parts(start - 1), start != previousEnd { start -= 1 }
    return start == gap.lowerBound || isSaid(start..<max(start, introduction), by: wording)
  }

  /// Whether words behind a figure can be the figure's across the gap between them.
  private func isOwn(behind gap: Range<Int>, of wording: Wording) -> Bool {
    guard let end = gap.first(where: parts) else { return true }
    return isSaid(min(following, end)..<end, by: wording, or: words.nouns)
      && isSaid(end..<gap.upperBound, by: wording, or: words.nouns)
  }

  /// Whether a character parts what belongs to a figure from what belongs to another.
  private func parts(_ at: Int) -> Bool {
    text[at].endsClause || text[at] == "、"
  }

  /// Whether a stretch of text says nothing that a wording does not.
  private func isSaid(
    _ range: Range<Int>, by wording: Wording, or nouns: Words? = nil
  ) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      if let length = wording.length(at: at, in: text) {
        at += length
      } else if parts(at) || NumeralSymbol.isNumeral(text[at]) || text[at] == "%" {
        at += 1
      } else if let length = words.silent(at: at, in: text)
        ?? nouns?.length(at: at, in: text)
      {
        at += length
      } else {
        return false
      }
    }
    return true
  }

  /// Whether nothing in its clause narrows a figure to a part of what a wording names.
  private func isWhole(_ wording: Wording, from start: Int, to end: Int) -> Bool {
    var behind = max(end, following)
    if behind == following { behind += words.nouns.length(at: behind, in: text) ?? 0 }
    guard
      behind >= text.count || text[behind].isPunctuation || text[behind].isDigit
        || words.wholeFollowing.stand(at: behind, in: text)
    else { return false }
    var at = min(start, listStart)
    if at == previousEnd, at > sentence.lowerBound {
      at = min(start, at + (words.nouns.length(at: at, in: text) ?? 0))
    }
    var name = 0
    var placeEnd: Int?
    while at < start {
      // 云岭镇、雾溪乡3个乡镇: so many are listed, and nobody says that there are no more.
      if at == placeEnd, words.itemMarks.stand(at: at, in: text) { return false }
      if let length = words.silent(at: at, in: text) ?? words.scope(at: at, in: text) {
        at += length
      } else if NumeralSymbol.isNumeral(text[at]) || "年月日、".unicodeScalars.contains(text[at]) {
        at += 1
      } else if name < Self.longestName {
        // 沁县辖…: the name of a place, up to the character that ends it.
        name += 1
        at += 1
        if words.isPlace(endingAt: at, in: text) {
          if name > 2 { placeEnd = at }
          name = 0
        }
      } else {
        return false
      }
    }
    return name == 0
  }

  /// Where the list begins that the figure is of, or its clause: in 审查了7个部门、5个乡镇 the verb
  /// is said of both.
  private var listStart: Int {
    guard previousEnd > clause.lowerBound, previousEnd < text.count, text[previousEnd] == "、" else {
      return max(previousEnd, clause.lowerBound)
    }
    return clause.lowerBound
  }

  /// The characters of a place's name before its 县, at most.
  private static let longestName = 4

  /// Whether the figure counts a part of the places, whose people are not all: 涉及3个乡镇, 3个自然村.
  func isOfPlaces(_ unit: String) -> Bool {
    guard words.places.contains(unit) else { return false }
    let own = max(previousEnd, clause.lowerBound)..<figure.lowerBound
    if words.partsOfPlaces.first(in: own, of: text) != nil { return true }
    return words.manyPlaces.contains(unit)
      && words.governing.first(in: sentence.lowerBound..<figure.lowerBound, of: text) == nil
  }

  /// Whether nothing stands before the figure in its clause.
  var isAlone: Bool { figure.lowerBound == clause.lowerBound }

  /// Whether its sentence says that the figure is fixed, and no aim: 个人缴费标准为每人380元.
  var isDecided: Bool {
    words.decided.first(in: sentence.lowerBound..<figure.lowerBound, of: text) != nil
  }

  /// Whether its clause says that the figure is of the whole place: 全县总人口3万人.
  var isOfHome: Bool {
    words.homes.first(in: clause.lowerBound..<figure.lowerBound, of: text) != nil
  }

  /// Whether the figure is an average of what its clause names.
  var isAverage: Bool {
    if introduction > 1, text[introduction - 1] == ")",
      let open = text[max(0, introduction - 8)..<introduction].lastIndex(of: "("),
      words.sayAverage(in: open..<introduction, of: text)
    {
      return true
    }
    return words.sayAverage(in: max(previousEnd, clause.lowerBound)..<figure.lowerBound, of: text)
      || following < text.count && text[following] == "("
        && words.sayAverage(in: following..<min(text.count, following + 6), of: text)
  }

  /// Whether the figure is what all else is said of: 除12个村外.
  var isExcepted: Bool {
    guard words.excepting.stand(endingAt: introduction, in: text) else { return false }
    let clause = figure.upperBound..<max(figure.upperBound, clause.upperBound)
    return words.excepted.first(in: clause, of: text) != nil
  }

  /// Whether a negation that the wording does not hold stands among or right before its words.
  private func isDenied(_ wording: Wording, from start: Int, to end: Int) -> Bool {
    var at = max(clause.lowerBound, start - Self.negationReach)
    // 仍有500余人未缴费: what follows the figure denies it too.
    let last = end <= figure.upperBound ? min(text.count, following + 1) : end
    while at < last {
      if introduction <= at, at < figure.upperBound {
        // 未达到90% bounds the figure and denies nothing.
        at = figure.upperBound
      } else if let length = wording.length(at: at, in: text) {
        at += length
      } else if let length = words.affirmation(at: at, in: text) {
        at += length
      } else if words.denies(at: at, in: text) {
        return true
      } else {
        at += 1
      }
    }
    return false
  }

  /// How far before a wording its negation stands, at most.
  private static let negationReach = 3

  /// Whether another figure of the unit stands nearer to the words: they are its words then.
  private func hasRival(in gap: Range<Int>) -> Bool {
    rivals.contains { gap.contains($0.lowerBound) }
  }

  /// Whether a word in a clause before the figure's own says what another figure of the unit is for:
  /// 投资260万元解决饮水困难, 投资900万元修缮校舍.
  private func belongsToRival(_ at: Int, before end: Int) -> Bool {
    guard text[at..<end].contains(where: \.endsClause) else { return false }
    var start = at
    while start > sentence.lowerBound, !text[start - 1].endsClause { start -= 1 }
    return hasRival(in: start..<at)
  }

  /// Whether words in a clause behind the figure's own introduce a figure themselves: in 9个村,
  /// 派出工作队12支 the teams are those of the second one.
  private func introducesRival(_ gap: Range<Int>, wordEnd: Int) -> Bool {
    // 脱贫人口41277人已参保41265人
    if wordEnd < text.count, text[wordEnd].isDigit {
      return rivals.contains { $0.lowerBound == wordEnd }
    }
    guard text[gap].contains(where: \.isPunctuation) else { return false }
    return text[wordEnd..<min(text.count, wordEnd + 6)].prefix { !$0.isPunctuation }
      .contains(where: \.isDigit)
  }

  /// What a gap counts against a wording: its length, and more for what it crosses.
  private func cost(of gap: Range<Int>, isNearest: Bool) -> Int {
    var crossings = 0
    for at in gap {
      let scalar = text[at]
      if scalar == "," || scalar == ")" {
        crossings += 3
      } else if scalar == ";" {
        crossings += 8
      } else if scalar.isDigit, at == gap.lowerBound || !text[at - 1].isDigit {
        crossings += 5
      }
    }
    return isNearest ? gap.count + crossings : (gap.count + crossings) / 3
  }

  private func last(_ word: [Unicode.Scalar], endingAtOrBefore end: Int, from lowest: Int) -> Int? {
    var at = end - word.count
    while at >= max(lowest, 0) {
      if text.has(word, at: at) { return at }
      at -= 1
    }
    return nil
  }

  private func first(_ word: [Unicode.Scalar], from start: Int, endingAtOrBefore end: Int) -> Int? {
    var at = start
    while at + word.count <= min(end, text.count) {
      if text.has(word, at: at) { return at }
      at += 1
    }
    return nil
  }

  /// Whether a word stands in the figure's paragraph before it, or in its sentence behind it.
  func mentions(_ word: [Unicode.Scalar]) -> Bool {
    last(word, endingAtOrBefore: figure.lowerBound, from: figure.lowerBound - Self.farthest) != nil
      || first(word, from: figure.upperBound, endingAtOrBefore: sentence.upperBound) != nil
  }

  /// Whether a word of a list stands in the figure's clause.
  func clauseMentions(anyOf words: Words) -> Bool { words.first(in: clause, of: text) != nil }

  /// Whether a word stands in the figure's clause.
  func clauseMentions(_ word: [Unicode.Scalar]) -> Bool {
    first(word, from: clause.lowerBound, endingAtOrBefore: clause.upperBound) != nil
  }
}
