import SurveyModel
import Testing

@testable import Extract

@Suite struct SpreadsheetMLWorkbookTests {
  private let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

  private func document(_ table: String, head: String = "", prefix: String = "") -> String {
    let colon = prefix.isEmpty ? "" : "\(prefix):"
    return """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <\(colon)Workbook xmlns\(prefix.isEmpty ? "" : ":\(prefix)")="\(namespace)" xmlns:ss="\(namespace)">
      \(head)<\(colon)Worksheet ss:Name="One"><\(colon)Table>\(table)</\(colon)Table></\(colon)Worksheet>
      </\(colon)Workbook>
      """
  }

  private func values(
    _ table: String, head: String = "", prefix: String = ""
  ) throws -> [String: Value] {
    let fixture = try WorkbookFixture()
    return try FoundCell.values(
      at: fixture.file(document(table, head: head, prefix: prefix).utf8, name: "a.xls"))
  }

  @Test func `a cell whose font is struck through is told`() throws {
    let head = """
      <Styles><Style ss:ID="a"><Font ss:StrikeThrough="1"/><NumberFormat ss:Format="0.00"/></Style>\
      <Style ss:ID="b"><Font ss:Bold="1"/></Style></Styles>
      """
    let table = """
      <Row><Cell ss:StyleID="a"><Data ss:Type="Number">7</Data></Cell>\
      <Cell ss:StyleID="b"><Data ss:Type="Number">8</Data></Cell>\
      <Cell ss:StyleID="a"><Data ss:Type="String">甲</Data></Cell><Cell ss:StyleID="a"/></Row>
      """
    let fixture = try WorkbookFixture()
    let found = try FoundCell.all(
      at: fixture.file(document(table, head: head).utf8, name: "a.xls"))
    #expect(found.map { $0.shown == "struck" } == [true, false, true])
  }

  @Test func `cells without a style have that of their row, their column or all cells`() throws {
    let head = """
      <Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:StrikeThrough="1"/></Style>\
      <Style ss:ID="plain"><Font ss:StrikeThrough="0"/></Style>\
      <Style ss:ID="own"><NumberFormat ss:Format="0.00"/></Style>\
      <Style ss:ID="share" ss:Parent="plain"><NumberFormat ss:Format="0.0%"/></Style></Styles>
      """
    func cell(_ style: String? = nil) -> String {
      let style = style.map { " ss:StyleID=\"\($0)\"" } ?? ""
      return "<Cell\(style)><Data ss:Type=\"Number\">7</Data></Cell>"
    }
    let table = """
      <Column ss:StyleID="plain"/><Column ss:Index="3" ss:StyleID="share" ss:Span="1"/>\
      <Row>\(cell())\(cell())\(cell())\(cell())\(cell())</Row>\
      <Row ss:StyleID="own">\(cell())\(cell("plain"))\(cell("share"))</Row>\
      <Row ss:StyleID="plain">\(cell())\(cell())\(cell("own"))</Row>
      """
    let fixture = try WorkbookFixture()
    let found = try FoundCell.shown(
      at: fixture.file(document(table, head: head).utf8, name: "a.xls"))
    #expect(
      found == [
        "B1": "struck", "C1": "%", "D1": "%", "E1": "struck", "A2": "struck", "C2": "%",
        "C3": "struck",
      ])
    let whole = document(table, head: head)
      .replacing("<Table>", with: "<Table ss:StyleID=\"plain\">")
    #expect(
      try FoundCell.shown(at: fixture.file(whole.utf8, name: "b.xls")) == [
        "C1": "%", "D1": "%", "A2": "struck", "C2": "%", "C3": "struck",
      ])
  }

  @Test func `indices, merged cells and spans move what follows`() throws {
    let table = """
      <Column ss:Index="3" ss:Hidden="1"/>
      <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell>
      <Cell><Data ss:Type="Number">1</Data></Cell></Row>
      <Row ss:Index="4" ss:Span="2"><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row>
      <Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
      """
    #expect(
      try values(table) == [
        "A1": .text("a"), "C1": .number(1), "B4": .number(2), "A7": .boolean(true),
      ])
  }

  @Test(arguments: ["\n\n", "\r\n \t", "\u{FEFF}", "\u{FEFF}\n", "\n\u{FEFF}"])
  func `what a web page puts before the declaration is passed over`(lead: String) throws {
    let table = #"<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>"#
    let fixture = try WorkbookFixture()
    let path = try fixture.file((lead + document(table)).utf8, name: "a.xls")
    #expect(try FoundCell.values(at: path) == ["A1": .number(1)])
  }

  @Test(arguments: [
    #"<Cell><Data ss:Type="String">x</Data></Cell><Row/>"#, #"<Cell ss:Formula="=1"/>"#,
  ])
  func `a cell before the first row is refused`(table: String) throws {
    let failure = #expect(throws: RunFailure.self) { try values(table) }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
    #expect(failure?.diagnostic.location.description.hasSuffix("a.xls:One") == true)
  }

  @Test func `a cell of an OpenDocument table before the first row is refused`() throws {
    let office = "urn:oasis:names:tc:opendocument:xmlns"
    let document = """
      <office:document xmlns:office="\(office):office:1.0" xmlns:table="\(office):table:1.0" \
      xmlns:text="\(office):text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">\
      <office:body><office:spreadsheet><table:table table:name="One"><table:table-cell \
      office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-row/></table:table>\
      </office:spreadsheet></office:body></office:document>
      """
    let fixture = try WorkbookFixture()
    let path = try fixture.file(document.utf8, name: "a.fods")
    let failure = #expect(throws: RunFailure.self) { try FoundCell.values(at: path) }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
  }

  @Test func `text before the declaration is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(("x\n" + document("")).utf8, name: "a.xls")
    #expect(throws: RunFailure.self) { try FoundCell.values(at: path) }
  }

  @Test func `a prefix on every element changes nothing`() throws {
    let table =
      #"<x:Row><x:Cell><x:Data ss:Type="String">中 &amp; 西</x:Data></x:Cell></x:Row>"#
    #expect(try values(table, prefix: "x") == ["A1": .text("中 & 西")])
  }

  @Test func `rich text is joined, comments and phonetic runs are left out`() throws {
    let html = "http://www.w3.org/TR/REC-html40"
    let table = """
      <Row><Cell><ss:Data ss:Type="String" xmlns="\(html)"><B>a</B>b</ss:Data>\
      <Comment><ss:Data xmlns="\(html)">no</ss:Data></Comment></Cell>\
      <Cell><PhoneticText xmlns="urn:schemas-microsoft-com:office:excel">x</PhoneticText></Cell></Row>
      """
    #expect(try values(table) == ["A1": .text("ab")])
  }

  @Test func `raised digits make no number longer`() throws {
    func cell(_ markup: String) -> String {
      """
      <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">\(markup)</ss:Data>\
      </Cell>
      """
    }
    let cells = [
      cell("12<Sup>1</Sup>"), cell("<B>12<Sup><Font>3</Font></Sup></B> 人"), cell("km<Sup>2</Sup>"),
      cell("12<Sub>1</Sub>"), cell("<S>8</S>9"), cell("12<Sup>a</Sup>"),
    ]
    #expect(
      try values("<Row>\(cells.joined())</Row>") == [
        "A1": .text("12¹"), "B1": .text("12³ 人"), "C1": .text("km2"), "D1": .text("12₁"),
        "E1": .text("8̶9"), "F1": .text("12ᵃ"),
      ])
  }

  @Test func `a formula without a value is no blank cell, but it may give an empty text`() throws {
    let table = """
      <Row><Cell ss:Formula="=RC[1]"/><Cell ss:Formula="=RC[1]"><Data ss:Type="Number"></Data></Cell>
      <Cell ss:Formula="=RC[1]"><Data ss:Type="Boolean"/></Cell>
      <Cell ss:Formula="=RC[1]"><Data ss:Type="String"></Data></Cell>
      <Cell ss:Formula="=1"><Data ss:Type="Number">1</Data></Cell><Cell/></Row>
      """
    let none = Value.error(Value.uncalculatedCode)
    #expect(
      try values(table).filter { $0.value != .blank }
        == ["A1": none, "B1": none, "C1": none, "E1": .number(1)])
  }

  @Test(arguments: [
    ("<Date1904/>", DateEpoch.year1904), ("<Date1904>True</Date1904>", .year1904),
    (
      "<ActiveSheet>0</ActiveSheet><Date1904/><ProtectStructure>False</ProtectStructure>", .year1904
    ),
    ("<Date1904>False</Date1904>", .year1900), ("", .year1900),
  ])
  func `the epoch is told, whatever stands before it`(option: String, epoch: DateEpoch) throws {
    let head = """
      <ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel">\(option)</ExcelWorkbook>\
      <Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
      """
    let table = #"<Row><Cell ss:StyleID="d"><Data ss:Type="Number">43038</Data></Cell></Row>"#
    let fixture = try WorkbookFixture()
    let path = try fixture.file(document(table, head: head).utf8)
    let workbook = try WorkbookReader.open(path: path, name: "a.xml")
    #expect(workbook.worksheets.map(\.epoch) == [epoch])
    #expect(
      try FoundCell.all(in: workbook).map(\.value)
        == [try dateTime(epoch == .year1904 ? "2021-10-31" : "2017-10-30")])
  }

  @Test func `dates, times and lengths of time follow their styles`() throws {
    let head = """
      <Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>\
      <Style ss:ID="e"><NumberFormat ss:Format="[h]:mm"/></Style></Styles>
      """
    let table = """
      <Row><Cell ss:StyleID="d"><Data ss:Type="DateTime">2021-10-31T00:00:00.000</Data></Cell>
      <Cell ss:StyleID="d"><Data ss:Type="Number">44500</Data></Cell>
      <Cell ss:StyleID="e"><Data ss:Type="DateTime">1900-01-01T06:00:00.000</Data></Cell>
      <Cell><Data ss:Type="DateTime">1899-12-31T06:00:00.000</Data></Cell></Row>
      """
    let day = try dateTime("2021-10-31")
    #expect(
      try values(table, head: head) == [
        "A1": day, "B1": day, "C1": .duration(108_000), "D1": .time(21_600),
      ])
  }

  @Test func `errors, leading zeros and formulas stay what they are`() throws {
    let fixture = try WorkbookFixture()
    let table = """
      <Row><Cell><Data ss:Type="Error">#N/A</Data></Cell>
      <Cell><Data ss:Type="String">007</Data></Cell>
      <Cell ss:Formula="=RC[-1]+1"><Data ss:Type="Number">8</Data></Cell>
      <Cell><Data ss:Type="Number">none</Data></Cell></Row>
      """
    let cells = try FoundCell.all(at: fixture.file(document(table).utf8))
    #expect(cells.map(\.value) == [.error("#N/A"), .text("007"), .number(8), .text("none")])
    #expect(cells.map(\.formula) == [nil, nil, "RC[-1]+1", nil])
  }

  @Test(arguments: [
    "<Row><Cell><Data>x</Row>", "<Row ss:Index=\"99999999\"><Cell/></Row>",
    "<Row><Cell ss:Index=\"99999999\"><Data ss:Type=\"Number\">1</Data></Cell></Row>",
  ])
  func `what is broken or absurd is refused with one diagnostic`(table: String) throws {
    #expect(throws: RunFailure.self) { try values(table) }
  }

  @Test func `a long document is read one worksheet at a time, as a short one is`() throws {
    let row = #"<Row><Cell><Data ss:Type="String">"# + String(repeating: "x", count: 900)
    let rows = String(repeating: row + "</Data></Cell></Row>", count: 700)
    let hidden = """
      <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>\
      </WorksheetOptions>
      """
    for note in ["", "<!-- a comment is for the parser -->"] {
      let text = """
        <?xml version="1.0"?><Workbook xmlns="\(namespace)" xmlns:ss="\(namespace)">\(note)
        <Worksheet ss:Name="A"><Table>\(rows)</Table>\(hidden)</Worksheet>
        <Worksheet ss:Name="B"/><Worksheet ss:Name="C"><Table>\(rows)</Table></Worksheet></Workbook>
        """
      let fixture = try WorkbookFixture()
      let workbook = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a.xml")
      #expect(workbook.worksheets.map(\.name) == ["A", "B", "C"])
      #expect(workbook.worksheets.map(\.isHidden) == [true, false, false])
      #expect(try FoundCell.all(in: workbook).count == 1400)
    }
  }
}
