import Testing

@Suite struct CheckAndInspectTests {
  @Test func `check shows the layout and runs nothing`() throws {
    let county = try SmallCounty()
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("D  参保人数 → insured"))
    #expect(!county.exists("Output"))
  }

  @Test func `check names every file that would stop a run`() throws {
    let county = try SmallCounty()
    try county.write("户编号,行政村\n1,甲村\n", to: "registers/two.csv")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 2)
    #expect(check.errors.contains("[sheet.missing-column]"))
  }

  @Test func `inspect lists tables and shows rows`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let tables = try MilletProcess(["inspect", "small"], in: county.folder)
    #expect(tables.output.contains("household_clean"))
    let rows = try MilletProcess(
      ["inspect", "small", "household", "--where", "members > 4", "--format", "csv"],
      in: county.folder)
    #expect(rows.output.split(separator: "\n").count == 2, "\(rows.output)")
    let lines = try MilletProcess(
      ["inspect", "Output/small/latest", "enrolment", "--limit", "1", "--format", "jsonl"],
      in: county.folder)
    #expect(lines.output.contains(#""name":"试验县""#))
    let wrong = try MilletProcess(
      ["inspect", "small", "household", "--where", "1; DROP TABLE household"], in: county.folder)
    #expect(wrong.status == 64)
    #expect(try MilletProcess(["inspect", "nothing"], in: county.folder).status == 2)
  }
}
