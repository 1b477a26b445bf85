internal import SurveyModel

/// Tells targets and subsets from plain figures, by the words beside them.
struct RoleReader: Sendable {
  private let targetsBehind: Words
  private let targetsBefore: Words
  private let aims: Words
  private let noAims: Words
  private let reached: Words
  private let introductions: Words
  private let subsets: Words

  init(_ language: ReportLanguage) {
    targetsBehind = language.find(.targetBehind)
    targetsBefore = language.find(.targetBefore)
    aims = language.find(.aimedAt)
    noAims = language.find(.aimedAtUnless)
    reached = language.find(.reached)
    introductions = language.find(.introducedBy)
    subsets = language.find(.subset)
  }

  func role(of quantity: Quantity, in text: [Unicode.Scalar]) -> Fact.Role? {
    let end = quantity.range.upperBound
    for at in end..<min(text.count, end + 5) {
      if text[at].isPunctuation { break }
      if targetsBehind.stand(at: at, in: text) { return .target }
    }
    let start = quantity.range.lowerBound
    var introduced = start
    while !targetsBefore.stand(endingAt: introduced, in: text),
      let length = introductions.length(endingAt: introduced, in: text)
    {
      introduced -= length
    }
    if targetsBefore.stand(endingAt: introduced, in: text) {
      // 完成年度任务的87.8%: how much of the aim was reached.
      let isShare = quantity.unit == "percent" && start > introduced && text[start - 1] == "的"
      if !isShare { return .target }
    } else if isAimedAt(start, text) {
      return .target
    }
    var at = start
    while at > 1, start - at < 10 {
      if subsets.stand(endingAt: at, in: text) { return .subset }
      if text[at - 1].isPunctuation && text[at - 1] != ":" && text[at - 1] != "," { break }
      at -= 1
    }
    return nil
  }

  /// How far before a figure its aim may stand, at most.
  private static let longest = 60

  /// Whether a sentence says before a figure that it is yet to be reached: 力争到2025年……达到95%.
  ///
  /// What was reached all the same ends the aim behind a mark: 计划投资900万元,已到位600万元.
  private func isAimedAt(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    var first = start
    while first > 0, start - first < Self.longest, !text[first - 1].endsSentence { first -= 1 }
    var at = first
    var isAim = false
    var isParted = false
    while at < start {
      if let length = noAims.length(at: at, in: text) {
        at += length
      } else if let length = aims.length(at: at, in: text), at + length <= start {
        isAim = true
        isParted = false
        at += length
      } else if isParted, let length = reached.length(at: at, in: text) {
        isAim = false
        at += length
      } else {
        isParted = isParted || text[at].endsClause
        at += 1
      }
    }
    return isAim
  }
}
