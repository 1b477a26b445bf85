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
    package var mayBeMissing: Bool
    /// What its value is made of, for a column that is not filled but follows from others.
    package let derivation: Scalar?
    /// The only values; none for any.
    package let values: [Scalar]

    /// Describes a column.
    package init(
      _ name: String, _ kind: Kind, mayBeMissing: Bool = true, from derivation: Scalar? = nil,
      values: [Scalar] = []
    ) {
      self.name = name
      self.kind = kind
      self.mayBeMissing = mayBeMissing
      self.derivation = derivation
      self.values = values
    }

    /// A column that every row has a value in.
    package static func required(
      _ name: String, _ kind: Kind, from derivation: Scalar? = nil
    ) -> Self {
      Self(name, kind, mayBeMissing: false, from: derivation)
    }
  }

  /// Columns that name a row of another table.
  package struct Reference: Hashable, Sendable {
    /// The columns.
    package let columns: [String]
    /// The other table.
    package let table: String
    /// Its columns, whose values are unique there.
    package let key: [String]

    /// Describes a reference.
    package init(_ columns: [String], to table: String, _ key: [String]) {
      self.columns = columns
      self.table = table
      self.key = key
    }
  }

  /// The name.
  package let name: String
  /// The columns, in order.
  package let columns: [Column]
  /// The columns that tell one row from another; none where rows may be equal.
  package let key: [String]
  /// Other columns that tell one row from another.
  package var unique: [[String]] = []
  /// The rows of other tables that rows name.
  package var references: [Reference] = []
  /// The columns by which rows are looked for.
  package var indexes: [[String]] = []
  /// Columns of which it is asked whether two rows have the same values.
  package var watched: [[String]] = []
  /// Whether it is gone when the store is closed.
  package var isTemporary = false

  /// Describes a table.
  package init(_ name: String, _ columns: [Column], key: [String] = []) {
    self.name = name
    self.columns = columns
    self.key = key
  }
}
