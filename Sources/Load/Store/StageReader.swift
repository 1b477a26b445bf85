package import Relational
package import SurveyModel

/// A look into the stages of a finished run, which changes nothing.
package final class StageReader {
  /// A table or view of the store.
  package struct Table: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The number of rows.
    package let rows: Int
  }

  private let path: String
  /// What keeps the rows.
  package let engine: any ReadableEngine

  /// Opens the store of a run.
  ///
  /// - Throws: `RunFailure` when there is none, or it is of another version.
  package init(at path: String, on engines: any EngineProvider) throws(RunFailure) {
    self.path = path
    engine = try engines.open(path, version: StageStore.version)
  }

  /// The tables and views of the store with their row counts, by name.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func tables() throws(RunFailure) -> [Table] {
    var tables: [Table] = []
    for name in try engine.tables() {
      tables.append(Table(name: name, rows: try engine.count(of: name)))
    }
    return tables
  }

  /// Gives the rows of a table, those that have keys of rows in the order of the files, others in the
  /// table's own; of sensitive values that the store has in clear, only that there is one.
  ///
  /// - Parameters:
  ///   - table: The name of a table or view.
  ///   - condition: A condition on the columns, or nil for all rows.
  ///   - limit: The greatest number of rows, or nil for all.
  ///   - header: Called once with the names of the columns.
  ///   - body: Called for each row.
  /// - Throws: `RunFailure` with status 64 when there is no such table or the condition means nothing
  ///   there, or names a column whose values are withheld.
  package func rows(
    of table: String, where condition: RowCondition? = nil, limit: Int? = nil,
    header: ([String]) -> Void, _ body: ([StoredValue?]) -> Void
  ) throws(RunFailure) {
    let names = try engine.tables()
    guard names.contains(table) else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a table of the store, found “\(table)”",
          remedy: "name one of \(names.joined(separator: ", "))"), exit: .usage)
    }
    let withheld = try withheldColumns(of: table)
    let columns = try engine.columns(of: table)
    var plan = Plan.scan(table)
    if let condition {
      let open = columns.filter { !withheld.contains($0.name) }
      plan = .filter(
        plan,
        try condition.scalar(
          on: Dictionary(uniqueKeysWithValues: open.map { ($0.name, $0.kind) })))
    }
    header(columns.map(\.name))
    var left = limit
    for part in try parts(of: plan, of: table, columns.map(\.name)) where left != 0 {
      try engine.rows(of: left.map { .limited(part, to: $0) } ?? part) { row throws(RunFailure) in
        left = left.map { $0 - 1 }
        body(
          zip(columns, row)
            .map { column, cell in
              guard let cell, cell != .blank else { return nil }
              return withheld.contains(column.name) ? .text(Diagnostic.Message.withheldText) : cell
            })
      }
    }
  }

  /// The rows of each file, in the order of the files, or all of them where they have no keys of rows.
  private func parts(
    of rows: Plan, of table: String, _ columns: [String]
  ) throws(RunFailure) -> [Plan] {
    // Columns of published tables and of places have the names that a pipeline gives them.
    let isOfRows = Origin.keyColumns.allSatisfy { columns.contains($0.name) }
    guard isOfRows, table != "place", !table.hasPrefix("table_") else { return [rows] }
    if columns.contains("line") {
      let order = ["source", "record", "line"].filter(columns.contains)
      return [FileOrder.columns(columns, of: rows, by: order)]
    }
    var files: [UInt32] = []
    try engine.rows(of: .columns(["file"], of: "source_file", by: ["rank"])) {
      row throws(RunFailure) in
      if case .integer(let file)? = row[0] { files.append(UInt32(file)) }
    }
    let origin = Scalar.column(nil, "origin")
    return files.map {
      .order(
        .filter(rows, FileOrder.isRow(origin, of: $0)), [Ordering(origin, mayBeMissing: false)])
    }
  }

  /// The columns of a table that hold sensitive values in clear.
  private func withheldColumns(of table: String) throws(RunFailure) -> Set<String> {
    let isOfTable = Scalar.binary(.column(nil, "table"), .equal, .text(table))
    var columns: Set<String> = []
    try engine.rows(
      of: Plan.filter(.scan("clear_column"), isOfTable).keeping(["column"])
    ) { row throws(RunFailure) in
      if let column = row[0]?.string { columns.insert(column) }
    }
    return columns
  }
}
