import Foundation
import Testing

/// Inputs that are missing, cut off, changed or no files at all: each is told, and none publishes a
/// figure that is wrong.
@Suite struct LostInputTests {
  /// Bytes that are “乙” in GBK and nothing in UTF-8.
  private static let gbkName: [UInt8] = [0xD2, 0xD2]

  private static func write(_ text: String, toFileOfBytes name: [UInt8], in folder: URL) throws {
    // Foundation takes no name that is not UTF-8: the shell makes the file.
    let octal = name.map { "\\\(String($0, radix: 8))" }.joined()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf '%s' \"$1\" > \"$(printf '\(octal)').csv\"", "sh", text]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static let second = "户编号,行政村,人口数,参保人数\n005,乙村,6,2\n"

  @Test func `a file whose name is not UTF-8 is read, and its name is shown by its bytes`() throws {
    let county = try SmallCounty()
    try Self.write(
      Self.second, toFileOfBytes: Self.gbkName, in: county.folder.appending(path: "registers"))
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.text("Output/small/latest/run.json").contains(#"registers/\\xD2\\xD2.csv"#))
    #expect((run.errors + run.output).contains("7 rows read"))
  }

  @Test func `every pattern says what it matched`() throws {
    let county = try SmallCounty()
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.errors.contains("names 1 file, registers/one.csv"), "\(check.errors)")
    _ = try county.run()
    let findings = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(findings.contains("source.matched"))
  }

  @Test func `a member of braces that is not there ends the run`() throws {
    let county = try SmallCounty()
    try county.rewrite("registers/*.csv", with: "registers/{one,two}.csv")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("registers/two.csv"), "\(run.errors)")
    #expect(run.errors.contains("[source.not-found]"))
  }

  private static let twoSources = SmallCounty.pipeline.replacing(
    "records:\n",
    with: """
        loans:
          files: loans/*.csv
          record: loan
          variables:
            household_id: {headers: 户编号, type: identifier}
            members: {headers: 人口数, type: integer}
      records:

      """)

  @Test func `a file whose content is one of another source is read for both`() throws {
    let county = try SmallCounty()
    try county.write(Self.twoSources, to: "pipeline.yml")
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "loans"), withIntermediateDirectories: true)
    try county.write(SmallCounty.register, to: "loans/same.csv")
    let run = try county.run(["--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(#""loans":{"read":5,"clean":4"#), "\(run.output)")
    #expect(run.output.contains(#""households":{"read":5"#), "\(run.output)")
  }

  @Test(arguments: ["pipe", "device"])
  func `a pipe or a device that is named like a file ends the run at once`(kind: String) throws {
    let county = try SmallCounty()
    let path = county.folder.appending(path: "registers/two.csv").path
    if kind == "pipe" {
      let made = unsafe mkfifo(path, 0o600)
      #expect(made == 0)
    } else {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    }
    for command in ["run", "check"] {
      let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
      #expect(process.status == 2, "\(process.errors)")
      #expect(process.errors.contains("registers/two.csv: error:"), "\(process.errors)")
      #expect(process.errors.contains("[source.not-a-file]"), "\(process.errors)")
    }
    #expect(!county.exists("Output/small/latest"))
  }

  @Test func `a folder that contains itself is looked through once`() throws {
    let county = try SmallCounty()
    try county.rewrite("registers/*.csv", with: "registers/**/*.csv")
    try FileManager.default.createSymbolicLink(
      atPath: county.folder.appending(path: "registers/again").path, withDestinationPath: ".")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("source.duplicate"), "\(run.errors)")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test(arguments: ["gazetteer.csv", "registers/one.csv"])
  func `a file that the pipeline names in full and is a pipe ends the run`(name: String) throws {
    let county = try SmallCounty()
    try county.rewrite("registers/*.csv", with: "registers/one.csv")
    let path = county.folder.appending(path: name).path
    try FileManager.default.removeItem(atPath: path)
    let made = unsafe mkfifo(path, 0o600)
    #expect(made == 0)
    let run = try county.run()
    #expect(run.status == (name == "gazetteer.csv" ? 78 : 2), "\(run.errors)")
    #expect(run.errors.contains(name), "\(run.errors)")
  }

  @Test func `a file larger than its limit is refused before it is read`() throws {
    let county = try SmallCounty()
    let path = county.folder.appending(path: "registers/one.csv").path
    // A sparse file takes no room, and a day to read.
    let isLong = unsafe truncate(path, 1 << 42) == 0
    try #require(isLong)
    let run = try county.run()
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("[source.limit]") && run.errors.contains("source_bytes"))
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 2, "\(check.errors)")
    let shorter = unsafe truncate(path, 20) == 0
    try #require(shorter)
    try county.rewrite(
      "files: registers/*.csv", with: "limits: {source_bytes: 19}\n    files: registers/*.csv")
    #expect(try county.run().errors.contains("at most 19 bytes"))
  }

  #if os(Linux)
  @Test(arguments: ["registers/one.csv", "pipeline.yml", "gazetteer.csv"])
  func `a file of the kernel's that never ends has no bytes`(name: String) throws {
    let county = try SmallCounty()
    let path = county.folder.appending(path: name).path
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: "/proc/self/pagemap")
    for command in ["run", "check"] {
      let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
      #expect(process.status == 2 || process.status == 78, "\(process.errors)")
      #expect(process.errors.contains("remedy:"), "\(process.errors)")
    }
  }
  #endif

  @Test func `a latest run whose store or report became a pipe is made again`() throws {
    let county = try SmallCounty()
    for name in ["stages.sqlite", "run.json"] {
      try county.write(SmallCounty.register + "00\(name.count),甲村,3,2\n", to: "registers/one.csv")
      #expect(try county.run().status == 0)
      let path = county.folder.appending(path: "Output/small/latest/\(name)").path
      try FileManager.default.removeItem(atPath: path)
      let made = unsafe mkfifo(path, 0o600)
      #expect(made == 0)
      let again = try county.run()
      #expect(again.status == 0, "\(again.errors)")
      #expect(!again.output.contains("unchanged"))
      let inspect = try MilletProcess(["inspect", "small"], in: county.folder)
      #expect(inspect.status == 0, "\(inspect.errors)")
    }
  }

  @Test func `braces that stand for too many patterns are refused with their line`() throws {
    let county = try SmallCounty()
    let braces = String(repeating: "{a,b}", count: 18)
    try county.rewrite("registers/*.csv", with: "\"\(braces).csv\"")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("pipeline.yml:7:"), "\(run.errors)")
  }

  @Test func `a register that is cut off in its last line is told, and the line held back`() throws
  {
    let county = try SmallCounty()
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,甲村,4,4\n003,乙村,1", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.errors.contains("[source.truncated]"), "\(run.errors)")
    #expect(try county.newest("quarantine.csv").contains("source.truncated"))
    let table = try county.newest("tables/enrolment.csv")
    #expect(table.contains(",甲村,"), "\(table)")
  }

  @Test func `a register whose last value may be cut off is told, and the line kept`() throws {
    let county = try SmallCounty()
    let lines = "户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,甲村,4,4\n003,乙村,12,1"
    try county.write(lines, to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0)
    #expect(!run.errors.contains("source.truncated"), "\(run.errors)")
    #expect(run.errors.contains("[source.open-end]"), "\(run.errors)")
    #expect(try county.newest("tables/enrolment.csv").contains("乙村"))
    let strict = try county.run(["--strict"])
    #expect(strict.status == 1, "\(strict.errors)")
    try county.write(lines + "\n", to: "registers/one.csv")
    let whole = try county.run(["--strict"])
    #expect(whole.status == 0, "\(whole.errors)")
  }

  @Test(arguments: [
    ("files: 2", "expected 2 files, found 1"), ("files: {households: 3}", "households: expected 3"),
    ("files: [one.csv, two.csv]", "missing two.csv"),
    ("files: []", "not expected registers/one.csv"),
  ])
  func `a gate on the files stops a run that lacks one`(gate: String, finding: String) throws {
    let county = try SmallCounty()
    try county.rewrite("quarantine_share: 0.4", with: "quarantine_share: 0.4, \(gate)")
    let run = try county.run()
    #expect(run.status == 1)
    #expect(run.errors.contains(finding), "\(run.errors)")
    #expect(!county.exists("Output/small/latest"))
  }

  @Test func `a gate on the change of rows stops a run that lost a place`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "quarantine_share: 0.4",
      with: "quarantine_share: 0.4, row_change: {share: 0.5, level: village}")
    #expect(try county.run().status == 0)
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,甲村,4,4\n003,甲村,2,1\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("households in 112 −100 %"), "\(run.errors)")
    #expect(run.errors.contains("[gate.failed]"))
  }

  /// A bound on persons, the level at which it holds, and what stops the run, if anything.
  struct Change: Sendable {
    let bound: String
    let level: String?
    let finding: String?
  }

  @Test(arguments: [
    Change(bound: "at_most: 2", level: nil, finding: "persons of county 1: 12 → 15"),
    Change(bound: "at_most: 3", level: nil, finding: nil),
    Change(bound: "share: 0.2", level: nil, finding: "persons of county 1: 12 → 15"),
    Change(bound: "share: 0.25", level: "township", finding: nil),
    Change(bound: "at_most: 3", level: "village", finding: "persons of village 112: 5 → 9"),
  ])
  func `a gate on a figure stops a run in which it differs too much`(change: Change) throws {
    let county = try SmallCounty()
    let level = change.level.map { ", level: \($0)" } ?? ""
    try county.rewrite(
      "quarantine_share: 0.4",
      with:
        "quarantine_share: 0.4, change: {table: enrolment, measure: persons, \(change.bound)\(level)}"
    )
    #expect(try county.run().status == 0)
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,2,2\n002,甲村,4,4\n004,乙村,5,1\n005,乙村,4,1\n",
      to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == (change.finding == nil ? 0 : 1), "\(run.errors)")
    if let finding = change.finding {
      #expect(run.errors.contains("enrolment.\(finding)"), "\(run.errors)")
      #expect(run.errors.contains("[gate.failed]"))
    }
  }

  @Test func `a place of the widest level is a part of the whole where there are several`() throws {
    let county = try SmallCounty()
    try county.write(
      county.text("gazetteer.csv") + "\n2,另县,county,,,\n21,另镇,township,2,,\n211,丁村,village,21,,\n",
      to: "gazetteer.csv")
    try county.rewrite(
      "quarantine_share: 0.4",
      with: "quarantine_share: 0.4, change: {table: enrolment, measure: persons, at_most: 0}")
    func register(_ first: Int, _ second: Int) -> String {
      "户编号,行政村,人口数,参保人数\n001,甲村,\(first),1\n002,丁村,\(second),1\n"
    }
    try county.write(register(5, 5), to: "registers/one.csv")
    #expect(try county.run().status == 0)
    try county.write(register(4, 6), to: "registers/one.csv")
    #expect(try county.run().status == 0)
    try county.write(register(4, 7), to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 1)
    #expect(
      run.errors.contains("persons of total") || run.errors.contains(": 10 → 11"), "\(run.errors)")
  }

  @Test func `a figure that is gone fails its gate, one that is withheld is passed over`() throws {
    let county = try SmallCounty()
    func pipeline(_ more: String) -> String {
      SmallCounty.pipeline
        .replacing("by: [township, village]", with: "by: [township, village]\(more)")
        .replacing(
          "quarantine_share: 0.4",
          with: "quarantine_share: 0.9, change: [{table: enrolment, measure: rate, at_most: 100}]")
    }
    try county.write(pipeline(""), to: "pipeline.yml")
    #expect(try county.run().status == 0)
    // Nobody is left, so that there is no rate.
    try county.write("户编号,行政村,人口数,参保人数\n001,甲村,0,0\n", to: "registers/one.csv")
    let gone = try county.run()
    #expect(gone.status == 1)
    #expect(
      gone.errors.contains("enrolment.rate of county 1: 58.33 → not_applicable"), "\(gone.errors)")
    try county.write("户编号,行政村,人口数,参保人数\n001,甲村,3,2\n", to: "registers/one.csv")
    try county.write(
      pipeline("\n    disclosure: {minimum: 3}"), to: "pipeline.yml")
    let withheld = try county.run()
    #expect(withheld.status == 0, "\(withheld.errors)")
    #expect(try county.text("Output/small/latest/tables/enrolment.csv").contains("withheld"))
  }

  @Test func `a gate on freshness stops old files, also where nothing else changed`() throws {
    let county = try SmallCounty()
    try county.rewrite("quarantine_share: 0.4", with: "quarantine_share: 0.4, freshness: 30")
    #expect(try county.run().status == 0)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -40 * 86_400)],
      ofItemAtPath: county.folder.appending(path: "registers/one.csv").path)
    let run = try county.run()
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("is 40 days old"), "\(run.errors)")
  }

  @Test(arguments: ["tables/enrolment.csv", "stages.sqlite", "run.json"])
  func `a latest run whose files are gone is made again`(name: String) throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    #expect(try county.run(["--json"]).output.contains("unchanged"))
    let latest = county.folder.appending(path: "Output/small/latest").resolvingSymlinksInPath()
    try FileManager.default.removeItem(at: latest.appending(path: name))
    let again = try county.run(["--json"])
    #expect(again.output.contains(#""status":"published""#), "\(again.output)")
    #expect(county.exists("Output/small/latest/\(name)"))
  }
}
