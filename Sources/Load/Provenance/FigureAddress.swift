/// Which figure of a run is asked about.
package struct FigureAddress: Hashable, Sendable {
  /// Something that the row must have.
  package struct Condition: Hashable, Sendable {
    /// The column that names rows, or nil for the code or the name of the row's place.
    package let column: String?
    /// What it has there, as the published file writes it; an empty text for none.
    package let value: String

    /// Asks for a value.
    package init(column: String?, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// The table.
  package let table: String
  /// What tells the row from others.
  package let row: [Condition]
  /// The column.
  package let measure: String

  /// Asks about a figure.
  package init(table: String, row: [Condition], measure: String) {
    self.table = table
    self.row = row
    self.measure = measure
  }
}
