internal import ChineseText
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
  ///
  /// A table has a header of two and more words, and below it rows of as many cells, each with at
  /// least one that is nothing but a number.
  init?(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], folder: TextFolder, words: TableWords
  ) {
    guard paragraphs[start].scalars.count <= Self.longestHeader else { return nil }
    let header = TableCells.ranges(in: paragraphs[start].scalars)
    guard header.count >= 2, header.count <= Self.widest else { return nil }
    let titles = header.map { Self.folded($0, paragraphs[start], folder) }
    guard titles.allSatisfy({ !Self.isNumber($0) }), titles.count(where: { !$0.isEmpty }) >= 2,
      !titles.contains(where: { $0.count > Self.longestTitle })
    else { return nil }
    let caption = start > 0 ? Self.unitOfCaption(paragraphs[start - 1], folder, words) : nil
    let heads = titles.map { Self.title($0, caption, words) }
    let unitColumn = titles.firstIndex {
      words.unitLabels.stand(at: 0, in: $0)
    }
    var cells: [Cell] = []
    var next = start + 1
    while next < paragraphs.count {
      let row = paragraphs[next]
      if TableCells.isBorder(row.scalars) {
        next += 1
        continue
      }
      let ranges = TableCells.ranges(in: row.scalars)
      let texts = ranges.map { Self.folded($0, row, folder) }
      guard ranges.count == header.count, texts.contains(where: Self.isNumber) else { break }
      cells += Self.cells(row, ranges, texts, heads, unitColumn: unitColumn, words)
      next += 1
    }
    guard !cells.isEmpty else { return nil }
    self.paragraphs = next - start
    self.cells = cells
  }

  private static let widest = 40
  private static let longestTitle = 30
  private static let longestHeader = 600

  private static func cells(
    _ row: ReportDocument.Paragraph, _ ranges: [Range<Int>], _ texts: [[Unicode.Scalar]],
    _ heads: [(words: [Unicode.Scalar], unit: [Unicode.Scalar])], unitColumn: Int?,
    _ tableWords: TableWords
  ) -> [Cell] {
    guard let label = texts.indices.first(where: { !isNumber(texts[$0]) && !texts[$0].isEmpty })
    else {
      return []
    }
    let name = title(texts[label], nil, tableWords)
    return texts.indices.filter { $0 != label && isNumber(texts[$0]) }
      .map { column in
        let head = heads[column]
        let rowUnit = unitColumn.map { texts[$0] } ?? name.unit
        let namesRow = !rowUnit.isEmpty || tableWords.isPlain(head.words)
        let words = namesRow ? head.words + [","] + name.words : name.words + [","] + head.words
        let place = namesRow ? nil : tableWords.place(texts[label])
        return Cell(
          paragraph: TableCells.paragraph(ranges[column], of: row), words: words + [":"],
          unit: rowUnit.isEmpty ? head.unit : rowUnit, place: place)
      }
  }

  /// A cell's folded characters.
  private static func folded(
    _ range: Range<Int>, _ paragraph: ReportDocument.Paragraph, _ folder: TextFolder
  ) -> [Unicode.Scalar] {
    let first = paragraph.scalars.startIndex
    return paragraph.scalars[(first + range.lowerBound)..<(first + range.upperBound)]
      .compactMap { folder.folded($0) }
  }

  /// Whether a cell is a number, perhaps with its unit.
  private static func isNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first,
      first.isDigit || (first == "-" && text.count > 1 && text[1].isDigit)
    else { return isDamagedNumber(text) }
    var at = 1
    while at < text.count, text[at].isDigit || text[at] == "." || text[at] == "," { at += 1 }
    // 2021年 and 1月 are titles; 12户 and 98.2% are numbers.
    return text.count - at <= 3 && !text[at...].contains { "年月日号".unicodeScalars.contains($0) }
  }

  private static func isDamagedNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard text.first == "?", text.count > 1 else { return false }
    return text.dropFirst().allSatisfy { $0.isDigit || $0 == "." || $0 == "," }
  }

  /// A title without the unit in its parentheses, and that unit: 人口(万人), 户数/户.
  private static func title(
    _ text: [Unicode.Scalar], _ caption: [Unicode.Scalar]?, _ words: TableWords
  ) -> (words: [Unicode.Scalar], unit: [Unicode.Scalar]) {
    if text.last == ")", let open = text.lastIndex(of: "("), open > 0 {
      var unit = text[(open + 1)..<(text.count - 1)]
      if let label = words.label(at: open + 1, in: text) { unit = unit.dropFirst(label) }
      return (Array(text[..<open]), Array(unit))
    }
    if let slash = text.lastIndex(of: "/"), slash > 0, text.count - slash <= 4 {
      return (Array(text[..<slash]), Array(text[(slash + 1)...]))
    }
    return (text, caption ?? [])
  }

  /// 单位:万元, above a table of one unit.
  private static func unitOfCaption(
    _ paragraph: ReportDocument.Paragraph, _ folder: TextFolder, _ words: TableWords
  ) -> [Unicode.Scalar]? {
    guard paragraph.scalars.count < 60 else { return nil }
    let text = paragraph.scalars.compactMap { folder.folded($0) }
    guard let at = text.indices.first(where: { words.label(at: $0, in: text) != nil }),
      let label = words.label(at: at, in: text)
    else { return nil }
    let unit = text[(at + label)...].prefix { $0.value >= 0x80 || $0 == "%" }
    // 单位:户、人 says only that there are several.
    return unit.isEmpty || unit.contains("、") ? nil : Array(unit.prefix { !$0.isPunctuation })
  }
}
