/// A table of a store, as an engine makes it.
package struct StoredTable: Hashable, Sendable {
  /// What a column takes.
  package enum Kind: Hashable, Sendable {
    /// Whole numbers.
    case integer
    /// Numbers.
    case number
    /// Texts.
    case text
    /// Anything.
    case any
  }

  /// A column.
  package struct Column: Hashable, Sendable {
    /// The name.
    package let name: String
    /// What it takes.
    package let kind: Kind
    /// Whether a row may have no value there.
    package let mayBeMissing: Bool

    /// Describes a column.
    package init(_ name: String, _ kind: Kind, mayBeMissing: Bool = true) {
      self.name = name
      self.kind = kind
      self.mayBeMissing = mayBeMissing
    }
  }

  /// The name.
  package let name: String
  /// The columns, in order.
  package let columns: [Column]
  /// Whether it is gone when the store is closed.
  package let isTemporary: Bool

  /// Describes a table.
  package init(_ name: String, _ columns: [Column], isTemporary: Bool = false) {
    self.name = name
    self.columns = columns
    self.isTemporary = isTemporary
  }
}
