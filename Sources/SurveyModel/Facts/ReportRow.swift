/// A row of a table as a report's file marks it up.
///
/// The columns are those of the table, with merged cells laid out: every column that a row has is
/// taken by one of its cells, by nothing, or by a cell that goes on from the row above.
package struct ReportRow: Hashable, Sendable {
  /// A cell of a row.
  package struct Cell: Hashable, Sendable {
    /// Its characters, counted from the first of its paragraph.
    package let range: Range<Int>
    /// The columns that it takes, from 0.
    package let columns: Range<Int>
    /// Whether it goes on from the row above; it has no characters of its own then.
    package let isContinued: Bool

    /// Describes a cell.
    package init(range: Range<Int>, columns: Range<Int>, isContinued: Bool) {
      self.range = range
      self.columns = columns
      self.isContinued = isContinued
    }
  }

  /// Which table of the document the row is of, from 0.
  package let table: Int
  /// The cells, from left to right.
  package let cells: [Cell]

  /// Describes a row.
  package init(table: Int, cells: [Cell]) {
    self.table = table
    self.cells = cells
  }
}
