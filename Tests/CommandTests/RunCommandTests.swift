import Foundation
import Testing

@Suite struct RunCommandTests {
  private static let table = """
    level,code,name,county,township,persons,insured,rate
    county,1,试验县,试验县,,12,7,58.33
    township,11,某镇,试验县,某镇,12,7,58.33
    village,111,甲村,试验县,某镇,7,6,85.71
    village,112,乙村,试验县,某镇,5,1,20.00

    """

  @Test func `a run publishes its table and says what it did`() throws {
    let county = try SmallCounty()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("households: 5 rows read = 3 clean"))
    #expect(try county.text("Output/small/latest/tables/enrolment.csv") == Self.table)
    #expect(
      try county.text("Output/small/latest/quarantine.csv")
        .contains("registers/one.csv,one,4,D4,insured,3,household.insured"))
  }

  @Test(arguments: [
    (
      index: "3", status: 2,
      finding:
        "S!3:3: error: expected rows in ascending order, as the format demands, found row 3 twice"
    ),
    (index: "4", status: 0, finding: "households: 4 rows read = 3 clean"),
  ])
  func `two rows of one number are refused, never mixed`(
    index: String, status: Int32, finding: String
  ) throws {
    func row(_ index: String, _ cells: String) -> String {
      let cells = cells.split(separator: ",")
        .map { "<ss:Cell><ss:Data ss:Type=\"String\">\($0)</ss:Data></ss:Cell>" }
      return "<ss:Row ss:Index=\"\(index)\">\(cells.joined())</ss:Row>"
    }
    let county = try SmallCounty()
    try county.write(
      """
      <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="S">\
      <ss:Table>\(row("1", "户编号,行政村,人口数,参保人数"))\(row("2", "001,甲村,3,2"))\
      \(row("3", "002,甲村,4,4"))\(row(index, "003,乙村,2,1"))</ss:Table></ss:Worksheet></ss:Workbook>
      """, to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == status)
    #expect(run.errors.contains(finding), "\(run.errors)")
    #expect(county.exists("Output/small/latest") == (status == 0))
  }

  @Test func `a limit of the pipeline refuses what is above it and names itself`() throws {
    let county = try SmallCounty()
    let pipeline = try county.text("pipeline.yml")
    try county.write("limits: {cells: 19}\n" + pipeline, to: "pipeline.yml")
    let refused = try county.run()
    #expect(refused.status == 2)
    #expect(refused.errors.contains("raise cells under limits:"), "\(refused.errors)")
    try county.write("limits: {cells: 20}\n" + pipeline, to: "pipeline.yml")
    #expect(try county.run().status == 0)
    let file = "registers/one.csv"
    #expect(try MilletProcess(["cells", file, "--limit", "rows=4"], in: county.folder).status == 2)
    #expect(try MilletProcess(["cells", file, "--limit", "rows=5"], in: county.folder).status == 0)
    #expect(try MilletProcess(["cells", file, "--limit", "row=5"], in: county.folder).status == 64)
  }

  @Test func `what did not change is not run again, unless forced`() throws {
    let county = try SmallCounty()
    let first = try county.run(["--json"])
    let again = try county.run(["--json"])
    #expect(again.output.contains(#""status":"unchanged""#))
    let forced = try county.run(["--json", "--force"])
    #expect(forced.output.contains(#""status":"published""#))
    #expect(first.output.contains(#""status":"published""#))
    #expect(try county.text("Output/small/latest/tables/enrolment.csv") == Self.table)
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    #expect(try county.run(["--json"]).output.contains(#""status":"published""#))
    #expect(
      try county.text("Output/small/latest/tables/enrolment.csv").contains("112,乙村,试验县,某镇,6,2"))
  }

  @Test(arguments: [
    "storeCreated", "rowsStored", "setChecksDone", "tabulated", "reconciled", "filesWritten",
    "filesSynced", "folderRenamed", "linkMade", "latestMoved",
  ])
  func `killed at any point, latest names a whole run`(point: String) throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let before = try latest(of: county.folder)
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    let killed = try county.run(environment: ["MILLET_FAULT_POINT": point])
    #expect(killed.status == SIGKILL)
    let after = try latest(of: county.folder)
    #expect((after == before) == (point != "latestMoved"))
    #expect(
      try county.text("Output/small/latest/run.json").contains(#""status": "published""#))
    #expect(try !county.text("Output/small/latest/tables/enrolment.csv").isEmpty)
    #expect(try county.run(["--force"]).status == 0)
    #expect(
      try county.text("Output/small/latest/tables/enrolment.csv").contains("112,乙村,试验县,某镇,6,2"))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small/runs").path)
    // One by the killed run where it came to its end, besides the first and the last.
    #expect(left.count == (point == "latestMoved" ? 3 : 2), "\(left)")
    #expect(!left.contains { $0.hasPrefix(".") })
  }

  /// What is spoiled, and how the run ends: its status and the code of its one diagnostic.
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let content: String?
    let status: Int32
    let code: String
    let place: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    Fault(
      name: "a missing column", file: "registers/one.csv", content: "户编号,行政村,人口数\n1,甲村,2\n",
      status: 2, code: "sheet.missing-column", place: "registers/one.csv:one!1:1"),
    Fault(
      name: "a file that is no workbook", file: "registers/one.csv", content: "PK\u{3}\u{4}nothing",
      status: 2, code: "source.unreadable", place: "registers/one.csv"),
    Fault(
      name: "an empty file", file: "registers/one.csv", content: "", status: 2,
      code: "source.unknown-format", place: "registers/one.csv"),
    Fault(
      name: "an empty folder", file: "registers/one.csv", content: nil, status: 2,
      code: "source.not-found", place: "pipeline.yml"),
    Fault(
      name: "a wrong key", file: "pipeline.yml",
      content: SmallCounty.pipeline.replacing("records:", with: "recods:"), status: 78,
      code: "pipeline.unknown-key", place: "pipeline.yml:14:1"),
    Fault(
      name: "a gazetteer without a column", file: "gazetteer.csv", content: "code,name\n",
      status: 78,
      code: "pipeline.missing-key", place: "gazetteer.csv:1:1"),
    Fault(
      name: "too many rows in quarantine", file: "registers/one.csv",
      content: "户编号,行政村,人口数,参保人数\n1,甲村,2,3\n2,丙村,2,2\n3,甲村,1,1\n", status: 1,
      code: "gate.failed", place: "pipeline.yml"),
  ])
  func `a fault is one diagnostic with place and remedy, and nothing is published`(
    fault: Fault
  ) throws {
    let county = try SmallCounty()
    if let content = fault.content {
      try county.write(content, to: fault.file)
    } else {
      try FileManager.default.removeItem(at: county.folder.appending(path: fault.file))
    }
    let run = try county.run()
    #expect(run.status == fault.status, "\(run.errors)")
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors.count == 1, "\(run.errors)")
    #expect(errors.first?.hasPrefix(fault.place + ": error: ") == true, "\(run.errors)")
    #expect(errors.first?.hasSuffix("[\(fault.code)]") == true, "\(run.errors)")
    #expect(run.errors.contains("  remedy: "))
    #expect(!county.exists("Output/small/latest"))
  }

  @Test func `a folder of results that cannot be made is told in words`() throws {
    let county = try SmallCounty()
    try county.write("", to: "taken")
    let run = try county.run(["--output", "taken"])
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "taken/small: error: cannot write here: a file stands where a folder is expected [store.failed]"
      ), "\(run.errors)")
    #expect(run.errors.contains("remedy: move it away, or correct the path"))
  }

  @Test func `all files that cannot be read are named`() throws {
    let county = try SmallCounty()
    try county.write("户编号,行政村\n1,甲村\n", to: "registers/two.csv")
    try county.write("户编号,行政村,人口数\n1,甲村,1\n", to: "registers/three.csv")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("registers/two.csv") && run.errors.contains("registers/three.csv"))
  }

  @Test func `partial runs are kept and not published`() throws {
    let county = try SmallCounty()
    let run = try county.run(["--until", "extract", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(#""status":"partial""#))
    #expect(!county.exists("Output/small/latest"))
    let only = try county.run(["--only", "enrolment", "--json"])
    #expect(only.output.contains(#""status":"partial""#), "\(only.errors)")
    #expect(!county.exists("Output/small/latest"))
    #expect(try county.run(["--only", "nothing"]).status == 64)
  }

  @Test func `warnings fail a strict run, which publishes nothing and says why`() throws {
    let county = try SmallCounty()
    let warned = SmallCounty.pipeline.replacing("severity: quarantine", with: "severity: warn")
    try county.write(warned, to: "pipeline.yml")
    let strict = try county.run(["--strict"])
    #expect(strict.status == 1)
    #expect(
      strict.errors.contains(
        "expected warnings of at most 0, found 1: household.insured (1); for example "
          + "registers/one.csv:one!D4"), "\(strict.errors)")
    #expect(!county.exists("Output/small/latest"))
    #expect(try county.run().status == 0)
    let latest = try latest(of: county.folder)
    // Unchanged or not, the warnings are there.
    #expect(try county.run(["--strict"]).status == 1)
    #expect(try self.latest(of: county.folder) == latest)
  }

  @Test func `a strict run without warnings is published once and then unchanged`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--strict"]).status == 0)
    let again = try county.run(["--strict", "--json"])
    #expect(again.status == 0)
    #expect(again.output.contains(#""status":"unchanged""#))
  }

  @Test func `a failed gate names its commonest reasons with an example`() throws {
    let county = try SmallCounty()
    try county.write(
      "户编号,行政村,人口数,参保人数\n1,甲村,2,3\n2,丙村,2,2\n3,丁村,1,1\n4,甲村,x,1\n5,甲村,y,0\n6,甲村,z,0\n",
      to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "found 1: cell.not-a-number (3), place.unknown (2), household.insured (1); for example "
          + "registers/one.csv:one!5:5 [gate.failed]"), "\(run.errors)")
  }

  @Test(arguments: [
    ("find", false, false), ("extract", true, false), ("transform", true, false),
    ("tabulate", true, true), ("reconcile", true, true),
  ])
  func `until ends a run after its stage`(stage: String, hasStore: Bool, hasTable: Bool) throws {
    let county = try SmallCounty()
    let run = try county.run(["--until", stage, "--json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(#""status":"partial""#))
    #expect(!county.exists("Output/small/latest"))
    #expect(run.output.contains(#""enrolment":4"#) == hasTable, "\(run.output)")
    #expect(
      run.errors.contains("\(stage.padding(toLength: 10, withPad: " ", startingAt: 0))"),
      "\(run.errors)")
    #expect(!run.errors.contains("\npublish "), "\(run.errors)")
    guard hasStore else { return }
    let runs = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small/runs").path)
    #expect(runs.count == 1 && county.exists("Output/small/runs/\(runs[0])/stages.sqlite"))
  }

  @Test func `until publish is the whole run`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--until", "publish"]).status == 0)
    #expect(county.exists("Output/small/latest"))
  }

  @Test(arguments: [
    ("gates.quarantine_share=7", "--set gates.quarantine_share: error: expected a share"),
    ("gates.quarantin=0.5", "--set gates.quarantin: error: unknown key “quarantin”"),
    ("tables.enrolment.measures.rate={value: 1 +}", "--set tables.enrolment.measures.rate: error:"),
  ])
  func `an error of a setting cites the setting`(setting: String, place: String) throws {
    let county = try SmallCounty()
    let run = try county.run(["--set", setting])
    #expect(run.status == 78)
    #expect(run.errors.hasPrefix(place), "\(run.errors)")
  }

  @Test(arguments: [["run"], ["run", "a.yml", "--until", "never"], ["frobnicate"], ["cells"]])
  func `wrong usage exits with 64`(arguments: [String]) throws {
    #expect(try MilletProcess(arguments).status == 64)
  }

  private func latest(of folder: URL) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.appending(path: "Output/small/latest").path)
  }

  private static let twoTables = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: registers/*.csv
        record: household
        FIRST
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
      newcomers:
        files: registers/*.csv
        record: household
        SECOND
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
    records:
      household: {key: household_id}
    tables:
      households: {of: household, by: [village], measures: {households: count(*)}}
    """

  private static let twoTablesRegister =
    "户编号,行政村\n001,甲村\n002,乙村\n迁入,\n户编号,行政村\n003,甲村\n"

  @Test func `two tables of one worksheet are read by two sources`() throws {
    let county = try SmallCounty()
    try county.write(
      Self.twoTables.replacing("FIRST", with: "table: {to: 迁入}")
        .replacing("SECOND", with: "table: {from: /^迁入/}"), to: "pipeline.yml")
    try county.write(Self.twoTablesRegister, to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("households: 6 rows read = 2 clean"), "\(run.errors)")
    #expect(run.errors.contains("newcomers: 6 rows read = 1 clean"), "\(run.errors)")
    #expect(try county.text("Output/small/latest/tables/households.csv").contains("试验县"))
  }

  @Test func `two sources cannot read the same rows as one record`() throws {
    let county = try SmallCounty()
    try county.write(
      Self.twoTables.replacing("FIRST", with: "hidden: skip")
        .replacing("SECOND", with: "table: {from: /^迁入/}"), to: "pipeline.yml")
    try county.write(Self.twoTablesRegister, to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("both read the rows of registers/one.csv"), "\(run.errors)")
    #expect(!county.exists("Output/small/latest"))
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 78)
    #expect(check.errors.contains("both read the rows of registers/one.csv"), "\(check.errors)")
  }

  @Test(arguments: ["table: {from: /(/}", "table: {columns: F:A}", "table: {rows: 3}"])
  func `a wrong table region is an error of the pipeline file`(line: String) throws {
    let county = try SmallCounty()
    try county.write(
      Self.twoTables.replacing("FIRST", with: line).replacing("SECOND", with: "hidden: skip"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("pipeline.yml:9:"), "\(run.errors)")
  }
}
