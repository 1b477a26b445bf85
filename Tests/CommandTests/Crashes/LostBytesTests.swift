import Foundation
import Testing

/// What libraries do not tell of the files that they make on the way.
@Suite(.enabled(if: FaultLibrary.isAvailable, FaultLibrary.absence)) struct LostBytesTests {
  @Test(arguments: [("write", ENOSPC), ("write", EIO), ("read", EIO)])
  func `a run does not publish what a file on the way has lost`(kind: String, error: Int32) throws {
    let county = try CrashCounty()
    let all = try county.copy()
    _ = try all.run("count", on: [kind])
    let calls = try all.calls().enumerated()
      .filter { $0.element.contains(".scratch.partial/") }.map { $0.offset + 1 }
    #expect(calls.count > 20)
    // Every fifth, so that no part of a workbook is always left out.
    for call in calls.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      let copy = try county.copy()
      let run = try copy.run("once:\(call):\(error)", on: [kind])
      // Threads take turns, so that under load another file may be read by that call: the run before.
      guard !run.errors.contains("[store.earlier-unreadable]") else { continue }
      let found = try PublishedState(copy.results)
      let isTold = run.ending == .status(2) && run.errors.contains("[store.failed]")
      #expect(
        isTold && found == county.before || run.ending == .status(0) && found == county.after,
        "call \(call): \(run.ending), \(run.errors)")
    }
  }
}
