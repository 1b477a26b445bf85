import Foundation
import Testing

/// What a run tells on standard output with `--json`.
@Suite struct EventTests {
  /// The events of a text, one a line.
  private static func events(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n")
      .map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
      }
  }

  /// One run of every ending, by the ending's name.
  private static let endings = Result { try runs() }

  private static func runs() throws -> [(status: String, run: MilletProcess)] {
    let county = try SmallCounty()
    var endings: [(String, MilletProcess)] = []
    func add(_ status: String, _ more: [String] = []) throws {
      endings.append((status, try county.run(["--json", "--quiet"] + more)))
    }
    try add("partial", ["--until", "tabulate"])
    try add("published")
    try add("unchanged")
    try add("aside", ["--as-of", "2021-10-30"])
    try add("gate_failed", ["--set", "gates.quarantine_share=0"])
    try add("wrong_definition", ["--set", "gates.quarantine_share=2"])
    try add("wrong_usage", ["--until", "never"])
    try add("wrong_usage", ["--only", "nothing"])
    let lock = try #require(
      FileHandle(forWritingAtPath: county.folder.appending(path: "Output/small/.lock").path))
    #expect(flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    try add("locked", ["--force"])
    endings.append(("interrupted", try interrupted(county)))
    #expect(flock(lock.fileDescriptor, LOCK_UN) == 0)
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    try add("failed")
    return endings
  }

  /// A run that waits for the lock until a signal ends it.
  private static func interrupted(_ county: SmallCounty) throws -> MilletProcess {
    try MilletProcess(
      [
        "-c",
        """
        "$MILLET" run pipeline.yml --force --wait 60 --json --quiet >.out & run=$!
        until grep -q file.found .out; do sleep 0.05; done
        kill -TERM $run; wait $run; status=$?; cat .out; exit $status
        """,
      ], in: county.folder,
      environment: ["MILLET": MilletProcess.program.path, "PATH": "/usr/bin:/bin"],
      program: URL(filePath: "/bin/bash"))
  }

  @Test func `however a run ends, its last event says so`() throws {
    let endings = try Self.endings.get()
    var kinds: Set<String> = []
    for (status, run) in endings {
      let events = try Self.events(run.output)
      let last = try #require(events.last)
      #expect(last["kind"] as? String == "run.ended", "\(status)")
      #expect(last["status"] as? String == status, "\(run.output)")
      #expect(last["exit"] as? Int == Int(run.status), "\(status)")
      #expect(events.count { $0["kind"] as? String == "run.ended" } == 1, "\(status)")
      kinds.formUnion(events.compactMap { $0["kind"] as? String })
    }
    #expect(
      kinds == [
        "run.started", "stage.started", "stage.ended", "file.found", "file.read", "rows.counted",
        "table.computed", "rule.tested", "gate.tested", "diagnostic", "file.written", "run.ended",
      ])
  }

  @Test(.enabled(if: SchemaChecker.isThere, SchemaChecker.absence))
  func `every event of every ending is valid by the schema that is published`() throws {
    let endings = try Self.endings.get()
    let county = try SmallCounty()
    let schema = try MilletProcess(["schema", "events"]).output
    let faults = try SchemaChecker.faults(
      of: endings.map(\.run.output).joined(), by: schema, in: county.folder)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(
    .enabled(if: SchemaChecker.isThere, SchemaChecker.absence),
    arguments: [
      #"{"kind":"run.endet"}"#,
      #"{"kind":"stage.started","time":"2021-11-08T05:15:00.000Z","pipeline":null,"run":null,"stage":"x"}"#,
      #"{"kind":"stage.started","time":"yesterday","pipeline":null,"run":null,"stage":"find"}"#,
      #"{"kind":"stage.started","time":"2021-11-08T05:15:00.000Z","run":null,"stage":"find"}"#,
    ])
  func `what is no event is none by the schema`(line: String) throws {
    let county = try SmallCounty()
    let faults = try SchemaChecker.faults(
      of: line + "\n", by: try MilletProcess(["schema", "events"]).output, in: county.folder)
    #expect(!faults.isEmpty)
  }

  @Test func `events tell files, rows, tables, gates and results of the run`() throws {
    let county = try SmallCounty()
    let run = try county.run(["--json"])
    let events = try Self.events(run.output)
    func all(_ kind: String) -> [[String: Any]] { events.filter { $0["kind"] as? String == kind } }
    #expect(all("file.found").map { $0["path"] as? String } == ["registers/one.csv"])
    #expect(all("file.read").map { $0["from"] as? String } == ["file"])
    #expect(all("rows.counted").map { $0["quarantined"] as? Int } == [1])
    #expect(all("table.computed").map { $0["rows"] as? Int } == [4])
    #expect(all("rule.tested").map { $0["failed"] as? Int } == [1])
    #expect(all("gate.tested").contains { $0["gate"] as? String == "quarantine_share" })
    #expect(all("file.written").contains { $0["path"] as? String == "tables/enrolment.csv" })
    let ended = try #require(all("run.ended").first)
    #expect(ended["run"] as? String == ended["id"] as? String)
    #expect(Set(events.compactMap { $0["pipeline"] as? String }) == ["small"])
    let forced = try Self.events(try county.run(["--json", "--force"]).output)
    #expect(
      forced.filter { $0["kind"] as? String == "file.read" }.map { $0["from"] as? String }
        == ["piece"])
  }

  @Test func `the last line on standard error is short and says how the run ended`() throws {
    let lines = try Self.lastLines()
    let figures = #/[0-9.]+ s\)$/#
    for line in lines { #expect(line.contains(figures) && line.count <= 78, "\(line)") }
    let words = lines.map { $0.replacing(#/ \([0-9.]+ s\)$/#, with: "") }
    #expect(
      words == [
        "small published: 1 table, 4 rows, 1 held back, 0 warnings", "small unchanged",
        "small kept, not published",
        "small not published: gate quarantine_share, 1 held back, 0 warnings",
        "millet run not run, wrong definition: pipeline.invalid-value",
        "millet run not run, wrong usage", "small failed: sheet.missing-column",
      ])
  }

  private static func lastLines() throws -> [String] {
    let county = try SmallCounty()
    var lines: [String] = []
    func add(_ more: [String]) throws {
      let run = try county.run(more)
      lines.append(run.errors.split(separator: "\n").last.map(String.init) ?? "")
    }
    try add([])
    try add([])
    try add(["--until", "extract"])
    try add(["--set", "gates.quarantine_share=0"])
    try add(["--set", "gates.quarantine_share=2"])
    try add(["--until", "never"])
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    try add([])
    return lines
  }
}
