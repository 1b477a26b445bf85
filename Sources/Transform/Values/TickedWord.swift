/// Reads a printed form's choice: the one word beside a ticked box (`☑是□否`, `是□ 否☑`, `是√ 否`).
enum TickedWord {
  /// The signs that offices tick with.
  private static let ticks: Set<Character> = ["☑", "☒", "√", "✓", "✔", "■"]
  /// The boxes that are left empty.
  private static let boxes: Set<Character> = ["□", "☐", "○"]

  /// The word that is ticked; nil where none is, or more than one.
  static func read(_ folded: String) -> String? {
    guard folded.contains(where: ticks.contains), let first = folded.first else { return nil }
    let isBefore = ticks.contains(first) || boxes.contains(first)
    var words: [(text: String, isTicked: Bool)] = []
    var mark: Character?
    for character in folded {
      if ticks.contains(character) || boxes.contains(character) {
        if isBefore {
          words.append(("", ticks.contains(character)))
        } else if !words.isEmpty, mark == nil {
          words[words.count - 1].isTicked = ticks.contains(character)
        }
        mark = character
      } else {
        if !isBefore, words.isEmpty || mark != nil { words.append(("", false)) }
        words[words.count - 1].text.append(character)
        mark = nil
      }
    }
    let ticked = words.filter { $0.isTicked && !$0.text.isEmpty }
    return ticked.count == 1 ? ticked[0].text : nil
  }
}
