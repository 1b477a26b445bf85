internal import Relational
internal import SurveyModel

/// The records of the latest published run, as far as rules hold this run's records against them.
struct EarlierRecords {
  private let store: StageStore

  /// Takes the store of the run that is being made.
  init(_ store: StageStore) {
    self.store = store
  }

  /// Copies what rules ask for into temporary tables of the store.
  ///
  /// The earlier store is only read. A record or variable that it lacks is left out or missing, so
  /// that rules on it are not tested; that the store itself cannot be read is a warning of the run.
  ///
  /// - Parameter path: The earlier store, or nil where there is none.
  /// - Returns: The tables, by record.
  /// - Throws: `RunFailure` when the engine refuses.
  func copy(from path: String?) throws(RunFailure) -> [String: String] {
    let asked = store.layout.records.filter { !$0.key.isEmpty }
      .map { (record: $0, names: names(askedOf: $0.name)) }.filter { !$0.names.isEmpty }
    guard let path, !asked.isEmpty else { return [:] }
    var log = DiagnosticLog()
    let loss = "rules on previous.… are not tested"
    let reader = StageReader.earlier(
      at: path, on: store.engines, for: loss, &log
    ) { reader throws(RunFailure) in
      (reader, names: Set(try reader.engine.tables()))
    }
    try store.append(log)
    var tables: [String: String] = [:]
    guard let reader else { return tables }
    for (record, names) in asked where reader.names.contains(record.cleanView) {
      tables[record.name] = try copy(record, names, from: reader.0)
    }
    return tables
  }

  /// The variables of a record's earlier self that rules name.
  private func names(askedOf record: String) -> [String] {
    var names: Set<String> = []
    for rule in store.pipeline.rules where rule.subject == .record(record) {
      for case let path? in rule.formulas.flatMap(\.variables).map(RecordRelations.path)
      where path.record == RecordRelations.previous {
        names.insert(path.variable)
      }
    }
    return names.sorted()
  }

  private func copy(
    _ record: StoreLayout.Record, _ names: [String], from reader: StageReader
  ) throws(RunFailure) -> String {
    let table = "previous_\(record.name)"
    let columns = record.key + names.filter { !record.key.contains($0) }
    var copy = StoredTable(table, columns.map { StoredTable.Column($0, .any) })
    copy.isTemporary = true
    try store.engine.make(copy)
    let given = Set(try reader.engine.columns(of: record.cleanView).map(\.name))
    let rows = Plan.derive(
      .scan(record.cleanView),
      columns.map { Derived($0, given.contains($0) ? .column(nil, $0) : .null) })
    try store.engine.append(rows, of: reader.engine, to: table, columns)
    return table
  }
}
