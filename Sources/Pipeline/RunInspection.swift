import Load
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

  /// Writes the tables and views of the run's store with their numbers of rows.
  ///
  /// - Throws: `RunFailure` when there is no such run; what `write` throws.
  public func listTables(write: (String) throws -> Void) throws {
    for table in try StageReader(at: path, on: EmbeddedEngine.provider).tables() {
      try write(
        "\(String(repeating: " ", count: max(0, 9 - "\(table.rows)".count)))\(table.rows)  \(table.name)\n"
      )
    }
  }

  /// Writes rows of a table.
  ///
  /// - Parameters:
  ///   - table: A table or view; a published table may be named without its `table_`.
  ///   - condition: A condition on the columns, in the words of a pipeline file's, or nil.
  ///   - limit: The most rows.
  ///   - format: How they are written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` when there is no such run or table, or the condition makes no sense; what
  ///   `write` throws.
  public func rows(
    of table: String, where condition: String?, limit: Int, format: Format,
    write: (String) throws -> Void
  ) throws {
    let condition = try condition.map { text throws(RunFailure) in try RowCondition(text) }
    let reader = try StageReader(at: path, on: EmbeddedEngine.provider)
    let names = try reader.tables().map(\.name)
    let name = names.contains(table) || !names.contains("table_\(table)") ? table : "table_\(table)"
    var columns: [String] = []
    var rows: [[String?]] = []
    var json: [[JSONText]] = []
    try reader.rows(
      of: name, where: condition, limit: limit, header: { columns = $0 },
      { row in
        rows.append(row.map { $0?.published })
        json.append(row.map { $0.map(\.json) ?? .null })
      })
    switch format {
    case .jsonl:
      for row in json {
        try write(JSONText.object(zip(columns, row).map { .init($0, $1) }).line + "\n")
      }
    case .csv:
      for row in [columns] + rows {
        try write(CSVFile.line(row.map { field in field.map { VisibleText.of($0, .lines) } }))
      }
    case .text:
      try write(TextGrid(header: columns, rows: rows.map { $0.map { $0 ?? "" } }).text)
    }
  }
}
