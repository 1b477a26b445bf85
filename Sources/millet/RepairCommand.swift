internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import SurveyModel

/// `millet repair`: a report as it reads after repair.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Prints a damaged report as it was before it was damaged, as far as can be known.",
    discussion: """
      What cannot be restored stays as a question mark. Text without damage comes out byte for \
      byte, in UTF-8. Guesses rest on the report itself and on the words of the catalogue, which \
      is found as for millet facts. On a terminal, control characters are shown as \\u{1B}; a file \
      or another program gets them as they are.

      EXAMPLES
        millet repair report.txt
        millet repair report.txt --marks      one JSON object a line and a repair

      Exits 0 when the output is complete, 2 when the file cannot be read.
      """)

  @Argument(help: "The report.")
  var file: String

  @Flag(help: "Print every repair with its kind, its certainty and its place instead.")
  var marks = false

  @Option(help: "The catalogue of indicators.")
  var catalogue: String?

  @OptionGroup var encoding: EncodingOption

  @OptionGroup var limits: LimitOptions

  func run() throws {
    let catalogue = catalogue ?? FactListing.findCatalogue(program: CommandLine.arguments.first)
    let listing = RepairListing(
      path: file, catalogue: catalogue, content: marks ? .marks : .text,
      limits: try limits.limits(), encoding: encoding.encoding
    )
    let isTerminal = isatty(STDOUT_FILENO) == 1
    try listing.run { text in
      try StandardOutput.write(isTerminal && !marks ? VisibleText.of(text, .lines) : text)
    }
  }
}
