internal import DurableFiles
internal import Foundation
internal import GRDB
internal import OperatingSystem
package import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

/// A SQLite file that stands and that others use too, within one transaction.
///
/// It keeps its journal mode, and SQLite brings everything to the disk before the transaction counts. One
/// that is not committed leaves the file as it was, also where the process dies: whoever opens it next rolls
/// back what was begun.
package final class SQLiteTarget: StandingEngine {
  /// How many seconds another program may keep the file.
  private static let patience = 5.0

  private let path: String
  private let queue: DatabaseQueue
  /// Whether the file was made for this transaction.
  private let isMade: Bool
  private var isOpen = true

  /// Opens a file and begins.
  ///
  /// - Throws: `RunFailure` when it is no database, another program has it, or the disk refuses.
  package init(_ path: String, for use: StandingUse) throws(RunFailure) {
    self.path = path
    let isThere = try Self.isThere(path)
    isMade = !isThere && use == .change
    if isMade {
      do {
        try DurableFile.create(path, mode: 0o600)
      } catch {
        throw Self.failure(error, at: path)
      }
    }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(Self.patience)
    // Whoever only looks may write as well, where the file lets it: what a run that died began is rolled
    // back first.
    if use != .look {
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = EXTRA") }
    }
    do {
      queue =
        isThere || isMade
        ? try DatabaseQueue(path: path, configuration: configuration)
        : try DatabaseQueue(configuration: configuration)
    } catch {
      if isMade { DurableFile.removeRemains(of: path) }
      throw Self.failure(error, at: path)
    }
    do {
      try access { database in
        try database.beginTransaction(use == .look ? .deferred : .immediate)
        // Until something is read, SQLite has not looked whether it is a database at all.
        _ = try Int.fetchOne(database, sql: #"SELECT COUNT(*) FROM "sqlite_schema""#)
      }
    } catch {
      abandon()
      throw error
    }
  }

  deinit { if isOpen { abandon() } }

  private static func isThere(_ path: String) throws(RunFailure) -> Bool {
    let state: FileState
    do throws(SystemFault) {
      state = try FileState(of: PathBytes(path))
    } catch .notFound {
      return false
    } catch {
      throw failure(error, at: path)
    }
    // SQLite would wait at a pipe for somebody who writes.
    guard state.kind == .regular else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a database, found something that is no file",
          remedy: "name a file under into:, or one that is not there yet"))
    }
    return true
  }

  // MARK: Rows

  /// Gives the rows of a plan, in its order.
  package func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try access { try $0.rows(of: SQLDialect.query(of: plan), body) }
  }

  /// The names of the tables and views, in their order.
  package func tables() throws(RunFailure) -> [String] { try access { try $0.tableNames() } }

  /// The columns of a table or view, in order.
  package func columns(of table: String) throws(RunFailure) -> [StoredTable.Column] {
    try access { try $0.storedColumns(of: table) }
  }

  /// Makes a table without rows.
  package func make(_ table: StoredTable) throws(RunFailure) {
    try access { database in
      for statement in SQLDialect.statements(making: table) { try database.execute(sql: statement) }
    }
  }

  /// Appends rows to a table.
  package func append(
    _ rows: [[StoredValue?]], to table: String, _ columns: [String]
  ) throws(RunFailure) {
    guard !rows.isEmpty else { return }
    try access { database in
      let statement = SQLDialect.statement(appendingTo: table, columns)
      try BulkStatement(statement, on: database).run(for: rows)
    }
  }

  /// Appends the rows of a plan to a table.
  package func append(
    _ plan: Plan, to table: String, _ columns: [String]
  ) throws(RunFailure) {
    try access { try $0.run(SQLDialect.statement(appending: plan, to: table, columns)) }
  }

  /// Brings rows into a table by its key.
  package func run(_ merge: Merge) throws(RunFailure) {
    try access { try $0.run(SQLDialect.statement(of: merge)) }
  }

  /// Takes the rows of a table away whose keys a plan has not.
  package func run(_ pruning: Pruning) throws(RunFailure) {
    try access { try $0.run(SQLDialect.statement(of: pruning)) }
  }

  /// Takes rows of a table away.
  package func run(_ removal: Removal) throws(RunFailure) {
    try access { try $0.run(SQLDialect.statement(of: removal)) }
  }

  // MARK: What is there

  /// In what a table differs from one that is described.
  package func differences(from table: StoredTable) throws(RunFailure) -> [String]? {
    try access { try $0.differences(from: table) }
  }

  /// The references that lead nowhere, of some tables and to them.
  package func brokenReferences(of tables: [String]) throws(RunFailure) -> [BrokenReference] {
    try access { try $0.brokenReferences(of: tables) }
  }

  // MARK: The end

  /// Makes all changes at once, brings them to the disk and lets go of the file.
  package func commit() throws(RunFailure) {
    do {
      try access { try $0.commit() }
    } catch {
      abandon()
      throw error
    }
    isOpen = false
    // What is committed stays so, whether the connection is closed now or with the process.
    try? queue.close()
  }

  /// Lets go of the file, which is as it was before.
  package func abandon() {
    guard isOpen else { return }
    isOpen = false
    // What cannot be rolled back now is rolled back by whoever opens the file next.
    try? access { database in
      if database.isInsideTransaction { try database.rollback() }
    }
    try? queue.close()
    if isMade { DurableFile.removeRemains(of: path) }
  }

  // MARK: Failures

  private func access<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try queue.access(body) { Self.failure($0, at: path, errno: $1) }
  }

  /// What ends a run when a target refuses: nothing that it says harms what others have in the file.
  private static func failure(
    _ error: any Error, at path: String, errno: Int32 = 0
  ) -> RunFailure {
    let code = (error as? DatabaseError)?.resultCode.rawValue ?? (error as? SQLiteBulkError)?.code
    let (what, remedy) = words(for: error, code.map { $0 & 0xFF }, errno: errno)
    return RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "cannot change the target, which is as it was: \(what)", remedy: "\(remedy)"))
  }

  private static func words(
    for error: any Error, _ code: Int32?, errno: Int32
  ) -> (what: String, remedy: String) {
    let words = (error as? DatabaseError)?.message ?? (error as? SQLiteBulkError)?.message
    switch code {
    case 19?:
      return (
        words ?? "\(error)", "see which constraint or trigger of the target refuses the rows"
      )
    case 26?:
      return (
        "the file is no database", "name a database under into:, or a file that is not there yet"
      )
    case 11?:
      return ("the database is damaged", "put its backup in its place, then run again")
    case 8?:
      return (
        SystemFault.readOnly.what, "let this user write the file and the folder that it is in"
      )
    default: break
    }
    let fault =
      (error as? SystemFault) ?? RunFailure.fault(error, errno: errno)
    if let fault { return (fault.what, fault.remedy) }
    return (words ?? "\(error)", "see that the target is what the pipeline expects")
  }
}
