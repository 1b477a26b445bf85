/// What rows of a table are taken away.
package struct Removal: Hashable, Sendable {
  /// The table.
  package let table: String
  /// Which rows go.
  package let condition: Scalar

  /// Describes what goes.
  package init(from table: String, where condition: Scalar) {
    self.table = table
    self.condition = condition
  }
}
