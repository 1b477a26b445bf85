/// Values that rows of a table get from those of a plan with the same key.
package struct Replacement: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The column by which rows are found.
  package let key: String
  /// The columns that get other values.
  package let columns: [String]
  /// What gives the values: rows with the key, each once, and the columns.
  package let plan: Plan

  /// Describes values; rows whose key the plan has not keep theirs.
  package init(in table: String, of columns: [String], by key: String, from plan: Plan) {
    self.table = table
    self.key = key
    self.columns = columns
    self.plan = plan
  }
}
