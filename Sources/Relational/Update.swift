/// A change of rows of a table.
package struct Update: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The columns that get other values; the values may name columns of the row as it is.
  package let values: [Derived]
  /// Which rows are changed.
  package let condition: Scalar

  /// Describes a change.
  package init(_ table: String, set values: [Derived], where condition: Scalar) {
    self.table = table
    self.values = values
    self.condition = condition
  }
}
