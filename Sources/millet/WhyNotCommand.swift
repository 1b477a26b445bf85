public import ArgumentParser
public import Pipeline

/// `millet why-not`.
struct WhyNotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract: "Tells whether a record counts in a column of a table, and what keeps it out.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run. RECORD is a cell or a row \
      of one of its files (the end of its path will do), or the record's variables. The first condition \
      that it fails is told: quarantine and by which rule, another wave, the table's own condition, the \
      aggregate's condition, a missing value, another place.

      EXAMPLES
        millet why-not qin-county '01清河镇.xlsx!住户登记表!L310' water_coverage tap_rate
        millet why-not qin-county '01清河镇.xlsx!住户登记表!310' water_coverage persons --row 枣树坪村
        millet why-not qin-county household_id=1712020093 water_coverage tap_households --format json
      """)

  @Argument(help: ArgumentHelp("A run's folder, or a pipeline's name.", valueName: "run"))
  var runName: String

  @Argument(help: "FILE!SHEET!CELL, FILE!SHEET!ROW or VARIABLE=VALUE,….")
  var record: String

  @Argument(help: "A published table.")
  var table: String

  @Argument(help: "The column of figures.")
  var column: String

  @Option(
    name: .customLong("row"), parsing: .singleValue,
    help: ArgumentHelp(
      "What tells a row of the table, for whether the record counts there: COLUMN=VALUE, or the code or name of its place.",
      valueName: "key=value"))
  var row: [String] = []

  @Option(help: "text or json.")
  var format = AnswerFormat.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func run() throws {
    try RecordExplanation(run: runName, output: output)
      .explain(
        record, in: column, of: table, row: row,
        as: format,
        write: { text in try StandardOutput.write(text) })
  }
}

extension AnswerFormat: ExpressibleByArgument {}
