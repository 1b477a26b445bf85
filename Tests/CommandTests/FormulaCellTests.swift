import Testing

/// Cells that a spreadsheet program would run, on their way into the files of a run.
@Suite struct FormulaCellTests {
  private static let name = "=HYPERLINK(1)村"

  private static func county(decisions: String? = nil) throws -> SmallCounty {
    let county = try SmallCounty()
    var pipeline = SmallCounty.pipeline
      .replacing("quarantine_share: 0.4", with: "quarantine_share: 0.9")
    if let decisions {
      pipeline = pipeline.replacing(
        "{gazetteer: gazetteer.csv}",
        with: "{gazetteer: gazetteer.csv, decisions: decisions.csv}")
      try county.write(decisions, to: "decisions.csv")
    }
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(SmallCounty.register + "005,\(name),3,2\n", to: "registers/one.csv")
    return county
  }

  @Test func `a formula in a cell is led by an apostrophe in every CSV file, and true in JSON`()
    throws
  {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(!held.contains(",=") && !held.contains("\n="), "\(held)")
    let needed = try county.text("Output/small/latest/decisions-needed.csv")
    #expect(needed.contains("\n'\(Self.name),village,"), "\(needed)")
    let csv = try MilletProcess(
      ["inspect", "small", "household", "--format", "csv"], in: county.folder)
    #expect(!csv.output.contains(",="), "\(csv.output)")
    let cells = try MilletProcess(
      ["cells", "registers/one.csv", "--format", "csv"], in: county.folder)
    #expect(cells.output.contains(",'\(Self.name),"), "\(cells.output)")
    let lines = try MilletProcess(
      ["cells", "registers/one.csv", "--format", "jsonl"], in: county.folder)
    #expect(lines.output.contains(#""value":"\#(Self.name)""#), "\(lines.output)")
  }

  @Test(arguments: ["'", ""])
  func `a decision finds the name that was copied from a CSV file`(_ mark: String) throws {
    let county = try Self.county(
      decisions: "name,level,within,code\n\(mark)\(Self.name),village,,111\n")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.text("Output/small/latest/tables/enrolment.csv").contains("甲村,试验县,某镇,10,8"))
    #expect(!run.errors.contains("decision-unused"), "\(run.errors)")
  }

  @Test func `negative numbers stay numbers`() throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing("persons: sum(members)", with: "persons: sum(members) - 100")
        .replacing(
          "rate: {value: 100 * insured / persons, decimals: 2}", with: "rate: -1 * insured"),
      to: "pipeline.yml")
    #expect(try county.run().status == 0)
    let table = try county.text("Output/small/latest/tables/enrolment.csv")
    #expect(table.contains("甲村,试验县,某镇,-93,6,-6"), "\(table)")
  }
}
