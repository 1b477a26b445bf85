import Foundation
import Testing

/// The log of runs: in a file, in that of the system, in the journal.
@Suite struct RunLogTests {
  /// The levels and messages of the lines of a log.
  private static func lines(_ text: String) throws -> [(level: String, message: String)] {
    let form =
      #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?:small|-) (?:\d{8}T\d{6}Z-[0-9a-f]{12}(?:-\d+)?|-) (info|notice|warning|error) (.+)/#
    return try text.split(separator: "\n")
      .map { line in
        let match = try #require(line.wholeMatch(of: form), "\(line)")
        return (String(match.output.1), String(match.output.2))
      }
  }

  @Test func `a log has what the console has, a line with time, run and level for each`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--log", "runs.log"]).status == 0)
    let lines = try Self.lines(try county.text("runs.log"))
    #expect(lines.first?.message.hasPrefix("started: millet ") == true)
    for stage in ["find", "extract", "transform", "tabulate", "reconcile", "publish"] {
      #expect(lines.contains { $0.level == "info" && $0.message.hasPrefix("\(stage) ") })
    }
    #expect(lines.contains { $0.message.hasPrefix("households: 5 rows read = 3 clean") })
    #expect(lines.last?.level == "notice")
    #expect(lines.last?.message.hasPrefix("small published: 1 table, 4 rows") == true)
  }

  @Test func `a log has every ending, quiet or not, also of a command line that is wrong`() throws {
    let county = try SmallCounty()
    for more in [
      [], [], ["--set", "gates.quarantine_share=0"], ["--until", "never"],
      ["--set", "gates.quarantine_share=2"],
    ] {
      _ = try county.run(["--quiet", "--log=runs.log"] + more)
    }
    let lines = try Self.lines(try county.text("runs.log"))
    let endings = lines.filter { $0.message.contains(#/ \([0-9.]+ s\)$/#) }
    #expect(endings.map(\.level) == ["notice", "notice", "error", "error", "error"])
    #expect(
      lines.contains { line in
        line.level == "error" && line.message.contains("[gate.failed]; remedy: ")
      })
  }

  @Test func `a file that was rotated away is made anew, and no line is lost`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--log", "runs.log"]).status == 0)
    try FileManager.default.moveItem(
      at: county.folder.appending(path: "runs.log"),
      to: county.folder.appending(path: "runs.log.1"))
    #expect(try county.run(["--log", "runs.log"]).status == 0)
    #expect(try Self.lines(county.text("runs.log.1")).last?.message.contains("published") == true)
    #expect(try Self.lines(county.text("runs.log")).first?.message.hasPrefix("started") == true)
    #expect(try Self.lines(county.text("runs.log")).last?.message.contains("unchanged") == true)
  }

  @Test(arguments: ["/dev/full", "nowhere/runs.log", "registers"])
  func `a log that cannot be written is a warning and fails no run`(path: String) throws {
    let county = try SmallCounty()
    let run = try county.run(["--log", path, "--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("\(path): warning: expected to write the log of the run here"))
    #expect(run.errors.contains("[run.unrecorded]"))
    #expect(run.errors.split(separator: "\n").last?.contains("1 warning (") == true)
    #expect(run.output.contains(#""kind":"diagnostic""#))
    #expect(county.exists("Output/small/latest"))
  }

  @Test func `the pipeline file says where the log is, and the command line is before it`() throws {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + "\nobserve: {log: own.log}\n", to: "pipeline.yml")
    #expect(try county.run().status == 0)
    #expect(try Self.lines(county.text("own.log")).last?.message.contains("published") == true)
    let before = try county.text("own.log")
    #expect(try county.run(["--log", "other.log"]).status == 0)
    #expect(try county.text("own.log") == before)
    // Where runs are told of is no part of what the pipeline means.
    #expect(try Self.lines(county.text("other.log")).last?.message.contains("unchanged") == true)
  }

  @Test func `in the journal every line says how much it weighs, and has no time`() throws {
    let county = try SmallCounty()
    func run(_ more: String) throws -> [String] {
      let run = try MilletProcess(
        [
          "-c",
          """
          exec 2>.journal; export JOURNAL_STREAM=$(stat -c %d:%i .journal)
          "$MILLET" run pipeline.yml \(more); cat .journal
          """,
        ], in: county.folder,
        environment: ["MILLET": MilletProcess.program.path, "PATH": "/usr/bin:/bin"],
        program: URL(filePath: "/bin/sh"))
      return run.output.split(separator: "\n").map(String.init)
    }
    let lines = try run("")
    #expect(lines.first?.hasPrefix("<6>small - started: millet ") == true, "\(lines)")
    #expect(lines.last?.hasPrefix("<5>small ") == true)
    #expect(lines.allSatisfy { $0.contains(#/^<[3-6]>small /#) })
    #expect(try run("--quiet").isEmpty)
    let failed = try run("--quiet --set gates.quarantine_share=0")
    #expect(failed.count == 2 && failed.allSatisfy { $0.hasPrefix("<3>small ") }, "\(failed)")
  }
}
