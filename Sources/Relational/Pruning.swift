/// The rows of a table that are taken away because a plan has not their keys.
package struct Pruning: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The columns that tell its rows apart, which are never missing.
  package let key: [String]
  /// The keys that stay; of none all rows go.
  package let plan: Plan

  /// Describes what goes.
  package init(of table: String, by key: [String], keeping plan: Plan) {
    self.table = table
    self.key = key
    self.plan = plan
  }
}
