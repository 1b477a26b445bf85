public import ArgumentParser
import Foundation
public import Pipeline

/// `millet inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Looks into a stage of a run, read-only.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run; Output is looked for in the \
      working directory and in those around it. Without a table it lists them all, published ones with their \
      titles.

      EXAMPLES
        millet inspect qin-county
        millet inspect qin-county quarantine --by code
        millet inspect qin-county water_coverage --describe
        millet inspect qin-county water_coverage --columns name,households,tap_rate --sort tap_rate
        millet inspect qin-county household --sort=-members --limit 20 --offset 20
        millet inspect qin-county quarantine --where "code = 'place.unknown' and row < 100"
        millet inspect qin-county household --where "members > 8" --format csv
        millet inspect Output/qin-county/latest change
      """)

  @Argument(help: ArgumentHelp("A run's folder, or a pipeline's name.", valueName: "run"))
  var runName: String

  @Argument(help: "A table or view of the stage store.")
  var table: String?

  @Option(
    name: .customLong("where"),
    help: "A condition on the table's columns, in the words of a pipeline file's conditions.")
  var condition: String?

  @Option(
    help: ArgumentHelp("Show these columns only, apart by commas.", valueName: "column,…"))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "Order by these columns, apart by commas; --sort=-COLUMN has the greatest first.",
      valueName: "column,…"))
  var sort: String?

  @Option(
    help: ArgumentHelp(
      "Count the values of a column, the commonest first, with an example of each.",
      valueName: "column"))
  var by: String?

  @Flag(help: "Tell what the columns are: titles, units, formulas.")
  var describe = false

  @Option(help: "At most this many rows.")
  var limit = 50

  @Option(help: "Pass over so many rows.")
  var offset = 0

  @Option(help: "text, csv or jsonl.")
  var format = RunInspection.Format.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func validate() throws {
    guard limit >= 0, offset >= 0 else {
      throw ValidationError("expected --limit and --offset of 0 or more")
    }
    let asked = [describe, by != nil, columns != nil || sort != nil].count(where: { $0 })
    guard asked <= 1 else {
      throw ValidationError("expected one of --describe, --by and --columns or --sort")
    }
    guard table != nil || asked == 0 else { throw ValidationError("expected a table") }
  }

  func run() throws {
    let inspection = RunInspection(run: runName, output: output)
    let lines = { (text: String) in try StandardOutput.write(text) }
    guard let table else {
      try inspection.listTables(write: lines)
      return
    }
    if describe {
      try inspection.describe(table, format: format, write: lines)
    } else if let by {
      try inspection.values(of: by, in: table, where: condition, format: format, write: lines)
    } else {
      let (written, all) = try inspection.rows(
        of: table, where: condition, columns: Self.names(columns), order: Self.names(sort),
        offset: offset, limit: limit, format: format, write: lines)
      guard format == .text, written > 0, offset + written < all else { return }
      let last = offset + written
      StandardError.write(
        "rows \(offset + 1) to \(last) of \(all); --offset \(last) has the next\n")
    }
  }

  private static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
  }
}

extension RunInspection.Format: ExpressibleByArgument {}
