import ArgumentParser

/// Measures Millet on this machine: one subcommand for each thing that has to be fast.
///
/// Build it with `-c release`. Ratios of CPU time mean the same on every machine; wall time only on
/// one that does nothing else.
@main struct MilletBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "MilletBenchmark",
    abstract: "Measures Millet on this machine.",
    subcommands: [
      ReadCommand.self,
      SAXCommand.self,
      RowsCommand.self,
      FactsCommand.self,
      TablesCommand.self,
    ])
}
