internal import SurveyModel

/// The cells of a table in a report, in rows and columns, before anybody knows what they say.
struct TableGrid {
  /// A line of the body.
  enum Line {
    /// A row of as many cells as there are titles, below the label of its group.
    case row([TableLine.Cell], group: [Unicode.Scalar])
    /// A row whose cells do not fit the columns.
    case misfit(ReportDocument.Paragraph)
    /// A line of one cell between the rows or before the titles, which is read as text.
    case aside(ReportDocument.Paragraph)
  }

  /// The titles of each column, from the one that spans the most to its own.
  let titles: [[[Unicode.Scalar]]]
  /// The unit of each column where a row below the titles gives units; empty for none.
  let units: [[Unicode.Scalar]]
  /// The lines of one cell before the titles.
  let headings: [[Unicode.Scalar]]
  /// The lines, in order.
  let lines: [Line]
  /// How many paragraphs the table takes.
  let paragraphs: Int

  static let longestTitle = 30

  init(
    titles: [[[Unicode.Scalar]]], units: [[Unicode.Scalar]] = [],
    headings: [[Unicode.Scalar]] = [], lines: [Line], paragraphs: Int
  ) {
    self.titles = titles
    self.units = units
    self.headings = headings
    self.lines = lines
    self.paragraphs = paragraphs
  }
}
