internal import SurveyModel

/// The titles of a table, on one level or on two.
struct SpacedHead {
  /// The titles of a column.
  struct Column {
    /// What the column is called, with the words of the title that spans it.
    let title: [Unicode.Scalar]
    /// The lower title by itself, where it is a part of what the one above it names (Households above
    /// With tap water).
    ///
    /// The two together name nothing that either does alone.
    var own: [Unicode.Scalar]?
  }

  /// The columns, from left to right.
  let columns: [Column]
  /// Which table of the file it is of, where the file marks them up.
  let table: Int?
  /// How many paragraphs the titles take.
  let paragraphs: Int
}

/// A line of titles, with a text for each column.
struct SpacedTitles {
  /// The texts; one that spans columns stands in each of them.
  private(set) var cells: [[Unicode.Scalar]]
  /// The columns whose text stands in the next one, too.
  private(set) var spans: Set<Int> = []
  let table: Int?

  /// Reads a line; nil where nothing parts it.
  init?(_ paragraph: ReportDocument.Paragraph) {
    table = paragraph.row?.table
    let scalars = paragraph.scalars
    func text(_ range: Range<Int>) -> [Unicode.Scalar] {
      let first = scalars.startIndex
      return Array(scalars[(first + range.lowerBound)..<(first + range.upperBound)]).trimmed
    }
    guard let row = paragraph.row else {
      let found = TableCells(scalars)
      guard found.ranges.count > 1, found.parting == .marks else { return nil }
      cells = found.ranges.map(text)
      return
    }
    let width = row.cells.map(\.columns.upperBound).max() ?? 0
    guard width > 1 else { return nil }
    cells = Array(repeating: [], count: width)
    for cell in row.cells where !cell.isContinued {
      for column in cell.columns { cells[column] = text(cell.range) }
      spans.formUnion(cell.columns.dropLast())
    }
  }

  /// The titles over those of the level below them: an empty cell of a line without markup goes on from
  /// the one before it where it has a title below it.
  func spread(over lower: Self) -> Self {
    var spread = self
    while spread.cells.count < lower.cells.count { spread.cells.append([]) }
    for column in spread.cells.indices.dropFirst() {
      let before = spread.cells[column - 1]
      guard !before.isEmpty, !lower.cells[column].isEmpty, !lower.cells[column - 1].isEmpty else {
        continue
      }
      if spread.cells[column].isEmpty, table == nil {
        spread.cells[column] = before
        spread.spans.insert(column - 1)
      } else if spread.cells[column] == before {
        spread.spans.insert(column - 1)
      }
    }
    return spread
  }
}
