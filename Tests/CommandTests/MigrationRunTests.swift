import Foundation
import Testing

/// Runs whose records go into a database that stands.
@Suite struct MigrationRunTests {
  /// A county whose households go into `standing/registers.sqlite`, where others keep a table as well.
  static func county(mode: String = "upsert") throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(
        "参保人数, type: integer", with: "参保人数, type: integer, missing: {无: not_applicable}") + """

          publish:
          - csv
          - {migration: records.sqlite, into: standing/registers.sqlite, mode: \(mode), missing: columns}

          """, to: "pipeline.yml")
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "standing"), withIntermediateDirectories: true)
    try sql(county, "CREATE TABLE note (a); INSERT INTO note VALUES ('of others')")
    return county
  }

  /// What the command `sqlite3` prints for statements on the target.
  @discardableResult
  static func sql(_ county: SmallCounty, _ statements: String) throws -> String {
    let process = try MilletProcess(
      ["standing/registers.sqlite", statements], in: county.folder,
      program: URL(filePath: "/usr/bin/sqlite3"))
    #expect(process.status == 0, "\(process.errors)")
    return process.output
  }

  static func households(_ county: SmallCounty) throws -> String {
    try sql(
      county,
      "SELECT household_id, members, insured, row FROM household JOIN source_row ON id = source_row ORDER BY 1"
    )
  }

  static let all = "001|3|2|2\n002|4|4|3\n004|5|1|5\n"

  @Test func `a run brings its records there, tells how many, and ends unchanged behind that`()
    throws
  {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("registers.sqlite: household 3 inserted\n"), "\(run.errors)")
    #expect(try Self.households(county) == Self.all)
    #expect(try county.run().errors.contains("unchanged since"))
    try county.write(
      SmallCounty.register.replacing("001,甲村,3,2", with: "001,甲村,3,1") + "005,乙村,1,无\n",
      to: "registers/one.csv")
    let next = try county.run(["--json"])
    #expect(
      next.errors.contains("household 1 inserted, 1 updated, 2 unchanged\n"), "\(next.errors)")
    #expect(next.output.contains(#""updated":1"#), "\(next.output)")
    #expect(try Self.households(county) == "001|3|1|2\n002|4|4|3\n004|5|1|5\n005|1||6\n")
    #expect(
      try Self.sql(county, "SELECT insured_missing FROM household WHERE insured IS NULL")
        == "not_applicable\n")
    #expect(try Self.sql(county, "SELECT a FROM note") == "of others\n")
  }

  @Test func `a target that somebody changed is told, and gets the records again`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    try Self.sql(county, "INSERT INTO note VALUES ('more')")
    #expect(try county.run().errors.contains("unchanged since"))
    try Self.sql(
      county,
      "UPDATE household SET members = 9 WHERE household_id = '002'; DELETE FROM household WHERE household_id = '001'"
    )
    let run = try county.run()
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "found others: household: 1 not there, 1 with other values [migration.target-changed]"),
      "\(run.errors)")
    #expect(try Self.households(county) == Self.all)
    try FileManager.default.removeItem(
      at: county.folder.appending(path: "standing/registers.sqlite"))
    #expect(try county.run().errors.contains("household 3 inserted"))
    #expect(try county.run().errors.contains("unchanged since"))
  }

  @Test func `rows that were inserted may be worked on, and the run ends unchanged`() throws {
    let county = try Self.county(mode: "insert")
    #expect(try county.run().status == 0)
    try Self.sql(county, "UPDATE household SET members = 9 WHERE household_id = '002'")
    #expect(try county.run().errors.contains("unchanged since"))
    let forced = try county.run(["--force"])
    #expect(
      forced.errors.contains("household 2 unchanged, 1 kept as changed since"), "\(forced.errors)")
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    let other = try county.run()
    #expect(other.status == 2)
    #expect(
      other.errors.contains(
        "found 1 household that are there with other values, read at registers/one.csv:one!3:3 [migration.conflict]"
      ), "\(other.errors)")
    #expect(try Self.sql(county, "SELECT COUNT(*) FROM household") == "3\n")
  }

  @Test(arguments: [
    ("filesWritten", false), ("filesSynced", false), ("folderRenamed", false), ("linkMade", false),
    ("targetCommitted", true), ("latestMoved", true),
  ])
  func `killed at any point, the target has all records or none, and the next run has both`(
    point: String, isThere: Bool
  ) throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let before = try Self.households(county)
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    #expect(try county.run(environment: ["MILLET_FAULT_POINT": point]).status == SIGKILL)
    let after = before + "005|1|1|6\n"
    #expect(try Self.households(county) == (isThere ? after : before))
    let next = try county.run()
    // A run that died before it became the latest is nobody's change of the target.
    #expect(next.status == 0 && !next.errors.contains(": warning:"), "\(next.errors)")
    #expect(try Self.households(county) == after)
    #expect(
      try county.text("Output/small/latest/tables/enrolment.csv").contains("112,乙村,试验县,某镇,6,2"))
    #expect(try Self.sql(county, "PRAGMA integrity_check; SELECT a FROM note") == "ok\nof others\n")
    #expect(try county.run().errors.contains("unchanged since"))
  }

  @Test func `a run on trial, and one that a gate holds back, leave everything as it is`() throws {
    let county = try Self.county()
    let trial = try county.run(["--dry-run"])
    #expect(trial.status == 0)
    #expect(trial.errors.contains("household 3 inserted"), "\(trial.errors)")
    #expect(trial.errors.contains("nothing is published"), "\(trial.errors)")
    #expect(!county.exists("Output/small/latest"))
    #expect(try Self.sql(county, ".tables") == "note\n")
    #expect(try county.newest("migration-report.txt").contains("a trial: the target is as it was"))
    let held = try county.run(["--set", "gates.quarantine_share=0.1"])
    #expect(held.status == 1)
    #expect(try Self.sql(county, ".tables") == "note\n")
  }

  @Test func `a target that another program holds ends the run`() throws {
    let county = try Self.county()
    let holder = Process()
    holder.executableURL = URL(filePath: "/usr/bin/sqlite3")
    holder.arguments = ["standing/registers.sqlite"]
    holder.currentDirectoryURL = county.folder
    let (input, output) = (Pipe(), Pipe())
    (holder.standardInput, holder.standardOutput) = (input, output)
    try holder.run()
    input.fileHandleForWriting.write(Data("BEGIN EXCLUSIVE; SELECT 'held';\n".utf8))
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    let run = try county.run()
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "standing/registers.sqlite: error: cannot change the target, which is as it was: another program uses it"
      ), "\(run.errors)")
    #expect(!county.exists("Output/small/latest"))
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    #expect(try county.run().status == 0)
  }

  @Test func `a disk that takes no more leaves the target as it was`() throws {
    let county = try Self.county()
    // Whatever is added stands behind what a file of this process may have.
    try Self.sql(county, "INSERT INTO note VALUES (zeroblob(4000000))")
    let before = try Self.sql(county, ".sha3sum")
    let run = try MilletProcess(
      ["-c", "ulimit -f 2000; exec \(MilletProcess.program.path) run pipeline.yml"],
      in: county.folder, program: URL(filePath: "/bin/bash"))
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("cannot change the target, which is as it was"), "\(run.errors)")
    #expect(try Self.sql(county, ".sha3sum") == before)
    #expect(try Self.sql(county, "PRAGMA integrity_check") == "ok\n")
    #expect(!county.exists("Output/small/latest"))
  }

  @Test(arguments: ["Output/small/latest", "Output/./small"])
  func `a target among the results that runs make and remove ends the run`(
    folder: String
  ) throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    try county.write(
      try county.text("pipeline.yml").replacing("standing/", with: "\(folder)/"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78)
    if !folder.contains("/./") {
      #expect(try MilletProcess(["check", "pipeline.yml"], in: county.folder).status == 78)
    }
    #expect(
      run.errors.contains("expected a target beside the folder of the results"), "\(run.errors)")
    #expect(!county.exists("\(folder)/registers.sqlite"))
  }

  @Test func `a folder that is not there ends the run`() throws {
    let county = try Self.county()
    try county.write(
      try county.text("pipeline.yml").replacing("standing/", with: "absent/"), to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("absent/registers.sqlite: error: cannot change"), "\(run.errors)")
    #expect(!county.exists("Output/small/latest"))
  }
}
