public import ArgumentParser
import Foundation
public import Pipeline

/// `millet why`.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tells how a published figure came about, down to cells and characters.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run. The formula with its \
      values, and for each aggregate the records that count and those that are left out, with their cells \
      and what was corrected on the way. Nothing is read but the run; --format html shows the sheets too, \
      for which the files must be where they were.

      EXAMPLES
        millet why qin-county water_coverage --row 清河镇 --column tap_rate
        millet why qin-county water_coverage --row level=county --column persons --records 5 --largest
        millet why qin-county water_coverage --row code=140430100000 --column tap_rate --left-out
        millet why qin-county water_over_waves --row 清河镇 --row wave=2021-10-31 --column change \\
          --format html > why.html
        millet why qin-county water_coverage --row 清河镇 --column tap_rate --format json | jq .formula
      """)

  @Argument(help: ArgumentHelp("A run's folder, or a pipeline's name.", valueName: "run"))
  var runName: String

  @Argument(help: "A published table.")
  var table: String

  @Option(
    name: .customLong("row"), parsing: .singleValue,
    help: ArgumentHelp(
      "What tells the row: COLUMN=VALUE, or the code or name of its place. May be given several times.",
      valueName: "key=value"))
  var row: [String] = []

  @Option(help: "The column of figures.")
  var column: String

  @Option(help: "How many records behind each aggregate are told one by one.")
  var records = 10

  @Option(help: "How many of them are passed over.")
  var offset = 0

  @Flag(help: "Tell those with the greatest values first.")
  var largest = false

  @Flag(help: "Tell the records that are left out, in the place of those that count.")
  var leftOut = false

  @Option(help: "text, json, html or prov (W3C PROV-JSON).")
  var format = FigureExplanation.Format.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func validate() throws {
    guard records >= 0, offset >= 0 else {
      throw ValidationError("expected --records and --offset of 0 or more")
    }
  }

  func run() throws {
    try FigureExplanation(run: runName, output: output)
      .explain(
        column, of: table, row: row,
        records: FigureExplanation.Records(
          limit: records, offset: offset, largestFirst: largest, leftOut: leftOut),
        as: format,
        write: { text in try StandardOutput.write(text) })
  }
}

extension FigureExplanation.Format: ExpressibleByArgument {}
