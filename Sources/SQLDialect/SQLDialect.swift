package import Relational

/// Writes plans as SQL, in the subset that SQLite, PostgreSQL and Spark share.
package enum SQLDialect {
  /// The query of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - held: The names of steps whose rows stand in tables of these names.
  /// - Returns: One statement; parameters are `?1`, `?2`, ….
  package static func query(of plan: Plan, holding held: Set<String> = []) -> String {
    var text = PlanText(holding: held)
    return text.statement(of: plan)
  }

  /// The statement of a change.
  package static func statement(of update: Update) -> String {
    let values = update.values.map { "\(SQLName.quoted($0.name)) = \($0.value.sql)" }
    return """
      UPDATE \(SQLName.quoted(update.table)) SET \(values.joined(separator: ", "))
      WHERE \(update.condition.sql)
      """
  }

  /// The statement that appends the rows of a plan.
  package static func statement(
    appending plan: Plan, to table: String, _ columns: [String]
  ) -> String {
    "INSERT INTO \(SQLName.quoted(table)) (\(SQLName.list(columns)))\n\(query(of: plan))"
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
