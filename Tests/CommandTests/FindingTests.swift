import Foundation
import Testing

/// Every kind of finding that a run of tables can make, each from the least input that triggers it.
@Suite struct FindingTests {
  private static let header = "户编号,行政村,自然村,人口数,饮水,脱贫,身份证号,日期\n"

  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv, changes: changes.csv, decisions: decisions.csv}
    sources:
      households:
        files: registers/*
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          hamlet: {headers: 自然村, type: place, level: natural_village, required: false}
          members: {headers: 人口数, type: integer}
          water: {headers: 饮水, codes: {tap: 自来水, well: 自备井}}
          lifted: {headers: 脱贫, type: boolean, codes: {"true": 是, "false": 否}, required: false}
          head_id: {headers: 身份证号, type: resident_id, sensitive: true, required: false}
          visited: {headers: 日期, type: date, required: false}
    records: {household: {key: household_id, same: [[head_id]], survivor: fullest}}
    rules:
      - {check: members < 100, of: household, severity: stop}
      - {check: members < 50, of: household, severity: quarantine}
    gates: {quarantine_share: 1}
    """

  /// The data rows of a register and where the finding is looked for.
  struct Finding: Sendable, CustomTestStringConvertible {
    let code: String
    let file: String
    let rows: String

    var testDescription: String { code }
  }

  @Test(arguments: [
    Finding(code: "cell.not-a-number", file: "quarantine.csv", rows: "1,甲村,,很多,自来水,,,"),
    Finding(code: "cell.not-a-date", file: "quarantine.csv", rows: "1,甲村,,3,自来水,,,2021-02-30"),
    Finding(
      code: "cell.ambiguous-date", file: "quarantine.csv", rows: "1,甲村,,3,自来水,,,12/11/2021"),
    Finding(
      code: "cell.too-long", file: "quarantine.csv",
      rows: "1,甲村,,3,\(String(repeating: "自来水", count: 500)),,,"),
    Finding(code: "cell.not-a-code", file: "quarantine.csv", rows: "1,甲村,,3,河水,,,"),
    Finding(code: "cell.not-a-boolean", file: "quarantine.csv", rows: "1,甲村,,3,自来水,也许,,"),
    Finding(
      code: "cell.not-an-identifier", file: "quarantine.csv",
      rows: "1,甲村,,3,自来水,,999999198001010012,"),
    Finding(code: "cell.required", file: "quarantine.csv", rows: "1,甲村,,,自来水,,,"),
    Finding(code: "place.unknown", file: "quarantine.csv", rows: "1,丁村,,3,自来水,,,"),
    Finding(code: "place.ambiguous", file: "quarantine.csv", rows: "1,甲村,上庄,3,自来水,,,"),
    Finding(code: "place.former-name", file: "changes.csv", rows: "1,丙村,,3,自来水,,,"),
    Finding(code: "place.decided", file: "changes.csv", rows: "1,假村,,3,自来水,,,"),
    Finding(
      code: "record.duplicate", file: "quarantine.csv", rows: "1,甲村,,3,自来水,,,\n1,甲村,,3,自来水,,,"),
    Finding(
      code: "record.conflict", file: "quarantine.csv", rows: "1,甲村,,3,自来水,,,\n1,甲村,,4,自来水,,,"),
    Finding(
      code: "record.likely-duplicate", file: "quarantine.csv",
      rows: "1,甲村,,3,自来水,,999999198001010011,\n2,甲村,,4,自来水,,999999198001010011,"),
    Finding(code: "rule.failed", file: "quarantine.csv", rows: "1,甲村,,60,自来水,,,"),
    Finding(code: "place.decision-unused", file: "diagnostics.jsonl", rows: "1,甲村,,3,自来水,,,"),
    Finding(code: "sheet.empty", file: "diagnostics.jsonl", rows: ""),
  ])
  func `a finding is recorded under its code`(finding: Finding) throws {
    let county = try county(rows: finding.rows)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let log = try county.text("Output/small/latest/\(finding.file)")
    #expect(log.contains(finding.code), "\(log)")
  }

  @Test func `a stopping rule keeps the run from being published`() throws {
    let county = try county(rows: "1,甲村,,100,自来水,,,")
    let run = try county.run()
    #expect(run.status == 1)
    #expect(!county.exists("Output/small/latest"))
    let inspection = try MilletProcess(
      ["inspect", "\(try runFolder(of: county))", "diagnostic", "--format", "csv"],
      in: county.folder)
    #expect(inspection.output.contains("rule.stopped"), "\(inspection.output)\(inspection.errors)")
  }

  @Test func `a second file of the same content is left out with a warning`() throws {
    let county = try county(rows: "1,甲村,,3,自来水,,,")
    try county.write(try county.text("registers/one.csv"), to: "registers/two.csv")
    #expect(try county.run().status == 0)
    #expect(
      try county.text("Output/small/latest/diagnostics.jsonl").contains("source.duplicate"))
  }

  @Test func `hidden worksheets, extra columns, errors and lost digits are seen`() throws {
    let county = try county(rows: "9,甲村,,3,自来水,,,")
    try county.write(Self.workbook, to: "registers/two.xml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let log = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(log.contains("sheet.hidden") && log.contains("sheet.unmapped-column"), "\(log)")
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(held.contains("cell.error") && held.contains("cell.digits-lost"), "\(held)")
  }

  @Test func `a worksheet that no source reads is told by check and run`() throws {
    let county = try county(rows: "9,甲村,,3,自来水,,,")
    let sheet = """
      <Worksheet ss:Name="旧表"><Table><Row><Cell><Data ss:Type="String">户编号</Data></Cell></Row></Table></Worksheet>
      """
    try county.write(
      Self.workbook.replacing("</Workbook>", with: sheet + "</Workbook>"), to: "registers/two.xml")
    let pipeline = try county.text("pipeline.yml")
    let all = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(!all.errors.contains("[sheet.unread]"), "\(all.errors)")
    try county.write(
      pipeline.replacing(
        "record: household\n", with: "record: household\n    worksheet: {name: \"/^[^旧]/\"}\n"),
      to: "pipeline.yml")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.errors.contains("旧表: note: no source reads the worksheet"), "\(check.errors)")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let log = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(log.split(separator: "\n").filter { $0.contains("\"sheet.unread\"") }.count == 1)
  }

  @Test func `a worksheet that is not there is named`() throws {
    let county = try county(rows: "1,甲村,,3,自来水,,,")
    try county.write(
      Self.pipeline.replacing(
        "record: household\n", with: "record: household\n    worksheet: {index: 2}\n"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("[sheet.missing]"), "\(run.errors)")
  }

  @Test func `a gazetteer that contradicts itself on another day is a warning`() throws {
    let county = try county(rows: "1,甲村,,3,自来水,,,")
    try county.write(
      try county.text("gazetteer.csv") + "119,孤村,village,99,,2020-01-01\n", to: "gazetteer.csv")
    #expect(try county.run().status == 0)
    #expect(try county.text("Output/small/latest/diagnostics.jsonl").contains("place.gazetteer"))
  }

  private func county(rows: String) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(Self.pipeline, to: "pipeline.yml")
    try county.write(Self.header + rows + (rows.isEmpty ? "" : "\n"), to: "registers/one.csv")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,
      113,丙村,village,11,,2021-03-01
      1111,上庄,natural_village,111,,
      1121,上庄,natural_village,112,,

      """, to: "gazetteer.csv")
    try county.write("date,kind,from,to\n2021-03-01,merge,113,112\n", to: "changes.csv")
    try county.write(
      "name,level,within,code,decided_on,note\n假村,village,,111,,\n空村,village,,112,,\n",
      to: "decisions.csv")
    return county
  }

  private func runFolder(of county: SmallCounty) throws -> String {
    let runs = try FileManager.default.contentsOfDirectory(
      atPath: county.folder.appending(path: "Output/small/runs").path)
    return "Output/small/runs/\(try #require(runs.first { !$0.hasPrefix(".") }))"
  }

  private static let workbook = """
    <?xml version="1.0"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:x="urn:schemas-microsoft-com:office:excel">
    <Worksheet ss:Name="户"><Table>
    <Row>\(cells(["户编号", "行政村", "人口数", "饮水", "附注"]))</Row>
    <Row>\(cells(["2", "甲村"]))<Cell><Data ss:Type="Error">#N/A</Data></Cell>\(cells(["自来水"]))</Row>
    <Row><Cell><Data ss:Type="Number">140430200001011234</Data></Cell>\(cells(["甲村", "3", "自来水"]))</Row>
    </Table></Worksheet>
    <Worksheet ss:Name="旧"><Table><Row>\(cells(["旧"]))</Row></Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
    </Workbook>
    """

  private static func cells(_ texts: [String]) -> String {
    texts.map { "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>" }.joined()
  }
}
