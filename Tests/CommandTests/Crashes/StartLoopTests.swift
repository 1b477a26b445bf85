import Foundation
import Synchronization
import Testing

/// Many runs, begun two at a time.
@Suite struct StartLoopTests {
  /// How many runs are begun: as many as `MILLET_CRASH_POINTS` says, or some.
  private static var starts: Int {
    ProcessInfo.processInfo.environment["MILLET_CRASH_POINTS"].flatMap { Int($0) } ?? 40
  }

  private func summary(_ run: MilletProcess) -> String {
    let last = run.output.split(separator: "\n").last ?? ""
    return "\(last.firstMatch(of: /"status":"([a-z_]+)"/)?.output.1 ?? "none"), \(run.ending)"
  }

  @Test func `of two runs that begin at once one works, and nothing is lost`() throws {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + "\nkeep_runs: 3\n", to: "pipeline.yml")
    for round in 1...max(1, Self.starts / 2) {
      try county.write("户编号,行政村,人口数,参保人数\n001,甲村,\(round),1\n", to: "registers/one.csv")
      let endings = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 2) { _ in
        let ending = (try? county.run(["--json"])).map(summary) ?? "not begun"
        endings.withLock { $0.append(ending) }
      }
      let found = endings.withLock { $0.sorted() }
      let published = "published, status 0"
      let others = ["locked, status 75", "unchanged, status 0"]
      #expect(found.count { $0 == published } == 1, "round \(round): \(found)")
      #expect(found.allSatisfy { $0 == published || others.contains($0) }, "\(found)")
      #expect(
        try county.text("Output/small/latest/tables/enrolment.csv")
          .contains("village,111,甲村,试验县,某镇,\(round),1,"), "round \(round)")
    }
    let folder = county.folder.appending(path: "Output/small")
    _ = try PublishedState(folder)
    let files = FileManager.default
    #expect(
      try files.contentsOfDirectory(atPath: folder.path).sorted()
        == [".lock", ".sensitive-key", "latest", "pieces", "runs"])
    let runs = try files.contentsOfDirectory(atPath: folder.appending(path: "runs").path)
    #expect(runs.count == min(3, max(1, Self.starts / 2)) && !runs.contains { $0.hasPrefix(".") })
    #expect(
      try files.contentsOfDirectory(atPath: folder.appending(path: "pieces").path).count <= 5)
  }
}
