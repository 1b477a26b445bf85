import SurveyModel
import Testing

@testable import Extract

/// Files of very many worksheets, of which each byte is read a few times and not once for each.
@Suite struct ManyWorksheetsTests {
  private static let count = 300

  @Test(arguments: ["fods", "spreadsheetml", "html"])
  func `every one of many worksheets has its own cells, in whatever order they are read`(
    kind: String
  ) throws {
    let fixture = try WorkbookFixture()
    let workbook = try WorkbookReader.open(
      path: fixture.file(Self.document(kind, lead: "").utf8), name: "a")
    #expect(workbook.worksheets.count == Self.count)
    for index in [0, 1, 2, 299, 150, 151, 7] {
      let worksheet = workbook.worksheets[index]
      var values: [Value] = []
      #expect(try workbook.mergedRanges(of: worksheet).isEmpty)
      try workbook.read(worksheet) { values.append($0.value(row: 0, column: 0)) }
      #expect(values == [.text("v\(index)")])
    }
  }

  @Test(arguments: ["fods", "spreadsheetml"])
  func `a document that would be parsed anew for each worksheet is refused`(kind: String) throws {
    let fixture = try WorkbookFixture()
    // A comment is for the parser, so that there is no outline.
    let path = try fixture.file(Self.document(kind, lead: "<!-- a -->").utf8)
    #expect(try WorkbookReader.open(path: path, name: "a").worksheets.count == Self.count)
    var limits = ReadingLimits()
    limits.rereadBytes = 1 << 20
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a", limits: limits)
    }
    #expect(failure?.diagnostic.code == .sourceLimit)
  }

  @Test func `more tables in a page than the limit are refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(Self.document("html", lead: "").utf8)
    var limits = ReadingLimits()
    limits.worksheets = Self.count - 1
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a", limits: limits)
    }
    #expect(failure?.diagnostic.remedy?.description.contains("worksheets") == true)
  }

  private static func document(_ kind: String, lead: String) -> String {
    let numbers = 0..<count
    switch kind {
    case "html":
      let tables = numbers.map {
        "<p>table<TABLE class=\"a\"><tr><td>v\($0)<table><tr><td></table></td></tr></TABLE></p>"
      }
      return "<html><body>\(tables.joined())</body></html>"
    case "fods":
      let urn = "urn:oasis:names:tc:opendocument:xmlns"
      let tables = numbers.map {
        """
        <table:table table:name="t\($0)"><table:table-row><table:table-cell><x:p>v\($0)</x:p>\
        </table:table-cell></table:table-row></table:table>
        """
      }
      return """
        <?xml version="1.0"?><o:document xmlns:o="\(urn):office:1.0" xmlns:x="\(urn):text:1.0" \
        xmlns:table="\(urn):table:1.0"><o:body><o:spreadsheet>\(lead)\(tables.joined())\
        </o:spreadsheet></o:body></o:document>
        """
    default:
      let urn = "urn:schemas-microsoft-com:office:spreadsheet"
      let tables = numbers.map {
        """
        <Worksheet ss:Name="t\($0)"><Table><Row><Cell><Data ss:Type="String">v\($0)</Data></Cell>\
        </Row></Table></Worksheet>
        """
      }
      return """
        <?xml version="1.0"?><Workbook xmlns="\(urn)" xmlns:ss="\(urn)">\(lead)\(tables.joined())\
        </Workbook>
        """
    }
  }
}
