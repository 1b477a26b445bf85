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
      inputs, definition and program are those of the latest is not repeated unless --force asks, nor \
      is one whose files were only saved again; of others the files that changed are read. A \
      run on the villages of another day (--as-of) stands beside and leaves latest where it is.

      In Sources/Pipeline/Pipeline.docc, Scheduling.md is the guide to runs by cron or systemd, \
      Migration.md to one-off migrations.

      EXAMPLES
        millet run Pipelines/qin-county.yml
        millet run Pipelines/qin-county.yml --set gates.quarantine_share=0.05
        millet run Pipelines/qin-county.yml --as-of 2020-12-31   # on the villages of then
        millet run Pipelines/qin-county.yml --force --full     # reads everything again
        millet run Pipelines/qin-county.yml --plan             # what would be done, and why
        millet run Pipelines/qin-county.yml --verify           # once a week, say
        millet run Pipelines/qin-county.yml --until extract    # the stage store only
        millet run Pipelines/qin-county.yml --quiet --log /var/log/millet.log
        millet run Pipelines/qin-county.yml --metrics /var/lib/prometheus/node-exporter/qin.prom
        millet run Pipelines/qin-county.yml --lineage lineage.jsonl
        millet run migration.yml --dry-run                     # what it would do to its target
        millet run Pipelines/qin-county.yml --json | jq -r 'select(.kind == "run.ended").status'
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var pipeline: String

  @Option(
    help:
      """
      End after a stage: find, extract, transform, tabulate, reconcile or publish. Nothing is \
      published unless it is publish.
      """)
  var until: RunStage?

  @Option(
    name: .customLong("only"), parsing: .upToNextOption,
    help: "Compute these tables only. Nothing is published.")
  var tables: [String] = []

  @OptionGroup var settings: SettingOptions

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

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp(
      "Read so many files at once. Default: as many as there are processors. The results are the same.",
      valueName: "number"))
  var readers: Int?

  @Flag(
    name: .customLong("full"),
    help: """
      Read every file again, also those whose content and all else that decides what they give are as \
      before. The results are the same.
      """)
  var isFull = false

  @Option(
    help: ArgumentHelp(
      "Wait so long for another run of the pipeline to end. Default: 0, which ends with status 75.",
      valueName: "seconds"))
  var wait = 0

  @Flag(
    name: .customLong("dry-run"),
    help: """
      Do everything but publish: latest stays, and the target of a migration is changed up to the end of its \
      transaction and then left as it was. The run's folder is kept, with the report of what would have \
      been done.
      """)
  var isTrial = false

  @Flag(help: "Run even when nothing changed since the latest run.")
  var force = false

  @Flag(
    help:
      "Publish nothing and exit with 1 when there are warnings. Short for --set gates.warnings=0.")
  var strict = false

  @Flag(
    help: """
      Read everything in a second run beside, and publish only what is byte for byte the same in both; where \
      nothing changed, compare what is published.
      """)
  var verify = false

  @Flag(help: "Tell what would be done, and why; do nothing.")
  var plan = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(
    help: """
      Tell the run as JSON Lines on standard output, one event a line; the last, run.ended, says how it \
      ended, however that is. See millet schema events.
      """)
  var json = false

  @Option(
    help: ArgumentHelp(
      "Append a line with time and run for all that is said to a file, or to the system's log (syslog).",
      valueName: "file"))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Write the run's figures to a file NAME.prom, for Prometheus (node_exporter's textfile collector).",
      valueName: "file"))
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      """
      Tell events of OpenLineage to a file or an HTTP endpoint. OPENLINEAGE_URL, OPENLINEAGE_API_KEY and \
      OPENLINEAGE_NAMESPACE are known.
      """, valueName: "file-or-url"))
  var lineage: String?

  func validate() throws {
    if let metrics, !metrics.hasSuffix(".prom") {
      throw ValidationError("expected --metrics of a file NAME.prom, found “\(metrics)”")
    }
    guard (0...86_400).contains(wait) else {
      throw ValidationError("expected --wait of 0 to 86400 seconds, found \(wait)")
    }
    if let output, output.isEmpty {
      throw ValidationError("expected a folder behind --output, found nothing")
    }
    if verify, !tables.isEmpty || (until ?? .publish) != .publish {
      throw ValidationError("expected a whole run with --verify, found --only or --until")
    }
    if let readers, readers < 1 {
      throw ValidationError("expected --jobs of 1 or more, found \(readers)")
    }
  }

  func run() async throws {
    let (definition, ownStanding) = try definition()
    let standing = isTrial ? .trial : ownStanding
    if !plan { addRecorders(of: definition) }
    var options = RunOptions(
      output: output, until: until, tables: tables, repetition: force ? .always : .whenChanged,
      standing: standing, readers: readers, reading: isFull ? .all : .changed,
      wait: wait, verification: verify ? .full : .none)
    options.faultPoint = ProcessInfo.processInfo.environment["MILLET_FAULT_POINT"]
    options.atCheckpoint = { RunListeners.audience.holdBehindEnd() }
    let runner = PipelineRunner(
      definition: definition, options: options, observer: RunListeners.audience)
    if plan {
      let plan = try runner.plan()
      return try StandardOutput.write(json ? plan.json : plan.text)
    }
    let summary = try await runner.run()
    if summary.exit != .published { throw ExitCode(summary.exit.rawValue) }
  }

  /// Takes the recorders that the definition names and the command line does not, and that of lineage.
  private func addRecorders(of definition: PipelineDefinition) {
    for recorder in definition.recorders(log: log, metrics: metrics) {
      RunListeners.audience.add(recorder)
    }
    if let settings = LineageSettings(
      lineage, definition, environment: ProcessInfo.processInfo.environment)
    {
      RunListeners.audience.add(LineageRecorder(definition, settings))
    }
  }

  /// The definition with what the command line puts in its place, and whether its run becomes the
  /// latest: not where the command line alone says on which day's villages it is.
  private func definition() throws -> (PipelineDefinition, RunOptions.Standing) {
    var settings = try settings.pairs()
    if strict { settings.append(("gates.warnings", "0")) }
    if let base { settings.append(("base", base)) }
    let definition = try PipelineLoader.load(path: pipeline, settings: settings)
    let others = settings.filter { $0.key != "base" }
    guard others.count < settings.count else { return (definition, .published) }
    let own = try PipelineLoader.load(path: pipeline, settings: others)
    return (definition, definition == own ? .published : .aside)
  }
}
