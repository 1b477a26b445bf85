internal import DurableFiles
internal import GRDB
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

/// The stages of one run in one SQLite file, written by one thread.
///
/// Every table is keyed by file, worksheet and row and read in that order, so that nothing depends
/// on the order in which files are appended. The store is new for every run and no run reads another
/// one's, so a crash loses only a folder that nobody points to: it is written without a journal and
/// brought to the disk once, by the publisher.
package final class StageStore {
  /// What `user_version` says of a store of this layout.
  package static let version = 4

  /// The path of the file.
  package let path: String
  /// The pipeline that the store is for.
  package let pipeline: PipelineDefinition
  /// The tables of the pipeline's records.
  package let layout: StoreLayout

  private let queue: DatabaseQueue
  /// The first failure of the disk or database: without a journal nothing behind it can be trusted, and
  /// what SQLite says of its broken pages would hide the cause.
  private var broken: RunFailure?
  var appenders: [String: RecordAppender] = [:]
  /// By record and the variables of each of its keys, the keys that were appended.
  var prints: [String: [[String]: KeyPrints]]
  /// The number of the next entry of a log, once all files are read and one check follows another; nil
  /// before.
  var nextLine: Int?
  /// What came of the rules of rows and is not written yet.
  var edits = EditTallies()
  /// The names of steps whose rows are kept for now.
  var held: Set<String> = []
  /// The places of all dates; empty until they are recorded.
  var history = PlaceHistory(places: [], changes: [])

  /// Makes the file with mode 0600 and its tables.
  ///
  /// - Throws: `RunFailure` when there is a file already, the disk refuses, or the pipeline names
  ///   something as the store does.
  package init(at path: String, for pipeline: PipelineDefinition) throws(RunFailure) {
    self.path = path
    self.pipeline = pipeline
    layout = try StoreLayout(pipeline)
    prints = layout.keyPrints(for: pipeline)
    do {
      try DurableFile.create(path, mode: 0o600)
    } catch {
      throw RunFailure(file: path, error)
    }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
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
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw RunFailure(store: error, at: path)
    }
    let statements = layout.definitions(keeping: pipeline.keep)
    try write { database in
      for statement in statements { try database.execute(sql: statement) }
      try database.execute(sql: "PRAGMA user_version = \(Self.version)")
    }
  }

  /// Brings what was written into the file and lets go of it; the store takes no more calls.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func close() throws(RunFailure) {
    try commit()
    appenders.removeAll()
    do {
      try queue.close()
    } catch {
      throw RunFailure(store: error, at: path)
    }
  }

  /// Brings what was written into the file.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func commit() throws(RunFailure) {
    try writeEdits()
    try access { database in
      if database.isInsideTransaction { try database.commit() }
    }
  }

  /// Runs a body that writes.
  ///
  /// Writes join one transaction until ``commit()``.
  func write<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try access { database in
      if !database.isInsideTransaction { try database.beginTransaction(.exclusive) }
      return try body(database)
    }
  }

  /// Runs a body that reads.
  func read<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    try access(body)
  }

  /// Runs a body while another database is attached, outside any transaction.
  func attached(
    _ other: String, as schema: String, _ body: (Database) throws -> Void
  ) throws(RunFailure) {
    try commit()
    try access { database in
      let name = SQLName.quoted(schema)
      try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [other])
      try database.execute(
        sql: "PRAGMA \(name).journal_mode = OFF; PRAGMA \(name).synchronous = OFF")
      // References are checked once, at the end.
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.beginTransaction(.immediate)
      try body(database)
      try database.commit()
      try database.execute(sql: "DETACH DATABASE \(name)")
    }
  }

  private func access<Result>(_ body: (Database) throws -> Result) throws(RunFailure) -> Result {
    if let broken { throw broken }
    var errno: Int32 = 0
    do {
      return try queue.unsafeReentrantWrite { database in
        do {
          return try body(database)
        } catch {
          errno = database.systemError
          throw error
        }
      }
    } catch let failure as RunFailure {
      throw failure
    } catch {
      let failure = RunFailure(store: error, at: path, errno: errno)
      if RunFailure.fault(error, errno: errno) != nil { broken = failure }
      throw failure
    }
  }
}
