package import SQLiteBulk
package import SurveyModel

/// What runs the compiled statements: SQLite today, others behind the same seam.
///
/// Statements are in the subset that SQLite, PostgreSQL and Spark share; what only one engine
/// understands (definitions of tables, bulk loads) stays behind the engine.
package protocol SQLEngine: AnyObject {
  /// Runs a statement that gives no rows.
  func execute(_ statement: String) throws(RunFailure)

  /// Gives the rows of a query, in order.
  func rows(of query: String, _ body: ([SQLCell?]) throws(RunFailure) -> Void) throws(RunFailure)
}
