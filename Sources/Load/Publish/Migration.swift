internal import DurableFiles
internal import Foundation
internal import GRDB
package import SurveyModel

/// The clean records of a run as a database of their own, compared column by column with the store.
package struct Migration {
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
    do {
      try DurableFile.create(path, mode: 0o600)
    } catch {
      throw RunFailure(file: path, error)
    }
    let statements = MigrationStatements(store.layout, asOf: store.pipeline.asOf)
    try store.attached(path, as: MigrationStatements.schema) { database in
      for statement in statements.all { try database.execute(sql: statement) }
    }
    let target = try StageReader.open(path)
    defer { try? target.close() }
    try checkReferences(in: target, path)
    try compare(with: target, path, comparison)
  }

  private func checkReferences(
    in target: DatabaseQueue, _ path: String
  ) throws(RunFailure) {
    let broken: [Row]
    do {
      broken = try target.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
    } catch {
      throw RunFailure(store: error, at: path)
    }
    guard let first = broken.first else { return }
    let table: String = first["table"] ?? ""
    let parent: String = first["parent"] ?? ""
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path),
        "expected every \(table) to lead to a \(parent), found \(broken.count) that do not",
        remedy: "declare the parent in the pipeline's records, so that orphans are held back"))
  }

  private func compare(
    with target: DatabaseQueue, _ path: String, _ comparison: String
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
      let source = try store.read { database in
        try ColumnChecksum.all(of: names, key: "origin", in: record.cleanView, on: database)
      }
      let copy: [ColumnChecksum]
      do {
        copy = try target.read { database in
          try ColumnChecksum.all(of: names, key: "source_row", in: record.name, on: database)
        }
      } catch {
        throw RunFailure(store: error, at: path)
      }
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
