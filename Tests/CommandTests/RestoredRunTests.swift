import Foundation
import Testing

/// Files that are again as they were when an earlier run was made.
@Suite struct RestoredRunTests {
  private static let other = SmallCounty.register + "005,乙村,1,1\n"

  private static func latest(_ county: SmallCounty) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(
      atPath: county.folder.appending(path: "Output/small/latest").path)
  }

  /// A county of two runs, whose files are then as they were at the first.
  private static func county(
    _ pipeline: String = SmallCounty.pipeline
  ) throws -> (
    county: SmallCounty, first: String, second: String
  ) {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    #expect(try county.run().status == 0)
    let first = try latest(county)
    try county.write(other, to: "registers/one.csv")
    #expect(try county.run().status == 0)
    let second = try latest(county)
    #expect(first != second)
    try county.write(SmallCounty.register, to: "registers/one.csv")
    return (county, first, second)
  }

  @Test func `latest names the earlier run again, and nothing is computed`() throws {
    let (county, first, second) = try Self.county()
    let plan = try county.run(["--plan"])
    #expect(plan.output.hasPrefix("publish  "), "\(plan.output)")
    #expect(plan.output.contains("latest will name it again"), "\(plan.output)")
    #expect(try Self.latest(county) == second)
    let run = try county.run(["--json"])
    #expect(run.status == 0)
    #expect(run.output.contains(#""status":"restored""#), "\(run.output)")
    #expect(!run.errors.contains("extract"))
    #expect(try Self.latest(county) == first)
    #expect(try county.run(["--json"]).output.contains(#""status":"unchanged""#))
    #expect(try county.run(["--verify"]).status == 0)
    // And forth again.
    try county.write(Self.other, to: "registers/one.csv")
    #expect(try county.run().status == 0)
    #expect(try Self.latest(county) == second)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small").path)
    #expect(Set(files) == [".lock", ".sensitive-key", "latest", "pieces", "runs"])
  }

  @Test(arguments: [
    "gates: {quarantine_share: 0.4, row_change: 0.9}",
    "gates: {quarantine_share: 0.4, change: {table: enrolment, measure: persons, share: 1}}",
    """
      - {check: members - previous.members < 9, of: household, severity: warn, code: household.jump}
    gates: {quarantine_share: 0.4}
    """,
    "gates: {quarantine_share: 0.4}\npublish: [csv, {migration: records.sqlite}]",
  ])
  func `what looks back is made anew`(words: String) throws {
    let gates = "gates: {quarantine_share: 0.4}"
    let pipeline =
      words.hasPrefix("  -")
      ? SmallCounty.pipeline.replacing(
        "tables:", with: words.split(separator: "\n")[0] + "\ntables:")
      : SmallCounty.pipeline.replacing(gates, with: words)
    #expect(pipeline != SmallCounty.pipeline)
    let (county, first, second) = try Self.county(pipeline)
    let run = try county.run()
    #expect(run.errors.contains("small published"), "\(run.errors)")
    #expect(try ![first, second].contains(Self.latest(county)))
  }

  @Test(arguments: ["tables/enrolment.csv", "stages.sqlite", "diagnostics.jsonl"])
  func `a run that is not whole any more is made anew`(file: String) throws {
    let (county, first, _) = try Self.county()
    try FileManager.default.removeItem(
      at: county.folder.appending(path: "Output/small/\(first)/\(file)"))
    #expect(try county.run().errors.contains("small published"))
    #expect(try Self.latest(county) != first)
  }

  @Test func `a file that was gone meanwhile makes no other run`() throws {
    let county = try SmallCounty()
    let second = "户编号,行政村,人口数,参保人数\n101,甲村,3,2\n"
    try county.write(second, to: "registers/two.csv")
    #expect(try county.run().status == 0)
    let first = try Self.latest(county)
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/two.csv"))
    #expect(try county.run().status == 0)
    try county.write(second, to: "registers/two.csv")
    #expect(try county.run().errors.contains("published again as it was"))
    #expect(try Self.latest(county) == first)
  }

  @Test func `where columns moved meanwhile, that is told and not passed over`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let first = try Self.latest(county)
    try county.write("行政村,户编号,人口数,参保人数\n甲村,001,3,2\n", to: "registers/one.csv")
    #expect(try county.run().status == 0)
    try county.write(SmallCounty.register, to: "registers/one.csv")
    let run = try county.run()
    #expect(run.errors.contains("[sheet.layout-drifted]"), "\(run.errors)")
    #expect(try Self.latest(county) != first)
  }

  @Test(arguments: ["filesSynced", "linkMade", "folderRenamed"])
  func `a run that died before it was the latest is none`(point: String) throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let first = try Self.latest(county)
    try county.write(Self.other, to: "registers/one.csv")
    #expect(try county.run(environment: ["MILLET_FAULT_POINT": point]).status == SIGKILL)
    let run = try county.run()
    #expect(run.errors.contains("small published"), "\(run.errors)")
    let second = try Self.latest(county)
    try county.write(SmallCounty.register, to: "registers/one.csv")
    #expect(try county.run().errors.contains("published again as it was"))
    #expect(try Self.latest(county) == first)
    try county.write(Self.other, to: "registers/one.csv")
    #expect(try county.run().status == 0)
    #expect(try Self.latest(county) == second)
    #expect(
      try county.text("Output/small/latest/tables/enrolment.csv").contains("112,乙村,试验县,某镇,6,2"))
  }

  @Test func `another key, a gate on files and force make it anew`() throws {
    let (county, first, _) = try Self.county()
    let forced = try county.run(["--force"])
    #expect(forced.errors.contains("small published"))
    #expect(try Self.latest(county) != first)
    let (other, once, _) = try Self.county()
    try FileManager.default.removeItem(
      at: other.folder.appending(path: "Output/small/.sensitive-key"))
    #expect(try other.run().errors.contains("[store.key-made]"))
    #expect(try Self.latest(other) != once)
  }
}
