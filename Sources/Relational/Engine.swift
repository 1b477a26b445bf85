package import SurveyModel

/// What can be asked for the rows of a plan and changes nothing, such as a finished run.
package protocol ReadableEngine: AnyObject {
  /// Gives the rows of a plan, in its order.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure)

  /// The names of the tables and views, in their order.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func tables() throws(RunFailure) -> [String]

  /// The columns of a table or view, in order; none where there is none of that name.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func columns(of table: String) throws(RunFailure) -> [StoredTable.Column]
}

/// What takes tables and rows.
package protocol WritableEngine: ReadableEngine {
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
}

/// What keeps the rows of a run and runs plans: SQLite today, others behind the same seam.
package protocol Engine: WritableEngine {
  /// Makes a view: a table whose rows are those of a plan, whenever it is looked at.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func make(view name: String, of plan: Plan) throws(RunFailure)

  /// Appends many rows to a table, column by column.
  ///
  /// - Parameters:
  ///   - block: The rows.
  ///   - table: The table's name.
  ///   - columns: The names of the block's columns, in order; others have none.
  /// - Throws: `RunFailure` when the engine refuses.
  func append(_ block: RowBlock, to table: String, _ columns: [String]) throws(RunFailure)

  /// Changes rows of a table, once for each of some rows of values.
  ///
  /// - Parameters:
  ///   - update: The change.
  ///   - rows: For each time the values of the change's parameters.
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ update: Update, for rows: [[StoredValue?]]) throws(RunFailure)

  /// Gives rows of a table the values that a plan has for them; the plan may look at the table as it was.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ replacement: Replacement) throws(RunFailure)

  /// Takes rows of a table away, so that others may come in their place.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ removal: Removal) throws(RunFailure)

  /// Prepares a table, which has its rows, for being asked often for those with given values in some columns.
  ///
  /// Plans give the same with or without.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func index(_ table: String, by columns: [String]) throws(RunFailure)

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

  /// Whether two rows of a table may have the same values in some columns; false only where none have.
  ///
  /// - Parameters:
  ///   - columns: Columns that the table is made to be asked for; see ``StoredTable/watched``.
  ///   - table: The table's name.
  /// - Returns: True where the engine does not know.
  func mayRepeat(_ columns: [String], in table: String) -> Bool

  /// Brings what was written into the store.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func commit() throws(RunFailure)

  /// Shows all that was written to whoever reads the store, at once, and lets go of it; the engine takes
  /// no more calls.
  ///
  /// - Throws: `RunFailure` when the engine refuses; then nothing is shown.
  func publish() throws(RunFailure)

  /// Brings what was written into the store and lets go of it, for whoever asks for it by its place; the
  /// engine takes no more calls.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func close() throws(RunFailure)
}

/// What makes and opens the stores of one kind.
package protocol EngineProvider: Sendable {
  /// What its stores can do.
  var capabilities: EngineCapabilities { get }

  /// Makes an empty store, which only its owner may read.
  ///
  /// - Parameters:
  ///   - path: Where; nothing must be there yet.
  ///   - version: What ``open(_:version:)`` will ask for.
  /// - Returns: The store.
  /// - Throws: `RunFailure` when there is something already or the disk refuses.
  func make(at path: String, version: Int) throws(RunFailure) -> any Engine

  /// Opens a store for reading.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - version: The version that it must have.
  /// - Returns: The store.
  /// - Throws: `RunFailure` when there is none, or it is of another version.
  func open(_ path: String, version: Int) throws(RunFailure) -> any ReadableEngine

  /// Opens a store that stands, and that others use too.
  ///
  /// - Parameters:
  ///   - path: Where it is; where there is none it is made once it is committed.
  ///   - use: What for.
  /// - Returns: The store, within a transaction of its own.
  /// - Throws: `RunFailure` when it is no store, another program has it, or the disk refuses.
  func stand(at path: String, for use: StandingUse) throws(RunFailure) -> any StandingEngine
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

  /// The number of rows of a table or view.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func count(of table: String) throws(RunFailure) -> Int {
    try count(of: .scan(table))
  }
}
