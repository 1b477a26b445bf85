internal import GRDB
package import SQLiteBulk
package import SurveyModel

extension StageStore: SQLEngine {
  /// Runs a statement that gives no rows.
  package func execute(_ statement: String) throws(RunFailure) {
    try write { try $0.execute(sql: statement) }
  }

  /// Gives the rows of a query, in order.
  package func rows(
    of query: String, _ body: ([SQLCell?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try read { database in
      var query = try BulkQuery(query, on: database)
      while try query.next() {
        try body((0..<query.columnCount).map { query.cell(at: $0) })
      }
    }
  }
}
