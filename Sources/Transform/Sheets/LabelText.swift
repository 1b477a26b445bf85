/// How the text of a row's label is held against the words of labels.
enum LabelText {
  /// Whether a folded text is a word with nothing but a mark or a bracketed remark behind it.
  static func isAlone(_ word: String, in folded: String) -> Bool {
    guard folded.hasPrefix(word) else { return false }
    let rest = folded.dropFirst(word.count)
    return rest.allSatisfy { ".:、,;-—…*".contains($0) } || rest.first == "("
  }
}
