/// Phrases of a language with spaces with what each means, found at and before tokens.
struct PhraseTable<Meaning: Sendable>: Sendable {
  private typealias Entry = (words: [String], meaning: Meaning)

  private let byFirst: [String: [Entry]]
  private let byLast: [String: [Entry]]

  init(_ phrases: [(phrase: String, meaning: Meaning)]) {
    let entries = phrases.map { (words: SpacedText.words($0.phrase), meaning: $0.meaning) }
      .filter { !$0.words.isEmpty }
      .sorted { ($1.words.count, $0.words.joined()) < ($0.words.count, $1.words.joined()) }
    byFirst = Dictionary(grouping: entries) { $0.words[0] }
    byLast = Dictionary(grouping: entries) { $0.words[$0.words.count - 1] }
  }

  /// The longest phrase that begins at a token, or nil.
  func match(at index: Int, in text: SpacedText) -> (meaning: Meaning, length: Int)? {
    guard text.tokens.indices.contains(index), let entries = byFirst[text.tokens[index].text]
    else { return nil }
    return entries.lazy.first { text.stands($0.words, at: index) }
      .map {
        ($0.meaning, $0.words.count)
      }
  }

  /// The longest phrase that ends before a token, or nil.
  func match(endingAt index: Int, in text: SpacedText) -> (meaning: Meaning, length: Int)? {
    guard text.tokens.indices.contains(index - 1), let entries = byLast[text.tokens[index - 1].text]
    else { return nil }
    return entries.lazy.first { text.stands($0.words, at: index - $0.words.count) }
      .map {
        ($0.meaning, $0.words.count)
      }
  }
}

/// Phrases of a language with spaces that all mean the same.
struct Phrases: Sendable {
  private let table: PhraseTable<Bool>

  init(_ phrases: [String]) { table = PhraseTable(phrases.map { ($0, true) }) }

  /// The length of the longest phrase that begins at a token, or nil.
  func length(at index: Int, in text: SpacedText) -> Int? {
    table.match(at: index, in: text)?.length
  }

  /// The length of the longest phrase that ends before a token, or nil.
  func length(endingAt index: Int, in text: SpacedText) -> Int? {
    table.match(endingAt: index, in: text)?.length
  }

  /// Whether a phrase stands within a range of tokens.
  func stand(in range: Range<Int>, of text: SpacedText) -> Bool {
    last(in: range, of: text) != nil
  }

  /// The last phrase that stands whole within a range of tokens.
  func last(in range: Range<Int>, of text: SpacedText) -> Range<Int>? {
    for index in range.reversed() {
      if let length = length(at: index, in: text), index + length <= range.upperBound {
        return index..<(index + length)
      }
    }
    return nil
  }
}
