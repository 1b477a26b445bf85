internal import Relational
package import SurveyModel

/// The checks that need more than one row: duplicates and missing parents.
///
/// They run over the store after every row is in it. Rows do not move: a row that fails is given the
/// status `quarantined` and an entry that says why.
package struct SetChecks {
  /// The number of the first log entry of a check: none of a batch has so high a one.
  private static let firstLine = 1 << 32

  private let store: StageStore
  let places: RowPlaces

  /// Prepares the checks of a store that holds every row and worksheet.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package init(_ store: StageStore) throws(RunFailure) {
    self.store = store
    places = try RowPlaces(store)
  }

  /// Runs every check and brings the tallies up to date: duplicates, then rules that name other
  /// records, then orphans; and computes what is derived across records.
  ///
  /// - Parameter earlier: The store of the latest published run, or nil.
  /// - Returns: What came of the rules, by their number in the pipeline.
  /// - Throws: `RunFailure` when the engine refuses, or a parent, key or rule names what is not there.
  @discardableResult
  package func run(against earlier: String? = nil) throws(RunFailure) -> [Int: RuleTally] {
    store.nextLine = store.nextLine ?? Self.firstLine
    try store.completeExtracts()
    for record in store.layout.records {
      try checkNames(of: record)
      let lookup = store.layout.lookup(of: record)
      if !lookup.isEmpty { try store.engine.index(record.name, by: lookup) }
    }
    for record in store.layout.records {
      try Duplicates(store, places: places).holdBack(in: record)
    }
    let derivations = SetDerivations(of: store.pipeline, in: store.layout)
    let rules = SetRules(
      store, places: places, derivations, earlier: try EarlierRecords(store).copy(from: earlier))
    let tallies = try rules.run()
    // A parent that is itself an orphan takes its children with it, at most once a generation.
    var orphans = Set(store.layout.records.map(\.name))
    while !orphans.isEmpty {
      var found: Set<String> = []
      for record in store.layout.records {
        guard let parent = try parent(of: record)?.name, orphans.contains(parent) else { continue }
        if try holdBackOrphans(of: record) > 0 { found.insert(record.name) }
      }
      orphans = found
    }
    // Rules and orphans may have taken away what others rest on.
    try derivations.run(on: store.engine)
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

  /// The condition that rows are of a wave for which some source gives their parents; nil where all are.
  ///
  /// Of another wave nobody knows who has one.
  private func ofWaves(with parent: String) -> Scalar? {
    let (pipeline, column) = (store.pipeline, Scalar.column("r", Waves.variable))
    let known = pipeline.waves.filter { pipeline.has(parent, of: $0) }
    guard known.count < pipeline.waves.count else { return nil }
    return .among(column, known.map { .text($0.description) })
  }

  /// Holds back every row whose parent is not among the clean rows.
  private func holdBackOrphans(of record: StoreLayout.Record) throws(RunFailure) -> Int {
    guard let parent = try parent(of: record) else { return 0 }
    // Of several parents of one key each would do: rows that have one are passed over.
    let orphans = Plan.named(.scan(record.cleanView), "r")
      .joined(
        .left, .named(.scan("\(parent.name)_clean"), "p"),
        on: .same(parent.key, of: "p", and: "r")
      )
      .filtered(
        parent.key.map { .isPresent(.column("r", $0)) } + [.isNull(.column("p", parent.key[0]))]
          + [ofWaves(with: parent.name)].compactMap(\.self))
    let origin = Scalar.column("r", "origin")
    let query = Plan.derive(
      .order(orphans, [Ordering(origin, mayBeMissing: false)]), [Derived("origin", origin)])
    let variable = parent.key.first.flatMap { record.variable($0) }
    var entries: [QuarantineEntry] = []
    try store.engine.rows(of: query) { row throws(RunFailure) in
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
