public import ArgumentParser
internal import Foundation
public import Pipeline

/// `millet facts`: what the report reader sees.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Lists the figures that a written report states.",
    discussion: """
      Figures are named by a catalogue of indicators. Without --catalogue it is \
      Pipelines/catalogue.yml in the working directory or a folder above it, or else in a folder \
      above the program.

      EXAMPLES
        millet facts report.txt
        millet facts report.txt --format jsonl
        millet facts report.txt --checks
        millet facts report.txt --format html > report.html

      The page of --format html shows the report with every figure explained and every repair and \
      check; it needs no network.

      PDF and old DOC are read by programs that are installed, within limits of time, memory and \
      output that --limit sets.
      """)

  @Argument(help: "The report.")
  var file: String

  @Option(help: "How figures are written: text, jsonl or html.")
  var format: FactListing.Format = .text

  @Flag(help: "List the relations between the figures instead, and whether they hold.")
  var checks = false

  @Option(help: "The catalogue of indicators.")
  var catalogue: String?

  @OptionGroup var encoding: EncodingOption

  @OptionGroup var limits: LimitOptions

  func run() throws {
    let catalogue = catalogue ?? FactListing.findCatalogue(program: CommandLine.arguments.first)
    let listing = FactListing(
      path: file, catalogue: catalogue ?? "Pipelines/catalogue.yml", format: format,
      content: checks ? .checks : .facts, limits: try limits.limits(), encoding: encoding.encoding)
    for diagnostic in try listing.run(write: { try StandardOutput.write($0) }) {
      StandardError.write("\(diagnostic)\n")
    }
  }
}

extension FactListing.Format: ExpressibleByArgument {}
