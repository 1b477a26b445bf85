/// Rows that come into a table by its key: those of new keys go in.
package struct Merge: Hashable, Sendable {
  /// What becomes of a row whose key is there already.
  package enum Match: Hashable, Sendable {
    /// It stays as it is.
    case keep
    /// It gets the values of the plan.
    case update
  }

  /// The table.
  package let table: String
  /// The columns that tell its rows apart, by a constraint of the table.
  package let key: [String]
  /// The columns that get values, those of the key among them.
  package let columns: [String]
  /// What becomes of rows that are there.
  package let match: Match
  /// The rows, each key once, with the columns.
  package let plan: Plan

  /// Describes rows.
  package init(
    into table: String, by key: [String], _ columns: [String], match: Match, from plan: Plan
  ) {
    self.table = table
    self.key = key
    self.columns = columns
    self.match = match
    self.plan = plan
  }
}
