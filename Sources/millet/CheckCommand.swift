import ArgumentParser
import Foundation
import Pipeline
import SurveyModel

/// `millet check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a pipeline file and the layout of every source; runs nothing.",
    discussion: """
      For every worksheet it prints where the header stands and which column each variable is read \
      from, and it names everything that would stop a run, and every column that stands elsewhere than \
      in the latest published run.

      EXAMPLES
        millet check Pipelines/qin-county.yml
        millet check Pipelines/qin-county.yml --set as_of=2020-12-31
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var pipeline: String

  @OptionGroup var settings: SettingOptions

  @Option(
    help: ArgumentHelp(
      "The folder of results; layouts are held against the latest published run in it.",
      valueName: "folder"))
  var output: String?

  func run() throws {
    let definition = try PipelineLoader.load(path: pipeline, settings: try settings.pairs())
    let check = try PipelineCheck(definition, output: output)
    try StandardOutput.write(check.text)
    for diagnostic in check.diagnostics { StandardError.write("\(diagnostic)\n") }
    if check.exit != .published { throw ExitCode(check.exit.rawValue) }
  }
}
