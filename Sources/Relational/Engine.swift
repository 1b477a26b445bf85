package import SurveyModel

/// What can be asked for the rows of a plan and changes nothing, such as a finished run.
package protocol ReadableEngine: AnyObject {
  /// Gives the rows of a plan, in its order.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure)
}

/// What runs plans: SQLite today, others behind the same seam.
package protocol Engine: ReadableEngine {
  /// Makes a table without rows.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func make(_ table: StoredTable) throws(RunFailure)

  /// Appends rows to a table.
  ///
  /// - Parameters:
  ///   - rows: The rows, each with a value for each column.
  ///   - table: The table's name.
  ///   - columns: The names of the columns, in the order of the values; others have none.
  /// - Throws: `RunFailure` when the engine refuses.
  func append(
    _ rows: [[StoredValue?]], to table: String, _ columns: [String]
  ) throws(RunFailure)

  /// Appends the rows of a plan to a table.
  ///
  /// - Parameters:
  ///   - plan: The rows, with the columns that they fill; others have no value.
  ///   - table: The table's name.
  ///   - columns: The names of the columns, in the order of the plan's.
  /// - Throws: `RunFailure` when the engine refuses.
  func append(_ plan: Plan, to table: String, _ columns: [String]) throws(RunFailure)

  /// Changes rows of a table, once for each of some rows of values.
  ///
  /// - Parameters:
  ///   - update: The change.
  ///   - rows: For each time the values of the change's parameters.
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ update: Update, for rows: [[StoredValue?]]) throws(RunFailure)

  /// Runs a body for which the rows of some steps are kept, so that none of the plans that have them
  /// computes them anew.
  ///
  /// - Parameters:
  ///   - steps: The steps, each a ``Plan/step(_:_:)``; one that rests on another stands behind it.
  ///   - body: What asks for plans with these steps.
  /// - Returns: What the body gives.
  /// - Throws: `RunFailure` when the engine refuses, or what the body throws.
  func holding<Result>(
    _ steps: [Plan], _ body: () throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result
}

extension ReadableEngine {
  /// The number of a plan's rows.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func count(of plan: Plan) throws(RunFailure) -> Int {
    var count = 0
    try rows(of: plan.counted) { row throws(RunFailure) in
      if case .integer(let number)? = row[0] { count = Int(number) }
    }
    return count
  }
}
