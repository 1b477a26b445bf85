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

  private static let waves = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      earlier:
        files: registers/earlier.csv
        as_of: 2020-10-31
        record: household
        variables: &variables
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
      now: {files: registers/one.csv, record: household, variables: *variables}
    records: {household: {key: household_id}}
    tables:
      persons:
        of: household
        by: [village, wave]
        measures:
          persons: {value: sum(members), unit: person, label: {zh: 人口, en: Persons}}
          homes: {value: count(*), unit: household, label: {zh: 户数, en: Homes}}
        layout: {columns: [measures, wave], order: {descending: persons}}
    publish: [sdmx, xlsx]

    """

  @Test func `waves are periods of SDMX, and stand side by side under the head of a measure`()
    throws
  {
    let county = try SmallCounty()
    try county.write(Self.waves, to: "pipeline.yml")
    try county.write("户编号,行政村,人口数\n001,甲村,2\n003,乙村,4\n", to: "registers/earlier.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let observations = try county.text("Output/small/latest/tables/persons.sdmx.csv")
      .split(separator: "\n")
    #expect(
      observations[0]
        .hasPrefix("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,AREA_LEVEL,INDICATOR,TIME_PERIOD,"))
    #expect(
      observations.contains(
        "dataflow,SMALL:PERSONS(1.0.0),I,111,village,persons,2020-10-31,2,A,F,person,"))
    #expect(
      observations.contains(
        "dataflow,SMALL:PERSONS(1.0.0),I,111,village,persons,2021-10-31,7,A,F,person,"))
    let cells = try MilletProcess(
      [
        "cells", "Output/small/latest/tables/small.xlsx", "--sheet", "persons", "--format", "csv",
      ], in: county.folder)
    let lines = cells.output.split(separator: "\n", omittingEmptySubsequences: false)
    for (reference, kind, value) in [
      ("C4", "text", "人口"), ("E4", "text", "户数"), ("C5", "text", "Persons"),
      ("C6", "text", "2020-10-31"), ("D6", "text", "2021-10-31"), ("F7", "text", "household"),
      ("A8", "text", "试验县"), ("C8", "number", "6"), ("D8", "number", "14"),
      ("B9", "text", "111"), ("D9", "number", "7"), ("C10", "number", "4"),
    ] {
      #expect(
        lines.contains { $0.contains(",\(reference),") && $0.contains(",\(kind),\(value),") },
        "\(reference) in \(cells.output)")
    }
    #expect(!lines.contains { $0.contains(",D4,") })
  }
}
