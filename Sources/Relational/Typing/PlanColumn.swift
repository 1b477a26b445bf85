/// A column of the rows of a plan.
package struct PlanColumn: Hashable, Sendable {
  /// The name.
  package let name: String
  /// What its values are.
  package let kind: ScalarKind
  /// Whether a row may have no value there; false only where none has none.
  package let mayBeMissing: Bool

  /// Describes a column.
  package init(_ name: String, _ kind: ScalarKind, mayBeMissing: Bool = true) {
    self.name = name
    self.kind = kind
    self.mayBeMissing = mayBeMissing
  }

  /// The column of a table's rows.
  package init(_ column: StoredTable.Column) {
    self.init(column.name, ScalarKind(column.kind), mayBeMissing: column.mayBeMissing)
  }

  /// The column with a name and the values of a scalar.
  init(_ name: String, _ type: ScalarType) {
    self.init(name, type.kind, mayBeMissing: type.mayBeMissing)
  }

  /// Its values as those of a scalar.
  var type: ScalarType { ScalarType(kind, mayBeMissing: mayBeMissing) }
}
