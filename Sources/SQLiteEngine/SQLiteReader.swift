internal import GRDB
internal import OperatingSystem
package import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

/// A finished store in a SQLite file.
package final class SQLiteReader: ReadableEngine {
  private let path: String
  private let queue: DatabaseQueue

  /// Opens a file for reading only.
  ///
  /// - Throws: `RunFailure` when there is none, or it is of another version.
  package init(_ path: String, version: Int) throws(RunFailure) {
    self.path = path
    // SQLite would wait at a pipe for somebody who writes.
    guard let state = try? FileState(of: PathBytes(path)), state.kind == .regular else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path), "expected a store, found no such file",
          remedy: "name a run's folder, or run the pipeline first"))
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.prepareDatabase { try MissingFunctions.register(on: $0) }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw RunFailure(store: error, at: path)
    }
    let found = try read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    guard found == version else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a store of version \(version), found version \(found)",
          remedy: "run the pipeline again"))
    }
  }

  /// Gives the rows of a plan, in its order.
  package func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try read { try $0.rows(of: SQLDialect.query(of: plan), body) }
  }

  /// The names of the tables and views, in their order.
  package func tables() throws(RunFailure) -> [String] { try read { try $0.tableNames() } }

  /// The columns of a table or view, in order.
  package func columns(of table: String) throws(RunFailure) -> [StoredTable.Column] {
    try read { try $0.storedColumns(of: table) }
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try queue.read(body)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(store: error, at: path)
    }
  }
}
