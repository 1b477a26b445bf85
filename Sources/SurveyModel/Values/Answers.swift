/// The answers that one cell gives to one question, as they are kept: their codes, each once, in the
/// order of the alphabet, with semicolons between them.
package enum Answers {
  /// What stands between two codes; no code has it.
  package static let separator: Character = ";"

  /// What stands between the answers of a cell where its variable does not say.
  package static let separators = ["、", "，", ",", "；", ";", "/", "|", "\n"]

  /// The text of some codes; that of none is empty.
  package static func text(of codes: Set<String>) -> String {
    codes.sorted().joined(separator: String(separator))
  }

  /// The codes of a text.
  package static func codes(in text: String) -> [Substring] { text.split(separator: separator) }
}
