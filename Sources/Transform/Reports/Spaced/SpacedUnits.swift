/// The words for what numbers count, found where they are no part of a name: 40 towns, and not Baishui
/// Town.
struct SpacedUnits: Sendable {
  private let table: PhraseTable<String>

  init(_ table: PhraseTable<String>) { self.table = table }

  /// The unit of the longest phrase that begins at a token, or nil.
  func match(at index: Int, in text: SpacedText) -> (meaning: String, length: Int)? {
    table.match(at: index, in: text)
      .flatMap { text.isName(index..<(index + $0.length)) ? nil : $0 }
  }

  /// The unit of the longest phrase that ends before a token, or nil.
  func match(endingAt index: Int, in text: SpacedText) -> (meaning: String, length: Int)? {
    table.match(endingAt: index, in: text)
      .flatMap { text.isName((index - $0.length)..<index) ? nil : $0 }
  }
}

extension SpacedText {
  /// Whether some tokens are of a name.
  fileprivate func isName(_ range: Range<Int>) -> Bool {
    !names.isEmpty && range.contains(where: names.contains)
  }
}
