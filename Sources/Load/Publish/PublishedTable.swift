package import Relational
package import SurveyModel

/// The published cells of a table as the store keeps them: what every writer takes.
package struct PublishedTable {
  /// A row.
  package struct Row {
    /// The columns that name it, in order: level, code, name, the places around, dimensions.
    package let keys: [String?]
    /// The cells of figures, in order.
    package let cells: [PublishedCell]

    /// The code of its place.
    package var code: String { keys.count > 1 ? keys[1] ?? "" : "" }
    /// The name of its place.
    package var name: String { keys.count > 2 ? keys[2] ?? "" : "" }
  }

  private let table: CompiledTable

  /// Takes a table that the engine keeps.
  package init(_ table: CompiledTable) {
    self.table = table
  }

  /// Gives the rows in the order of publication.
  ///
  /// - Parameters:
  ///   - level: The level whose rows are given, or nil for all.
  ///   - engine: The engine that keeps the table.
  ///   - body: Takes each row.
  /// - Throws: `RunFailure` when the engine refuses.
  package func rows(
    of level: PlaceLevel? = nil, from engine: any Engine,
    _ body: (Row) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let columns = StoredColumns(of: table)
    let query = Plan.order(table.rows(of: level), table.order).keeping(columns.names)
    try rows(in: query, from: engine, body)
  }

  /// Gives the rows of a plan that has the table's columns, and behind them that of absences.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func rows(
    in plan: Plan, from engine: any Engine, _ body: (Row) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let columns = StoredColumns(of: table)
    try engine.rows(of: plan) { row throws(RunFailure) in
      try body(
        Row(keys: columns.keys(of: row).map { $0?.published }, cells: columns.cells(of: row)))
    }
  }

  /// Why cells have no figure, by the names of their columns, which have no sign of JSON in them.
  static func absences(_ text: String) -> [String: PublishedCell.Absence] {
    var absences: [String: PublishedCell.Absence] = [:]
    for pair in text.dropFirst().dropLast().split(separator: ",") {
      let parts = pair.split(separator: ":").map { String($0.dropFirst().dropLast()) }
      guard parts.count == 2 else { continue }
      absences[parts[0]] = PublishedCell.Absence(rawValue: parts[1])
    }
    return absences
  }
}

extension PublishedCell {
  /// The cell of a value that the store keeps, and of the reason why it keeps none.
  init(_ cell: StoredValue?, of type: ExpressionType, absence: Absence?) {
    if let absence {
      self = .absent(absence)
    } else if type == .boolean, case .integer(let flag)? = cell {
      self = .figure(.boolean(flag != 0))
    } else {
      self.init(cell)
    }
  }

  /// What stands for a figure that is withheld, wherever cells are written as text.
  package static let withheldText = "withheld"

  /// The cell as a published file writes it: blank where there is no figure, unless it is withheld.
  ///
  /// Decimals are applied here and nowhere else.
  package func published(decimals: Int?) -> String? {
    switch value {
    case .number(let number)?:
      decimals.map { DecimalText.rounded(number, decimals: $0) } ?? DecimalText.shortest(number)
    case .text(let text)?: text
    case .boolean(let flag)?: flag ? "1" : "0"
    case .date(let date)?: date.description
    case nil: absence == .withheld ? Self.withheldText : nil
    default: nil
    }
  }
}
