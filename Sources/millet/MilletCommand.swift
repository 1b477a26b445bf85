import ArgumentParser
import OperatingSystem
import Pipeline
import SurveyModel

/// The `millet` command.
@main struct MilletCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "millet",
    abstract: "Turns survey workbooks and written reports into tables that can be traced.",
    discussion: """
      Data goes to standard output, messages to standard error. Nothing ever prompts.

      Exit status: \(ExitStatus.meanings.map { "\($0.status.rawValue) \($0.words)" }.joined(separator: ", ")).

      Guides stand in Sources/Pipeline/Pipeline.docc: HouseholdRolls.md, Places.md (levels and waves), \
      Publishing.md (tables), Migration.md, Scheduling.md (cron and systemd), WhyThisNumber.md; PipelineFile.md has \
      every key.

      EXAMPLES
        millet run Pipelines/qin-county.yml
        millet check Pipelines/qin-county.yml
        millet cells Samples/qin-county/plan/年度目标任务.xlsx --format jsonl
        millet facts Samples/qin-county/reports/county-report.txt
        millet inspect qin-county water_coverage --limit 5
        millet why qin-county water_coverage --row 清河镇 --column tap_rate
      """,
    version: MilletVersion.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, CellsCommand.self, FactsCommand.self, RepairCommand.self,
      InspectCommand.self, WhyCommand.self, WhyNotCommand.self, ImpactCommand.self,
      DiffCommand.self,
      SchemaCommand.self, GCCommand.self,
      CompletionCommand.self, ManualCommand.self,
    ])

  static func main() async {
    StandardStream.prepare()
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch SystemFault.readerGone {
      // Whoever read the output has seen enough of it.
      exit(withError: ExitCode(ExitStatus.published.rawValue))
    } catch let failure as RunFailure {
      if RunListeners.isRun {
        RunListeners.audience.end(RunSummary(failure: failure))
      } else {
        StandardError.write("\(failure.diagnostic)\n")
      }
      exit(withError: ExitCode(failure.exit.rawValue))
    } catch {
      if RunListeners.isRun, exitCode(for: error) == .validationFailure {
        let failure = wrongUsage(error)
        RunListeners.audience.end(RunSummary(failure: failure))
        exit(withError: ExitCode(failure.exit.rawValue))
      }
      exit(withError: error)
    }
  }

  /// A command line that the parser refuses, as a failure.
  private static func wrongUsage(_ error: any Error) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineInvalidValue, at: SourceLocation(file: "millet"),
        Diagnostic.Message(message(for: error)), remedy: "see millet run --help"), exit: .usage)
  }
}
