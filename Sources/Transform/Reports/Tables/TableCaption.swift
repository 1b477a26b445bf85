internal import SurveyModel

/// The line above a table that says how it counts: 单位:万元, (单位:户、人、%), (万元、户), 万元.
struct TableCaption {
  /// The units, in the order of the line; nil for one that the catalogue does not know.
  let units: [TableUnit?]

  /// How many lines above a table its caption may stand.
  private static let reach = 2
  private static let longest = 60

  /// Reads the caption that stands right before a table, or in its own first rows.
  ///
  /// - Parameters:
  ///   - own: The table's rows before its titles, of one cell each.
  ///   - start: The paragraph at which the table begins.
  ///   - paragraphs: Those of the document.
  ///   - repair: The document's repair.
  ///   - words: The words of tables.
  ///   - known: The units.
  init?(
    own: [[Unicode.Scalar]], before start: Int, of paragraphs: [ReportDocument.Paragraph],
    repair: inout DocumentRepair, words: TableWords, units known: TableUnits
  ) {
    for text in own.reversed() {
      if let units = Self.units(in: text, words, known) {
        self.units = units
        return
      }
    }
    for index in (max(0, start - Self.reach)..<start).reversed() {
      guard paragraphs[index].scalars.count < Self.longest else { return nil }
      if let units = Self.units(in: repair.text(of: paragraphs[index]).scalars, words, known) {
        self.units = units
        return
      }
    }
    return nil
  }

  /// Whether a line is nothing but a caption.
  static func isCaption(_ line: [Unicode.Scalar], _ words: TableWords, _ known: TableUnits) -> Bool
  {
    if line.indices.prefix(2).contains(where: { words.label(at: $0, in: line) != nil }) {
      return true
    }
    let inside = line.first == "(" && line.last == ")" ? line.dropFirst().dropLast() : line[...]
    return units(listedIn: inside, known) != nil
  }

  /// The units that a line lists behind 单位, or that it lists and nothing else; nil for none.
  private static func units(
    in text: [Unicode.Scalar], _ words: TableWords, _ known: TableUnits
  ) -> [TableUnit?]? {
    for at in text.indices {
      guard let label = words.label(at: at, in: text) else { continue }
      let listed = text[(at + label)...].prefix { $0 != ")" && $0 != ReportText.separator }
      if let only = known.unit(listed) { return [only] }
      let units = pieces(of: listed).map { piece in known.unit(piece) }
      return units.isEmpty ? nil : units
    }
    if text.last == ")", let open = text.lastIndex(of: "(") {
      return units(listedIn: text[(open + 1)..<(text.count - 1)], known)
    }
    return units(listedIn: text[...], known)
  }

  /// The units that words list without saying that they are units; nil where one of them is none, or
  /// may be something else: 村 is what a table may be of.
  private static func units(
    listedIn words: ArraySlice<Unicode.Scalar>, _ known: TableUnits
  ) -> [TableUnit?]? {
    if let only = known.unit(words) { return known.isNoun(words) ? nil : [only] }
    let pieces = pieces(of: words)
    let units = pieces.compactMap { known.unit($0) }
    let isCertain =
      units.count == pieces.count && pieces.contains { !known.isNoun($0) }
    return isCertain && units.count > 1 ? units : nil
  }

  private static func pieces(
    of list: ArraySlice<Unicode.Scalar>
  ) -> [ArraySlice<Unicode.Scalar>] {
    list.split { "、,;/和".unicodeScalars.contains($0) }
  }
}
