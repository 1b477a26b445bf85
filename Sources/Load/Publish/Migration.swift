internal import Relational
package import SurveyModel

/// The clean records of a run as a database of their own, compared column by column with the store.
package struct Migration {
  /// The version of the database, which is another program's from here on.
  private static let version = 0

  private let store: StageStore

  /// Takes a store whose rows are checked.
  package init(_ store: StageStore) {
    self.store = store
  }

  /// Writes the database and the comparison.
  ///
  /// - Parameters:
  ///   - path: The database, which must not be there yet.
  ///   - comparison: The CSV file of row counts and checksums on both sides.
  /// - Throws: `RunFailure` when the disk refuses, a reference leads nowhere, or the sides differ.
  package func run(to path: String, comparison: String) throws(RunFailure) {
    try store.commit()
    let copies = MigrationTables(store.layout, of: store.pipeline).all
    let made = try store.engines.make(at: path, version: Self.version)
    for copy in copies {
      try made.make(copy.table)
      try made.append(
        copy.rows, of: store.engine, to: copy.table.name, copy.table.columns.map(\.name))
    }
    try made.close()
    let target = try store.engines.open(path, version: Self.version)
    try checkReferences(of: copies.map(\.table), in: target, path)
    try compare(with: target, path, comparison)
  }

  private func checkReferences(
    of tables: [StoredTable], in target: any ReadableEngine, _ path: String
  ) throws(RunFailure) {
    var first: (table: String, parent: String)?
    var broken = 0
    for table in tables {
      for reference in table.references {
        let pairs = zip(reference.columns, reference.key)
          .map { Scalar.binary(.column("c", $0), .equal, .column("p", $1)) }
        let lost = Plan.named(.scan(table.name), "c")
          .joined(
            .left, .named(.scan(reference.table), "p"),
            on: Scalar.all(pairs) ?? .boolean(true)
          )
          .filtered(
            reference.columns.map { .isPresent(.column("c", $0)) }
              + [.isNull(.column("p", reference.key[0]))])
        let count = try target.count(of: lost)
        if count > 0, first == nil { first = (table.name, reference.table) }
        broken += count
      }
    }
    guard let first else { return }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected every \(first.table) to lead to a \(first.parent), found \(broken) that do not",
        remedy: "declare the parent in the pipeline's records, so that orphans are held back"))
  }

  private func compare(
    with target: any ReadableEngine, _ path: String, _ comparison: String
  ) throws(RunFailure) {
    var file = try CSVFile(
      at: comparison,
      header: [
        "record", "column", "rows_source", "rows_target", "sum_source", "sum_target",
        "checksum_source", "checksum_target", "verdict",
      ])
    var differing: [String] = []
    for record in store.layout.records {
      let names = record.variables.map(\.name)
      let source = try ColumnChecksum.all(
        of: names, key: "origin", in: record.cleanView, on: store.engine)
      let copy = try ColumnChecksum.all(
        of: names, key: "source_row", in: record.name, on: target)
      for (name, (left, right)) in zip(names, zip(source, copy)) {
        if left != right { differing.append("\(record.name).\(name)") }
        try file.append([
          record.name, name, String(left.rows), String(right.rows),
          DecimalText.shortest(left.sum), DecimalText.shortest(right.sum), left.digits,
          right.digits, left == right ? "equal" : "differs",
        ])
      }
    }
    try file.close()
    guard differing.isEmpty else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected the same values on both sides, found others in \(differing.joined(separator: ", "))",
          remedy: "see \(comparison), and that the disk is sound"))
    }
  }
}
