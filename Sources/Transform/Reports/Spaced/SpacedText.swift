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
    /// What stands between it and the token before it.
    let gap: Gap
    /// Whether it begins with a capital letter.
    var isCapital = false

    /// Whether it is four digits that a year may be.
    var isYear: Bool {
      kind == .number && text.utf8.count == 4 && (1900...2100).contains(Int(text) ?? 0)
    }

    /// The number of a token of digits alone, or nil.
    var plain: Int? {
      kind == .number && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// Whether it is a mark that may be a minus or join two numbers.
    var isDash: Bool { kind == .mark && ["-", "–", "—", "−", "‐", "‑"].contains(text) }
  }

  enum Kind { case word, number, mark }

  /// What stands between two tokens.
  enum Gap {
    /// Nothing.
    case none
    /// A space that does not break, as within a number.
    case firm
    /// A space.
    case space
    /// More than a space.
    case wide
  }

  /// Stands for a tab and for what parts columns.
  static let cell = "\t"

  let tokens: [Token]
  /// The tokens of names, such as those of places: they say nothing of what is counted.
  var names: Set<Int> = []

  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    let text = Array(scalars)
    var tokens: [Token] = []
    var at = 0
    while at < text.count {
      let start = at
      let gap = Self.gap(before: start, behind: tokens.last?.range.upperBound ?? 0, text)
      if text[at].isDigit || Self.isPoint(at, text, gap) {
        at = Self.end(ofNumberAt: at, in: text)
        tokens.append(
          Token(text: text.string(start..<at), range: start..<at, kind: .number, gap: gap))
      } else if text[at].properties.isAlphabetic {
        while at < text.count, Self.isOfWord(text, at) { at += 1 }
        tokens.append(
          Token(
            text: text.string(start..<at).lowercased(), range: start..<at, kind: .word, gap: gap,
            isCapital: text[start].properties.isUppercase))
      } else if let end = Self.end(ofSpaceAt: at, in: text) {
        at = end
        if text[start..<end].contains("\t") || end - start > 2 {
          tokens.append(Token(text: Self.cell, range: start..<end, kind: .mark, gap: .none))
        }
      } else {
        at += 1
        tokens.append(Token(text: String(text[start]), range: start..<at, kind: .mark, gap: gap))
      }
    }
    self.tokens = tokens
  }

  /// The end of digits with points and commas among them; a mark behind them ends the sentence.
  private static func end(ofNumberAt start: Int, in text: [Unicode.Scalar]) -> Int {
    var at = start + 1
    while at < text.count {
      if text[at].isDigit {
        at += 1
      } else if text[at] == "." || text[at] == ",", at + 1 < text.count, text[at + 1].isDigit {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// Whether a number begins with its point: .5, but not the end of a sentence before a note.
  private static func isPoint(_ at: Int, _ text: [Unicode.Scalar], _ gap: Gap) -> Bool {
    text[at] == "." && at + 1 < text.count && text[at + 1].isDigit
      && (at == 0 || gap != .none || text[at - 1] == "(")
  }

  private static func end(ofSpaceAt start: Int, in text: [Unicode.Scalar]) -> Int? {
    var at = start
    while at < text.count, text[at].properties.isWhitespace { at += 1 }
    return at > start ? at : nil
  }

  private static func gap(before start: Int, behind end: Int, _ text: [Unicode.Scalar]) -> Gap {
    guard start > end else { return .none }
    guard start - end == 1 else { return .wide }
    switch text[end] {
    case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}": return .firm
    case " ": return .space
    default: return .wide
    }
  }

  /// Whether a character goes on with a word: letters, hyphens and apostrophes between letters.
  private static func isOfWord(_ text: [Unicode.Scalar], _ at: Int) -> Bool {
    if text[at].properties.isAlphabetic || text[at].properties.generalCategory == .nonspacingMark {
      return true
    }
    return (text[at] == "-" || text[at] == "'" || text[at] == "’") && at + 1 < text.count
      && text[at + 1].properties.isAlphabetic
  }

  /// Whether words stand one behind the other from a token on.
  func stands(_ words: [String], at index: Int) -> Bool {
    guard index >= 0, index + words.count <= tokens.count else { return false }
    for offset in words.indices where tokens[index + offset].text != words[offset] { return false }
    return true
  }

  /// The token at a position, or nil beyond the ends.
  subscript(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  /// Whether nothing stands between a token and the one before it.
  func touches(_ index: Int) -> Bool { index > 0 && self[index]?.gap == Gap.none }

  /// The words of a phrase as tokens are.
  static func words(_ phrase: String) -> [String] {
    SpacedText(Array(phrase.unicodeScalars)[...]).tokens.map(\.text)
  }
}
