internal import GRDB
internal import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

extension StageStore {
  /// Holds rows of a record back, each for a reason.
  func holdBack(
    _ entries: [QuarantineEntry], in record: StoreLayout.Record
  ) throws(RunFailure) {
    guard !entries.isEmpty else { return }
    try write { database in
      let statement = try BulkStatement(
        """
        UPDATE \(SQLName.quoted(record.name)) SET "status" = 'quarantined' WHERE "origin" = ?1
        """, on: database)
      try statement.insert(rows: entries.count) { row, binder in
        binder.integer(entries[row].origin.key, at: 1)
      }
    }
    try append(entries, of: nil)
  }

  /// Gives the rows that are held back and are no records, such as totals that disagree, their place
  /// among the rows as read.
  func completeExtracts() throws(RunFailure) {
    guard pipeline.keep == .all else { return }
    for (source, _) in layout.schemas {
      let raw = SQLName.quoted(StoreLayout.rawTable(ofSource: source))
      try execute(
        """
        INSERT INTO \(raw) ("origin", "kind") SELECT DISTINCT q."origin", 'quarantined'
        FROM "quarantine" q LEFT JOIN \(raw) r ON r."origin" = q."origin"
        WHERE q."source" = \(SQLName.literal(source)) AND r."origin" IS NULL
        """)
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
    // A table of a worksheet is a range of keys, so that its rows are counted without being sorted.
    let counts = RecordStatus.allCases.map { status in
      let count = Scalar.filtered(
        .count(nil), where: .binary(.column("r", "status"), .equal, .text(status.name)))
      guard status == .quarantined else { return count }
      return .binary(.column("t", "held_totals"), .plus, count)
    }
    let columns = RecordStatus.allCases.map { SQLName.quoted($0.name) }
    try execute(
      """
      UPDATE "row_tally" AS t SET (\(columns.joined(separator: ", "))) =
      (SELECT \(counts.map(\.sql).joined(separator: ", "))
      FROM "worksheet" w JOIN \(SQLName.quoted(record)) r
      ON r."origin" >= ((w."file" << 43) | (w."worksheet" << 28)) + w."last_header_row"
      AND r."origin" < ((w."file" << 43) | (w."worksheet" << 28)) + w."last_row"
      WHERE w."source" = t."source" AND w."file" = t."file" AND w."worksheet" = t."worksheet")
      WHERE t."source" = \(SQLName.literal(source))
      """)
  }

  /// The rows of every source by what they are.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func tallies() throws(RunFailure) -> [(source: String, tally: RowTally)] {
    let kinds = OtherRow.Kind.allCases
    let sums = (["read", "clean", "corrected", "quarantined"] + kinds.map(\.rawValue))
      .map { "SUM(t.\(SQLName.quoted($0)))" }
    let query = """
      SELECT t."source", \(sums.joined(separator: ", ")) FROM "row_tally" t GROUP BY t."source"
      """
    var found: [String: RowTally] = [:]
    try rows(of: query) { row throws(RunFailure) in
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
