import ArgumentParser
import Foundation
import Pipeline

/// `millet gc`.
struct GCCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Frees the disk of old runs and of pieces that no run takes.",
    discussion: """
      keep_runs: of the pipeline file says which runs stay; without it all do. The latest run never goes, \
      nor the one that it was held against, nor one that is being made: then the status is 75. Pieces \
      go that no run took for a month or whose file has newer ones, and what runs left that died. Every run \
      that writes results does the same at its end.

      Each line has a path below Output/PIPELINE and its bytes.

      EXAMPLES
        millet gc Pipelines/qin-county.yml --dry-run
        millet gc Pipelines/qin-county.yml --set keep_runs=10
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var pipeline: String

  @OptionGroup var settings: SettingOptions

  @Option(help: "The folder of results. Default: Output beside the pipeline's root.")
  var output: String?

  @Flag(name: .customLong("dry-run"), help: "Tell what would go, and let it stay.")
  var isDryRun = false

  func run() throws {
    let definition = try PipelineLoader.load(path: pipeline, settings: try settings.pairs())
    let housekeeping = Housekeeping(definition, output: output)
    var (count, bytes) = (0, 0)
    try housekeeping.run(isDryRun ? .told : .removed) { item in
      try StandardOutput.write("\(item.path)\t\(item.bytes)\n")
      count += 1
      bytes += item.bytes
    }
    StandardError.write("\(count) \(isDryRun ? "would go" : "gone"), \(bytes) bytes\n")
    if !housekeeping.saysWhichRunsStay {
      StandardError.write("the pipeline has no keep_runs:, so that every run stays\n")
    }
  }
}
