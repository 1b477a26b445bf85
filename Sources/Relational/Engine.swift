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
  /// Runs a body while the rows of a plan stand in a table of their own, which goes behind it.
  ///
  /// - Parameters:
  ///   - plan: The rows.
  ///   - name: The table's name; no other of the store has it.
  ///   - body: What needs them; it is told how many there are.
  /// - Returns: What the body gives.
  /// - Throws: `RunFailure` when the engine refuses, or what the body throws.
  func keeping<Result>(
    _ plan: Plan, as name: String, _ body: (_ count: Int) throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result
}
