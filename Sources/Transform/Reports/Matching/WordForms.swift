/// The characters of many words one behind the other, so that finding one copies nothing.
struct WordForms: Sendable {
  private var scalars: [Unicode.Scalar] = []
  private var ends: [Int] = [0]

  init(_ words: [[Unicode.Scalar]]) {
    for word in words {
      scalars += word
      ends.append(scalars.count)
    }
  }

  /// The length of a word.
  func length(of word: Int) -> Int { ends[word + 1] - ends[word] }

  /// The first of some words that stands at a position in a text.
  func first(of words: Range<Int>, at position: Int, in text: [Unicode.Scalar]) -> Int? {
    words.first { stands($0, at: position, in: text) }
  }

  /// The first of some words that ends at a position in a text.
  func first(of words: Range<Int>, endingAt end: Int, in text: [Unicode.Scalar]) -> Int? {
    words.first { stands($0, at: end - length(of: $0), in: text) }
  }

  private func stands(_ word: Int, at position: Int, in text: [Unicode.Scalar]) -> Bool {
    let first = ends[word]
    let length = ends[word + 1] - first
    guard position >= 0, position + length <= text.count else { return false }
    for offset in 0..<length where scalars[first + offset] != text[position + offset] {
      return false
    }
    return true
  }
}
