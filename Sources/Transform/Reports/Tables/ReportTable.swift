internal import SurveyModel

/// A table in a report: rows of cells under headers that say what their numbers are.
///
/// Either the columns are indicators and the rows places (`乡镇 户数(户) 人口(人)`), or the rows are
/// indicators with a unit in a column of their own or behind their names (`指标 单位 2021年`).
struct ReportTable {
  /// A number of the table with the words that name it.
  struct Cell {
    /// The number as it stands.
    let paragraph: ReportDocument.Paragraph
    /// What is read there.
    let text: ReportText
    /// Folded words that introduce it: its row's name and its column's header.
    let words: [Unicode.Scalar]
    /// The folded unit that its header or row gives.
    let unit: [Unicode.Scalar]
    /// The place that its row names, or nil.
    let place: String?
  }

  /// How many paragraphs the table takes.
  let paragraphs: Int
  /// Its numbers, in order.
  let cells: [Cell]

  /// Reads the table that begins at a paragraph; nil when none does.
  init?(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], repair: inout DocumentRepair,
    words: TableWords
  ) {
    guard let grid = TableGrid(at: start, of: paragraphs, repair: &repair, words: words) else {
      return nil
    }
    let caption = TableCaption(before: start, of: paragraphs, repair: &repair, words: words)
    let heads = grid.titles.map { Self.title($0, caption, words) }
    let unitColumn = grid.titles.firstIndex { words.unitLabels.stand(at: 0, in: $0) }
    self.paragraphs = grid.paragraphs
    cells = grid.rows.flatMap { Self.cells($0, heads, unitColumn: unitColumn, words) }
  }

  private typealias Title = (words: [Unicode.Scalar], unit: [Unicode.Scalar])

  private static func cells(
    _ row: [TableGrid.Cell], _ heads: [Title], unitColumn: Int?, _ tableWords: TableWords
  ) -> [Cell] {
    let isNumber = row.map(\.isNumber)
    guard let label = row.indices.first(where: { !isNumber[$0] && !row[$0].text.scalars.isEmpty })
    else {
      return []
    }
    let name = title(row[label].text.scalars, nil, tableWords)
    return row.indices.filter { $0 != label && isNumber[$0] }
      .map { column in
        let head = heads[column]
        let rowUnit = unitColumn.map { row[$0].text.scalars } ?? name.unit
        let namesRow = !rowUnit.isEmpty || tableWords.isPlain(head.words)
        let words = namesRow ? head.words + [","] + name.words : name.words + [","] + head.words
        let place = namesRow ? nil : tableWords.place(row[label].text.scalars)
        return Cell(
          paragraph: row[column].paragraph, text: row[column].text, words: words + [":"],
          unit: rowUnit.isEmpty ? head.unit : rowUnit, place: place)
      }
  }

  /// A title without the unit in its parentheses, and that unit: 人口(万人), 户数/户.
  private static func title(
    _ text: [Unicode.Scalar], _ caption: TableCaption?, _ words: TableWords
  ) -> Title {
    if text.last == ")", let open = text.lastIndex(of: "("), open > 0 {
      var unit = text[(open + 1)..<(text.count - 1)]
      if let label = words.label(at: open + 1, in: text) { unit = unit.dropFirst(label) }
      return (Array(text[..<open]), Array(unit))
    }
    if let slash = text.lastIndex(of: "/"), slash > 0, text.count - slash <= 4 {
      return (Array(text[..<slash]), Array(text[(slash + 1)...]))
    }
    return (text, caption?.unit(of: text, words) ?? [])
  }
}
