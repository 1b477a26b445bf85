import Foundation
import Testing

/// Runs that come to the same as the latest, though bytes changed.
@Suite struct SameContentTests {
  private static func runs(_ county: SmallCounty) throws -> Int {
    try FileManager.default
      .contentsOfDirectory(
        atPath: county.folder.appending(path: "Output/small/runs").path
      )
      .filter { !$0.hasPrefix(".") }.count
  }

  /// A county that is published, with a second register.
  private static func published() throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write("户编号,行政村,人口数,参保人数\n005,乙村,6,2\n", to: "registers/two.csv")
    let run = try county.run()
    try #require(run.status == 0, "\(run.errors)")
    return county
  }

  @Test(arguments: [
    "户编号,行政村,人口数,参保人数\r\n005,乙村,6,2\r\n",
    "户编号,行政村,\"人口数\",参保人数\n\"005\",乙村,6,2\n",
    "\u{FEFF}户编号,行政村,人口数,参保人数\n005,乙村,6,2\n",
  ])
  func `a file that gives what it gave is read once, and nothing is made of it`(
    text: String
  ) throws {
    let county = try Self.published()
    try county.write(text, to: "registers/two.csv")
    let run = try county.run()
    #expect(run.status == 0 && run.errors.contains("unchanged since"), "\(run.errors)")
    #expect(run.errors.contains("give what they gave") && !run.errors.contains("tabulate"))
    #expect(try Self.runs(county) == 1)
    // Known from then on.
    let again = try county.run()
    #expect(again.errors.contains("unchanged since") && !again.errors.contains("extract"))
    // And yesterday's bytes as well.
    try county.write("户编号,行政村,人口数,参保人数\n005,乙村,6,2\n", to: "registers/two.csv")
    let back = try county.run()
    #expect(back.errors.contains("unchanged since") && !back.errors.contains("extract"))
    #expect(try Self.runs(county) == 1)
  }

  @Test func `a file that gives something else is published, and the others are not read`() throws {
    let county = try Self.published()
    try county.write("户编号,行政村,人口数,参保人数\n005,乙村,6,3\n", to: "registers/two.csv")
    let run = try county.run()
    #expect(run.errors.contains("2 of 2 files read, 1 of them from pieces"), "\(run.errors)")
    #expect(run.errors.contains("published"))
    #expect(try Self.runs(county) == 2)
    let full = try county.run(["--force", "--full"])
    #expect(full.errors.contains("2 of 2 files read, 0 of them from pieces"), "\(full.errors)")
  }

  @Test func `an entry of the gazetteer that nothing asks for changes nothing`() throws {
    let county = try Self.published()
    let gazetteer = try county.text("gazetteer.csv")
    try county.write(gazetteer + "\n119,旧村,village,11,,2015-01-01\n", to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.errors.contains("2 of 2 files read, 2 of them from pieces"), "\(run.errors)")
    #expect(run.errors.contains("unchanged since"), "\(run.errors)")
    #expect(try Self.runs(county) == 1)
    let again = try county.run()
    #expect(again.errors.contains("unchanged since") && !again.errors.contains("extract"))
    // A village of the day has rows in tables.
    try county.write(gazetteer + "\n113,丙村,village,11,,\n", to: "gazetteer.csv")
    let other = try county.run()
    #expect(other.errors.contains("published"), "\(other.errors)")
    #expect(try county.text("Output/small/latest/tables/enrolment.csv").contains("丙村"))
  }

  @Test func `what should be heard of is no less a change`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "{gazetteer: gazetteer.csv}", with: "{gazetteer: gazetteer.csv, decisions: decisions.csv}")
    let head = "name,level,within,code\n"
    try county.write(head, to: "decisions.csv")
    let first = try county.run()
    try #require(first.status == 0, "\(first.errors)")
    try county.write(head + "丁村,village,,111\n", to: "decisions.csv")
    let run = try county.run()
    #expect(run.errors.contains("published"), "\(run.errors)")
    func log() throws -> String { try county.text("Output/small/latest/diagnostics.jsonl") }
    #expect(try log().contains("place.decision-unused"))
    try county.write(head, to: "decisions.csv")
    #expect(try county.run().errors.contains("published"))
    #expect(try !log().contains("place.decision-unused"))
  }

  @Test func `a file that becomes the twin of another is told`() throws {
    let county = try Self.published()
    try county.write(
      try county.text("pipeline.yml") + "\n", to: "pipeline.yml")
    try county.write(SmallCounty.register, to: "registers/three.csv")
    let run = try county.run()
    #expect(run.errors.contains("[source.duplicate]"), "\(run.errors)")
    #expect(try county.run().errors.contains("unchanged since"))
    let strict = try county.run(["--strict"])
    #expect(strict.status == 1, "\(strict.errors)")
  }

  @Test func `a lost key is told though the files give what they gave`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "insured: {headers: 参保人数, type: integer}",
      with:
        "insured: {headers: 参保人数, type: integer}\n      head: {headers: 户主, sensitive: true, required: false}"
    )
    try county.write(
      SmallCounty.register.replacing("参保人数\n", with: "参保人数,户主\n")
        .replacing("3,2\n", with: "3,2,试某\n"), to: "registers/one.csv")
    try #require(try county.run().status == 0)
    try FileManager.default.removeItem(
      at: county.folder.appending(path: "Output/small/.sensitive-key"))
    try county.write(
      try county.text("gazetteer.csv") + "\n119,旧村,village,11,,2015-01-01\n", to: "gazetteer.csv")
    let run = try county.run()
    #expect(
      run.errors.contains("[store.key-made]") && run.errors.contains("published"), "\(run.errors)")
    #expect(try !county.run(["--force"]).errors.contains("[store.key-made]"))
  }

  @Test func `a full run is one though nothing changed`() throws {
    let county = try Self.published()
    let run = try county.run(["--full"])
    #expect(run.errors.contains("2 of 2 files read, 0 of them from pieces"), "\(run.errors)")
    #expect(try Self.runs(county) == 2)
  }

  @Test func `who waited for the lock looks for what changed anew`() throws {
    let county = try Self.published()
    // Yesterday's register has its piece; today's comes while the run waits.
    try county.write("户编号,行政村,人口数,参保人数\n005,乙村,7,2\n", to: "registers/two.csv")
    try #require(try county.run(["--until", "extract"]).status == 0)
    let script = """
      (flock 9; sleep 1; printf '户编号,行政村,人口数,参保人数\n005,乙村,9,2\n' > registers/two.csv; sleep 1) 9> Output/small/.lock &
      sleep 0.3; "$0" run pipeline.yml --wait 60; wait
      """
    let run = try MilletProcess(
      ["-c", script, MilletProcess.program.path], in: county.folder,
      environment: ["PATH": "/usr/bin:/bin"], program: URL(filePath: "/bin/sh"))
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.text("Output/small/latest/tables/enrolment.csv")
    #expect(table.contains("village,112,乙村,试验县,某镇,14,"), "\(table)")
  }

  @Test func `another definition or a lost file is a run of its own`() throws {
    let county = try Self.published()
    try county.write("户编号,行政村,人口数,参保人数\r\n005,乙村,6,2\r\n", to: "registers/two.csv")
    try county.rewrite("persons: sum(members)", with: "persons: {value: sum(members), label: 人口}")
    #expect(try county.run().errors.contains("published"))
    try county.write("户编号,行政村,人口数,参保人数\n005,乙村,6,2\n", to: "registers/two.csv")
    try FileManager.default.removeItem(
      at: county.folder.appending(path: "Output/small/latest/tables/enrolment.csv"))
    #expect(try county.run().errors.contains("published"))
    #expect(county.exists("Output/small/latest/tables/enrolment.csv"))
  }

  @Test func `a run by force is held against what the latest was held against`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "rules:\n",
      with:
        "rules:\n  - {check: members = previous.members, of: household, severity: warn, code: a.moved}\n"
    )
    #expect(try county.run().status == 0)
    try county.write(
      SmallCounty.register.replacing("001,甲村,3,2", with: "001,甲村,5,2"), to: "registers/one.csv")
    #expect(try county.run().status == 0)
    func isMoved() throws -> Bool {
      try county.text("Output/small/latest/diagnostics.jsonl").contains("a.moved")
    }
    #expect(try isMoved())
    try county.write(
      SmallCounty.register.replacing("001,甲村,3,2", with: "001,甲村,\"5\",2"), to: "registers/one.csv")
    #expect(try county.run().errors.contains("unchanged since"))
    #expect(try county.run(["--force"]).status == 0)
    #expect(try isMoved() && Self.runs(county) == 3)
  }
}
