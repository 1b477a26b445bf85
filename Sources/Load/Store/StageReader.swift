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

  /// Gives rows of a table; of sensitive values that the store has in clear, only that there is one.
  ///
  /// - Parameters:
  ///   - table: The name of a table or view.
  ///   - condition: A condition on the columns, or nil for all rows.
  ///   - selection: Which columns, in which order.
  ///   - offset: How many rows are passed over.
  ///   - limit: The greatest number of rows, or nil for all.
  ///   - header: Called once with the names of the columns.
  ///   - body: Called for each row.
  /// - Throws: `RunFailure` with status 64 when there is no such table or column, or the condition means
  ///   nothing there, or names a column whose values are withheld.
  package func rows(
    of table: String, where condition: RowCondition? = nil,
    as selection: RowSelection = RowSelection(), offset: Int = 0, limit: Int? = nil,
    header: ([String]) -> Void, _ body: ([StoredValue?]) -> Void
  ) throws(RunFailure) {
    let withheld = try withheldColumns(of: table)
    let columns = try columns(of: table)
    let chosen = try selection.columns(among: columns, path)
    let rows = try self.rows(of: table, columns, withheld, where: condition)
    header(chosen.map(\.name))
    var (passed, left) = (0, limit)
    let parts: [Plan]
    if let ordered = try selection.ordered(rows, columns, withheld, path) {
      parts = [ordered]
    } else {
      parts = try self.parts(of: rows, of: table, columns.map(\.name))
    }
    for part in parts where left != 0 {
      let part = part.keeping(chosen.map(\.name))
      try engine.rows(of: left.map { .limited(part, to: Self.sum(offset - passed, $0)) } ?? part) {
        row throws(RunFailure) in
        guard passed == offset else {
          passed += 1
          return
        }
        left = left.map { $0 - 1 }
        body(
          zip(chosen, row)
            .map { column, cell in
              guard let cell, cell != .blank else { return nil }
              return withheld.contains(column.name) ? .text(Diagnostic.Message.withheldText) : cell
            })
      }
    }
  }

  /// The sum of two counts, or the greatest number there is.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isBeyond) = left.addingReportingOverflow(right)
    return isBeyond ? .max : sum
  }

  /// The number of a table's rows that meet a condition.
  ///
  /// - Throws: `RunFailure` with status 64 when there is no such table, or the condition means nothing there.
  package func count(
    of table: String, where condition: RowCondition? = nil
  ) throws(RunFailure) -> Int {
    try engine.count(
      of: rows(of: table, columns(of: table), withheldColumns(of: table), where: condition))
  }

  /// Gives the values of a column with how many rows have each, the commonest first, and of each an example.
  ///
  /// - Parameters:
  ///   - name: The column.
  ///   - table: The name of a table or view.
  ///   - condition: A condition on the columns, or nil for all rows.
  ///   - body: Takes each value, the number of rows, the key of one of them where the table has keys, and its
  ///     message where it has messages.
  /// - Throws: `RunFailure` with status 64 when there is no such table or column, the condition means nothing
  ///   there, or the column's values are withheld.
  package func values(
    of name: String, in table: String, where condition: RowCondition? = nil,
    _ body: (_ value: StoredValue?, _ rows: Int, _ example: Origin?, _ message: String?) -> Void
  ) throws(RunFailure) {
    let withheld = try withheldColumns(of: table)
    let columns = try columns(of: table)
    try RowSelection.check(name, columns, withheld, path)
    let rows = try self.rows(of: table, columns, withheld, where: condition)
    let names = columns.map(\.name)
    let value = Derived("value", .column(nil, name))
    let example = names.contains("origin") ? Scalar.call(.min, [.column(nil, "origin")]) : .null
    let groups = Plan.group(
      rows, by: [value.value],
      [value, Derived("count", .count(nil)), Derived("example", example)])
    let order = [
      Ordering(.column(nil, "count"), isDescending: true, mayBeMissing: false),
      Ordering(.column(nil, "value")),
    ]
    var found: [(value: StoredValue?, rows: Int, example: Origin?)] = []
    try engine.rows(of: .order(groups, order)) { row throws(RunFailure) in
      found.append((row[0], Int(row[1]?.double ?? 0), row[2]?.key))
    }
    var messages: [StoredValue?: [Int64: String]] = [:]
    if names.contains("message"), names.contains("origin") {
      let examples = found.compactMap(\.example)
      let isExample = Origin.isAmong(examples)
      let told = Plan.filter(rows, isExample).keeping(["origin", name, "message"])
      try engine.rows(of: told) { row throws(RunFailure) in
        if case .integer(let key)? = row[0] { messages[row[1], default: [:]][key] = row[2]?.string }
      }
    }
    for (value, count, example) in found {
      body(value, count, example, example.flatMap { messages[value]?[$0.key] })
    }
  }

  private func rows(
    of table: String, _ columns: [StoredTable.Column], _ withheld: Set<String>,
    where condition: RowCondition?
  ) throws(RunFailure) -> Plan {
    guard let condition else { return .scan(table) }
    let open = columns.filter { !withheld.contains($0.name) }
    return .filter(
      .scan(table),
      try condition.scalar(
        on: Dictionary(uniqueKeysWithValues: open.map { ($0.name, $0.kind) })))
  }

  /// The columns of a table or view.
  private func columns(of table: String) throws(RunFailure) -> [StoredTable.Column] {
    let names = try engine.tables()
    guard names.contains(table) else {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path),
          "expected a table of the store, found “\(table)”",
          remedy: "name one of \(names.joined(separator: ", "))"), exit: .usage)
    }
    return try engine.columns(of: table)
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
    let origin = Scalar.column(nil, "origin")
    return try sourceFiles()
      .map {
        .order(
          .filter(rows, FileOrder.isRow(origin, of: $0.number)),
          [Ordering(origin, mayBeMissing: false)])
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
