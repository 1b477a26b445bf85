import Foundation
import Testing

/// What `run.json` says while a run is under way.
@Suite struct RunProgressTests {
  private struct Progress: Decodable {
    let status: String
    let stage: String
    let timings: [String: Double]
    let rows: [String: [String: Int]]
    let tables: [String: Int]
    let files: [String: Int]
  }

  /// The file in the folder of a run that is not whole.
  private static func progress(_ county: SmallCounty) throws -> Progress {
    let runs = county.folder.appending(path: "Output/small/runs").path
    // Beside it may be what the run writes for a while.
    let partial = try #require(
      try FileManager.default.contentsOfDirectory(atPath: runs)
        .first { $0.hasPrefix(".") && !$0.contains(".scratch.") })
    return try JSONDecoder()
      .decode(
        Progress.self, from: Data(try county.text("Output/small/runs/\(partial)/run.json").utf8))
  }

  @Test(arguments: [
    ("storeCreated", "extract", []), ("setChecksDone", "transform", ["extract"]),
    ("tabulated", "tabulate", ["extract", "transform"]),
    ("reconciled", "reconcile", ["extract", "transform", "tabulate"]),
  ])
  func `a run that is killed leaves how far it was, and is no run to any other`(
    point: String, stage: String, ended: [String]
  ) throws {
    let county = try SmallCounty()
    #expect(try county.run(environment: ["MILLET_FAULT_POINT": point]).status == SIGKILL)
    let progress = try Self.progress(county)
    #expect((progress.status, progress.stage) == ("running", stage))
    #expect(progress.timings.keys.sorted() == ended.sorted())
    #expect(progress.files["found"] == 1)
    let next = try county.run(["--json"])
    #expect(next.output.contains(#""status":"published""#), "\(next.errors)")
  }

  @Test func `what a run has counted stands in its file before it publishes`() throws {
    let county = try SmallCounty()
    let partial = try county.run(["--until", "reconcile"])
    #expect(partial.status == 0, "\(partial.errors)")
    let report = try JSONDecoder()
      .decode(Progress.self, from: Data(try county.newest("run.json").utf8))
    #expect((report.status, report.stage) == ("partial", "reconcile"))
    #expect(report.tables == ["enrolment": 4])
    #expect(report.rows["households"]?["quarantined"] == 1)
    #expect(report.files == ["found": 1, "read": 1, "from_pieces": 0])
  }

  @Test func `the report of a run is none of its outputs`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    #expect(try !county.text("Output/small/latest/run.json").contains(#""path": "run.json""#))
    #expect(!county.exists("Output/small/latest/run.json.new"))
    #expect(try county.run(["--json"]).output.contains(#""status":"unchanged""#))
  }
}
