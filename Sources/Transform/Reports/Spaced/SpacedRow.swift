internal import SurveyModel

/// A line of a report in cells.
struct SpacedRow {
  let paragraph: ReportDocument.Paragraph
  /// Where each cell stands in the paragraph.
  let ranges: [Range<Int>]
  /// The characters of each cell.
  let cells: [[Unicode.Scalar]]
  /// Which table of the file it is of, where the file marks them up.
  let table: Int?

  /// Reads a line; nil where nothing parts it, or a cell takes several columns.
  init?(_ paragraph: ReportDocument.Paragraph) {
    self.paragraph = paragraph
    table = paragraph.row?.table
    if let row = paragraph.row {
      guard row.cells.allSatisfy({ $0.columns.count == 1 && !$0.isContinued }) else { return nil }
      ranges = row.cells.map(\.range)
    } else {
      ranges = TableCells(paragraph.scalars).ranges
    }
    guard ranges.count > 1 else { return nil }
    let first = paragraph.scalars.startIndex
    cells = ranges.map {
      Array(paragraph.scalars[(first + $0.lowerBound)..<(first + $0.upperBound)]).trimmed
    }
  }
}

extension [Unicode.Scalar] {
  /// The characters without the space around them.
  var trimmed: [Unicode.Scalar] {
    let inner = drop { $0.properties.isWhitespace }
    guard let last = inner.lastIndex(where: { !$0.properties.isWhitespace }) else { return [] }
    return Array(inner[...last])
  }
}
