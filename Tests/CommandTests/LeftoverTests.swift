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

  @Test func `an unchanged run removes the old runs that a killed one had to, and its pieces`()
    throws
  {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + "\nkeep_runs: 1\n", to: "pipeline.yml")
    for number in 1...3 {
      try county.write("户编号,行政村,人口数,参保人数\n1,甲村,\(number),1\n", to: "registers/one.csv")
      let point = number == 3 ? ["MILLET_FAULT_POINT": "latestMoved"] : [:]
      #expect(
        try county.run(environment: point).ending == (number == 3 ? .signal(SIGKILL) : .status(0)))
    }
    #expect(try runs(of: county).count == 3)
    try county.write("", to: "Output/small/pieces/dead.part")
    try county.write("", to: "Output/small/.unchanged.new")
    #expect(try county.run(["--json"]).output.contains("unchanged"))
    #expect(try runs(of: county).count == 2)
    #expect(!county.exists("Output/small/pieces/dead.part"))
    #expect(!county.exists("Output/small/.unchanged.new"))
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
    let names = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small").path)
    #expect(!names.contains { $0.hasSuffix(".new") }, "\(names)")
  }
}
