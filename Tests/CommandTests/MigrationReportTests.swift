import Foundation
import PropertyTesting
import Testing

/// The report of a migration that a person signs.
@Suite struct MigrationReportTests {
  /// A run of the sample migration into a target of its own.
  private static func run(
    in folder: TemporaryFolder, _ name: String
  ) throws -> (text: String, page: String) {
    let target = "\(folder.path)/\(name).sqlite"
    let process = try MilletProcess([
      "run", "Pipelines/qin-county-migration.yml", "--output", "\(folder.path)/\(name)", "--quiet",
      "--set", "publish.migration=records.sqlite", "--set", "publish.into=\(target)", "--set",
      "publish.mode=replace", "--set", "publish.missing=columns",
    ])
    try #require(process.status == 0, "\(process.errors)")
    let latest = "\(name)/qin-county-migration/latest"
    return (
      try folder.text("\(latest)/migration-report.txt"),
      try folder.text("\(latest)/migration-report.html")
    )
  }

  @Test func `every row that was read stands in it once, and nothing of a person`() throws {
    let folder = try TemporaryFolder()
    let (text, page) = try Self.run(in: folder, "one")
    // Each file's rows are those read, and those of all files the total.
    let account = try #require(
      text.split(separator: "\n3. ").last?.split(separator: "\n4. ").first)
    let lines = account.matches(of: /(?m)^ {3}.*?((?: +[0-9]+){3,})$/)
      .map { $0.output.1.split(separator: " ").compactMap { Int($0) } }
    try #require(lines.count > 20)
    for line in lines { #expect(line[0] == line.dropFirst().reduce(0, +), "\(line)") }
    let total = try #require(lines.last)
    for index in total.indices {
      #expect(lines.dropLast().reduce(0) { $0 + $1[index] } == total[index])
    }
    #expect(text.contains("holds for every file"))
    #expect(!text.contains(/(?m) differs$/))
    // Rows held back, by their first reasons.
    let held = try #require(text.split(separator: "5. 隔离的行").last?.split(separator: "\n6. ").first)
    let reasons = held.matches(of: #/(?m)^ {3}[a-z]+\.[a-z-]+ +([0-9]+) /#)
      .compactMap {
        Int($0.output.1)
      }
    #expect(reasons.reduce(0, +) == total[2])
    let names = try String(
      contentsOf: MilletProcess.root.appending(path: "Samples/qin-county/gazetteer.csv"),
      encoding: .utf8)
    #expect(names.contains("清河镇") && page.contains("<table>"))
  }

  @Test func `the same inputs give the same report, but for the run`() throws {
    let folder = try TemporaryFolder()
    func same(_ text: String, _ name: String) -> String {
      text.replacing(/\d{8}T\d{6}Z-[0-9a-f]{12}(-\d+)?/, with: "RUN")
        .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
        .replacing("\(folder.path)/\(name).sqlite", with: "TARGET")
    }
    let (one, two) = (try Self.run(in: folder, "one"), try Self.run(in: folder, "two"))
    // Their keys of sensitive values are others, and so are the checksums of these.
    let digits = /[0-9a-f]{16,64}/
    #expect(
      same(one.text, "one").replacing(digits, with: "")
        == same(two.text, "two").replacing(digits, with: ""))
    #expect(
      same(one.page, "one").replacing(digits, with: "")
        == same(two.page, "two").replacing(digits, with: ""))
  }

  @Test func `the page needs nothing but itself`() throws {
    let folder = try TemporaryFolder()
    let page = try Self.run(in: folder, "one").page
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    for word in ["<script", "http:", "https:", "<img", "<link", " style=", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func `rows that two sources hold back count for each, as they were read`() throws {
    let county = try MigrationRunTests.county()
    let text = try county.text("pipeline.yml")
    try county.write(
      text.replacing("0.4", with: "0.9")
        .replacing(
          "records:",
          with: """
              persons:
                files: registers/*.csv
                record: person
                variables:
                  person_id: {headers: 户编号, type: identifier}
                  size: {headers: 人口数, type: integer}
            records:
              person: {key: person_id}
            """), to: "pipeline.yml")
    try county.write(
      SmallCounty.register.replacing("甲村,3", with: "甲村,x").replacing("甲村,4", with: "甲村,x"),
      to: "registers/one.csv")
    let run = try county.run()
    try #require(run.status == 0, "\(run.errors)")
    let report = try county.text("Output/small/latest/migration-report.txt")
    let held = try #require(
      report.split(separator: "5. 隔离的行").last?.split(separator: "\n6. ").first)
    let reasons = held.matches(of: #/(?m)^ {3}[a-z]+\.[a-z-]+ +([0-9]+) /#)
      .compactMap { Int($0.output.1) }
    // Two rows of each for their numbers, and a household for its rule.
    #expect(reasons.reduce(0, +) == 5, "\(held)")
  }
}
