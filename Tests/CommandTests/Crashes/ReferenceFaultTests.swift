import Foundation
import Testing

/// Files of a pipeline that are right and that the machine does not give.
@Suite(.enabled(if: FaultLibrary.isAvailable, FaultLibrary.absence)) struct ReferenceFaultTests {
  @Test(arguments: ["pipeline.yml", "gazetteer.csv"], [EIO, EMFILE])
  func `a machine that fails makes no definition wrong`(file: String, error: Int32) throws {
    let county = try CrashCounty(.none)
    let all = try county.copy()
    _ = try all.run("count", on: ["open"])
    let call = try #require(try all.calls().firstIndex { $0.hasSuffix("/\(file)") })
    let run = try county.copy().run("once:\(call + 1):\(error)", on: ["open"])
    #expect(run.ending == .status(2), "\(run.errors)")
    #expect(run.errors.contains("[pipeline.unreadable]"), "\(run.errors)")
    #expect(!run.errors.contains("check the path"), "\(run.errors)")
  }
}
