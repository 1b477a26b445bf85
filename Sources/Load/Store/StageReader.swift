internal import Foundation
internal import GRDB
internal import OperatingSystem
package import Relational
internal import SQLDialect
package import SurveyModel

/// A look into the stages of a finished run, which changes nothing.
package final class StageReader {
  /// A table or view of the store.
  package struct Table: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The number of rows.
    package let rows: Int
  }

  private let path: String
  private let queue: DatabaseQueue

  /// Opens the store of a run.
  ///
  /// - Throws: `RunFailure` when there is none, or it is of another version.
  package init(at path: String) throws(RunFailure) {
    self.path = path
    queue = try Self.open(path)
    let version = try read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    guard version == StageStore.version else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a store of version \(StageStore.version), found version \(version)",
          remedy: "run the pipeline again"))
    }
  }

  /// Opens a database for reading only.
  static func open(_ path: String) throws(RunFailure) -> DatabaseQueue {
    // SQLite would wait at a pipe for somebody who writes.
    guard let state = try? FileState(of: PathBytes(path)), state.kind == .regular else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path), "expected a store, found no such file",
          remedy: "name a run's folder, or run the pipeline first"))
    }
    var configuration = Configuration()
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw RunFailure(store: error, at: path)
    }
  }

  /// The tables and views of the store with their row counts, by name.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func tables() throws(RunFailure) -> [Table] {
    try read { database in
      let names = try String.fetchAll(
        database,
        sql: """
          SELECT "name" FROM "sqlite_schema" WHERE "type" IN ('table', 'view')
          AND "name" NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY "name"
          """)
      return try names.map { name in
        let sql = SQLDialect.query(of: Plan.scan(name).counted)
        return Table(name: name, rows: try Int.fetchOne(database, sql: sql) ?? 0)
      }
    }
  }

  /// What is given of sensitive values that the store has in clear.
  package enum ClearValues: Hashable, Sendable {
    /// That there is one.
    case withheld
    /// The value, for a comparison that shows nothing of it.
    case given
  }

  /// Gives the rows of a table, in its own order.
  ///
  /// - Parameters:
  ///   - table: The name of a table or view.
  ///   - condition: A condition on the columns, or nil for all rows.
  ///   - limit: The greatest number of rows, or nil for all.
  ///   - clearValues: What is given of sensitive values that the store has in clear.
  ///   - header: Called once with the names of the columns.
  ///   - body: Called for each row.
  /// - Throws: `RunFailure` with status 64 when there is no such table or the condition means nothing
  ///   there, or names a column whose values are withheld.
  package func rows(
    of table: String, where condition: RowCondition? = nil, limit: Int? = nil,
    clearValues: ClearValues = .withheld, header: ([String]) -> Void,
    _ body: ([StoredValue?]) -> Void
  ) throws(RunFailure) {
    let names = try tables().map(\.name)
    guard names.contains(table) else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a table of the store, found “\(table)”",
          remedy: "name one of \(names.joined(separator: ", "))"), exit: .usage)
    }
    let withheld: Set<String> = clearValues == .given ? [] : try withheldColumns(of: table)
    let columns = try self.columns(of: table)
    var plan = Plan.scan(table)
    if let condition {
      let open = columns.filter { !withheld.contains($0.name) }
      plan = .filter(
        plan,
        try condition.scalar(
          on: Dictionary(uniqueKeysWithValues: open.map { ($0.name, $0.type) })))
    }
    if let limit { plan = .limited(plan, to: limit) }
    header(columns.map(\.name))
    try rows(of: plan) { row throws(RunFailure) in
      body(
        zip(columns, row)
          .map { column, cell in
            guard let cell, cell != .blank else { return nil }
            return withheld.contains(column.name) ? .text(Diagnostic.Message.withheldText) : cell
          })
    }
  }

  /// The columns of a table or view with the types that they are declared with, generated ones
  /// included.
  private func columns(
    of table: String
  ) throws(RunFailure) -> [(name: String, type: String)] {
    try read { database in
      try Row.fetchAll(
        database, sql: #"SELECT "name", "type" FROM pragma_table_xinfo(?)"#, arguments: [table]
      )
      .map { ($0["name"], $0["type"]) }
    }
  }

  /// The columns of a table that hold sensitive values in clear; none in a store of before there were
  /// such columns.
  private func withheldColumns(of table: String) throws(RunFailure) -> Set<String> {
    try read { database in
      guard try database.tableExists("clear_column") else { return [] }
      let sql = #"SELECT "column" FROM "clear_column" WHERE "table" = ?"#
      return Set(try String.fetchAll(database, sql: sql, arguments: [table]))
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try queue.read(body)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure(store: error, at: path)
    }
  }
}
