import ChineseText
import SurveyModel

extension TextFolder {
  /// What texts mean, by the form in which cells are looked for among them.
  ///
  /// A pipeline file in which one form means two things is refused; of a definition that was made
  /// otherwise the first in the order of the texts stands.
  func words<Meaning>(
    _ texts: [String: Meaning], of kind: VariableDefinition.Kind
  ) -> [String: Meaning] {
    Dictionary(
      texts.sorted { $0.key < $1.key }.map { (kind.word(foldedValue($0.key)), $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}
