import ChineseText

/// The text of a header cell, folded, with the unit that stands in brackets behind it.
struct HeaderText: Hashable {
  /// The text without spaces.
  let whole: String
  /// The text without spaces and without a unit in brackets.
  let name: String
  /// The folded word in the last brackets, where it is a unit.
  let unit: String?

  init(_ text: String, folder: TextFolder, units: UnitWords) {
    let folded = folder.folded(text)
    whole = folded
    if folded.hasSuffix(")"), let open = folded.lastIndex(of: "(") {
      var word = folded[folded.index(after: open)...].dropLast()
      if word.hasPrefix("单位:") { word = word.dropFirst(3) }
      if units.isUnit(String(word)) {
        name = String(folded[..<open])
        unit = String(word)
        return
      }
    }
    name = folded
    unit = nil
  }
}
