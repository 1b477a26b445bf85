internal import ArgumentParser

/// Measures Millet's parts on this machine.
@main
struct MilletBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "MilletBenchmark",
    abstract: "Measures Millet's parts on this machine; build it for release.",
    subcommands: [RowsCommand.self, FactsCommand.self])
}
