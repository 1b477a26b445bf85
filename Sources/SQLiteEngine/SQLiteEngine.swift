internal import DurableFiles
internal import GRDB
package import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

/// A store in one SQLite file, written by one thread.
///
/// It is new for every run and no run reads another one's, so a crash loses only a folder that nobody
/// points to: it is written without a journal and brought to the disk once, by the publisher.
package final class SQLiteEngine: Engine {
  /// A table that takes blocks, in a box that can be kept.
  private final class BlockTable {
    var table: BulkTable

    init(_ table: consuming BulkTable) { self.table = table }
  }

  private struct BlockTarget: Hashable {
    let table: String
    let columns: [String]
  }

  /// The rows that a plan takes at a time where it may be taken in pieces.
  ///
  /// SQLite groups by sorting; so many rows are sorted within the processor's cache, which halves the
  /// time of a table of half a million rows.
  private static let rowsOfPiece = 8192

  private let path: String
  private let queue: DatabaseQueue
  /// The first failure of the disk or database: without a journal nothing behind it can be trusted, and
  /// what SQLite says of its broken pages would hide the cause.
  private var broken: RunFailure?
  /// The names of steps whose rows are kept for now.
  private var held: Set<String> = []
  private var targets: [BlockTarget: BlockTable] = [:]
  /// By table and watched columns, what was appended.
  private var prints: [String: [[String]: KeyPrints]] = [:]

  /// Makes the file with mode 0600.
  ///
  /// - Throws: `RunFailure` when there is a file already or the disk refuses.
  package init(making path: String, version: Int) throws(RunFailure) {
    self.path = path
    do {
      try DurableFile.create(path, mode: 0o600)
    } catch {
      throw RunFailure(file: path, error)
    }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    // Who makes references looks once at the end whether they lead anywhere.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      // A sort or temporary table goes to a nameless file where it outgrows the cache, and until then
      // a sort lies in one piece of memory, not in one a row as it does where all is kept in memory.
      try database.execute(
        sql: """
          PRAGMA page_size = 16384;
          PRAGMA journal_mode = OFF;
          PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE;
          PRAGMA cache_size = -8192;
          PRAGMA temp_store = FILE;
          PRAGMA temp.journal_mode = OFF;
          PRAGMA temp.cache_size = -32768;
          """)
      try MissingFunctions.register(on: database)
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw RunFailure(store: error, at: path)
    }
    try write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
  }

  // The statements belong to the connection and must be gone before it.
  deinit { targets.removeAll() }

  /// Brings what was written into the file and lets go of it: whoever reads stores finds a file when the
  /// folder that it is in gets its name.
  package func publish() throws(RunFailure) { try close() }

  /// Brings what was written into the file and lets go of it.
  package func close() throws(RunFailure) {
    try commit()
    targets.removeAll()
    do {
      try queue.close()
    } catch {
      throw RunFailure(store: error, at: path)
    }
  }

  /// Brings what was written into the file.
  package func commit() throws(RunFailure) {
    try access { database in
      if database.isInsideTransaction { try database.commit() }
    }
  }

  /// Makes a table without rows.
  package func make(_ table: StoredTable) throws(RunFailure) {
    for statement in SQLDialect.statements(making: table) { try execute(statement) }
    for columns in table.watched { prints[table.name, default: [:]][columns] = KeyPrints() }
  }

  /// Makes a view.
  package func make(view name: String, of plan: Plan) throws(RunFailure) {
    try execute(SQLDialect.statement(making: name, of: plan))
  }

  /// Appends rows to a table.
  package func append(
    _ rows: [[StoredValue?]], to table: String, _ columns: [String]
  ) throws(RunFailure) {
    guard !rows.isEmpty else { return }
    forgetPrints(of: table, columns)
    try write { database in
      let statement = SQLDialect.statement(appendingTo: table, columns)
      try BulkStatement(statement, on: database).run(for: rows)
    }
  }

  /// Appends many rows to a table, column by column.
  package func append(
    _ block: RowBlock, to table: String, _ columns: [String]
  ) throws(RunFailure) {
    let target = BlockTarget(table: table, columns: columns)
    try write { database in
      let blocks =
        try targets[target] ?? BlockTable(BulkTable(table, columns: columns, on: database))
      targets[target] = blocks
      try blocks.table.append(block, on: database)
    }
    for key in watched(of: table) {
      let numbers = key.compactMap { columns.firstIndex(of: $0) }
      // A row without one of the values is like no other.
      if numbers.count == key.count { prints[table]?[key]?.add(numbers, of: block) }
    }
  }

  private func watched(of table: String) -> [[String]] {
    // A list of its own, so that nothing of the prints is held while they change.
    Array((prints[table] ?? [:]).keys)
  }

  /// Gives up what is known of values that change or come otherwise than by blocks.
  private func forgetPrints(of table: String, _ columns: [String]) {
    for key in watched(of: table) where !Set(key).isDisjoint(with: columns) {
      prints[table]?[key] = nil
    }
  }

  /// Appends the rows of a plan to a table.
  package func append(
    _ plan: Plan, to table: String, _ columns: [String]
  ) throws(RunFailure) {
    forgetPrints(of: table, columns)
    try write {
      try $0.run(SQLDialect.statement(appending: plan, to: table, columns, holding: held))
    }
  }

  /// Changes rows of a table, once for each of some rows of values.
  package func run(_ update: Update, for rows: [[StoredValue?]]) throws(RunFailure) {
    guard !rows.isEmpty else { return }
    forgetPrints(of: update.table, update.values.map(\.name))
    try write { database in
      try database.run(SQLDialect.statement(of: update, given: rows[0].count), for: rows)
    }
  }

  /// Gives rows of a table the values that a plan has for them.
  package func run(_ replacement: Replacement) throws(RunFailure) {
    forgetPrints(of: replacement.table, replacement.columns)
    try write { try $0.run(SQLDialect.statement(of: replacement, holding: held)) }
  }

  /// Takes rows of a table away.
  package func run(_ removal: Removal) throws(RunFailure) {
    // What is known of the values of rows that are gone makes nothing seem rarer than it is.
    try write { try $0.run(SQLDialect.statement(of: removal)) }
  }

  /// Makes an index, without which every statement that looks for such rows sorts the table for itself.
  package func index(_ table: String, by columns: [String]) throws(RunFailure) {
    try execute(SQLDialect.statement(indexing: table, by: columns))
  }

  /// Whether two rows of a table may have the same values in some columns.
  package func mayRepeat(_ columns: [String], in table: String) -> Bool {
    prints[table]?[columns]?.mayRepeat() ?? true
  }

  /// Runs a statement that gives no rows.
  package func execute(_ statement: String) throws(RunFailure) {
    try write { try $0.execute(sql: statement) }
  }

  /// Gives the rows of a query, in order.
  package func rows(
    of query: String, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try access { try $0.rows(of: BoundStatement(text: query, values: []), body) }
  }

  /// Gives the rows of a plan, in its order.
  package func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try access { try $0.rows(of: SQLDialect.query(of: plan, holding: held), body) }
  }

  /// The names of the tables and views, in their order.
  package func tables() throws(RunFailure) -> [String] { try access { try $0.tableNames() } }

  /// The columns of a table or view, in order.
  package func columns(of table: String) throws(RunFailure) -> [StoredTable.Column] {
    try access { try $0.storedColumns(of: table) }
  }

  /// Runs a body for which the rows of some steps stand in temporary tables of their names.
  package func holding<Result>(
    _ steps: [Plan], _ body: () throws(RunFailure) -> Result
  ) throws(RunFailure) -> Result {
    let outer = held
    defer {
      for name in held.subtracting(outer) {
        // What a failure leaves behind goes with the connection.
        try? execute("DROP TABLE IF EXISTS temp.\(SQLName.quoted(name))")
      }
      held = outer
    }
    for case .step(let name, let plan) in steps where !held.contains(name) {
      // Before its rows are kept, so that a table that is left half made goes as well.
      let before = held
      held.insert(name)
      try write { try keep(plan, as: name, holding: before, on: $0) }
    }
    return try body()
  }

  /// Keeps the rows of a step as a temporary table of its name.
  private func keep(
    _ plan: Plan, as name: String, holding held: Set<String>, on database: Database
  ) throws {
    let table = "temp.\(SQLName.quoted(name))"
    guard case .inPieces(let rows, let source, let key) = plan else {
      let query = SQLDialect.query(of: plan, holding: held)
      return try database.run(
        BoundStatement(text: "CREATE TABLE \(table) AS \(query.text)", values: query.values))
    }
    let number = Scalar.column(nil, key)
    let rest = Plan.filter(.scan(source), .binary(number, .greaterOrEqual, .parameter(1)))
    let piece = Plan.filter(rest, .binary(number, .less, .parameter(2)))
    let query = SQLDialect.query(
      of: rows.replacing(scanOf: source, with: piece), holding: held, given: 2)
    let columns = try database.makeStatement(sql: query.text).columnNames.map(SQLName.quoted)
    try database.execute(sql: "CREATE TABLE \(table) (\(columns.joined(separator: ", ")))")
    let statement = try BulkStatement("INSERT INTO \(table) \(query.text)", on: database)
    let least = Plan.group(.scan(source), by: [], [Derived(key, .call(.min, [number]))])
    let following = Plan.order(rest, [Ordering(number, mayBeMissing: false)]).keeping([key])
    let next = SQLDialect.query(of: following, given: 1)
    let end = BoundStatement(
      text: next.text + " LIMIT 1 OFFSET \(Self.rowsOfPiece)", values: next.values)
    var start = try database.number(of: SQLDialect.query(of: least))
    while let first = start {
      // The rows that are counted here are still in the cache when they are grouped.
      let following = try database.number(of: end, given: [.integer(first)])
      try statement.run(
        for: [[.integer(first), .integer(following ?? .max)] + query.values])
      start = following
    }
  }

  /// Runs a body that writes.
  ///
  /// Writes join one transaction until ``commit()``.
  private func write<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try access { database in
      if !database.isInsideTransaction { try database.beginTransaction(.exclusive) }
      return try body(database)
    }
  }

  private func access<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    if let broken { throw broken }
    return try queue.access(body) { error, errno in
      let failure = RunFailure(store: error, at: path, errno: errno)
      if RunFailure.fault(error, errno: errno) != nil { broken = failure }
      return failure
    }
  }
}
