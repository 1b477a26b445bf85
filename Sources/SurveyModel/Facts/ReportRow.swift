/// A row of a table as a report's file marks it up.
///
/// The columns are those of the table, with merged cells laid out: every column that a row has is
/// taken by one of its cells, by nothing, or by a cell that goes on from the row above.
public struct ReportRow: Hashable, Sendable {
  /// A cell of a row.
  public struct Cell: Hashable, Sendable {
    /// Its characters, counted from the first of its paragraph.
    public let range: Range<Int>
    /// The columns that it takes, from 0.
    public let columns: Range<Int>
    /// Whether it goes on from the row above; it has no characters of its own then.
    public let isContinued: Bool

    /// Describes a cell.
    public init(range: Range<Int>, columns: Range<Int>, isContinued: Bool) {
      self.range = range
      self.columns = columns
      self.isContinued = isContinued
    }
  }

  /// Which table of the document the row is of, from 0.
  public let table: Int
  /// The cells, from left to right.
  public let cells: [Cell]

  /// Describes a row.
  public init(table: Int, cells: [Cell]) {
    self.table = table
    self.cells = cells
  }
}
