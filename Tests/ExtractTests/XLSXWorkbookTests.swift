import SurveyModel
import Testing

@testable import Extract

@Suite struct XLSXWorkbookTests {
  private func values(
    _ sheet: String, styles: String = "", strings: String? = nil
  ) throws
    -> [String: Value]
  {
    let fixture = try WorkbookFixture()
    return try FoundCell.values(
      at: fixture.xlsx(sheet: sheet, styles: styles, strings: strings))
  }

  @Test(arguments: [
    (#"<c r="A1"><v>12.5</v></c>"#, Value.number(12.5)),
    (#"<c r="A1"><v>-7</v></c>"#, .number(-7)),
    (#"<c r="A1" t="n"><v>1.5E+3</v></c>"#, .number(1500)),
    (#"<c r="A1"><v>0.30000000000000004</v></c>"#, .number(0.30000000000000004)),
    (#"<c r="A1"><v>140102198001010018</v></c>"#, .number(140_102_198_001_010_016)),
    (#"<c r="A1" t="b"><v>1</v></c>"#, .boolean(true)),
    (#"<c r="A1" t="b"><v>0</v></c>"#, .boolean(false)),
    (##"<c r="A1" t="e"><v>#DIV/0!</v></c>"##, .error("#DIV/0!")),
    (#"<c r="A1" t="str"><v>a&amp;b &#20013;</v></c>"#, .text("a&b 中")),
    (#"<c r="A1" t="s"><v>0</v></c>"#, .text("自来水")),
    (#"<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>"#, .text(" x ")),
    (#"<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>"#, .text("ab")),
    (#"<c r="A1" t="str"><v>a_x000D_b_x005F_x</v></c>"#, .text("a\rb_x")),
    (#"<c r="A1" t="n"><v>none</v></c>"#, .text("none")),
    (#"<c r="A1" t="inlineStr"><v>20</v><is><t>1</t></is></c>"#, .text("1")),
    (#"<c r="A1" t="inlineStr"><is><t>1</t></is><v>20</v></c>"#, .text("1")),
    (#"<c r="A1"><v>3</v><is><t>zz</t></is></c>"#, .number(3)),
    (#"<c r="A1"><is><t>5</t></is><v>3</v></c>"#, .number(3)),
    (#"<c r="A1" t="str"><is><t>y</t></is><v>x</v></c>"#, .text("x")),
    (#"<c r="A1" t="s"><is><t>1</t></is><v>0</v></c>"#, .text("自来水")),
    (#"<c r="A1"><v>1</v><v>2</v></c>"#, .number(2)),
  ])
  func `a cell's value follows its type`(cell: String, value: Value) throws {
    let strings = "<si><t>自来水</t></si>"
    #expect(try values("<row r=\"1\">\(cell)</row>", strings: strings) == ["A1": value])
  }

  @Test(arguments: [
    #"<c r="A1"/>"#, #"<c r="A1" s="1"></c>"#, #"<c r="A1"><v/></c>"#, #"<c r="A1"><v></v></c>"#,
    #"<c r="A1" t="str"><v></v></c>"#, #"<c r="A1" t="s"><v>1</v></c>"#,
    #"<c r="A1"><is><t>5</t></is></c>"#, #"<c r="A1" t="inlineStr"><is/><v>20</v></c>"#,
    #"<c r="A1" t="inlineStr"><v>20</v></c>"#,
  ])
  func `an empty cell is blank`(cell: String) throws {
    let strings = "<si><t>x</t></si><si><t/></si>"
    #expect(try values("<row r=\"1\">\(cell)</row>", strings: strings).isEmpty)
  }

  @Test func `rows and cells without references follow each other`() throws {
    let sheet = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    #expect(try values(sheet) == ["A1": .number(1), "B1": .number(2), "A3": .number(3)])
  }

  @Test func `a row without a number takes that of its cells`() throws {
    let sheet = #"<row><c r="B7"><v>1</v></c></row><row r="9"><c><v>2</v></c></row>"#
    #expect(try values(sheet) == ["B7": .number(1), "A9": .number(2)])
  }

  @Test func `runs of rich text are joined and phonetic ones left out`() throws {
    let strings = """
      <si><r><rPr><b/></rPr><t>一</t></r><r><t xml:space="preserve"> 二</t></r>\
      <rPh sb="0" eb="1"><t>イチ</t></rPh><phoneticPr fontId="1"/></si>
      """
    let sheet = #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#
    #expect(try values(sheet, strings: strings) == ["A1": .text("一 二")])
  }

  @Test func `dates are told by built-in and custom formats`() throws {
    let styles = """
      <numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
      <numFmt numFmtId="177" formatCode="[h]:mm"/><numFmt numFmtId="178" formatCode="0.00_);[Red]0.00"/>\
      </numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/>\
      <xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="21"/></cellXfs>
      """
    let sheet = """
      <row r="1"><c r="A1" s="1"><v>44500</v></c><c r="B1" s="2"><v>44500.5</v></c>\
      <c r="C1" s="3"><v>1.25</v></c><c r="D1" s="4"><v>44500</v></c><c r="E1" s="5"><v>0.5</v></c>\
      <c r="F1" s="99"><v>1</v></c><c r="G1" s="1"><v>60</v></c><c r="H1" s="1"><v>59</v></c>\
      <c r="I1" s="1"><v>-1</v></c></row>
      """
    let expected: [String: Value] = [
      "A1": try dateTime("2021-10-31"), "B1": try dateTime("2021-10-31", 0.5),
      "C1": .duration(108_000), "D1": .number(44500), "E1": .time(43_200), "F1": .number(1),
      "G1": try dateTime("1900-02-28"), "H1": try dateTime("1900-02-28"), "I1": .number(-1),
    ]
    #expect(try values(sheet, styles: styles) == expected)
  }

  @Test func `formats of conditions and tables are none of the cells'`() throws {
    let styles = """
      <dxfs><dxf><numFmt numFmtId="176" formatCode="0"/></dxf></dxfs>\
      <numFmts><numFmt numFmtId="176" formatCode="yyyy/m/d"/></numFmts>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="176"/></cellXfs>\
      <dxfs><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf>\
      <dxf><numFmt numFmtId="10" formatCode="yyyy/m/d"/></dxf>\
      <dxf><numFmt numFmtId="176" formatCode="0.0"/></dxf></dxfs>
      """
    let sheet = """
      <row r="1"><c r="A1" s="1"><v>44500</v></c><c r="B1" s="2"><v>0.5</v></c>\
      <c r="C1" s="3"><v>44500</v></c></row>
      """
    let day = try dateTime("2021-10-31")
    #expect(try values(sheet, styles: styles) == ["A1": day, "B1": .number(0.5), "C1": day])
  }

  @Test(arguments: [
    (#"<f>B1*2</f>"#, ""), (#"<f>B1*2</f><v/>"#, ""), (#"<f>B1*2</f><v></v>"#, ""),
    (#"<f>B1*2</f><v />"#, ""), (#"<f>B1*2</f>"#, #" t="str""#), (#"<f>B1*2</f><v/>"#, #" t="b""#),
    (#"<f>B1*2</f><v/>"#, #" t="e""#), (#"<f t="shared" si="7"/><v/>"#, ""),
    (#"<f t="array" ref="A1">B1*2</f>"#, ""), (#"<f>B1*2</f><v/>"#, #" t="s""#),
    (#"<v/><f>B1*2</f>"#, ""), (#"<f>B1*2</f>"#, #" t="inlineStr""#),
  ])
  func `a formula without a value is no blank cell`(content: String, type: String) throws {
    let cell = "<c r=\"A1\"\(type)>\(content)</c>"
    #expect(try values("<row r=\"1\">\(cell)</row>") == ["A1": .error(Value.uncalculatedCode)])
  }

  @Test(arguments: [
    #"<f>C1*2</f><v>0</v>"#, #"<f>C1*2</f><v>0.0</v>"#, #"<f>C1*2</f><v>-0</v>"#,
    #"<f t="shared" si="7"/><v>0</v>"#, #"<f>C1*2</f><v> 0 </v>"#,
  ])
  func `a zero that was never calculated is no number`(content: String) throws {
    let sheet = """
      <row r="1"><c r="A1">\(content)</c><c r="B1"><v>0</v></c><c r="C1"><v>5</v></c>\
      <c r="D1"><v>0.5</v></c><c r="E1" t="b"><f>B1</f><v>0</v></c></row>
      """
    let fixture = try WorkbookFixture()
    func found(_ properties: String, isCalculated: Bool = false) throws -> [[String: Value]] {
      let path = try fixture.xlsx(
        sheet: sheet, workbookPr: properties, hasCalculationChain: isCalculated)
      return try [XLSXReadingPath.parser, .scanner]
        .map { way in
          let workbook = try WorkbookReader.open(path: path, name: "a", way: way)
          return Dictionary(
            try FoundCell.all(in: workbook).map { ($0.reference, $0.value) },
            uniquingKeysWith: { $1 })
        }
    }
    let rest: [String: Value] = [
      "B1": .number(0), "C1": .number(5), "D1": .number(0.5), "E1": .boolean(false),
    ]
    let asked = #"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#
    let uncalculated = Value.error(Value.uncalculatedCode)
    for cells in try found(asked) {
      #expect(cells == rest.merging(["A1": uncalculated]) { $1 })
    }
    // Excel writes the chain of what it calculated, and most programs do not ask for anything.
    for cells in try found(asked, isCalculated: true) + found(#"<calcPr calcId="1"/>"#) {
      #expect(cells["A1"] == .number(0) || cells["A1"] == .number(-0.0))
    }
  }

  @Test(arguments: [
    ("B1*2", true), ("2*B1", true), ("SUM(B1:B2)", true), ("SUM(A2:D2)+B1", true),
    ("ROUND($B$1*1.05, 2)", true), ("IFERROR(B1/100,0)", true), ("(B1-E9)*3", true),
    ("MAX(B1,0)", true), ("-B1", true), ("sum(B1,F1:G4)", true), ("A2*1", true),
    ("C1*2", false), ("SUM(B1:C1)", false), ("B1+5", false), ("B1/E9", false), ("5*3", false),
    ("5*3*B1", false), ("MAX(B1,5)", false), ("IF(B1=0,1,0)", false), ("Other!B1", false),
    ("ROUND(C1,2)", false), ("COUNT(B1:B3)", false), ("B1^0", false), ("D2", false),
    ("SUM(E2)", false), ("B1)+(B1", false), ("C1&amp;B1", false), ("B1*5+5", false), ("5", false),
  ])
  func `a zero that is the value of its formula is a number`(formula: String, isTrue: Bool) throws {
    // Cells of formulas have no other value than 0 here, and D2 is a text.
    let sheet = """
      <row r="1"><c r="A1"><f>\(formula)</f><v>0</v></c><c r="B1"><v>0</v></c>\
      <c r="C1"><v>5</v></c></row><row r="2"><c r="A2"><f>B1</f><v>0</v></c>\
      <c r="D2" t="inlineStr"><is><t>x</t></is></c><c r="E2" t="b"><v>0</v></c></row>
      """
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: sheet, workbookPr: #"<calcPr fullCalcOnLoad="1"/>"#)
    let expected = isTrue ? Value.number(0) : .error(Value.uncalculatedCode)
    #expect(try FoundCell.values(at: path)["A1"] == expected)
    #expect(try FoundCell.values(at: path)["A2"] == expected)
  }

  @Test(arguments: [
    #"<c r="B1"><f>A1+5</f><v>5</v></c>"#, #"<c r="B1" t="str"><f>A1</f><v>none</v></c>"#,
    #"<c r="B1" t="e"><f>1/A1</f><v>#DIV/0!</v></c>"#,
  ])
  func `a zero among formulas that were calculated is a number`(other: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: "<row r=\"1\"><c r=\"A1\"><f>C1*2</f><v>0</v></c>\(other)</row>",
      workbookPr: #"<calcPr fullCalcOnLoad="1"/>"#)
    for way in [XLSXReadingPath.parser, .scanner] {
      let workbook = try WorkbookReader.open(path: path, name: "a", way: way)
      let cells = try FoundCell.all(in: workbook)
      #expect(cells.first { $0.reference == "A1" }?.value == .number(0))
    }
  }

  @Test func `a cell whose font is struck through is told`() throws {
    let styles = """
      <fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>\
      <cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>\
      <dxfs><dxf><font><strike/></font></dxf></dxfs>
      """
    let sheet = """
      <row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>12</v></c><c r="C1" s="2"><v>3</v></c></row>\
      <row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="1"/><c r="C2" s="1" t="b"><v>1</v></c>\
      </row><row r="3"><c r="A3"><v>5</v></c></row>
      """
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: sheet, styles: styles, strings: "<si><t>甲</t></si>")
    for way in [XLSXReadingPath.parser, .scanner] {
      let cells = try FoundCell.all(in: WorkbookReader.open(path: path, name: "a", way: way))
      #expect(cells.map(\.reference) == ["A1", "B1", "C1", "A2", "C2", "A3"])
      #expect(cells.filter { $0.shown == "struck" }.map(\.reference) == ["B1", "A2", "C2"])
    }
  }

  @Test func `number formats of an extension list are none of the cells'`() throws {
    let styles = """
      <numFmts><numFmt numFmtId="176" formatCode="yyyy-mm-dd"/></numFmts>\
      <cellXfs><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>\
      <extLst><ext uri="x"><numFmts><numFmt numFmtId="176" formatCode="0.00"/>\
      <numFmt numFmtId="14" formatCode="0.00%"/></numFmts><cellXfs><xf numFmtId="9"/></cellXfs>\
      </ext></extLst>
      """
    let sheet = """
      <row r="1"><c r="A1" s="0"><v>44500</v></c><c r="B1" s="1"><v>44500</v></c>\
      <c r="C1" s="2"><v>0.5</v></c></row>
      """
    let day = try dateTime("2021-10-31")
    #expect(try values(sheet, styles: styles) == ["A1": day, "B1": day, "C1": .number(0.5)])
  }

  @Test(arguments: [
    #"<c r="A1" t="str"><f>B1</f><v></v></c>"#, #"<c r="A1" t="str"><f>B1</f><v/></c>"#,
    #"<c r="A1" t="inlineStr"><f>B1</f><is><t/></is></c>"#, #"<c r="A1"><f/></c>"#,
  ])
  func `a formula may give an empty text`(cell: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: "<row r=\"1\">\(cell)</row>")
    #expect(try FoundCell.all(at: path).allSatisfy { $0.value == .blank })
  }

  @Test(arguments: [
    (["12", "^1"], "12¹"), (["^1", "12"], "¹12"), (["1,200 ", "^1,2)"], "1,200 ¹,²⁾"),
    (["98%", "^(3)"], "98%⁽³⁾"), (["10", "^6"], "10⁶"), (["十二", "^1"], "十二¹"),
    (["12", "^１"], "12¹"), (["12", "^1", ",", "^2"], "12¹,²"),
    (["12", "_1"], "12₁"), (["H", "_2", "O"], "H2O"), (["12", "_(1)"], "12₍₁₎"),
    (["12", "~3"], "123̶"), (["~120", " 135"], "1̶2̶0̶ 135"), (["~旧名", "新名"], "旧̶名̶新名"),
    (["~五", "六"], "五̶六"),
    (["km", "^2"], "km2"), (["3 m", "^3"], "3 m3"), (["人口数", "^1"], "人口数¹"), (["甲村", "^2"], "甲村²"),
    (["Upper Mill", "^1"], "Upper Mill¹"), (["村", "^①"], "村①"), (["~abc"], "a̶b̶c̶"), (["^12"], "12"),
    (["12", "^*"], "12*"), (["1", "^st"], "1st"),
  ])
  func `what is set apart makes no number longer`(runs: [String], text: String) throws {
    let styles: [Character: String] = [
      "^": #"<vertAlign val="superscript"/>"#, "_": #"<vertAlign val="subscript"/>"#,
      "~": "<strike/>",
    ]
    let markup =
      runs.map { run in
        let style = run.first.flatMap { styles[$0] }
        return """
          <r><rPr><b/>\(style ?? #"<vertAlign val="baseline"/><strike val="0"/>"#)</rPr>\
          <t xml:space="preserve">\(style == nil ? run : String(run.dropFirst()))</t></r>
          """
      }
      .joined()
    let sheet = """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>\(markup)</is></c></row>
      """
    let found = try values(sheet, strings: "<si>\(markup)</si>")
    #expect(found == ["A1": .text(text), "B1": .text(text)])
  }

  @Test func `the epoch of 1904 moves dates`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: #"<row r="1"><c r="A1" s="0"><v>43038</v></c></row>"#,
      styles: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#,
      workbookPr: #"<workbookPr date1904="1"/>"#)
    #expect(try FoundCell.values(at: path) == ["A1": try dateTime("2021-10-31")])
    let workbook = try WorkbookReader.open(path: path, name: "book")
    #expect(workbook.worksheets.map(\.epoch) == [.year1904])
  }

  @Test func `days of 1904 count from 0, and none is before`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: #"<row r="1"><c r="A1" s="0"><v>0</v></c><c r="B1" s="0"><v>-1</v></c></row>"#,
      styles: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#,
      workbookPr: #"<workbookPr date1904="1"/>"#)
    #expect(
      try FoundCell.values(at: path) == ["A1": try dateTime("1904-01-01"), "B1": .number(-1)])
  }

  @Test func `formulas keep their cached values, shared ones are moved`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: """
        <row r="1"><c r="B1"><f>SUM(A1:A3)</f><v>6</v></c></row>\
        <row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*$A$1&amp;"A2"</f><v>4</v></c></row>\
        <row r="3"><c r="B3"><f t="shared" si="0"/><v>5</v></c><c r="C3"><f>NOW()</f></c></row>
        """)
    let cells = try FoundCell.all(at: path)
    #expect(
      cells.map { "\($0.reference) \($0.formula ?? "")" } == [
        "B1 SUM(A1:A3)", "B2 A2*$A$1&\"A2\"", "B3 A3*$A$1&\"A2\"", "C3 NOW()",
      ])
    #expect(
      cells.map(\.value) == [
        .number(6), .number(4), .number(5), .error(Value.uncalculatedCode),
      ])
  }

  @Test func `hidden rows and columns are read and told`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: """
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>\
        <col min="2" max="2" hidden="1"/></cols><sheetData>\
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>\
        <row r="2" hidden="1"><c r="A2"><v>3</v></c></row></sheetData>\
        <mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>
        """)
    let cells = try FoundCell.all(at: path)
    #expect(cells.map(\.isHidden) == [false, true, true])
    let workbook = try WorkbookReader.open(path: path, name: "book")
    #expect(try workbook.mergedRanges(of: workbook.worksheets[0]) == [CellRange("A1:B2")])
  }

  @Test func `a shared string that does not exist ends the reading at its cell`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: #"<row r="4"><c r="C4" t="s"><v>7</v></c></row>"#, strings: "<si><t>x</t></si>")
    let failure = #expect(throws: RunFailure.self) { try FoundCell.all(at: path) }
    #expect(failure?.diagnostic.location.description.hasSuffix(":One!C4") == true)
  }

  @Test(arguments: [1, 3, 100])
  func `a wide row makes small batches and loses nothing`(batchRows: Int) throws {
    let fixture = try WorkbookFixture()
    var rows = ""
    for row in 1...200 {
      let far = row == 50 ? #"<c r="XFD50"><v>1</v></c>"# : ""
      rows += "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c>\(far)</row>"
    }
    let workbook = try WorkbookReader.open(path: fixture.xlsx(sheet: rows), name: "book")
    let cells = try FoundCell.all(in: workbook, batchRows: batchRows)
    #expect(cells.count == 201)
    #expect(
      cells.filter { $0.reference.hasPrefix("A") }.map(\.value)
        == (1...200).map { .number(Double($0)) })
  }

  @Test(arguments: [
    "", "<!-- </row> -->", "<row r=\"9\"><c r=\"A9\" t=\"str\"><v><![CDATA[</row>]]></v></c></row>",
    "<row r=\"9\"/>", "\n",
  ])
  func `merged ranges are found behind rows of any kind`(last: String) throws {
    let fixture = try WorkbookFixture()
    let rows = (1...8).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
    let path = try fixture.xlsx(
      sheet: """
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
        \(rows)\(last)</sheetData><mergeCells count="2"><mergeCell ref="A1:B2"/>\
        <mergeCell ref="C3:C4"/></mergeCells></worksheet>
        """)
    let workbook = try WorkbookReader.open(path: path, name: "book")
    let ranges = try workbook.mergedRanges(of: workbook.worksheets[0])
    #expect(ranges == [CellRange("A1:B2"), CellRange("C3:C4")])
  }
}
