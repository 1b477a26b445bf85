/// Tells question marks that somebody wrote from those that stand for lost bytes.
struct Interrogative: Sendable {
  private let words: Words

  /// Takes the words that ask, as they may stand in a report of either script.
  init(_ words: [String]) { self.words = Words(words) }

  /// Whether the `?` at a position stands for something lost.
  func isLoss(at position: Int, in scalars: [Unicode.Scalar]) -> Bool {
    if scalars[position] == "\u{FFFD}" { return true }
    guard position > 0 else { return position + 1 < scalars.count }
    let before = scalars[position - 1]
    // Web addresses, and questions in Latin script.
    if before.isASCII, before.properties.isAlphabetic || before == "/" { return false }
    if asks(before: position, in: scalars) { return false }
    guard position + 1 < scalars.count else { return false }
    switch scalars[position + 1] {
    case "”", "’", "」", "》", "\"", " ", "\u{3000}", "\n", "\r", "!", "！", "?", "？": return false
    default: return true
    }
  }

  /// Whether the clause that ends at a position has a word that asks.
  private func asks(before end: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var start = end
    while start > 0, end - start < 40, !Self.isStop(scalars[start - 1]) { start -= 1 }
    return words.first(in: start..<end, of: scalars) != nil
  }

  private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "；", ";", "!", "！", "?", "？", "\n": true
    default: false
    }
  }
}
