import SurveyModel
import Testing
import ZipArchive

@testable import Extract

/// Numbers of a file that no spreadsheet has: each is refused or passed over, none ends the process.
@Suite struct HostileNumbersTests {
  private static let numbers = [
    "-1", "0", "300000000", "2147483648", "4294967296", "9223372036854775807",
    "999999999999999999", "99999999999999999999999", "-999999999999999999",
  ]

  /// Opens a file and reads all of it; what it may throw is a `RunFailure`.
  @discardableResult private func read(
    _ path: String, _ limits: ReadingLimits = .default
  ) throws -> (rows: [UInt32], failure: String?) {
    var rows: [UInt32] = []
    do {
      let workbook = try WorkbookReader.open(path: path, name: "a", limits: limits)
      for worksheet in workbook.worksheets {
        for range in try workbook.mergedRanges(of: worksheet) {
          #expect(range.first.row <= range.last.row && range.first.column <= range.last.column)
          #expect(range.last.column < CellReference.limit.columns)
          _ = range.contains(CellReference(row: 0, column: 0))
        }
        try workbook.read(worksheet) { batch in
          rows += batch.rowNumbers
          for columns in batch.hiddenColumns {
            #expect((0..<CellReference.limit.columns).contains(columns.upperBound))
          }
        }
      }
    } catch let failure as RunFailure {
      #expect([.sourceLimit, .sourceUnreadable].contains(failure.diagnostic.code))
      return (rows, failure.description)
    }
    // What reaches the store has a key there.
    #expect(rows.allSatisfy { $0 < Origin.limit.rows })
    return (rows, nil)
  }

  @Test(arguments: numbers)
  func `numbers of OpenDocument`(number: String) throws {
    let urn = "urn:oasis:names:tc:opendocument:xmlns"
    func table(_ rows: String) -> String {
      """
      <o:document xmlns:o="\(urn):office:1.0" xmlns:t="\(urn):table:1.0" xmlns:x="\(urn):text:1.0">\
      <o:body><o:spreadsheet><t:table t:name="A">\
      <t:table-column t:number-columns-repeated="\(number)" t:visibility="collapse"/>\
      <t:table-column t:number-columns-repeated="\(number)" t:visibility="collapse"/>\
      \(rows)</t:table></o:spreadsheet></o:body></o:document>
      """
    }
    let cell = "<t:table-cell><x:p>a<x:s x:c=\"\(number)\"/></x:p></t:table-cell>"
    let blank = "<t:table-row t:number-rows-repeated=\"\(number)\"><t:table-cell/></t:table-row>"
    let span = """
      <t:table-row t:number-rows-repeated="2"><t:table-cell t:number-rows-spanned="\(number)" \
      t:number-columns-spanned="\(number)" t:number-columns-repeated="\(number)"/></t:table-row>
      """
    let full = """
      <t:table-row t:number-rows-repeated="\(number)"><t:table-cell \
      t:number-columns-repeated="\(number)"><x:p>b</x:p></t:table-cell></t:table-row>
      """
    let plain = "<t:table-row><t:table-cell><x:p>c</x:p></t:table-cell></t:table-row>"
    let fixture = try WorkbookFixture()
    for rows in [
      blank + plain, blank + blank + blank + span + span + plain, full,
      "<t:table-row>\(cell)</t:table-row>", span + span,
    ] {
      try read(fixture.file(table(rows).utf8))
    }
  }

  @Test(arguments: numbers)
  func `numbers of SpreadsheetML`(number: String) throws {
    let urn = "urn:schemas-microsoft-com:office:spreadsheet"
    let fixture = try WorkbookFixture()
    let attributes = [
      "Index", "MergeAcross", "MergeDown", "Span",
    ]
    for cell in attributes + [""] {
      for row in attributes + [""] {
        let path = try fixture.file(
          """
          <?xml version="1.0"?><Workbook xmlns="\(urn)" xmlns:s="\(urn)"><Worksheet s:Name="A"><Table>\
          <Column s:Index="\(number)" s:Span="\(number)" s:Hidden="1"/>\
          <Row \(row.isEmpty ? "" : "s:\(row)=\"\(number)\"")>\
          <Cell \(cell.isEmpty ? "" : "s:\(cell)=\"\(number)\"")><Data s:Type="Number">1</Data></Cell>\
          <Cell><Data s:Type="DateTime">\(number)</Data></Cell></Row>\
          <Row><Cell><Data s:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>
          """
          .utf8)
        try read(path)
      }
    }
  }

  @Test(arguments: numbers)
  func `numbers of XLSX`(number: String) throws {
    let fixture = try WorkbookFixture()
    for attributes in [
      ("r=\"\(number)\"", "r=\"A1\""), ("", "r=\"A\(number)\""), ("", "r=\"ZZZ\(number)\""),
      ("r=\"1\" spans=\"\(number)\"", "s=\"\(number)\""), ("", "t=\"s\""),
    ] {
      for value in [number, number + "e300", "-" + number] {
        try read(
          fixture.xlsx(
            sheet: """
              <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
              <cols><col min="\(number)" max="\(number)" hidden="1"/>\
              <col min="1" max="\(number)" hidden="1"/></cols>\
              <sheetData><row \(attributes.0)><c \(attributes.1)><f t="shared" si="\(number)">A1</f>\
              <v>\(value)</v></c><c><f t="shared" si="\(number)"/><v>1</v></c></row></sheetData>\
              <mergeCells count="\(number)"><mergeCell ref="B2:A1"/>\
              <mergeCell ref="A\(number):XFD\(number)"/></mergeCells></worksheet>
              """,
            styles: """
              <numFmts><numFmt numFmtId="\(number)" formatCode="yyyy"/></numFmts>\
              <cellXfs><xf numFmtId="\(number)"/></cellXfs>
              """,
            strings: "<si><t>a</t></si>"))
      }
    }
  }

  @Test(arguments: numbers)
  func `numbers of HTML`(number: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(
      """
      <html><table><tr><td rowspan="\(number)" colspan="\(number)">1</td><td x:num="\(number)">2\
      </td></tr><tr><td rowspan="2" colspan="\(number)"><td>3</td></tr></table></html>
      """
      .utf8)
    try read(path)
  }

  @Test func `a row beyond those that the store can number is refused`() throws {
    let fixture = try WorkbookFixture()
    let urn = "urn:oasis:names:tc:opendocument:xmlns"
    let path = try fixture.file(
      """
      <o:document xmlns:o="\(urn):office:1.0" xmlns:t="\(urn):table:1.0" xmlns:x="\(urn):text:1.0">\
      <o:body><o:spreadsheet><t:table t:name="A">\
      <t:table-row t:number-rows-repeated="300000000"><t:table-cell/></t:table-row>\
      <t:table-row><t:table-cell><x:p>c</x:p></t:table-cell></t:table-row>\
      </t:table></o:spreadsheet></o:body></o:document>
      """
      .utf8)
    #expect(try read(path).failure?.contains("found row 300000001") == true)
  }

  @Test func `a long text that is repeated is refused before it fills memory`() throws {
    let fixture = try WorkbookFixture()
    let urn = "urn:oasis:names:tc:opendocument:xmlns"
    let path = try fixture.file(
      """
      <o:document xmlns:o="\(urn):office:1.0" xmlns:t="\(urn):table:1.0" xmlns:x="\(urn):text:1.0">\
      <o:body><o:spreadsheet><t:table t:name="A"><t:table-row t:number-rows-repeated="1000000">\
      <t:table-cell t:number-columns-repeated="16000"><x:p>\(String(repeating: "村", count: 1 << 16))\
      </x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:document>
      """
      .utf8)
    #expect(try read(path).failure?.contains("repeated_cells") == true)
  }

  @Test func `a shared formula that is asked for again and again is refused`() throws {
    let fixture = try WorkbookFixture()
    let long = String(repeating: "A1+", count: 100) + "1"
    let cells = (2...100)
      .map { "<row r=\"\($0)\"><c r=\"A\($0)\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>" }
    let path = try fixture.xlsx(
      sheet: """
        <row r="1"><c r="A1"><f t="shared" ref="A1:A100" si="0">\(long)</f><v>1</v></c></row>\
        \(cells.joined())
        """)
    var limits = ReadingLimits()
    limits.sharedStringBytes = 40_000
    #expect(try read(path, limits).failure?.contains("shared_string_bytes") == true)
    limits.sharedStringBytes = 400_000
    #expect(try read(path, limits).failure == nil)
  }

  @Test func `rows of long texts are handed over before they fill a batch`() throws {
    let fixture = try WorkbookFixture()
    let text = String(repeating: "x", count: 1 << 18)
    let cells = (1...100)
      .map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>" }
    for way in [XLSXReadingPath.scanner, .parser] {
      let workbook = try WorkbookReader.open(
        path: fixture.xlsx(sheet: cells.joined()), name: "a", way: way)
      var rows = 0
      try workbook.read(workbook.worksheets[0]) { batch in
        rows += batch.count
        #expect(batch.texts.bytes.count < 20 << 20)
      }
      #expect(rows == 100)
    }
  }

  @Test(arguments: ["inlineStr", "str"])
  func `the limit of one text holds in XLSX too`(type: String) throws {
    let fixture = try WorkbookFixture()
    let value = type == "str" ? "<v>water</v>" : "<is><t>water</t></is>"
    let path = try fixture.xlsx(sheet: "<row r=\"1\"><c r=\"A1\" t=\"\(type)\">\(value)</c></row>")
    var limits = ReadingLimits()
    limits.textBytes = 4
    let failure = #expect(throws: RunFailure.self) {
      let workbook = try WorkbookReader.open(path: path, name: "a", limits: limits)
      try workbook.read(workbook.worksheets[0]) { _ in }
    }
    #expect(failure?.diagnostic.code == .sourceLimit)
  }

  @Test func `a quotation mark that is never closed is refused before it fills memory`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(Array("a,b\n1,\"".utf8) + [UInt8](repeating: 0x78, count: 1 << 20))
    var limits = ReadingLimits()
    limits.textBytes = 1 << 16
    #expect(try read(path, limits).failure?.contains("text_bytes") == true)
  }

  @Test func `far cells among blank ones are refused before they fill memory and time`() throws {
    let fixture = try WorkbookFixture()
    let rows = (1...200).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }
    let path = try fixture.xlsx(sheet: rows.joined())
    var limits = ReadingLimits()
    limits.sparseSlots = 1 << 20
    #expect(try read(path, limits).failure?.contains("cells that stand together") == true)
    #expect(try read(path).failure == nil)
  }

  @Test func `two worksheets of one part are one`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: "<sheetData/>", names: [("One", "r1"), ("Two", "r1")])
    let workbook = try WorkbookReader.open(path: path, name: "a.xlsx")
    #expect(workbook.worksheets.map(\.name) == ["One"])
    #expect(workbook.log.diagnostics.map(\.severity) == [.warning])
  }
}
