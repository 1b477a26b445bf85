internal import SurveyModel

/// A table of a report in a language whose words are parted by spaces: rows of numbers under titles.
///
/// Each number is read as a label and its figure are, `Households: 8,420`, with the title of its column
/// or, where that says only when or how many, with its row's own label.
struct SpacedTable {
  /// A number with the labels that it may be read behind, those that say more behind the others.
  struct Cell {
    /// The cell as it stands.
    let paragraph: ReportDocument.Paragraph
    /// Its column, from 0.
    let column: Int
    /// The labels; those that say a unit say the same one, or none is certain.
    let labels: [[Unicode.Scalar]]
    /// The place that its row names, or nil.
    let place: String?
    /// Whether its row narrows what its column counts, so that the column does not name it.
    let isNarrow: Bool
    /// Whether it is a change, as the title of its column says.
    let isChange: Bool
  }

  /// A piece of the table.
  enum Item {
    /// A number.
    case cell(Cell)
    /// A row whose cells do not fit the titles.
    case misfit(ReportDocument.Paragraph)
  }

  /// How many paragraphs the table takes.
  let paragraphs: Int
  /// What it holds, in order.
  let items: [Item]
}

extension SpacedTable.Cell {
  /// The cell behind a label, as a paragraph of its own.
  func paragraph(behind label: [Unicode.Scalar]) -> ReportDocument.Paragraph {
    let start = paragraph.position(of: 0)
    let own = paragraph.scalars.indices.map {
      paragraph.position(of: $0 - paragraph.scalars.startIndex)
    }
    let positions = Array(repeating: start, count: label.count) + own
    return ReportDocument.Paragraph(
      scalars: (label + Array(paragraph.scalars))[...], start: start,
      positions: positions.map { Int32(truncatingIfNeeded: $0) }, kind: .row, page: paragraph.page)
  }
}
