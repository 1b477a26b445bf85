internal import ChineseText
import SurveyModel

/// Finds texts of a definition that cells are one to, and that stand for two things.
///
/// Cells are read by the folded text: 自来水 and 自來水, `yes` and `YES`, and in a variable of numbers
/// or codes `1` and `1.0` are one. If they stood for two things, chance would decide.
struct FoldedMeanings {
  private let folder: TextFolder
  private let kind: VariableDefinition.Kind
  private var meanings: [String: (text: String, meaning: String)] = [:]

  /// Prepares for the texts of a variable of some kind.
  init(of kind: VariableDefinition.Kind) throws(RunFailure) {
    self.kind = kind
    do {
      folder = try TextFolder()
    } catch {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: "OpenCC"),
          "cannot open the tables of Traditional and Simplified characters: \(String(describing: error))",
          remedy: "install OpenCC and its data (.ci/setup does)"))
    }
  }

  /// Adds a text.
  ///
  /// - Throws: `RunFailure` at `value` where the text, or one that is the same to a cell, was added
  ///   with another meaning.
  mutating func add(
    _ text: String, meaning: String, at value: YAMLValue
  ) throws(RunFailure) {
    let word = kind.word(folder.foldedValue(text))
    guard let other = meanings[word] else {
      meanings[word] = (text, meaning)
      return
    }
    guard other.meaning != meaning else { return }
    throw value.failure(
      other.text == text
        ? "“\(text)” stands for both \(other.meaning) and \(meaning)"
        : "“\(other.text)” stands for \(other.meaning) and “\(text)” for \(meaning), and in a cell they are one text",
      remedy: "leave one of them")
  }
}
