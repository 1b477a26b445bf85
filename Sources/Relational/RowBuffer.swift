package import SurveyModel

/// Rows on their way into a table of an engine, which takes many at a time.
package struct RowBuffer {
  /// The values that are written at a time, or those of one row.
  private static let valuesOfWrite = 1 << 16

  private let engine: any WritableEngine
  private let table: String
  private let columns: [String]
  private var rows: [[StoredValue?]] = []

  /// Begins without a row.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - columns: The names of the columns, in the order of the rows' values.
  ///   - engine: The engine that has the table.
  package init(for table: String, _ columns: [String], of engine: any WritableEngine) {
    self.table = table
    self.columns = columns
    self.engine = engine
  }

  /// Takes a row.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package mutating func append(_ row: [StoredValue?]) throws(RunFailure) {
    rows.append(row)
    if rows.count * columns.count >= Self.valuesOfWrite { try flush() }
  }

  /// Writes what was taken; call it behind the last row.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package mutating func flush() throws(RunFailure) {
    try engine.append(rows, to: table, columns)
    rows.removeAll(keepingCapacity: true)
  }
}

extension WritableEngine {
  /// Appends the rows that a plan has in another engine.
  ///
  /// - Parameters:
  ///   - plan: The rows.
  ///   - other: The engine that has them.
  ///   - table: The name of the table that gets them.
  ///   - columns: The names of its columns, in the order of the plan's.
  /// - Throws: `RunFailure` when an engine refuses.
  package func append(
    _ plan: Plan, of other: any ReadableEngine, to table: String, _ columns: [String]
  ) throws(RunFailure) {
    var buffer = RowBuffer(for: table, columns, of: self)
    try other.rows(of: plan) { row throws(RunFailure) in try buffer.append(row) }
    try buffer.flush()
  }
}
