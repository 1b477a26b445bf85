/// A text in words and numbers, each with its place.
struct SpacedText {
  /// A word, a number or a mark.
  struct Token {
    /// Lower case; a number's digits as they stand.
    let text: String
    /// The characters of the paragraph.
    let range: Range<Int>
    /// What it is.
    let kind: Kind

    /// Whether it is four digits that a year may be.
    var isYear: Bool {
      kind == .number && text.utf8.count == 4 && (1900...2100).contains(Int(text) ?? 0)
    }
  }

  enum Kind { case word, number, mark }

  let tokens: [Token]

  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    let text = Array(scalars)
    var tokens: [Token] = []
    var at = 0
    while at < text.count {
      let start = at
      if text[at].isDigit {
        at = NumberReader.end(ofNumberAt: at, in: text)
        // A full stop or comma behind digits ends the sentence.
        tokens.append(Token(text: text.string(start..<at), range: start..<at, kind: .number))
      } else if text[at].properties.isAlphabetic {
        while at < text.count, Self.isOfWord(text, at) { at += 1 }
        tokens.append(
          Token(text: text.string(start..<at).lowercased(), range: start..<at, kind: .word))
      } else {
        at += 1
        guard !text[start].properties.isWhitespace else { continue }
        tokens.append(Token(text: String(text[start]), range: start..<at, kind: .mark))
      }
    }
    self.tokens = tokens
  }

  /// Whether a character goes on with a word: letters, hyphens and apostrophes between letters.
  private static func isOfWord(_ text: [Unicode.Scalar], _ at: Int) -> Bool {
    if text[at].properties.isAlphabetic { return true }
    return (text[at] == "-" || text[at] == "'" || text[at] == "’") && at + 1 < text.count
      && text[at + 1].properties.isAlphabetic
  }

  /// The number of tokens of a phrase that begins at a token, or nil where it does not stand.
  func length(of phrase: [String], at index: Int) -> Int? {
    guard !phrase.isEmpty, index >= 0, index + phrase.count <= tokens.count else { return nil }
    for offset in phrase.indices where tokens[index + offset].text != phrase[offset] { return nil }
    return phrase.count
  }

  /// The words of a phrase as tokens are.
  static func words(_ phrase: String) -> [String] {
    SpacedText(Array(phrase.unicodeScalars)[...]).tokens.map(\.text)
  }
}
