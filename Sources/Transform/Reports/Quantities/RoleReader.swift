internal import SurveyModel

/// Tells targets and subsets from plain figures, by the words beside them.
final class RoleReader: Sendable {
  private let targetsBehind: Words
  private let targetsBefore: Words
  private let aims: Words
  private let noAims: Words
  private let won: Words
  private let wonUnless: Words
  private let demands: Words
  private let demandsUnless: Words
  private let reachedOfAim: Words
  private let targetsBehindUnless: Words
  private let reached: Words
  private let introductions: Words
  private let subsets: Words

  init(_ language: ReportLanguage) {
    targetsBehind = language.find(.targetBehind)
    targetsBefore = language.find(.targetBefore)
    aims = language.find(.aimedAt)
    noAims = language.find(.aimedAtUnless)
    won = language.find(.won)
    wonUnless = language.find(.wonUnless)
    demands = language.find(.demanded)
    demandsUnless = language.find(.demandedUnless)
    reachedOfAim = language.find(.reachedOfAim)
    targetsBehindUnless = language.find(.targetBehindUnless)
    reached = language.find(.reached)
    introductions = language.find(.introducedBy)
    subsets = language.find(.subset)
  }

  func role(of quantity: Quantity, in text: [Unicode.Scalar]) -> Fact.Role? {
    let end = quantity.range.upperBound
    for at in end..<min(text.count, end + 5) {
      if text[at].isPunctuation || targetsBehindUnless.stand(at: at, in: text) { break }
      if targetsBehind.stand(at: at, in: text) { return .target }
    }
    let start = quantity.range.lowerBound
    var introduced = start
    while !targetsBefore.stand(endingAt: introduced, in: text),
      let length = introductions.length(endingAt: introduced, in: text)
    {
      introduced -= length
    }
    if let length = targetsBefore.length(endingAt: introduced, in: text),
      noAims.length(endingAt: introduced, in: text) ?? 0 <= length
    {
      // 完成年度任务的87.8%: how much of the aim was reached.
      let isShare = quantity.unit == "percent" && start > introduced && text[start - 1] == "的"
      if !isShare { return .target }
    } else if isAimedAt(start, text) || isDemanded(start, text) {
      return .target
    }
    var at = start
    var reach = Self.longestPart
    while at > 1, start - at < reach {
      if subsets.stand(endingAt: at, in: text) { return .subset }
      if text[at - 1].isPunctuation {
        guard text[at - 1] == ":" || text[at - 1] == "," else { break }
        reach = Self.longestPart / 2
      }
      at -= 1
    }
    return nil
  }

  /// How far before a figure the word for a part (其中) may stand, at most; half as far behind a mark.
  private static let longestPart = 20

  /// How far before a figure its aim may stand, at most.
  private static let longest = 60

  /// Whether a sentence says before a figure that it is yet to be reached: 力争到2025年……达到95%.
  ///
  /// What was reached all the same ends the aim behind a mark: 计划投资900万元,已到位600万元.
  func isAimedAt(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    var first = start
    while first > 0, start - first < Self.longest,
      !text[first - 1].endsSentence || text[first - 1] == ";"
    {
      first -= 1
    }
    guard aims.first(in: first..<start, of: text) != nil else { return false }
    var at = first
    var isAim = false
    // 下一步:…;…: an aim before a colon is that of the whole list behind it.
    var isOfList = false
    var isParted = false
    var hasFigure = false
    // 承诺的以下实事已办结:…
    var isDone = false
    var latest = 0
    while at < start {
      if let year = Self.year(at: at, in: text) {
        // 2025年将达到98%,2020年为95%
        if isParted, year < latest { isAim = false }
        latest = max(latest, year)
      }
      if let length = noAims.length(at: at, in: text) ?? wonLength(at: at, text) {
        at += length
      } else if let length = aims.length(at: at, in: text), at + length <= start {
        isAim = true
        isParted = false
        hasFigure = false
        isDone = false
        at += length
        isOfList = text[at - 1] == ":" || at < text.count && text[at] == ":"
      } else if hasFigure, isParted, let length = reachedOfAim.length(at: at, in: text),
        at + length == start
      {
        isAim = false
        at += length
      } else if isParted, let length = reached.length(at: at, in: text) {
        isAim = false
        at += length
      } else if isAim, !hasFigure, let length = reached.length(at: at, in: text) {
        isDone = true
        at += length
      } else {
        if text[at] == ";" && !isOfList || text[at] == ":" && isDone { isAim = false }
        isParted = isParted || text[at].endsClause
        hasFigure = hasFigure || !isParted && text[at].isDigit
        at += 1
      }
    }
    return isAim && !(isDone && start < text.count && text[start] == ":")
  }

  /// The year of four digits that begins at a position.
  private static func year(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard text[position].isDigit, position == 0 || !text[position - 1].isDigit,
      text.has(["年"], at: position + 4)
    else { return nil }
    return text.number(position..<(position + 4))
  }

  /// The length of a word such as 争取 at a position, where its clause says that something was won.
  private func wonLength(at position: Int, _ text: [Unicode.Scalar]) -> Int? {
    guard let length = won.length(at: position, in: text) else { return nil }
    let end = position + length
    let words = text[end...].prefix { !$0.endsClause && !$0.isDigit }
    // 争取到2025年 says when, and not what.
    guard words.endIndex < text.count, text[words.endIndex].isDigit, words.count > 1,
      wonUnless.first(in: words.indices, of: text) == nil
    else { return nil }
    return length
  }

  /// Whether a clause asks for a figure, as 要求参保率不低于97% does and 按要求投资5万元 does not.
  private func isDemanded(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    var first = start
    while first > 0, start - first < Self.longest, !text[first - 1].endsClause { first -= 1 }
    guard let word = demands.first(in: first..<start, of: text) else { return false }
    return demandsUnless.first(in: first..<min(start, word.upperBound + 1), of: text) == nil
  }
}
