internal import Relational
internal import SurveyModel

extension StageStore {
  /// Gives variables of rows other values, and logs each.
  ///
  /// A cell that was read as it was normalised is kept once, in the record; before the record changes
  /// it gets its own place among the rows as read.
  func correct(_ changes: [CellChange], in record: StoreLayout.Record) throws(RunFailure) {
    guard let name = changes.first?.variable else { return }
    if pipeline.keep == .all {
      let isOpen = Scalar.binary(Origin.isRow, .and, .isNull(.column(nil, name)))
      let rows = changes.map { [StoredValue($0.origin), StoredValue($0.old) ?? .blank] }
      for (source, schema) in layout.schemas where schema.record == record.name {
        let raw = StoreLayout.rawTable(ofSource: source)
        try engine.run(Update(raw, set: [Derived(name, .parameter(2))], where: isOpen), for: rows)
      }
    }
    let status = Derived("status", .text(RecordStatus.corrected.name))
    try engine.run(
      Update(record.name, set: [Derived(name, .parameter(2)), status], where: Origin.isRow),
      for: changes.map { [StoredValue($0.origin), StoredValue($0.new)] })
    try append(changes, of: record.name)
  }
}
