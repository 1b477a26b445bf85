import ArgumentParser
import Pipeline

/// `millet impact`.
struct ImpactCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Lists the published figures that depend on a cell, or on characters of a report.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run. A figure depends on a cell \
      where a record that lies in its row has a variable from it that is aggregated, or that decides \
      whether the record counts. What rules, keys and reports have to do with it is told too.

      EXAMPLES
        millet impact qin-county '01清河镇.xlsx!住户登记表!L310'
        millet impact qin-county 'Samples/qin-county/registers/01清河镇.xlsx!住户登记表!310' --format json
        millet impact qin-county 'county-report.txt:@120-131'
      """)

  @Argument(help: ArgumentHelp("A run's folder, or a pipeline's name.", valueName: "run"))
  var runName: String

  @Argument(help: "FILE!SHEET!CELL, FILE!SHEET!ROW or FILE:@START-END.")
  var source: String

  @Option(help: "text or json.")
  var format = Format.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func run() throws {
    try ImpactExplanation(run: runName, output: output)
      .explain(
        source, as: ImpactExplanation.Format(rawValue: format.rawValue) ?? .text,
        write: { text in try StandardOutput.write(text) })
  }
}
