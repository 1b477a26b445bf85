/// A word that names a row that says something of other rows and is no sum of them: `其中`, `平均`, `Average`.
struct SummaryWord: Hashable, Sendable {
  /// The word, folded.
  let word: String

  /// A word of letters as short as this is part of many names and keys: MAX-01.
  private static let short = 3

  /// Whether more may stand before the word: words of letters are part of names, too.
  var mayEnd: Bool { word.last?.isASCII == false }

  /// Whether a folded text is the name of such a row.
  func isNamed(by text: String) -> Bool {
    if mayEnd { return text.hasPrefix(word) || text.hasSuffix(word) }
    if word.count <= Self.short { return LabelText.isAlone(word, in: text) }
    guard text.hasPrefix(word) else { return false }
    return text.dropFirst(word.count).first?.isLetter != true
  }
}
