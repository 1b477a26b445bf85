internal import Relational
package import SurveyModel

extension StageStore {
  /// Holds rows of a record back, each for a reason.
  func holdBack(
    _ entries: [QuarantineEntry], in record: StoreLayout.Record
  ) throws(RunFailure) {
    guard !entries.isEmpty else { return }
    let status = Derived("status", .text(RecordStatus.quarantined.name))
    try engine.run(
      Update(record.name, set: [status], where: Origin.isRow),
      for: entries.map { [StoredValue($0.origin)] })
    try append(entries, of: nil)
  }

  /// Gives the rows that are held back and are no records, such as totals that disagree, their place
  /// among the rows as read.
  func completeExtracts() throws(RunFailure) {
    guard pipeline.keep == .all else { return }
    for (source, _) in layout.schemas {
      let raw = StoreLayout.rawTable(ofSource: source)
      let held = Plan.named(.scan("quarantine"), "q")
        .joined(.left, .named(.scan(raw), "r"), on: .same(["origin"], of: "r", and: "q"))
        .filtered([
          .binary(.column("q", "source"), .equal, .text(source)),
          .isNull(.column("r", "origin")),
        ])
      let rows = Plan.distinct(
        .derive(
          held,
          [
            Derived("origin", .column("q", "origin")),
            Derived("kind", .text(RecordStatus.quarantined.name)),
          ]))
      try engine.append(rows, to: raw, ["origin", "kind"])
    }
  }

  /// Counts the records of every worksheet again, after rows were held back.
  ///
  /// What was read and what is no data row stays as the row-wise transform counted it, so that the
  /// law is checked against a count of its own; so do totals that are held back and are no records.
  func refreshTallies() throws(RunFailure) {
    for (source, schema) in layout.schemas {
      try refreshTallies(of: source, record: schema.record)
    }
  }

  private func refreshTallies(of source: String, record: String) throws(RunFailure) {
    let key = FixedTables.keyOfWorksheet
    let statuses = RecordStatus.allCases.map(\.name)
    let counts = statuses.map { status in
      Derived(
        status,
        .filtered(
          .count(nil), where: .binary(.column("r", "status"), .equal, .text(status))))
    }
    // A table of a worksheet is a range of keys, so that its rows are counted without being sorted.
    let first = Origin.keyOfWorksheet("w")
    func row(_ symbol: Scalar.Operator, _ bound: String) -> Scalar {
      .binary(
        .column("r", "origin"), symbol, .binary(first, .plus, .column("w", bound)))
    }
    let names = key.map { Derived($0, .column("w", $0)) }
    let worksheets = Plan.named(.scan("worksheet"), "w")
      .filtered([.binary(.column("w", "source"), .equal, .text(source))])
    let plan = Plan.group(
      Plan.named(worksheets.keeping(key + ["last_header_row", "last_row"]), "w")
        .joined(
          .left, .named(.scan(record), "r"),
          on: .binary(
            row(.greaterOrEqual, "last_header_row"), .and, row(.less, "last_row"))),
      by: names.map(\.value), names + counts)
    var rows: [[StoredValue?]] = []
    try engine.rows(of: plan) { row throws(RunFailure) in rows.append(row) }
    let isTally = key.enumerated()
      .map { Scalar.binary(.column(nil, $0.element), .equal, .parameter($0.offset + 1)) }
    let values = statuses.enumerated()
      .map { index, status in
        let count = Scalar.parameter(key.count + index + 1)
        let isHeld = status == RecordStatus.quarantined.name
        return Derived(
          status, isHeld ? .binary(.column(nil, "held_totals"), .plus, count) : count)
      }
    try engine.run(
      Update("row_tally", set: values, where: Scalar.all(isTally) ?? .boolean(true)), for: rows)
  }

  /// The rows of every source by what they are.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func tallies() throws(RunFailure) -> [(source: String, tally: RowTally)] {
    let kinds = OtherRow.Kind.allCases
    let source = Scalar.column(nil, "source")
    let sums = (["read", "clean", "corrected", "quarantined"] + kinds.map(\.rawValue))
      .map { Derived($0, .call(.sum, [.column(nil, $0)])) }
    let query = Plan.group(
      .scan("row_tally"), by: [source], [Derived("source", source)] + sums)
    var found: [String: RowTally] = [:]
    try engine.rows(of: query) { row throws(RunFailure) in
      guard case .text(let source)? = row[0] else { return }
      let counts = row.dropFirst()
        .map { cell in
          if case .integer(let count)? = cell { Int(count) } else { 0 }
        }
      var tally = RowTally()
      tally.read = counts[0]
      tally.clean = counts[1]
      tally.corrected = counts[2]
      tally.quarantined = counts[3]
      for (kind, count) in zip(kinds, counts.dropFirst(4)) where count > 0 {
        tally.other[kind] = count
      }
      found[source] = tally
    }
    let sources = pipeline.sources.map(\.name)
    return sources.compactMap { name in found[name].map { (name, $0) } }
  }
}
