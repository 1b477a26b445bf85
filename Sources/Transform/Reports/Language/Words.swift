internal import SurveyModel

/// A list of a language's words, found where they begin and where they end.
///
/// A class, so that those who hold many lists share them.
final class Words: Sendable {
  /// The words by the character at one of their ends, the longest first.
  private struct Side: Sendable {
    let forms: WordForms
    let index: ScalarIndex<Range<Int>>

    init(_ words: [[Unicode.Scalar]], by key: ([Unicode.Scalar]) -> Unicode.Scalar) {
      let groups = Dictionary(grouping: words, by: key)
      var ranges: [Unicode.Scalar: Range<Int>] = [:]
      var all: [[Unicode.Scalar]] = []
      for (scalar, group) in groups {
        ranges[scalar] = all.count..<(all.count + group.count)
        all += group
      }
      forms = WordForms(all)
      index = ScalarIndex(ranges)
    }
  }

  private let begin: Side
  private let end: Side

  init(_ words: [String]) {
    let words = words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    begin = Side(words) { $0[0] }
    end = Side(words) { $0[$0.count - 1] }
  }

  /// The characters that a word begins with.
  var beginnings: [Unicode.Scalar] { begin.index.scalars }

  /// Whether the list is a single character's, such as 的.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    begin.index[scalar]?.contains { begin.forms.length(of: $0) == 1 } ?? false
  }

  /// Whether a text is one of the words.
  func contains(_ word: [Unicode.Scalar]) -> Bool {
    guard let first = word.first, let words = begin.index[first] else { return false }
    return words.contains {
      begin.forms.length(of: $0) == word.count
        && begin.forms.first(of: $0..<($0 + 1), at: 0, in: word) != nil
    }
  }

  /// The length of the longest word that begins at a position, or nil.
  func length(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard position >= 0, position < text.count, let words = begin.index[text[position]] else {
      return nil
    }
    return begin.forms.first(of: words, at: position, in: text).map(begin.forms.length(of:))
  }

  /// The length of the longest word that ends at a position, or nil.
  func length(endingAt position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard position > 0, position <= text.count, let words = end.index[text[position - 1]] else {
      return nil
    }
    return end.forms.first(of: words, endingAt: position, in: text).map(end.forms.length(of:))
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
