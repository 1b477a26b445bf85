internal import SurveyModel

/// A list of a language's words, found where they begin and where they end.
struct Words: Sendable {
  private let begin: ScalarIndex<[[Unicode.Scalar]]>
  private let end: ScalarIndex<[[Unicode.Scalar]]>

  init(_ words: [String]) {
    let words = words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    begin = ScalarIndex(Dictionary(grouping: words) { $0[0] })
    end = ScalarIndex(Dictionary(grouping: words) { $0[$0.count - 1] })
  }

  /// Whether the list is a single character's, such as 的.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    begin[scalar]?.contains { $0.count == 1 } ?? false
  }

  /// Whether a text is one of the words.
  func contains(_ word: [Unicode.Scalar]) -> Bool {
    word.first.flatMap { begin[$0] }?.contains(word) ?? false
  }

  /// The length of the longest word that begins at a position, or nil.
  func length(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard position >= 0, position < text.count else { return nil }
    return begin[text[position]]?.first { text.has($0, at: position) }?.count
  }

  /// The length of the longest word that ends at a position, or nil.
  func length(endingAt position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard position > 0, position <= text.count else { return nil }
    return end[text[position - 1]]?.first { text.has($0, endingAt: position) }?.count
  }

  /// Whether a word begins at a position.
  func stand(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    length(at: position, in: text) != nil
  }

  /// Whether a word ends at a position.
  func stand(endingAt position: Int, in text: [Unicode.Scalar]) -> Bool {
    length(endingAt: position, in: text) != nil
  }

  /// Where the first word within a range begins and ends, or nil.
  func first(in range: Range<Int>, of text: [Unicode.Scalar]) -> Range<Int>? {
    for at in range {
      if let length = length(at: at, in: text), at + length <= range.upperBound {
        return at..<(at + length)
      }
    }
    return nil
  }
}

extension ReportLanguage {
  /// The words of a list, ready to be found.
  func find(_ list: List) -> Words { Words(self[list]) }
}
