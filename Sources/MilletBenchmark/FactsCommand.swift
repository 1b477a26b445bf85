internal import ArgumentParser
internal import Extract
internal import Foundation
internal import Pipeline
internal import SurveyModel
internal import Transform

/// Times the way of a written report from its file to its facts.
///
/// The report is one file, repeated as paragraphs of a longer one until it is large enough.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Reads a long report: its bytes, its repairs, its figures.",
    discussion: """
      Examples:
        MilletBenchmark facts Samples/qin-county/reports/county-report.txt
        MilletBenchmark facts report.html --megabytes 64
      """)

  @Argument(help: "The report.")
  var report = "Samples/qin-county/reports/county-report.txt"

  @Option(help: "How large the report is made, in millions of bytes.")
  var megabytes = 20

  @Option(help: "The catalogue of indicators.")
  var catalogue = "Pipelines/catalogue.yml"

  func run() throws {
    let once = try Data(contentsOf: URL(filePath: report)) + Data("\n".utf8)
    var data = Data()
    while data.count < megabytes * 1_000_000 { data += once }
    let path =
      NSTemporaryDirectory() + "millet-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
    try data.write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = FactReader(catalogue: try FactListing.catalogue(at: catalogue), places: [])
    let (facts, cost) = try Measurement.of {
      reader.facts(in: try DocumentReader.read(path: path, name: report)).facts
    }
    let named = facts.count { $0.indicator != nil }
    print("\(data.count) bytes: \(facts.count) figures, \(named) of them named")
    print(cost.line(of: data.count, "bytes"))
  }
}
