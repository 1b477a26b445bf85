internal import SurveyModel

/// Tells targets, subsets and rules from plain figures, by the words beside them.
enum RoleReader {
  private static let targets = ["目标", "任务", "计划"].map { Array($0.unicodeScalars) }
  private static let aims = ["力争", "目标任务为", "目标为", "计划", "任务", "确保达到", "目标"]
    .map {
      Array($0.unicodeScalars)
    }

  static func role(of quantity: Quantity, in text: [Unicode.Scalar]) -> Fact.Role? {
    let end = quantity.range.upperBound
    for at in end..<min(text.count, end + 5) {
      if text[at].isPunctuation { break }
      if targets.contains(where: { text.has($0, at: at) }) { return .target }
    }
    let start = quantity.range.lowerBound
    if aims.contains(where: { text.has($0, endingAt: start) }) { return .target }
    if isAimedAt(start, text) { return .target }
    var at = start
    while at > 1, start - at < 10 {
      if text[at - 1] == "中", text[at - 2] == "其" { return .subset }
      if text[at - 1].isPunctuation && text[at - 1] != ":" && text[at - 1] != "," { break }
      at -= 1
    }
    return nil
  }

  /// Whether a sentence says before a figure that it is yet to be reached: 力争到2025年……达到95%.
  private static func isAimedAt(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    var at = start
    while at > 0, start - at < 60, !text[at - 1].endsSentence { at -= 1 }
    return futures.contains { word in
      (at..<start).contains { text.has(word, at: $0) }
    }
  }

  private static let futures = ["力争", "争取到", "计划到", "目标是", "确保到"]
    .map { Array($0.unicodeScalars) }
}
