import Foundation
import PropertyTesting
import Testing

@Suite struct UnchangedRunTests {
  @Test(arguments: ["qin-county", "qin-county-migration"])
  func `the same inputs are the same run in every process`(_ pipeline: String) throws {
    let folder = try TemporaryFolder()
    let output = folder.url
    func run() throws -> MilletProcess {
      try MilletProcess(
        ["run", "Pipelines/\(pipeline).yml", "--output", output.path, "--json", "--quiet"])
    }
    let first = try run()
    #expect(first.output.contains(#""status":"published""#), "\(first.errors)")
    for _ in 0..<5 {
      let again = try run()
      #expect(again.status == 0)
      #expect(again.output.contains(#""status":"unchanged""#), "\(again.errors)")
    }
    let runs = output.appending(path: "\(pipeline)/runs")
    #expect(try FileManager.default.contentsOfDirectory(atPath: runs.path).count == 1)
  }
}
