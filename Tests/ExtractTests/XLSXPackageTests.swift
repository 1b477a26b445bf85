import Foundation
import SurveyModel
import Testing
import ZipArchive

@testable import Extract

/// How parts of a package are found, and what they may be written in.
@Suite struct XLSXPackageTests {
  @Test(arguments: [true, false])
  func `a binary workbook is named for what it is`(hasRelationship: Bool) throws {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    var archive = ZipArchiveWriter()
    archive.append(
      path: "[Content_Types].xml",
      content: Array(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".utf8))
    if hasRelationship {
      archive.append(
        path: "_rels/.rels",
        content: Array(
          """
          <Relationships xmlns="\(package)"><Relationship Id="r1" Type="\(office)/officeDocument" \
          Target="xl/workbook.bin"/></Relationships>
          """
          .utf8))
    }
    archive.append(path: "xl/workbook.bin", content: [0x83, 0x01, 0x00, 0x84, 0x01, 0x00])
    let fixture = try WorkbookFixture()
    let path = fixture.folder.appending(path: "a.xlsb").path
    try archive.write(to: path)
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.xlsb")
    }
    #expect(failure?.diagnostic.code == .sourceUnknownFormat)
    #expect(failure?.diagnostic.message.description.contains("XLSB") == true)
    #expect(failure?.diagnostic.remedy?.description.contains("save it as XLSX") == true)
  }

  private static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A second relationship of the workbook.
  private static func second(_ kind: String, _ target: String) -> String {
    "<Relationship Id=\"r2\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// The parts of a workbook of one worksheet, by their names in the archive.
  private func parts(
    main: String = transitional, office: String? = nil, sheets: String? = nil,
    sheet: String, sheetPath: String = "xl/worksheets/sheet1.xml", target: String? = nil,
    more: String = ""
  ) -> [String: [UInt8]] {
    let office = office ?? Self.office
    let target = target ?? "worksheets/sheet1.xml"
    let texts = [
      "_rels/.rels": """
      <Relationships xmlns="\(Self.package)"><Relationship Id="r1" Type="\(office)/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>
      """,
      "xl/workbook.xml": """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      \(sheets ?? "<sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/>")</sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": """
      <Relationships xmlns="\(Self.package)">\
      <Relationship Id="r1" Type="\(office)/worksheet" Target="\(target)"/>\(more)</Relationships>
      """,
      sheetPath: sheet,
    ]
    return texts.mapValues { Array($0.utf8) }
  }

  private func worksheet(_ rows: String, main: String = transitional) -> String {
    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
  }

  private func open(_ parts: [String: [UInt8]]) throws -> any Workbook {
    let fixture = try WorkbookFixture()
    var writer = ZipArchiveWriter()
    for (path, content) in parts.sorted(by: { $0.key < $1.key }) {
      writer.append(path: path, content: content)
    }
    let path = fixture.folder.appending(path: "book.xlsx").path
    try writer.write(to: path)
    return try WorkbookReader.open(path: path, name: "book.xlsx")
  }

  private func values(_ parts: [String: [UInt8]]) throws -> [String: Value] {
    Dictionary(try FoundCell.all(in: open(parts)).map { ($0.reference, $0.value) }) { $1 }
  }

  private let row = #"<row r="1"><c r="A1"><v>7</v></c></row>"#

  @Test func `the strict namespaces mean the same`() throws {
    let found = try values(
      parts(
        main: Self.strict, office: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        sheet: worksheet(
          #"<row r="1"><c r="A1" t="d"><v>2021-10-31</v></c></row>"#, main: Self.strict)))
    #expect(found == ["A1": try dateTime("2021-10-31")])
  }

  @Test func `prefixed elements are read`() throws {
    let sheet = """
      <x:worksheet xmlns:x="\(Self.transitional)"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">\
      <x:is><x:t>a</x:t><x:rPh sb="0" eb="1"><x:t>no</x:t></x:rPh></x:is></x:c></x:row></x:sheetData>\
      </x:worksheet>
      """
    #expect(try values(parts(sheet: sheet)) == ["A1": .text("a")])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func `a part in UTF-16 is read`(encoding: String.Encoding) throws {
    let row = #"<row r="1"><c r="A1" t="str"><v>自来水</v></c></row>"#
    let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + worksheet(row)
    var parts = parts(sheet: "")
    parts["xl/worksheets/sheet1.xml"] = Array(try #require(text.data(using: encoding)))
    #expect(try values(parts) == ["A1": .text("自来水")])
  }

  @Test(arguments: [
    ("xl\\worksheets\\sheet1.xml", "worksheets/sheet1.xml"),
    ("XL/Worksheets/Sheet1.XML", "worksheets/sheet1.xml"),
    ("data/one.xml", "/data/one.xml"), ("data/one.xml", "../data/one.xml"),
    ("xl/worksheets/sheet1.xml", ".\\worksheets\\sheet1.xml"),
  ])
  func `a part is found however its name is written`(name: String, target: String) throws {
    let parts = parts(sheet: worksheet(row), sheetPath: name, target: target)
    #expect(try values(parts) == ["A1": .number(7)])
  }

  @Test func `a target outside of the package leads nowhere`() throws {
    let target = "../../../../../../etc/passwd"
    let workbook = try open(parts(sheet: worksheet(row), target: target))
    let failure = #expect(throws: RunFailure.self) { try FoundCell.all(in: workbook) }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
  }

  @Test func `chart and macro sheets are passed over with a note`() throws {
    let workbook = try open(
      parts(
        sheets: """
          <sheet name="Chart" sheetId="2" r:id="r2"/><sheet name="One" sheetId="1" r:id="r1"/>
          """, sheet: worksheet(row),
        more: Self.second("chartsheet", "chart.xml")))
    #expect(workbook.worksheets.map(\.name) == ["One"])
    #expect(workbook.log.diagnostics.map(\.severity) == [.note])
  }

  @Test(arguments: ["worksheets/Sheet1.xml", "/XL/worksheets/sheet1.xml", "worksheets/SHEET1.XML"])
  func `a part that two worksheets name is read once, however they write it`(other: String) throws {
    let workbook = try open(
      parts(
        sheets: """
          <sheet name="One" sheetId="1" r:id="r1"/><sheet name="Two" sheetId="2" r:id="r2"/>
          """, sheet: worksheet(row),
        more: Self.second("worksheet", other)))
    #expect(workbook.worksheets.map(\.name) == ["One"])
    #expect(workbook.log.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a dimension that lies changes nothing`() throws {
    let sheet = """
      <worksheet xmlns="\(Self.transitional)"><dimension ref="A1:A1"/><sheetData>\(row)\
      <row r="900"><c r="ZZ900"><v>8</v></c></row></sheetData></worksheet>
      """
    #expect(try values(parts(sheet: sheet)) == ["A1": .number(7), "ZZ900": .number(8)])
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>",
    "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://localhost/c\"> %b;]>",
  ])
  func `entities are refused wherever they are declared`(declaration: String) throws {
    let cell = #"<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>"#
    let parts = parts(sheet: declaration + worksheet(cell))
    #expect(throws: RunFailure.self) { try values(parts) }
  }

  @Test func `a part that inflates beyond measure is refused`() throws {
    let blanks = String(repeating: " ", count: 64 << 20)
    let failure = #expect(throws: RunFailure.self) {
      try values(parts(sheet: worksheet(row + blanks)))
    }
    #expect(failure?.diagnostic.code == .sourceLimit)
  }

  @Test func `an archive cut short is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: row)
    let whole = Array(try Data(contentsOf: URL(filePath: path)))
    for length in [5, whole.count / 3, whole.count - 30] {
      let cut = try fixture.file(whole.prefix(length), name: "cut.xlsx")
      #expect(throws: RunFailure.self) { try FoundCell.all(at: cut) }
    }
  }
}
