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

  /// A limit, a value that the file is above and one that it is within.
  struct Bound: Sendable, CustomTestStringConvertible {
    let setting: ReadingLimits.Setting
    let file: String
    let above: Int
    let within: Int

    var testDescription: String { "\(setting.rawValue), \(file)" }
  }

  @Test(arguments: [
    Bound(setting: .cells, file: "csv", above: 5, within: 6),
    Bound(setting: .rows, file: "csv", above: 2, within: 3),
    Bound(setting: .columns, file: "csv", above: 1, within: 2),
    Bound(setting: .textBytes, file: "csv", above: 4, within: 5),
    Bound(setting: .cells, file: "xlsx", above: 5, within: 6),
    Bound(setting: .rows, file: "xlsx", above: 2, within: 3),
    Bound(setting: .columns, file: "xlsx", above: 1, within: 2),
    Bound(setting: .packageParts, file: "xlsx", above: 3, within: 99),
    Bound(setting: .inflatedBytes, file: "xlsx", above: 50, within: 5000),
    Bound(setting: .descriptionBytes, file: "xlsx", above: 50, within: 5000),
    Bound(setting: .inflationRatio, file: "deflated xlsx", above: 500, within: 2000),
    Bound(setting: .sharedStrings, file: "xlsx", above: 2, within: 3),
    Bound(setting: .sharedStringBytes, file: "xlsx", above: 11, within: 12),
    Bound(setting: .sharedStrings, file: "rich xlsx", above: 2, within: 3),
    Bound(setting: .sharedStringBytes, file: "rich xlsx", above: 11, within: 12),
    Bound(setting: .fileBytes, file: "html", above: 20, within: 5000),
    Bound(setting: .repeatedCells, file: "fods", above: 8, within: 9),
    Bound(setting: .mergedRanges, file: "fods", above: 1, within: 2),
    Bound(setting: .worksheets, file: "fods", above: 1, within: 2),
  ])
  func `a file above a limit is refused and says how to raise it`(bound: Bound) throws {
    let fixture = try WorkbookFixture()
    let path = try Self.book(bound.file, in: fixture)
    var limits = ReadingLimits()
    limits[bound.setting] = bound.above
    let failure = #expect(throws: RunFailure.self) { try Self.read(path, limits) }
    #expect(failure?.diagnostic.code == .sourceLimit)
    let remedy = failure?.diagnostic.remedy?.description ?? ""
    #expect(remedy.contains(bound.setting.rawValue), "\(remedy)")
    limits[bound.setting] = bound.within
    try Self.read(path, limits)
  }

  private static func read(_ path: String, _ limits: ReadingLimits) throws {
    let workbook = try WorkbookReader.open(path: path, name: "a", limits: limits)
    for worksheet in workbook.worksheets {
      _ = try workbook.mergedRanges(of: worksheet)
      try workbook.read(worksheet) { _ in }
    }
  }

  private static func book(_ kind: String, in fixture: WorkbookFixture) throws -> String {
    switch kind {
    case "csv": return try fixture.file("a,b\n1,2\n3,other\n".utf8)
    case "html":
      return try fixture.file("<html><table><tr><td>1</td></tr></table></html>".utf8)
    case "xlsx":
      let rows = (1...3)
        .map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c><c r=\"B\($0)\"><v>2</v></c></row>" }
      return try fixture.xlsx(
        sheet: "<sheetData>\(rows.joined())</sheetData>",
        strings: ["水", "water", "road"].map { "<si><t>\($0)</t></si>" }.joined())
    case "rich xlsx":
      return try fixture.xlsx(
        sheet: "",
        strings: ["水", "water", "road"].map { "<si><r><t>\($0)</t></r></si>" }.joined())
    case "deflated xlsx":
      // Deflate makes about one byte of a thousand blanks; a ratio counts from 32 MiB on.
      return try fixture.xlsx(sheet: "", styles: String(repeating: " ", count: 33 << 20))
    default:
      let office = "urn:oasis:names:tc:opendocument:xmlns"
      let cell = "<t:table-cell t:number-columns-spanned=\"2\"><x:p>a</x:p></t:table-cell>"
      return try fixture.file(
        """
        <o:document xmlns:o="\(office):office:1.0" xmlns:t="\(office):table:1.0" \
        xmlns:x="\(office):text:1.0"><o:body><o:spreadsheet><t:table t:name="A"><t:table-row>\
        \(cell)\(cell)</t:table-row><t:table-row><t:table-cell t:number-columns-repeated="9">\
        <x:p>b</x:p></t:table-cell></t:table-row></t:table><t:table t:name="B"/></o:spreadsheet>\
        </o:body></o:document>
        """
        .utf8)
    }
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
    let path = try fixture.xlsx(
      sheet: "<sheetData/>", names: [("One", "r1"), ("Two", "r9")])
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
