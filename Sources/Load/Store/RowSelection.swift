internal import Relational
internal import SurveyModel

/// Which columns of a table are shown, and in which order its rows stand.
package struct RowSelection: Hashable, Sendable {
  /// A column by which rows are ordered.
  package struct Order: Hashable, Sendable {
    /// The column.
    package let column: String
    /// Whether the greatest come first.
    package let isDescending: Bool

    /// Orders by a column.
    package init(column: String, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  private let columns: [String]
  private let order: [Order]

  /// Chooses columns and an order.
  ///
  /// - Parameters:
  ///   - columns: The names of the columns; none for all.
  ///   - order: By what rows are ordered; none for the order of the files, or that of the table.
  package init(columns: [String] = [], order: [Order] = []) {
    self.columns = columns
    self.order = order
  }

  /// The columns that are shown.
  ///
  /// - Throws: `RunFailure` with status 64 where the table has none of a name.
  func columns(
    among all: [StoredTable.Column], _ path: String
  ) throws(RunFailure) -> [StoredTable.Column] {
    guard !columns.isEmpty else { return all }
    var chosen: [StoredTable.Column] = []
    for name in columns {
      try Self.check(name, all, [], path)
      chosen += all.filter { $0.name == name }
    }
    return chosen
  }

  /// Rows in the order that is asked for; nil where none is.
  ///
  /// - Throws: `RunFailure` with status 64 where the table has no such column, or its values are withheld.
  func ordered(
    _ rows: Plan, _ all: [StoredTable.Column], _ withheld: Set<String>, _ path: String
  ) throws(RunFailure) -> Plan? {
    guard !order.isEmpty else { return nil }
    for order in order { try Self.check(order.column, all, withheld, path) }
    // Rows that are alike in what is asked for stand in an order too.
    let rest = all.map(\.name).contains("origin") ? ["origin"] : all.map(\.name)
    return .order(
      rows,
      order.map { Ordering(.column(nil, $0.column), isDescending: $0.isDescending) }
        + rest.map { Ordering(.column(nil, $0)) })
  }

  /// Refuses a name that is no column of a table, or one whose values are withheld: their order would tell.
  static func check(
    _ name: String, _ all: [StoredTable.Column], _ withheld: Set<String>, _ path: String
  ) throws(RunFailure) {
    guard all.contains(where: { $0.name == name }), !withheld.contains(name) else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          all.contains { $0.name == name }
            ? "expected an open column, found \(name), whose values are withheld"
            : "expected a column of the table, found “\(name)”",
          remedy:
            "name one of \(all.map(\.name).filter { !withheld.contains($0) }.joined(separator: ", "))"
        ), exit: .usage)
    }
  }
}
