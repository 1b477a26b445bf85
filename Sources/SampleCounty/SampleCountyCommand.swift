internal import ArgumentParser
internal import Foundation

/// Writes the sample county.
@main
struct SampleCountyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "SampleCounty",
    abstract: "Writes the sample county: workbooks, gazetteer and reports.",
    discussion: "The files are the same on every run.")

  @Argument(help: "The folder to write into.")
  var output = "Samples/qin-county"

  @Option(help: "The file to write the analyst's decisions to.")
  var decisions: String?

  func run() throws {
    let sample = Sample()
    try sample.write(to: URL(fileURLWithPath: output, isDirectory: true))
    if let decisions {
      try Data(sample.decisions.utf8).write(to: URL(fileURLWithPath: decisions))
    }
  }
}
