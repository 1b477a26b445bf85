import ArgumentParser
import Pipeline

/// `millet diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells which figures of two runs differ, and the records behind them.",
    discussion: """
      A run is a run's folder, a pipeline's name, which means its latest run, or NAME@ID with the beginning \
      of a run's name. Which inputs differ is told first: source data, decisions, villages, definition, \
      program. With a table, a row and a column the records behind that figure are compared: those that \
      count now and did not, those that did, and those that count with another value.

      EXAMPLES
        millet diff qin-county@20211109 qin-county
        millet diff Output/qin-county/runs/20211109T051500Z-aa0be9a7c911 qin-county --format json
        millet diff qin-county@20211109 qin-county water_coverage --row 清河镇 --column tap_rate
      """)

  @Argument(help: "The older run.")
  var older: String

  @Argument(help: "The newer run.")
  var newer: String

  @Argument(help: "A published table, for one figure of it.")
  var table: String?

  @Option(
    name: .customLong("row"), parsing: .singleValue,
    help: ArgumentHelp(
      "What tells the row: COLUMN=VALUE, or the code or name of its place.",
      valueName: "key=value"))
  var row: [String] = []

  @Option(help: "The column of figures.")
  var column: String?

  @Option(help: "How many records of each kind are told.")
  var records = 5

  @Option(help: "text or json.")
  var format = AnswerFormat.text

  @Option(help: "The folder of results, when a run is a pipeline's name.")
  var output = "Output"

  func validate() throws {
    guard records >= 0 else { throw ValidationError("expected --records of 0 or more") }
    guard (table == nil) == (column == nil), table != nil || row.isEmpty else {
      throw ValidationError("expected a table with --column and --row, or none of them")
    }
  }

  func run() throws {
    let comparison = RunComparison(from: older, to: newer, output: output)
    let lines = { (text: String) in try StandardOutput.write(text) }
    guard let table, let column else {
      try comparison.compare(examples: records, as: format, write: lines)
      return
    }
    try comparison.compare(
      column, of: table, row: row, examples: records, as: format, write: lines)
  }
}
