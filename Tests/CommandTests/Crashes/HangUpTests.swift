import Foundation
import Testing

/// What becomes of a run when its terminal is gone.
@Suite struct HangUpTests {
  /// A shell that begins a run behind another one that holds the lock, and sends it the signal.
  private static func script(_ handling: String) -> String {
    """
    exec 9>Output/small/.lock; flock 9
    (exec env \(handling) "$0" run pipeline.yml --force --json --wait 60 9>&-) & run=$!
    sleep 1; kill -HUP $run; sleep 0.3
    exec 9>&-; wait $run
    """
  }

  @Test(arguments: [
    ("--default-signal=HUP", Int32(130), #""status":"interrupted""#),
    ("--ignore-signal=HUP", Int32(0), #""status":"published""#),
  ])
  func `a run ends with its terminal, unless whoever started it has that ignored`(
    handling: String, status: Int32, words: String
  ) throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let run = try MilletProcess(
      ["-c", Self.script(handling), MilletProcess.program.path], in: county.folder,
      environment: ["PATH": "/usr/bin:/bin"], program: URL(filePath: "/bin/sh"))
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output.contains(words), "\(run.output)")
    _ = try PublishedState(county.folder.appending(path: "Output/small"))
  }
}
