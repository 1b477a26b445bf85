import Foundation
import PropertyTesting
import Testing

/// That what the README shows is so.
@Suite struct ReadmeTests {
  private static func readme() throws -> String {
    try String(contentsOf: MilletProcess.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// The lines of the first block of a kind.
  private static func block(_ kind: String) throws -> String {
    let readme = try readme()
    let start = try #require(readme.firstRange(of: "```\(kind)\n"))
    let rest = readme[start.upperBound...]
    let end = try #require(rest.firstRange(of: "\n```"))
    return String(rest[..<end.lowerBound]) + "\n"
  }

  @Test func `the pipeline file runs as it stands`() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.block("yaml"), to: "pipeline.yml")
    try folder.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,

      """, to: "gazetteer.csv")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "registers"), withIntermediateDirectories: true)
    let rows = (1...200)
      .map { number in
        let village = number <= 120 ? "甲村" : "乙村"
        let insured = number == 7 ? "5" : number == 8 ? "不详" : "3"
        return "\(number),\(village),试某,4,\(insured),\(number % 4 == 0 ? "自备井" : "自来水")"
      }
    try folder.write(
      "户号,行政村,户主姓名,人口数,参保人数,饮水来源\n" + rows.joined(separator: "\n") + "\n",
      to: "registers/one.csv")
    let run = try MilletProcess(["run", "pipeline.yml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "households: 201 rows read = 199 clean (0 corrected) + 1 in quarantine + 1 not data"),
      "\(run.errors)")
    #expect(
      try folder.text("Output/small/latest/tables/coverage.csv") == """
        level,code,name,county,township,households,tap_households,tap_rate
        county,1,试验县,试验县,,199,149,74.87
        township,11,某镇,试验县,某镇,199,149,74.87
        village,111,甲村,试验县,某镇,119,89,74.79
        village,112,乙村,试验县,某镇,80,60,75.00

        """)
    #expect(
      try folder.text("Output/small/latest/quarantine.csv")
        .contains("household.insured-exceeds-members"))
  }

  @Test func `the diagnostic is that of the sample`() throws {
    let quarantine = try SampleRun.shared.get().rows("quarantine.csv")
    let lines = try Self.readme().split(separator: "\n").filter { $0.contains("[place.unknown]") }
    let line = try #require(lines.first)
    let told = try #require(
      line.wholeMatch(of: /\ +(.+):(.+)!([A-Z]+[0-9]+): error: (.+) \[place\.unknown\]/)?.output)
    let row = try #require(
      quarantine.first { $0["file"] == String(told.1) && $0["cell"] == String(told.3) })
    #expect(row["worksheet"] == String(told.2) && row["message"] == String(told.4))
    #expect(row["code"] == "place.unknown")
    #expect(
      try Self.readme().contains("remedy: \(try #require(row["remedy"]))"), "\(row)")
  }

  @Test func `every command that it names is there`() throws {
    let names = Set(
      try Self.readme().matches(of: /millet ([a-z]+)\b/).map { String($0.output.1) }
    )
    .intersection([
      "run", "check", "cells", "facts", "repair", "inspect", "schema", "why", "new", "gc", "diff",
    ])
    #expect(names.isSuperset(of: ["run", "check", "cells", "facts", "inspect", "schema"]))
    for name in names {
      #expect(try MilletProcess([name, "--help"]).status == 0, "millet \(name)")
    }
  }
}
