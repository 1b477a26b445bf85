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
}
