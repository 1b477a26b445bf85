import Foundation
import PropertyTesting
import Testing

/// Runs that are held against one that reads everything, before anything is published.
@Suite struct VerifyTests {
  private static let second = "户编号,行政村,人口数,参保人数\n101,甲村,3,2\n"

  @Test func `what a run publishes is what a full run gives, however much of it was stored`() throws
  {
    let county = try SmallCounty()
    try county.write(Self.second, to: "registers/two.csv")
    let first = try county.run(["--verify"])
    #expect(first.status == 0, "\(first.errors)")
    try county.write(Self.second + "102,甲村,1,1\n", to: "registers/two.csv")
    let second = try county.run(["--verify"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("2 of 2 files read, 1 of them from pieces"), "\(second.errors)")
    let unchanged = try county.run(["--verify"])
    #expect(unchanged.status == 0, "\(unchanged.errors)")
    #expect(unchanged.errors.contains("unchanged since"), "\(unchanged.errors)")
    // The same content by other bytes.
    try county.write(Self.second + "102,甲村,1,1\n\n", to: "registers/two.csv")
    #expect(try county.run(["--verify"]).status == 0)
    #expect(try county.run(["--verify"]).status == 0)
    let runs = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small/runs").path)
    #expect(runs.count == 2 && !runs.contains { $0.hasPrefix(".") }, "\(runs)")
  }

  @Test func `rules over the run before are held against the same one`() throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing("quarantine_share: 0.4", with: "quarantine_share: 0.6")
        .replacing(
          "tables:",
          with: """
              - {check: abs(members - previous.members) <= 2, of: household, severity: quarantine, code: household.jump}
            tables:
            """), to: "pipeline.yml")
    #expect(try county.run().status == 0)
    try county.write(
      SmallCounty.register.replacing("004,乙村,5,1", with: "004,乙村,9,1"), to: "registers/one.csv")
    for options in [["--verify"], ["--verify", "--force"], ["--verify"], ["--verify"]] {
      if options == ["--verify"] {
        // Saved again: the same by other bytes.
        try county.write(county.text("registers/one.csv") + "\n", to: "registers/one.csv")
      }
      let run = try county.run(options)
      #expect(run.status == 0, "\(options) \(run.errors)")
    }
    #expect(try county.text("Output/small/latest/quarantine.csv").contains("household.jump"))
  }

  @Test func `what was held against a run that is gone cannot be verified, and that is said`()
    throws
  {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(
        "tables:",
        with: """
            - {check: members - previous.members < 9, of: household, severity: warn, code: household.jump}
          tables:
          """), to: "pipeline.yml")
    #expect(try county.run().status == 0)
    let first = try FileManager.default.destinationOfSymbolicLink(
      atPath: county.folder.appending(path: "Output/small/latest").path)
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    #expect(try county.run().status == 0)
    try FileManager.default.removeItem(at: county.folder.appending(path: "Output/small/\(first)"))
    let run = try county.run(["--verify"])
    #expect(run.status == 2)
    #expect(run.errors.contains("which it was held against, found it gone"), "\(run.errors)")
    #expect(try county.run(["--verify", "--force"]).status == 0)
    #expect(try county.run(["--verify"]).status == 0)
  }

  @Test func `a key stands nowhere but in its place`() throws {
    let (county, environment) = try Self.fickle()
    #expect(try county.run(environment: environment).status == 0)
    #expect(try county.run(["--verify"], environment: environment).status == 2)
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: county.folder.appending(path: "Output").path)
    #expect(paths.filter { $0.hasSuffix(".sensitive-key") } == ["small/.sensitive-key"])
    #expect(paths.contains { $0.contains(".verify.partial/") })
  }

  /// A county with a report that is another text whenever it is turned into one.
  private static func fickle() throws -> (county: SmallCounty, environment: [String: String]) {
    let county = try SmallCounty()
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "tools"), withIntermediateDirectories: true)
    try county.write(
      """
      #!/bin/sh
      echo x >> "$COUNT"
      echo "2021年，试验县参保人数$(wc -l < "$COUNT")人。"
      """, to: "tools/pdftotext")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: county.folder.appending(path: "tools/pdftotext").path)
    try county.write("%PDF-1.4\n", to: "report.pdf")
    try county.write(
      try String(
        contentsOf: MilletProcess.root.appending(path: "Pipelines/catalogue.yml"), encoding: .utf8),
      to: "catalogue.yml")
    try county.rewrite(
      "sources:\n",
      with: "catalogue: catalogue.yml\nsources:\n  report: {files: report.pdf, record: fact}\n")
    return (
      county,
      [
        "PATH": "\(county.folder.path)/tools:/usr/bin:/bin",
        "COUNT": county.folder.appending(path: "count").path,
      ]
    )
  }

  @Test func `what is another whenever it is read is caught, and nothing is published`() throws {
    let (county, environment) = try Self.fickle()
    let first = try county.run(environment: environment)
    #expect(first.status == 0, "\(first.errors)")
    let before = try county.text("Output/small/latest/run.json")
    for change in [SmallCounty.register + "005,乙村,1,1\n", SmallCounty.register] {
      try county.write(change, to: "registers/one.csv")
      let run = try county.run(["--verify"], environment: environment)
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains("found another reconciliation.csv"), "\(run.errors)")
      #expect(run.errors.contains("[run.not-reproduced]"), "\(run.errors)")
      #expect(try county.text("Output/small/latest/run.json") == before)
    }
    // What was published is held against a full run as well.
    #expect(try county.run(environment: environment).status == 0)
    let unchanged = try county.run(["--verify"], environment: environment)
    #expect(unchanged.status == 2, "\(unchanged.errors)")
  }

  @Test func `only a whole run can be verified`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--verify", "--until", "extract"]).status == 64)
    #expect(try county.run(["--verify", "--only", "enrolment"]).status == 64)
  }
}
