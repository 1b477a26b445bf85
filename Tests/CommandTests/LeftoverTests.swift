import Foundation
import Testing

/// What runs leave that died or came to nothing.
@Suite struct LeftoverTests {
  private func runs(of county: SmallCounty) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small/runs").path)
  }

  @Test func `an unchanged run removes what a killed one left`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let partial = county.folder.appending(path: "Output/small/runs/.dead.partial/tables")
    try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    #expect(try county.run(["--json"]).output.contains("unchanged"))
    #expect(try runs(of: county).count == 1)
  }

  @Test func `a folder in the place of latest ends the run, and nothing is left of it`() throws {
    let county = try SmallCounty()
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "Output/small/latest"), withIntermediateDirectories: true)
    for _ in 0..<2 {
      let run = try county.run()
      #expect(run.status == 2)
      #expect(run.errors.contains("expected a link to the latest run"), "\(run.errors)")
    }
    #expect(try runs(of: county).isEmpty)
    #expect(!county.exists("Output/small/.latest.new"))
  }
}
