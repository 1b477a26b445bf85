import Foundation
import Testing

/// Targets that others change too, or that a run left in the middle.
@Suite struct MigrationOwnersTests {
  private typealias Target = MigrationRunTests

  @Test func `a run that died with pages of the target on the disk is nothing to the next`() throws
  {
    let county = try Target.county()
    #expect(try county.run().status == 0)
    // More than SQLite holds in memory before the transaction ends.
    let rows = (0..<20_000).map { "h\($0),甲村,3,2\n" }.joined()
    try county.write(SmallCounty.register + rows, to: "registers/one.csv")
    #expect(try county.run(environment: ["MILLET_FAULT_POINT": "folderRenamed"]).status == SIGKILL)
    #expect(county.exists("standing/registers.sqlite-journal"))
    let next = try county.run()
    #expect(next.status == 0 && !next.errors.contains(": warning:"), "\(next.errors)")
    #expect(
      try Target.sql(county, "PRAGMA integrity_check; SELECT COUNT(*) FROM household")
        == "ok\n20003\n")
  }

  @Test(arguments: ["upsert", "insert"])
  func `hashes of another secret are no keys of these rows`(mode: String) throws {
    let county = try Target.county(mode: mode)
    try county.write(
      try county.text("pipeline.yml")
        .replacing("户编号, type: identifier", with: "户编号, sensitive: true"), to: "pipeline.yml")
    #expect(try county.run().status == 0)
    #expect(try county.run(["--force"]).status == 0)
    let other = try county.run(["--output", "Elsewhere"])
    #expect(other.status == 2)
    #expect(other.errors.contains("[migration.conflict]"), "\(other.errors)")
    #expect(other.errors.contains("household_id"), "\(other.errors)")
    #expect(try Target.sql(county, "SELECT COUNT(*) FROM household") == "3\n")
  }

  @Test func `replacing takes no row away that somebody put in`() throws {
    let county = try Target.county(mode: "replace")
    #expect(try county.run().status == 0)
    try Target.sql(county, "DELETE FROM household WHERE household_id = '001'")
    #expect(try county.run().status == 0)
    #expect(try Target.households(county) == Target.all)
    try Target.sql(
      county,
      "INSERT INTO household SELECT source_row, '900', village, village_missing, 1, NULL, 1, NULL FROM household LIMIT 1"
    )
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("found 1 more [migration.conflict]"), "\(run.errors)")
    #expect(try Target.sql(county, "SELECT COUNT(*) FROM household") == "4\n")
    // One in the place of another is none of the run's either.
    try Target.sql(county, "DELETE FROM household WHERE household_id = '001'")
    let second = try county.run()
    #expect(second.status == 2)
    #expect(second.errors.contains("[migration.conflict]"), "\(second.errors)")
    try Target.sql(county, "DELETE FROM household WHERE household_id = '900'")
    #expect(try county.run().status == 0)
    #expect(try Target.sql(county, "SELECT COUNT(*) FROM household") == "4\n")
  }

  @Test func `two counties whose pipelines have one name do not replace each other's rows`() throws
  {
    let county = try Target.county(mode: "replace")
    #expect(try county.run().status == 0)
    try county.write(
      SmallCounty.register.replacing("00", with: "70"), to: "registers/one.csv")
    let other = try county.run(["--output", "Elsewhere"])
    #expect(other.status == 2)
    #expect(
      other.errors.contains("brought by small of other results too [migration.conflict]"),
      "\(other.errors)")
    #expect(try Target.households(county) == Target.all)
  }
}
