import Testing

/// Formulas without values, on their way through the command.
@Suite struct UncalculatedFormulaTests {
  private static func register(_ formula: String) -> String {
    """
    <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="One"><Table>
    <Row><Cell><Data ss:Type="String">户编号</Data></Cell><Cell><Data ss:Type="String">行政村</Data></Cell>
    <Cell><Data ss:Type="String">人口数</Data></Cell><Cell><Data ss:Type="String">参保人数</Data></Cell></Row>
    <Row><Cell><Data ss:Type="String">009</Data></Cell><Cell><Data ss:Type="String">甲村</Data></Cell>
    <Cell><Data ss:Type="Number">3</Data></Cell>\(formula)</Row>
    </Table></Worksheet></Workbook>
    """
  }

  private static func county(_ formula: String) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline
        .replacing("registers/*.csv", with: "registers/*.{csv,xml}")
        .replacing(
          "{headers: 参保人数, type: integer}", with: "{headers: 参保人数, type: integer, required: false}"),
      to: "pipeline.yml")
    try county.write(register(formula), to: "registers/two.xml")
    return county
  }

  @Test func `a formula without a value is shown as what it is, with a warning at its place`()
    throws
  {
    let county = try Self.county(#"<Cell ss:Formula="=RC[-1]"/>"#)
    let cells = try MilletProcess(
      ["cells", "registers/two.xml", "--format", "jsonl"], in: county.folder)
    #expect(cells.status == 0)
    #expect(
      cells.output.contains(
        ##""ref":"D2","row":2,"column":4,"kind":"error","value":"#UNCALCULATED!","formula":"RC[-1]""##
      ), "\(cells.output)")
    #expect(cells.errors.contains("registers/two.xml:One!D2: warning: "), "\(cells.errors)")
    #expect(cells.errors.contains("[cell.uncalculated]"), "\(cells.errors)")
  }

  @Test func `a run holds its row back, though the variable is not required`() throws {
    let county = try Self.county(#"<Cell ss:Formula="=RC[-1]"/>"#)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(held.contains("cell.uncalculated"), "\(held)")
  }

  @Test func `a formula that gave an empty text is blank`() throws {
    let county = try Self.county(
      #"<Cell ss:Formula="=RC[-1]"><Data ss:Type="String"></Data></Cell>"#)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(try !county.text("Output/small/latest/quarantine.csv").contains("cell.uncalculated"))
  }
}
