internal import SurveyModel
internal import Workbooks

extension SheetRow {
  /// A row of a title alone, in bold letters of a size in points, half as high again.
  static func title(_ text: String, size: Int) -> Self {
    let style = CellStyle()
      .with {
        $0.weight = .bold
        $0.size = size
      }
    return Self([.text(text, style)], height: 1.5 * Double(size))
  }

  /// A title in each language: the first in letters of one size, the others in those of another.
  static func titles(
    _ label: Label, or name: String, in languages: SheetLanguages, size: Int, others: Int
  ) -> [Self] {
    languages.texts(label, or: name).enumerated()
      .map { .title($0.element, size: $0.offset == 0 ? size : others) }
  }
}
