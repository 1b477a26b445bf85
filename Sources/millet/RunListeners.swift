import ArgumentParser
import Pipeline

/// Who hears of the run that the command line asks for.
///
/// They are told before the command line is read as a whole, so that they hear of every ending, also of a
/// command line that is wrong.
enum RunListeners {
  /// All of them; nobody where the command is another.
  static let audience = RunAudience(isRun ? listeners : [], recorders: recorders)

  /// Whether the command is `millet run`.
  static let isRun = CommandLine.arguments.dropFirst().first == RunCommand.configuration.commandName

  private static var recorders: [any RunRecorder] {
    guard isRun else { return [] }
    return (word(behind: "--metrics").map { [MetricsFile($0)] } ?? [])
      + (word(behind: "--log").map { [RunLog(RunLog.Destination($0))] } ?? [])
  }

  /// The word behind an option, by what the command line says before it is read as a whole.
  private static func word(behind option: String) -> String? {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated().dropFirst(2) {
      if argument.hasPrefix("\(option)=") { return String(argument.dropFirst(option.count + 1)) }
      if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
    }
    return nil
  }

  private static var listeners: [any RunObserver] {
    let arguments = Set(CommandLine.arguments)
    let detail = arguments.contains("--quiet") ? RunSummary.Detail.errors : .all
    let console: any RunObserver =
      StandardError.isJournal ? JournalLines(detail) : ConsoleDisplay(detail)
    return arguments.contains("--json") ? [console, EventLines()] : [console]
  }
}
