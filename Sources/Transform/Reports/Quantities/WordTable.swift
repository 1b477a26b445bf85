internal import SurveyModel

/// Words by their first character, the longest first.
///
/// A class, so that those who hold many tables share them.
final class WordTable<Meaning: Sendable>: Sendable {
  private let forms: WordForms
  private let meanings: [Meaning]
  private let words: ScalarIndex<Range<Int>>

  init(_ entries: some Sequence<(word: String, meaning: Meaning)>) {
    var groups: [Unicode.Scalar: [(word: [Unicode.Scalar], meaning: Meaning)]] = [:]
    for entry in entries {
      let word = Array(entry.word.unicodeScalars)
      guard let first = word.first else { continue }
      groups[first, default: []].append((word, entry.meaning))
    }
    var words: [Unicode.Scalar: Range<Int>] = [:]
    var all: [(word: [Unicode.Scalar], meaning: Meaning)] = []
    for (first, group) in groups {
      words[first] = all.count..<(all.count + group.count)
      all += group.sorted { $0.word.count > $1.word.count }
    }
    forms = WordForms(all.map(\.word))
    meanings = all.map(\.meaning)
    self.words = ScalarIndex(words)
  }

  /// Whether a word begins with a character.
  func mayBegin(with scalar: Unicode.Scalar) -> Bool { words.has(scalar) }

  /// The characters that a word begins with.
  var beginnings: [Unicode.Scalar] { words.scalars }

  /// The longest word that stands at a position.
  func longest(at position: Int, in text: [Unicode.Scalar]) -> (length: Int, meaning: Meaning)? {
    guard position < text.count, let candidates = words[text[position]],
      let word = forms.first(of: candidates, at: position, in: text)
    else { return nil }
    return (forms.length(of: word), meanings[word])
  }

  /// The longest word that ends at a position.
  func longest(
    endingAt end: Int, in text: [Unicode.Scalar], limit: Int = 6
  ) -> (
    length: Int, meaning: Meaning
  )? {
    for start in max(0, end - limit)..<max(end, 0) {
      if let found = longest(at: start, in: text), start + found.length == end { return found }
    }
    return nil
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether a year is written in a text: 2021年.
  func contains(year: Int) -> Bool {
    let word = Array("\(year)年".unicodeScalars)
    return indices.contains { self[$0...].starts(with: word) }
  }
}

extension [Unicode.Scalar] {
  /// The characters of a range.
  func string(_ range: Range<Int>) -> String { String(scalars: self[range]) }

  /// The whole number that a range of ASCII digits is; nil where anything else stands there.
  func number(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var value = 0
    for scalar in self[range] {
      guard scalar.isDigit else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }

  /// Whether a word stands at a position.
  func has(_ word: [Unicode.Scalar], at position: Int) -> Bool {
    guard position >= 0, position + word.count <= count else { return false }
    for offset in word.indices where self[position + offset] != word[offset] { return false }
    return true
  }

  /// Whether a word ends at a position.
  func has(_ word: [Unicode.Scalar], endingAt end: Int) -> Bool {
    has(word, at: end - word.count)
  }
}
