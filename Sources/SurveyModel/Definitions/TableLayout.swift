/// How the sheet of a table shows it; its other forms are a row for each place and value.
package struct TableLayout: Hashable, Sendable, Encodable {
  /// What heads the columns of figures, from above.
  package enum Head: Hashable, Sendable, Encodable {
    /// The values of a variable that splits the table.
    case dimension(String)
    /// The measures.
    case measures
  }

  /// In what order the rows stand.
  package enum Order: Hashable, Sendable, Encodable {
    /// By the codes of their places, and then by what splits them.
    case code
    /// Places that lie in one place by a measure, the greatest first; those without a figure last.
    case descending(String)
    /// Places that lie in one place by a measure, the least first; those without a figure last.
    case ascending(String)
  }

  /// How the places of the rows are shown.
  package enum Places: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Each below the place that it lies in, and further in.
    case indent
    /// Level by level, the names of the places around in columns of their own.
    case columns
  }

  /// The variables that split the places' rows, in order.
  package let rows: [String]
  /// What heads the columns, from above; the measures are among it.
  package let columns: [Head]
  /// The order of the rows.
  package let order: Order
  /// How places are shown.
  package let places: Places

  /// Describes a layout.
  package init(
    rows: [String] = [], columns: [Head] = [.measures], order: Order = .code,
    places: Places = .indent
  ) {
    self.rows = rows
    self.columns = columns
    self.order = order
    self.places = places
  }

  /// The variables that head columns, in order.
  package var acrossDimensions: [String] {
    columns.compactMap { if case .dimension(let name) = $0 { name } else { nil } }
  }
}

extension TableDefinition {
  /// The layout as it is declared, or that of a table that declares none: every variable splits rows.
  package var shownLayout: TableLayout { layout ?? TableLayout(rows: dimensions) }
}
