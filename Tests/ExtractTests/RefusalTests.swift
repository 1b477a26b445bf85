import SurveyModel
import Testing

@testable import Extract

@Suite struct RefusalTests {
  @Test func `more cells than the limit are refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("a,b\n1,2\n3,4\n5,6\n".utf8)
    var limits = ReadingLimits()
    limits.cells = 3
    let failure = #expect(throws: RunFailure.self) {
      let workbook = try WorkbookReader.open(path: path, name: "a.csv", limits: limits)
      for worksheet in workbook.worksheets { try workbook.read(worksheet) { _ in } }
    }
    #expect(failure?.diagnostic.code == .sourceLimit)
    #expect(failure?.diagnostic.remedy != nil)
  }

  @Test func `an encrypted spreadsheet is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.archive([
      "content.xml": "<office:document-content/>",
      "META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>",
      "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    ])
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.ods")
    }
    #expect(failure?.diagnostic.code == .sourceEncrypted)
  }

  @Test func `a worksheet without its part is passed over with a word`() throws {
    let fixture = try WorkbookFixture()
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let path = try fixture.archive([
      "[Content_Types].xml":
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
      "_rels/.rels": """
      <Relationships xmlns="\(package)"><Relationship Id="r1" Type="\(office)/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>
      """,
      "xl/workbook.xml": """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      <sheet name="One" sheetId="1" r:id="r1"/><sheet name="Two" sheetId="2" r:id="r2"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": """
      <Relationships xmlns="\(package)">\
      <Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
      </Relationships>
      """,
      "xl/worksheets/sheet1.xml": "<worksheet xmlns=\"\(main)\"><sheetData/></worksheet>",
    ])
    let workbook = try WorkbookReader.open(path: path, name: "a.xlsx")
    #expect(workbook.worksheets.map(\.name) == ["One"])
    #expect(workbook.log.diagnostics.map(\.code) == [.sourcePartSkipped])
  }

  @Test func `bytes of no encoding are no report`() throws {
    let failure = #expect(throws: RunFailure.self) {
      try DocumentReader.read(bytes: [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], name: "a.txt")
    }
    #expect(failure?.diagnostic.code == .textUndecodable)
  }
}
