/// Phrases of a language with spaces, found at and before tokens.
struct Phrases: Sendable {
  private let phrases: [[String]]
  private let firsts: Set<String>
  private let lasts: Set<String>

  init(_ phrases: [String]) {
    self.phrases = phrases.map(SpacedText.words).filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    firsts = Set(self.phrases.map { $0[0] })
    lasts = Set(self.phrases.map { $0[$0.count - 1] })
  }

  /// The length of the longest phrase that begins at a token, or nil.
  func length(at index: Int, in text: SpacedText) -> Int? {
    guard text.tokens.indices.contains(index), firsts.contains(text.tokens[index].text) else {
      return nil
    }
    return phrases.lazy.compactMap { text.length(of: $0, at: index) }.first
  }

  /// The length of the longest phrase that ends before a token, or nil.
  func length(endingAt index: Int, in text: SpacedText) -> Int? {
    guard index > 0, index <= text.tokens.count, lasts.contains(text.tokens[index - 1].text) else {
      return nil
    }
    return phrases.lazy.compactMap { text.length(of: $0, at: index - $0.count) }.first
  }

  /// Whether a phrase stands within a range of tokens.
  func stand(in range: Range<Int>, of text: SpacedText) -> Bool {
    range.contains { index in
      length(at: index, in: text).map { index + $0 <= range.upperBound } ?? false
    }
  }
}
