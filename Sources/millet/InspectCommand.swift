import ArgumentParser
import Foundation
import Pipeline

/// `millet inspect`.
struct InspectCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case csv
    case jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Looks into a stage of a run, read-only.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run under Output. Without \
      a table it lists them all.

      EXAMPLES
        millet inspect qin-county
        millet inspect qin-county quarantine --limit 20
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

  @Option(help: "At most this many rows.")
  var limit = 50

  @Option(help: "text, csv or jsonl.")
  var format = Format.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func run() throws {
    let inspection = RunInspection(run: runName, output: output)
    let lines = { (text: String) in try StandardOutput.write(text) }
    guard let table else {
      try inspection.listTables(write: lines)
      return
    }
    try inspection.rows(
      of: table, where: condition, limit: limit,
      format: RunInspection.Format(rawValue: format.rawValue) ?? .text, write: lines)
  }
}
