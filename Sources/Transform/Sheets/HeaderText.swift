import ChineseText

/// The text of a header cell, folded, with the unit that stands in brackets behind it.
struct HeaderText: Hashable {
  /// The text without spaces.
  let whole: String
  /// The text without spaces and without a unit in brackets.
  let name: String
  /// The folded word in the last brackets, where it is a unit.
  let unit: String?

  /// Reads a header cell; what announces a unit (`单位`) may stand before it in the brackets.
  init(_ text: String, _ context: TransformContext) {
    let folded = context.folder.folded(Self.withoutNoteMark(text))
    whole = folded
    if folded.hasSuffix(")"), let open = folded.lastIndex(of: "(") {
      var word = folded[folded.index(after: open)...].dropLast()
      if let note = context.unitNotes.first(where: { word.hasPrefix("\($0):") }) {
        word = word.dropFirst(note.count + 1)
      }
      if context.units.isUnit(String(word)) {
        name = String(folded[..<open])
        unit = String(word)
        return
      }
    }
    name = folded
    unit = nil
  }

  /// A text without the raised mark of a footnote behind a word: `人口数¹`.
  private static func withoutNoteMark(_ text: String) -> String {
    guard let footnoted = FootnotedText(text), footnoted.isRaised, !footnoted.mayEndInSymbol else {
      return text
    }
    return String(footnoted.base)
  }
}
