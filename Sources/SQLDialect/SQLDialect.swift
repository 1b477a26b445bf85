package import Relational

/// Writes plans as SQL: queries in the subset that SQLite, PostgreSQL and Spark share, and what makes
/// and changes tables as SQLite has it.
package enum SQLDialect {
  /// The query of a plan, its texts and fractions bound.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - held: The names of steps whose rows stand in tables of these names.
  ///   - given: How many parameters the plan has, whose values are given for each run.
  /// - Returns: One statement.
  package static func query(
    of plan: Plan, holding held: Set<String> = [], given: Int = 0
  ) -> BoundStatement {
    let binding = ValueBinding(behind: given)
    let bound = plan.replacingScalars(exceptInSteps: held, binding.bound)
    return BoundStatement(text: text(of: bound, holding: held), values: binding.values)
  }

  /// The query of a plan as it stands, its texts and numbers as literals, for what takes no parameters.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - held: The names of steps whose rows stand in tables of these names.
  /// - Returns: One statement.
  package static func text(of plan: Plan, holding held: Set<String> = []) -> String {
    var text = PlanText(holding: held)
    return text.statement(of: plan)
  }

  /// The statements that make a table.
  package static func statements(making table: StoredTable) -> [String] {
    let isNumbered = isNumbered(table)
    var lines = table.columns.map { definition(of: $0, in: table) }
    if !table.key.isEmpty, !isNumbered {
      lines.append("PRIMARY KEY (\(SQLName.list(table.key)))")
    }
    lines += table.unique.map { "UNIQUE (\(SQLName.list($0)))" }
    lines += table.references.map {
      """
      FOREIGN KEY (\(SQLName.list($0.columns))) REFERENCES \(SQLName.quoted($0.table)) \
      (\(SQLName.list($0.key)))
      """
    }
    let options = table.key.isEmpty || isNumbered ? "STRICT" : "STRICT, WITHOUT ROWID"
    let made = """
      CREATE \(table.isTemporary ? "TEMP " : "")TABLE \(SQLName.quoted(table.name)) (
      \(lines.joined(separator: ",\n"))
      ) \(options)
      """
    return [made] + table.indexes.map { statement(indexing: table.name, by: $0) }
  }

  /// The statement by which rows of a table are found by the values of some columns.
  package static func statement(indexing table: String, by columns: [String]) -> String {
    // No table has such a name.
    let name = SQLName.quoted("#\(table)_by_\(columns.joined(separator: "_"))")
    return "CREATE INDEX \(name) ON \(SQLName.quoted(table)) (\(SQLName.list(columns)))"
  }

  /// A column with its constraints, as it stands in the statement that makes a table.
  package static func definition(of column: StoredTable.Column, in table: StoredTable) -> String {
    definition(of: column, isKey: isNumbered(table) && table.key == [column.name])
  }

  /// Whether the key of a table is one whole number, by which its rows are stored.
  private static func isNumbered(_ table: StoredTable) -> Bool {
    table.key.count == 1
      && table.columns.contains { $0.name == table.key[0] && $0.kind == .integer }
  }

  private static func definition(of column: StoredTable.Column, isKey: Bool) -> String {
    let name = SQLName.quoted(column.name)
    let type =
      switch column.kind {
      case .integer: "INTEGER"
      case .number: "REAL"
      case .text: "TEXT"
      case .any: "ANY"
      }
    var words = [name, type]
    if isKey {
      words.append("PRIMARY KEY")
    } else if !column.mayBeMissing {
      words.append("NOT NULL")
    }
    if let derivation = column.derivation {
      words.append("GENERATED ALWAYS AS (\(derivation.sql)) VIRTUAL")
    }
    if !column.values.isEmpty {
      words.append("CHECK \(Scalar.among(.column(nil, column.name), column.values).sql)")
    }
    return words.joined(separator: " ")
  }

  /// The statement that makes a view.
  package static func statement(making view: String, of plan: Plan) -> String {
    "CREATE VIEW \(SQLName.quoted(view)) AS\n\(text(of: plan))"
  }

  /// The statement of a change.
  ///
  /// - Parameters:
  ///   - update: The change.
  ///   - given: How many parameters it has, whose values are given for each run.
  /// - Returns: One statement.
  package static func statement(of update: Update, given: Int) -> BoundStatement {
    let binding = ValueBinding(behind: given)
    let values = update.values.map {
      "\(SQLName.quoted($0.name)) = \(binding.bound($0.value).sql)"
    }
    let text = """
      UPDATE \(SQLName.quoted(update.table)) SET \(values.joined(separator: ", "))
      WHERE \(binding.bound(update.condition).sql)
      """
    return BoundStatement(text: text, values: binding.values)
  }

  /// The statement that gives rows the values of a plan.
  package static func statement(
    of replacement: Replacement, holding held: Set<String> = []
  ) -> BoundStatement {
    let query = query(of: replacement.plan, holding: held)
    let new = "new_values"
    let values = replacement.columns.map {
      "\(SQLName.quoted($0)) = \(Scalar.column(new, $0).sql)"
    }
    let isSame = Scalar.binary(
      .column(replacement.table, replacement.key), .equal, .column(new, replacement.key))
    let text = """
      UPDATE \(SQLName.quoted(replacement.table)) SET \(values.joined(separator: ", "))
      FROM (
      \(query.text)
      ) AS \(SQLName.quoted(new))
      WHERE \(isSame.sql)
      """
    return BoundStatement(text: text, values: query.values)
  }

  /// The statement that takes rows away.
  package static func statement(of removal: Removal) -> BoundStatement {
    let binding = ValueBinding(behind: 0)
    let condition = binding.bound(removal.condition)
    return BoundStatement(
      text: "DELETE FROM \(SQLName.quoted(removal.table)) WHERE \(condition.sql)",
      values: binding.values)
  }

  /// The statement that brings rows into a table by its key.
  package static func statement(of merge: Merge) -> BoundStatement {
    let query = query(of: merge.plan)
    let columns = SQLName.list(merge.columns)
    let values = merge.columns.filter { !merge.key.contains($0) }
      .map { "\(SQLName.quoted($0)) = \(Scalar.column("excluded", $0).sql)" }
    let outcome =
      switch merge.match {
      case .update where !values.isEmpty: "UPDATE SET \(values.joined(separator: ", "))"
      case .update, .keep: "NOTHING"
      }
    // Without a condition SQLite would take ON for that of a join.
    let text = """
      INSERT INTO \(SQLName.quoted(merge.table)) (\(columns))
      SELECT \(columns) FROM (
      \(query.text)
      ) AS \(SQLName.quoted("new_values")) WHERE TRUE
      ON CONFLICT (\(SQLName.list(merge.key))) DO \(outcome)
      """
    return BoundStatement(text: text, values: query.values)
  }

  /// The statement that takes the rows away whose keys a plan has not.
  package static func statement(of pruning: Pruning) -> BoundStatement {
    let query = query(of: pruning.plan)
    let key = SQLName.list(pruning.key)
    let text = """
      DELETE FROM \(SQLName.quoted(pruning.table)) WHERE (\(key)) NOT IN (SELECT \(key) FROM (
      \(query.text)
      ) AS \(SQLName.quoted("kept")))
      """
    return BoundStatement(text: text, values: query.values)
  }

  /// The statement that appends the rows of a plan.
  package static func statement(
    appending plan: Plan, to table: String, _ columns: [String], holding held: Set<String> = []
  ) -> BoundStatement {
    let query = query(of: plan, holding: held)
    let text = """
      INSERT INTO \(SQLName.quoted(table)) (\(SQLName.list(columns)))
      \(query.text)
      """
    return BoundStatement(text: text, values: query.values)
  }

  /// The statement that appends a row whose values are parameters.
  package static func statement(appendingTo table: String, _ columns: [String]) -> String {
    let parameters = columns.indices.map { Scalar.parameter($0 + 1).sql }
    return """
      INSERT INTO \(SQLName.quoted(table)) (\(SQLName.list(columns)))
      VALUES (\(parameters.joined(separator: ", ")))
      """
  }
}
