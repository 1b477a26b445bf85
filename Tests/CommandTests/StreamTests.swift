import Foundation
import Testing

/// What becomes of a command whose streams are closed, full, or left by their reader.
@Suite struct StreamTests {
  /// Runs `millet` by a shell, so that its streams can be what a shell makes of them.
  private static func shell(
    _ script: String, in folder: URL
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    process.environment = [
      "MILLET": MilletProcess.program.path, "PATH": "/usr/bin:/bin", "TMPDIR": "/tmp",
    ]
    let (output, errors) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
      try String(contentsOf: errors, encoding: .utf8)
    )
  }

  private static func county(rows: Int) throws -> SmallCounty {
    let county = try SmallCounty()
    let lines = (1...rows).map { "\($0),甲村,3,2" }.joined(separator: "\n")
    try county.write("户编号,行政村,人口数,参保人数\n\(lines)\n", to: "registers/one.csv")
    return county
  }

  @Test(arguments: [
    "cells registers/one.csv", "cells registers/one.csv --format jsonl",
    "inspect small household --limit 5000", "check pipeline.yml", "--help", "run --help",
  ])
  func `a reader that goes away is no failure`(command: String) throws {
    let county = try Self.county(rows: 5000)
    #expect(try county.run().status == 0)
    let run = try Self.shell(
      "set -o pipefail; $MILLET \(command) | head -c 1 >/dev/null", in: county.folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("error"), "\(run.errors)")
  }

  @Test(arguments: [
    ("cells registers/one.csv", ">&-"), ("cells registers/one.csv", ">/dev/full"),
    ("check pipeline.yml", ">&-"), ("check pipeline.yml", ">/dev/full"),
    ("inspect small household", ">&-"), ("inspect small household", ">/dev/full"),
  ])
  func `output that a stream does not take is told, with status 2`(
    command: String, stream: String
  ) throws {
    let county = try Self.county(rows: 10)
    #expect(try county.run().status == 0)
    let run = try Self.shell("$MILLET \(command) \(stream)", in: county.folder)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("[output.incomplete]"), "\(run.errors)")
    #expect(
      run.errors.contains(stream == ">&-" ? "the stream is closed" : "the disk is full"),
      "\(run.errors)")
  }

  @Test(arguments: [
    "2>&-", "2>/dev/full", ">&- 2>&-", "--json >&-", "--json >/dev/full", "--json >&- 2>&- <&-",
    "2> >(true)", "--json > >(true)",
  ])
  func `no stream decides a run`(streams: String) throws {
    let county = try Self.county(rows: 10)
    let run = try Self.shell("$MILLET run pipeline.yml \(streams)", in: county.folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(county.exists("Output/small/latest/tables/enrolment.csv"))
    let store = try Data(
      contentsOf: county.folder.appending(path: "Output/small/latest/stages.sqlite"))
    #expect(store.starts(with: Array("SQLite format 3".utf8)))
  }

  @Test func `quiet tells errors and nothing else`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--quiet"]).errors.isEmpty)
    try county.write("户编号,行政村,人口数,参保人数\n1,丙村,2,2\n", to: "registers/one.csv")
    let failed = try county.run(["--quiet"])
    #expect(failed.status == 1)
    #expect(failed.errors.contains("[gate.failed]"), "\(failed.errors)")
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    let unreadable = try county.run(["--quiet"])
    #expect(unreadable.status == 2)
    #expect(unreadable.errors.contains("[sheet.missing-column]"), "\(unreadable.errors)")
  }

  @Test func `with json every exit has its JSON`() throws {
    let county = try SmallCounty()
    func expect(
      _ status: Int32, _ word: String, _ arguments: [String] = ["run", "pipeline.yml", "--json"]
    ) throws {
      let run = try MilletProcess(arguments, in: county.folder)
      #expect(run.status == status, "\(run.errors)")
      let object = try #require(
        try JSONSerialization.jsonObject(
          with: Data((run.output.split(separator: "\n").last ?? "").utf8)) as? [String: Any],
        "\(run.output)")
      #expect(object["status"] as? String == word)
      #expect(object["exit"] as? Int == Int(status))
    }
    try expect(0, "published")
    try expect(0, "unchanged")
    try expect(64, "wrong_usage", ["run", "--json", "--until", "never", "pipeline.yml"])
    try expect(64, "wrong_usage", ["run", "--json"])
    try expect(64, "wrong_usage", ["run", "pipeline.yml", "--only", "nothing", "--json"])
    try expect(78, "wrong_definition", ["run", "nothing.yml", "--json"])
    try expect(
      78, "wrong_definition",
      ["run", "pipeline.yml", "--json", "--set", "gates.quarantine_share=2"])
    try county.write("户编号,行政村,人口数,参保人数\n1,丙村,2,2\n", to: "registers/one.csv")
    try expect(1, "gate_failed")
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    try expect(2, "failed")
    let lock = try #require(
      FileHandle(forWritingAtPath: county.folder.appending(path: "Output/small/.lock").path))
    #expect(flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    try expect(75, "locked")
  }
}
