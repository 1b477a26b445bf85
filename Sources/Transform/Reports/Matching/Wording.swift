internal import ChineseText

/// One wording of an indicator, as the catalogue writes it.
///
/// `N` stands for the figure and `…` for a gap: `未通自来水的…N自然村`. A word right beside `N` must
/// stand right beside the figure. A wording without `N` may stand before the figure or behind it,
/// in its own clause.
final class Wording: Sendable {
  /// How far a part may stand from what follows it.
  enum Reach: Sendable {
    /// Right beside, but for words that only introduce a figure.
    case beside
    /// In the same clause, with no other figure between.
    case clause
    /// In the same sentence.
    case sentence
  }

  struct Part: Sendable {
    let word: [Unicode.Scalar]
    let reach: Reach
  }

  /// The parts before the figure, the nearest first.
  let left: [Part]
  /// The parts behind the figure, the nearest first.
  let right: [Part]
  /// All of them.
  let parts: [Part]
  /// The number of characters that must stand.
  let weight: Int
  /// The number of characters that must stand right beside the figure.
  let besideWeight: Int

  /// Reads a wording; one without `N` gives two, before and behind the figure.
  static func wordings(_ synonym: String, folder: TextFolder) -> [Wording] {
    let pieces = synonym.split(separator: "N", maxSplits: 1, omittingEmptySubsequences: false)
    if pieces.count == 1 {
      let words = words(of: synonym, folder)
      guard !words.isEmpty else { return [] }
      let before = words.reversed().enumerated()
        .map { index, word in
          Part(word: word, reach: index == 0 ? .clause : .sentence)
        }
      let behind = words.enumerated()
        .map { index, word in
          Part(word: word, reach: index == 0 ? .clause : .sentence)
        }
      return [Wording(left: before, right: []), Wording(left: [], right: behind)]
    }
    let left = words(of: String(pieces[0]), folder)
    let right = words(of: String(pieces[1]), folder)
    let leftReach: Reach = pieces[0].hasSuffix("…") ? .sentence : .beside
    let rightReach: Reach = pieces[1].hasPrefix("…") ? .sentence : .beside
    return [
      Wording(
        left: left.reversed().enumerated()
          .map {
            Part(word: $1, reach: $0 == 0 ? leftReach : .sentence)
          },
        right: right.enumerated().map { Part(word: $1, reach: $0 == 0 ? rightReach : .sentence) })
    ]
  }

  private init(left: [Part], right: [Part]) {
    self.left = left
    self.right = right
    parts = left + right
    weight = parts.reduce(0) { $0 + $1.word.count }
    besideWeight = parts.reduce(0) { $0 + ($1.reach == .beside ? $1.word.count : 0) }
  }

  /// The length of the part that stands at a position, or nil.
  func length(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    parts.first { text.has($0.word, at: position) }?.word.count
  }

  private static func words(of text: String, _ folder: TextFolder) -> [[Unicode.Scalar]] {
    text.split(separator: "…").map { Array(folder.folded(String($0)).unicodeScalars) }
      .filter { !$0.isEmpty }
  }
}
