import ChineseText

/// A word that names a row of totals: `合计`, `小计`, `Total`, `Sum`.
struct SumWord: Hashable, Sendable {
  /// The word, folded.
  let word: String
  /// The word in lower case, with its blanks.
  private let spaced: String

  /// A word of letters as short as this is part of many names.
  private static let short = 3

  init(_ text: String, folder: TextFolder) {
    word = folder.folded(text)
    spaced = text.lowercased()
  }

  /// Whether a text is the name of such a row, or begins or ends with one.
  ///
  /// Characters may have more before or behind them (`全县合计`, `合计（户）`). Words of letters end where
  /// others begin, and short ones stand alone: Totalville and Summer Hill are names.
  ///
  /// - Parameters:
  ///   - folded: The text, folded.
  ///   - text: The text as it stands.
  /// - Returns: Whether the row is one of totals.
  func names(_ folded: String, _ text: String) -> Bool {
    guard word.last?.isASCII == true else {
      return folded.hasPrefix(word) || folded.hasSuffix(word)
    }
    if folded == word { return true }
    guard word.count > Self.short else { return LabelText.isAlone(word, in: folded) }
    let whole = text.trimmed.lowercased()
    if whole.hasPrefix(spaced), whole.dropFirst(spaced.count).first?.isLetter != true {
      return true
    }
    return whole.hasSuffix(spaced) && whole.dropLast(spaced.count).last?.isLetter != true
  }
}
