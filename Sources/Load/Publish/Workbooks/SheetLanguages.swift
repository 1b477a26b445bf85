internal import SurveyModel

/// Titles in the languages of a workbook.
struct SheetLanguages {
  /// The languages, in order.
  let all: [PublicationLanguage]
  /// What units are called in Chinese, by their names.
  private let units: [String: String]

  /// - Parameters:
  ///   - all: The languages, in order.
  ///   - units: The Chinese words of each unit, as a codebook has them; the first is what it is called.
  init(all: [PublicationLanguage], units: [String: [String]] = [:]) {
    self.all = all
    self.units = units.compactMapValues(\.first)
  }

  /// A title in each language; where it has none, in the other one, or else a name.
  func texts(_ label: Label, or name: String = "") -> [String] {
    all.map { language in
      switch language {
      case .zh: label.zh ?? label.en ?? name
      case .en: label.en ?? label.zh ?? name
      }
    }
  }

  /// A title in all languages, side by side, each wording once.
  func line(_ label: Label, or name: String = "") -> String {
    var words: [String] = []
    for text in texts(label, or: name) where !words.contains(text) { words.append(text) }
    return words.joined(separator: " ")
  }

  /// A unit in all languages; empty where there is none.
  func unit(_ name: String?) -> String {
    guard let name else { return "" }
    if name == "percent" { return "%" }
    return line(Label(zh: units[name], en: name.replacing("_", with: " ")))
  }
}
