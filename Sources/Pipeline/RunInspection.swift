import Load
import Relational
import SurveyModel

/// A look into the stages of a run, which changes nothing.
public struct RunInspection: Sendable {
  /// How rows are written.
  public enum Format: String, CaseIterable, Sendable {
    /// Columns side by side, for people.
    case text
    /// Comma-separated values with a header.
    case csv
    /// One JSON object a row.
    case jsonl
  }

  private let path: String

  /// Points to a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant.
  ///   - output: The folder of results, for a pipeline's name.
  public init(run: String, output: String) {
    path = RunPlace(run, output: output).store
  }

  /// Writes the tables and views of the run's store with their numbers of rows and titles.
  ///
  /// - Throws: `RunFailure` when there is no such run; what `write` throws.
  public func listTables(write: (String) throws -> Void) throws {
    let reader = try StageReader(at: path, on: EmbeddedEngine.provider)
    let description = try StoreDescription(reader)
    for table in try reader.tables() {
      let count = String(repeating: " ", count: max(0, 9 - "\(table.rows)".count)) + "\(table.rows)"
      let label = description.labels[table.name].map { $0.both(or: "") } ?? ""
      try write("\(count)  \(table.name)\(label.isEmpty ? "" : "  \(label)")\n")
    }
  }

  /// Writes the columns of a table: what they are, titles, units, formulas.
  ///
  /// - Parameters:
  ///   - table: A table or view; a published table may be named without its `table_`.
  ///   - format: How they are written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` when there is no such run or table; what `write` throws.
  public func describe(
    _ table: String, format: Format, write: (String) throws -> Void
  ) throws {
    let reader = try StageReader(at: path, on: EmbeddedEngine.provider)
    let name = try name(of: table, in: reader)
    // Whether there is such a table.
    _ = try reader.count(of: name)
    let header = ["column", "kind", "label_zh", "label_en", "unit", "formula"]
    let rows = try StoreDescription(reader).columns(of: name)
      .map { [$0.name, $0.kind, $0.label.zh, $0.label.en, $0.unit, $0.formula] }
    try self.write(header, rows, format: format, write: write)
  }

  /// Writes the values of a column with how many rows have each, and where one of them is.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - table: A table or view; a published table may be named without its `table_`.
  ///   - condition: A condition on the columns, in the words of a pipeline file's, or nil.
  ///   - format: How they are written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` when there is no such run, table or column, or the condition makes no sense; what
  ///   `write` throws.
  public func values(
    of column: String, in table: String, where condition: String?, format: Format,
    write: (String) throws -> Void
  ) throws {
    let condition = try condition.map { text throws(RunFailure) in try RowCondition(text) }
    let reader = try StageReader(at: path, on: EmbeddedEngine.provider)
    let places = try reader.rowPlaces()
    var rows: [[String?]] = []
    try reader.values(of: column, in: name(of: table, in: reader), where: condition) {
      value, count, example, message in
      rows.append([
        value?.published, "\(count)", example.map { places.location(of: $0).description }, message,
      ])
    }
    // What no row has is not worth a column.
    let columns = (0..<4).filter { index in index < 2 || rows.contains { $0[index] != nil } }
    let header = [column, "rows", "example", "message"]
    try self.write(
      columns.map { header[$0] }, rows.map { row in columns.map { row[$0] } }, format: format,
      widest: 100, write: write)
  }

  /// Writes rows of a table.
  ///
  /// - Parameters:
  ///   - table: A table or view; a published table may be named without its `table_`.
  ///   - condition: A condition on the columns, in the words of a pipeline file's, or nil.
  ///   - columns: The columns that are shown; none for all.
  ///   - order: The columns by which rows are ordered, `-` before one for the greatest first; none for the order
  ///     of the files.
  ///   - offset: How many rows are passed over.
  ///   - limit: The most rows.
  ///   - format: How they are written.
  ///   - write: Takes the output.
  /// - Returns: How many rows were written, and how many there are.
  /// - Throws: `RunFailure` when there is no such run, table or column, or the condition makes no sense; what
  ///   `write` throws.
  @discardableResult
  public func rows(
    of table: String, where condition: String?, columns: [String] = [], order: [String] = [],
    offset: Int = 0, limit: Int, format: Format, write: (String) throws -> Void
  ) throws -> (written: Int, all: Int) {
    let condition = try condition.map { text throws(RunFailure) in try RowCondition(text) }
    let reader = try StageReader(at: path, on: EmbeddedEngine.provider)
    let name = try name(of: table, in: reader)
    let selection = RowSelection(
      columns: columns,
      order: order.map { column in
        column.hasPrefix("-")
          ? RowSelection.Order(column: String(column.dropFirst()), isDescending: true)
          : RowSelection.Order(column: column, isDescending: false)
      })
    var header: [String] = []
    var rows: [[StoredValue?]] = []
    try reader.rows(
      of: name, where: condition, as: selection, offset: offset, limit: limit,
      header: { header = $0 }, { rows.append($0) })
    if format == .jsonl {
      for row in rows {
        let members = zip(header, row).map { JSONText.Member($0, $1?.json ?? .null) }
        try write(JSONText.object(members).line + "\n")
      }
    } else {
      try self.write(
        header, rows.map { $0.map { $0?.published } }, format: format, write: write)
    }
    return (rows.count, try reader.count(of: name, where: condition))
  }

  /// The name in the store of a table that may be published.
  private func name(of table: String, in reader: StageReader) throws(RunFailure) -> String {
    let names = try reader.engine.tables()
    return names.contains(table) || !names.contains("table_\(table)") ? table : "table_\(table)"
  }

  private func write(
    _ header: [String], _ rows: [[String?]], format: Format, widest: Int = 40,
    write: (String) throws -> Void
  ) throws {
    switch format {
    case .jsonl:
      for row in rows {
        try write(
          JSONText.object(zip(header, row).map { .init($0, .text($1)) }).line + "\n")
      }
    case .csv:
      for row in [header] + rows {
        try write(CSVFile.line(row.map { field in field.map { VisibleText.of($0, .lines) } }))
      }
    case .text:
      try write(
        TextGrid(header: header, rows: rows.map { $0.map { $0 ?? "" } }, widest: widest).text)
    }
  }
}
