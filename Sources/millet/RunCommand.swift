public import ArgumentParser
import Foundation
public import Pipeline
import SurveyModel

extension RunStage: ExpressibleByArgument {}

/// `millet run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads the sources of a pipeline and publishes its tables.",
    discussion: """
      Results go to Output/PIPELINE/runs/ID; Output/PIPELINE/latest points to the last run whose \
      gates all passed and is moved in one step, so that readers never see half a run. A run whose \
      inputs, definition and program are those of the latest is not repeated unless --force asks.

      EXAMPLES
        millet run Pipelines/qin-county.yml
        millet run Pipelines/qin-county.yml --set gates.quarantine_share=0.05
        millet run Pipelines/qin-county.yml --as-of 2020-12-31   # on the villages of then
        millet run Pipelines/qin-county.yml --until extract    # the stage store only
        millet run Pipelines/qin-county.yml --json | jq .status
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var pipeline: String

  @Option(
    help:
      "End after a stage: find, extract, transform, tabulate or reconcile. Nothing is published.")
  var until: RunStage?

  @Option(
    name: .customLong("only"), parsing: .upToNextOption,
    help: "Compute these tables only. Nothing is published.")
  var tables: [String] = []

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Put a value in the place of the pipeline file's.", valueName: "key=value"))
  var settings: [String] = []

  @Option(
    name: [.customLong("as-of"), .customLong("base")],
    help: ArgumentHelp(
      """
      Tabulate on the villages of a day, whatever day the data are of (as_of in the pipeline file). \
      Short for --set base=DAY; a table with a base of its own keeps it.
      """, valueName: "day"))
  var base: String?

  @Option(help: "The folder of results. Default: Output beside the pipeline's root.")
  var output: String?

  @Flag(help: "Run even when nothing changed since the latest run.")
  var force = false

  @Flag(help: "Exit with 1 when there are warnings.")
  var strict = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print the run's summary as JSON on standard output.")
  var json = false

  func run() async throws {
    let definition = try PipelineLoader.load(
      path: pipeline, settings: try Self.pairs(settings) + basePair)
    let observer: any RunObserver =
      quiet ? SilentObserver() : ProgressDisplay(isTerminal: StandardError.isTerminal)
    let runner = PipelineRunner(
      definition: definition,
      options: RunOptions(
        output: output, until: until, tables: tables, repetition: force ? .always : .whenChanged,
        faultPoint: ProcessInfo.processInfo.environment["MILLET_FAULT_POINT"]),
      observer: observer)
    let summary = try await runner.run()
    if !quiet { StandardError.write(summary.text(colored: StandardError.takesColor)) }
    if json { FileHandle.standardOutput.write(Data((summary.json() + "\n").utf8)) }
    let isStrictFailure = strict && summary.warnings > 0 && summary.exit == .published
    let status = isStrictFailure ? ExitStatus.gateFailed : summary.exit
    if status != .published { throw ExitCode(status.rawValue) }
  }

  private var basePair: [(key: String, value: String)] { base.map { [("base", $0)] } ?? [] }

  static func pairs(_ settings: [String]) throws -> [(key: String, value: String)] {
    try settings.map { setting in
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("expected --set KEY=VALUE, found “\(setting)”")
      }
      return (String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
    }
  }
}
