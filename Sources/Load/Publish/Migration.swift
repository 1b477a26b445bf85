internal import Relational
package import SurveyModel

/// The clean records of a run as a database of their own, compared column by column with the store.
package struct Migration {
  /// The version of the database, which is another program's from here on.
  static let version = 0
  /// The file of row counts and checksums on both sides.
  package static let comparisonName = "migration.csv"

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
  /// - Returns: The columns on both sides.
  /// - Throws: `RunFailure` when the disk refuses, a reference leads nowhere, or the sides differ.
  @discardableResult
  package func run(
    to path: String, comparison: String
  ) throws(RunFailure) -> [ComparedColumn] {
    try store.commit()
    let tables = MigrationTables(store.layout, of: store.pipeline)
    let copies = tables.all
    let made = try store.engines.make(at: path, version: Self.version)
    for copy in copies {
      try made.make(copy.table)
      try made.append(
        copy.rows, of: store.engine, to: copy.table.name, copy.table.columns.map(\.name))
    }
    try made.close()
    let target = try store.engines.open(path, version: Self.version)
    try checkReferences(of: copies.map(\.table), in: target, path)
    let columns = try columns(of: tables, in: target)
    try write(columns, path, comparison)
    return columns
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

  /// The columns of the records on both sides.
  private func columns(
    of tables: MigrationTables, in target: any ReadableEngine
  ) throws(RunFailure) -> [ComparedColumn] {
    var compared: [ComparedColumn] = []
    for record in store.layout.records {
      let columns = tables.columns(of: record)
      let names = record.variables.map(\.name)
      var reasons = [[String: Int]](repeating: [:], count: names.count)
      let source = try ColumnChecksum.all(
        of: .columns(["origin", "missing"] + names, of: record.cleanView, by: ["origin"]), keys: 1,
        count: columns.count, on: store.engine
      ) { row in
        // Why a value is missing is read here, not computed by the engine as for the copy.
        let missing = MissingReasons(row[1]?.string)
        for (number, name) in names.enumerated() where row[number + 2] == nil {
          reasons[number][missing.reason(of: name), default: 0] += 1
        }
        return row[..<1]
          + columns.map { column in
            let value = row[column.variable + 2]
            guard column.isReason else { return value }
            return value == nil ? .text(missing.reason(of: names[column.variable])) : nil
          }
      }
      let copy = try ColumnChecksum.all(
        of: .columns(
          ["source_row"] + columns.map(\.stored.name), of: record.name, by: ["source_row"]),
        keys: 1, count: columns.count, on: target)
      for (number, column) in columns.enumerated() {
        compared.append(
          ComparedColumn(
            record: record.name, column: column.stored.name,
            isWithheld: record.variables[column.variable].isClear && !column.isReason,
            isReason: column.isReason, source: source[number], target: copy[number],
            reasons: column.isReason ? [:] : reasons[column.variable]))
      }
    }
    return compared
  }

  private func write(
    _ columns: [ComparedColumn], _ path: String, _ comparison: String
  ) throws(RunFailure) {
    var file = try CSVFile(at: comparison, header: ComparedColumn.header)
    for column in columns { try file.append(column.fields) }
    try file.close()
    let differing = columns.filter { !$0.isEqual }.map { "\($0.record).\($0.column)" }
    guard differing.isEmpty else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected the same values on both sides, found others in \(differing.joined(separator: ", "))",
          remedy: "see \(comparison), and that the disk is sound"))
    }
  }
}
