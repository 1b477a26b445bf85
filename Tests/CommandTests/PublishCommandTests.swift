import Foundation
import Testing

/// The forms of publication through the command.
@Suite struct PublishCommandTests {
  private static let publish = """

    publish:
    - csv
    - xlsx
    - ods: {file: office.ods, languages: [zh], marks: yearbook}
    - sdmx
    - sqlite

    """

  private static func tables(of county: SmallCounty, in run: String = "latest") throws -> [String] {
    let folder = county.folder.appending(path: "Output/small/\(run)/tables")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a run publishes every form that is asked for, and the same bytes again`() throws {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + Self.publish, to: "pipeline.yml")
    let first = try county.run()
    #expect(first.status == 0, "\(first.errors)")
    let names = try Self.tables(of: county)
    #expect(
      names == [
        "enrolment.csv", "enrolment.sdmx.csv", "office.ods", "small.sqlite", "small.xlsx",
      ])
    func contents() throws -> [Data] {
      try names.map { name in
        try Data(
          contentsOf: county.folder.appending(path: "Output/small/latest/tables/\(name)"))
      }
    }
    let before = try contents()
    #expect(try county.run(["--force"]).status == 0)
    #expect(try contents() == before)
    let report = try county.text("Output/small/latest/run.json")
    for name in names { #expect(report.contains("tables/\(name)")) }
  }

  @Test func `what is written can be read by the command itself`() throws {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + Self.publish, to: "pipeline.yml")
    #expect(try county.run().status == 0)
    for (file, sheet, title) in [
      ("small.xlsx", "enrolment", "目录 Contents"), ("office.ods", "enrolment", "目录"),
    ] {
      let cells = try MilletProcess(
        [
          "cells", "Output/small/latest/tables/\(file)", "--sheet", sheet, "--format", "csv",
        ], in: county.folder)
      #expect(cells.status == 0, "\(cells.errors)")
      #expect(cells.output.contains("← \(title)"), "\(cells.output)")
    }
  }

  @Test func `a form that is not known is told with the nearest one`() throws {
    let county = try SmallCounty()
    try county.write(SmallCounty.pipeline + "\npublish: [sqlit]\n", to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("found “sqlit” [pipeline.invalid-value]"), "\(run.errors)")
    #expect(run.errors.contains("remedy: write sqlite"))
  }
}
