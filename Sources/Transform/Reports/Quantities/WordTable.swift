/// Words by their first character, the longest first.
struct WordTable<Meaning: Sendable>: Sendable {
  private let words: ScalarIndex<[(word: [Unicode.Scalar], meaning: Meaning)]>

  init(_ entries: some Sequence<(word: String, meaning: Meaning)>) {
    var words: [Unicode.Scalar: [(word: [Unicode.Scalar], meaning: Meaning)]] = [:]
    for entry in entries {
      let word = Array(entry.word.unicodeScalars)
      guard let first = word.first else { continue }
      words[first, default: []].append((word, entry.meaning))
    }
    for first in words.keys {
      words[first]?.sort { $0.word.count > $1.word.count }
    }
    self.words = ScalarIndex(words)
  }

  /// Whether a word begins with a character.
  func mayBegin(with scalar: Unicode.Scalar) -> Bool { words.has(scalar) }

  /// The longest word that stands at a position.
  func longest(at position: Int, in text: [Unicode.Scalar]) -> (length: Int, meaning: Meaning)? {
    guard position < text.count, let candidates = words[text[position]] else { return nil }
    for (word, meaning) in candidates where text.has(word, at: position) {
      return (word.count, meaning)
    }
    return nil
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
  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self[range])
    return String(view)
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
