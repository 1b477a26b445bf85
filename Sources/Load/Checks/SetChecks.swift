internal import SQLiteBulk
package import SurveyModel

/// The checks that need more than one row: duplicates and missing parents.
///
/// They run over the store after every row is in it. Rows do not move: a row that fails is given the
/// status `quarantined` and an entry that says why.
package struct SetChecks {
  private let store: StageStore
  let places: RowPlaces

  /// Prepares the checks of a store that holds every row and worksheet.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package init(_ store: StageStore) throws(RunFailure) {
    self.store = store
    places = try RowPlaces(store)
  }

  /// Runs every check and brings the tallies up to date: duplicates, then rules that name other
  /// records, then orphans.
  ///
  /// - Parameter earlier: The store of the latest published run, or nil.
  /// - Returns: What came of the rules, by their number in the pipeline.
  /// - Throws: `RunFailure` when SQLite refuses, or a parent, key or rule names what is not there.
  @discardableResult
  package func run(against earlier: String? = nil) throws(RunFailure) -> [Int: RuleTally] {
    try store.completeExtracts()
    for record in store.layout.records {
      try checkNames(of: record)
      if !record.key.isEmpty { try holdBackDuplicates(of: record) }
    }
    let rules = SetRules(
      store, places: places, earlier: try EarlierRecords(store).copy(from: earlier))
    let tallies = try rules.run()
    // A parent that is itself an orphan takes its children with it, at most once a generation.
    for _ in store.layout.records {
      var found = 0
      for record in store.layout.records { found += try holdBackOrphans(of: record) }
      if found == 0 { break }
    }
    try store.refreshTallies()
    return tallies
  }

  private func checkNames(of record: StoreLayout.Record) throws(RunFailure) {
    for name in record.key where record.variable(name) == nil {
      throw failure("the key of record \(record.name) names “\(name)”, which no source gives")
    }
    guard let parent = try parent(of: record) else { return }
    for name in parent.key where record.variable(name) == nil {
      throw failure(
        "record \(record.name) has no variable “\(name)”, the key of its parent \(parent.name)")
    }
  }

  private func failure(_ message: String) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineInvalidValue, at: SourceLocation(file: store.pipeline.path), "\(message)",
        remedy: "correct the pipeline's records"), exit: .definition)
  }

  /// The parent of a record and the variables by which it is found.
  private func parent(
    of record: StoreLayout.Record
  ) throws(RunFailure) -> (name: String, key: [String])? {
    guard let text = record.parent else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = parts.first, let parent = store.layout.record(name) else {
      throw failure("record \(record.name) has the parent “\(text)”, which no source gives")
    }
    let key = parts.count > 1 ? [parts[1]] : parent.key
    guard !key.isEmpty, key.allSatisfy({ parent.variable($0) != nil }) else {
      throw failure("the parent \(name) of record \(record.name) has no key")
    }
    return (name, key)
  }

  /// Holds back every row but the first of those with one key.
  private func holdBackDuplicates(of record: StoreLayout.Record) throws(RunFailure) {
    let names = record.key.map(SQLName.quoted)
    let key = names.joined(separator: ", ")
    let isWhole = names.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    let differs = record.variables
      .map { variable in
        let name = SQLName.quoted(variable.name)
        return "r.\(name) IS DISTINCT FROM s.\(name)"
      }
      .joined(separator: " OR ")
    let view = SQLName.quoted(record.cleanView)
    // Most stores have no key twice; finding that out takes one pass and no join.
    let repeated = """
      SELECT \(key), MIN("origin") AS "first" FROM \(view) WHERE \(isWhole)
      GROUP BY \(key) HAVING COUNT(*) > 1
      """
    let table = SQLName.quoted("repeated_\(record.name)")
    try store.execute("CREATE TEMP TABLE \(table) AS \(repeated)")
    defer { try? store.execute("DROP TABLE \(table)") }
    guard try store.count(of: "repeated_\(record.name)") > 0 else { return }
    let isSame = names.map { "d.\($0) = r.\($0)" }.joined(separator: " AND ")
    let query = """
      SELECT r."origin", d."first", CASE WHEN \(differs) THEN 1 ELSE 0 END
      FROM \(view) r CROSS JOIN \(table) d ON \(isSame)
      JOIN \(SQLName.quoted(record.name)) s ON s."origin" = d."first"
      WHERE r."origin" <> d."first" ORDER BY r."origin"
      """
    var entries: [QuarantineEntry] = []
    try store.rows(of: query) { row throws(RunFailure) in
      guard row.count == 3, let later = row[0]?.key, let first = row[1]?.key else { return }
      let isConflict = row[2] == .integer(1)
      entries.append(
        QuarantineEntry(
          origin: later, column: places.column(of: record.key[0], at: later),
          variable: record.key[0], value: .blank,
          code: isConflict ? .recordConflict : .recordDuplicate,
          message: isConflict
            ? "expected one \(record.name) of its key, found another with other values at \(places.name(of: first))"
            : "expected one \(record.name) of its key, found an equal one at \(places.name(of: first))",
          remedy: isConflict
            ? "correct one of the two rows, or its key" : "remove one of the two rows"
        ))
    }
    try store.holdBack(entries, in: record)
  }

  /// Holds back every row whose parent is not among the clean rows.
  private func holdBackOrphans(of record: StoreLayout.Record) throws(RunFailure) -> Int {
    guard let parent = try parent(of: record) else { return 0 }
    let names = parent.key.map(SQLName.quoted)
    let same = names.map { "p.\($0) = r.\($0)" }.joined(separator: " AND ")
    let isWhole = names.map { "r.\($0) IS NOT NULL" }.joined(separator: " AND ")
    let query = """
      SELECT r."origin" FROM \(SQLName.quoted(record.cleanView)) r
      LEFT JOIN (SELECT DISTINCT \(names.joined(separator: ", "))
      FROM \(SQLName.quoted("\(parent.name)_clean"))) AS p ON \(same)
      WHERE \(isWhole) AND p.\(names[0]) IS NULL ORDER BY r."origin"
      """
    let variable = parent.key.first.flatMap { record.variable($0) }
    var entries: [QuarantineEntry] = []
    try store.rows(of: query) { row throws(RunFailure) in
      guard let origin = row.first??.key else { return }
      entries.append(
        QuarantineEntry(
          origin: origin, column: variable.flatMap { places.column(of: $0.name, at: origin) },
          variable: variable?.name, value: .blank, code: .recordOrphan,
          message:
            "expected a clean \(parent.name) of the same \(parent.key.joined(separator: ", ")), found none",
          remedy: "add the \(parent.name), or correct the key"))
    }
    try store.holdBack(entries, in: record)
    return entries.count
  }
}
