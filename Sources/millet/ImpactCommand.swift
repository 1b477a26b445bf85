import ArgumentParser
import Pipeline

/// `millet impact`.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Lists the published figures that depend on a cell, or on characters of a report.",
    discussion: """
      RUN is a run's folder, or a pipeline's name, which means its latest run; it may be left out where one \
      pipeline alone reads the file. A figure depends on a cell \
      where a record that lies in its row has a variable from it that is aggregated, or that decides \
      whether the record counts. What rules, keys and reports have to do with it is told too. With --value \
      the run is made again beside itself with that value in the cell, nothing of which stays: what figures, \
      rules, verdicts and gates would come to.

      EXAMPLES
        millet impact '01清河镇.xlsx!住户登记表!L310'
        millet impact qin-county 'Samples/qin-county/registers/01清河镇.xlsx!住户登记表!310' --format json
        millet impact '01清河镇.xlsx!住户登记表!L310' --value 3
        millet impact qin-county 'county-report.txt:@120-131'
      """)

  @Argument(
    help: ArgumentHelp(
      "A run's folder or a pipeline's name, where the file does not tell; then FILE!SHEET!CELL, FILE!SHEET!ROW or FILE:@START-END.",
      valueName: "run> <source"))
  var places: [String]

  @Option(
    parsing: .unconditional,
    help: "What would be published if the cell had this value; '' empties it.")
  var value: String?

  @Option(help: "text or json.")
  var format = AnswerFormat.text

  @Option(help: "The folder of results, when RUN is a pipeline's name.")
  var output = "Output"

  func validate() throws {
    guard (1...2).contains(places.count) else {
      throw ValidationError("expected a run and a place in one of its files, or the place alone")
    }
  }

  func run() async throws {
    let source = places[places.count - 1]
    let explanation = try ImpactExplanation(
      run: places.count > 1 ? places[0] : nil, output: output, reading: source)
    let write = { (text: String) in try StandardOutput.write(text) }
    guard let value else { return try explanation.explain(source, as: format, write: write) }
    try await explanation.explain(source, becoming: value, as: format, write: write)
  }
}
