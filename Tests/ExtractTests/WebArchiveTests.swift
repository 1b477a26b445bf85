import Foundation
import SurveyModel
import Testing

@testable import Extract

@Suite struct WebArchiveTests {
  private func open(_ text: String) throws -> any Workbook {
    let fixture = try WorkbookFixture()
    return try WorkbookReader.open(path: fixture.file(text.utf8, name: "a.xls"), name: "a.xls")
  }

  private func page(_ cells: String...) -> String {
    "<html><body><table><tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr></table></body></html>"
  }

  @Test(arguments: [
    "MIME-Version: 1.0\n", "From: <Saved by a browser>\nSubject: x\nMIME-Version: 1.0\n",
  ])
  func `a single-file web page is read like the page in it`(lead: String) throws {
    let text = """
      \(lead)Content-Type: multipart/related;
      \tboundary="--=_b"; type="text/html"

      This is a message in several parts.
      ----=_b
      Content-Type: text/html; charset="utf-8"
      Content-Transfer-Encoding: quoted-printable
      Content-Location: file:///C:/x.htm

      <table><tr><td>=E6=9D=91</td><td sdval=3D"3.5">3=
      ,5</td></tr></table>
      ----=_b
      Content-Type: image/gif
      Content-Transfer-Encoding: base64

      R0lGODlh
      ----=_b--

      """
    for ending in ["\n", "\r\n"] {
      let workbook = try open(text.replacing("\n", with: ending))
      #expect(workbook.format == .html)
      #expect(try FoundCell.all(in: workbook).map(\.value) == [.text("村"), .number(3.5)])
    }
  }

  @Test func `the pages of a workbook are worksheets by their names`() throws {
    let list = """
      <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml>
      <x:ExcelWorkbook><x:ExcelWorksheets>
      <x:ExcelWorksheet><x:Name>住户 &amp; 人口</x:Name><x:WorksheetSource HRef="x.files/sheet001.htm"/></x:ExcelWorksheet>
      <x:ExcelWorksheet><x:Name>旧</x:Name><x:WorksheetSource HRef="x.files/sheet002.htm"/>\
      <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></x:ExcelWorksheet>
      </x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset></frameset></html>
      """
    func part(_ location: String, _ text: String) -> String {
      """
      --b
      Content-Location: file:///C:/\(location)
      Content-Transfer-Encoding: base64
      Content-Type: text/html; charset="utf-8"

      \(Data(text.utf8).base64EncodedString(options: .lineLength76Characters))

      """
    }
    let workbook = try open(
      """
      MIME-Version: 1.0
      X-Document-Type: Workbook
      Content-Type: multipart/related; boundary=b

      \(part("x.htm", list))\(part("x.files/tabstrip.htm", page("住户", "旧")))\
      \(part("x.files/sheet002.htm", page("二")))\(part("x.files/sheet001.htm", page("一", "1")))--b--
      """)
    #expect(workbook.worksheets.map(\.name) == ["住户 & 人口", "旧"])
    #expect(workbook.worksheets.map(\.isHidden) == [false, true])
    #expect(
      try FoundCell.all(in: workbook).map(\.value) == [.text("一"), .text("1"), .text("二")])
  }

  @Test(arguments: [
    "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>no table</p>",
    "From: a@example.org\nMessage-ID: <1@example.org>\nContent-Type: text/plain\n\nhello, all\n",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: multipart/related; boundary=b\n\n--b\n",
  ])
  func `a message without a table is refused`(text: String) throws {
    let failure = #expect(throws: RunFailure.self) { try open(text) }
    #expect(failure?.diagnostic.code == .sourceUnknownFormat)
  }

  @Test func `a worksheet whose page is not there is told`() throws {
    let failure = #expect(throws: RunFailure.self) {
      try open(
        """
        MIME-Version: 1.0
        Content-Type: text/html

        <x:ExcelWorksheet><x:Name>A</x:Name><x:WorksheetSource HRef="sheet001.htm"/></x:ExcelWorksheet>
        """)
    }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
  }
}
