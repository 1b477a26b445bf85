extension RowBatch {
  /// Puts another value in the place of a cell's, with nothing beside it: no formula, and nothing that it shows.
  ///
  /// - Parameters:
  ///   - row: The index of the row in the batch.
  ///   - column: The zero-based worksheet column, which may lie behind the last one that the batch has.
  ///   - value: The value.
  package mutating func replace(row: Int, column: Int, with value: Value) {
    if columns.count <= column { resize(toColumns: column + 1) }
    finish()
    columns[column].replace(at: row, with: value, texts: &texts)
    formulas.removeAll { $0.row == row && $0.column == column }
    shown.removeAll { $0.row == row && $0.column == column }
  }
}
