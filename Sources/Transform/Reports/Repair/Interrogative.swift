/// Tells question marks that somebody wrote from those that stand for lost bytes.
enum Interrogative {
  private static let words = [
    "何", "什么", "什麼", "吗", "嗎", "呢", "哪", "谁", "誰", "怎", "是否", "多少", "能否", "可否", "几", "幾",
    "为啥", "為啥", "吧", "么", "麼", "不是",
  ]
  .map { Array($0.unicodeScalars) }

  /// Whether the `?` at a position stands for something lost.
  static func isLoss(at position: Int, in scalars: [Unicode.Scalar]) -> Bool {
    if scalars[position] == "\u{FFFD}" { return true }
    guard position > 0 else { return position + 1 < scalars.count }
    let before = scalars[position - 1]
    // Web addresses, and questions in Latin script.
    if before.isASCII, before.properties.isAlphabetic || before == "/" { return false }
    if asks(scalars[..<position]) { return false }
    guard position + 1 < scalars.count else { return false }
    switch scalars[position + 1] {
    case "”", "’", "」", "》", "\"", " ", "\u{3000}", "\n", "\r", "!", "！", "?", "？": return false
    default: return true
    }
  }

  /// Whether the clause that ends a text has a word that asks.
  private static func asks(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var start = text.endIndex
    while start > text.startIndex, text.endIndex - start < 40, !isStop(text[start - 1]) {
      start -= 1
    }
    let clause = text[start...]
    return words.contains { word in
      clause.indices.contains { clause[$0...].starts(with: word) }
    }
  }

  private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "；", ";", "!", "！", "?", "？", "\n": true
    default: false
    }
  }
}
