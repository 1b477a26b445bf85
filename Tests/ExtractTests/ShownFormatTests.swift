import PropertyTesting
import SurveyModel
import Testing

@testable import Extract

/// What number formats show beside the number.
@Suite struct ShownFormatTests {
  @Test(arguments: [
    ("yyyy\"年\"m\"月\"", "2021年10月"), ("yyyy\"年\"m\"月\"d\"日\"", "2021年10月8日"),
    ("yyyy/mm/dd", "2021/10/08"), ("yyyy\\-mm\\-dd;@", "2021-10-08"), ("mmm-yy", "Oct-21"),
    ("[$-409]mmmm\\ d, yyyy", "October 8, 2021"), ("dddd", "Friday"), ("ddd", "Fri"),
    ("[$-804]aaaa", "星期五"), ("aaa", "五"), ("m\"月\"", "10月"),
    ("[DBNum1][$-804]yyyy\"年\"m\"月\"", "二〇二一年十月"),
    ("mmmmm", "O"), ("[Red]yyyy", "2021"), ("yyyy.m", "2021.10"), ("yyyy\"年度\"", "2021年度"),
  ])
  func `a date is shown as its format has it`(code: String, text: String) throws {
    let format = try #require(ShownFormat(code: code))
    #expect(format.form == .date)
    #expect(format.text(ofDays: 44_477.5) == text)
  }

  @Test(arguments: [
    ("000000", 46_400.0, "046400"), ("000000", 1_234_567, "1234567"), ("\"V\"000", 7, "V007"),
    ("000-0000", 351_234, "035-1234"), ("0000\"号\"", 12, "0012号"), ("0\"年\"", 2021, "2021年"),
    ("#\"月\"", 9, "9月"), ("\"第\"0\"季度\"", 3, "第3季度"), ("00", 0, "00"),
  ])
  func `a whole number is shown as its format has it`(
    code: String, number: Double, text: String
  ) throws {
    #expect(try #require(ShownFormat(code: code)).text(of: number) == text)
  }

  @Test(arguments: [
    "General", "0", "#,##0", "0.00", "0.00E+00", "# ?/?", "@", "", "h:mm", "yyyy-mm-dd hh:mm",
    "[h]:mm",
    "[>=100]0\"百\";0", "ge.m.d", "0.0,,\"百万\"", "#,##0.00\"元\"", "\"", "[", "\\", "_",
  ])
  func `what is shown beside nothing, or cannot be told, is nothing`(code: String) {
    #expect(ShownFormat(code: code) == nil)
  }

  @Test(arguments: [-1.0, 0.5, 1e15, .infinity, .nan])
  func `only whole numbers have zeros before them`(number: Double) throws {
    #expect(try #require(ShownFormat(code: "000")).text(of: number) == nil)
    #expect(ShownFormat(code: "0%")?.form == .percent)
  }

  @Test(arguments: 0..<40)
  func `no code and no number traps`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let signs = Array("yYmdhsaAeg0#?.,%;\"\\[]$-804DBNum1年月*_!@/ E+é")
    for _ in 0..<200 {
      let count = Int(generator.next() % 24)
      let code = String((0..<count).map { _ in signs[Int(generator.next() % UInt64(signs.count))] })
      guard let format = ShownFormat(code: code) else { continue }
      for number in [0, 1, 46_400, 999_999_999_999_999, 2_958_465, 2_958_466, -1, 0.5, 1e300] {
        _ = format.text(of: number)
        _ = format.text(ofDays: number)
      }
    }
  }

  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="000000"/>\
    <numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/>\
    <xf numFmtId="14"/></cellXfs>
    """

  @Test func `an XLSX says of its cells what they show`() throws {
    let cells = """
      <c s="1"><v>0.985</v></c><c s="2"><v>46400</v></c><c s="3"><v>44470</v></c>\
      <c s="4"><v>44470</v></c><c s="2"><v>-5</v></c><c><v>7</v></c><c s="1"><v>1</v></c>
      """
    let rows =
      #"<row r="1">"# + cells + #"</row><row r="2000">"# + cells + "</row>"
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: rows, styles: Self.styles)
    #expect(
      try FoundCell.shown(at: path) == [
        "A1": "%", "B1": "046400", "C1": "2021年10月", "G1": "%", "A2000": "%", "B2000": "046400",
        "G2000": "%",
      ])
    #expect(try FoundCell.values(at: path)["A1"] == .number(0.985))
  }

  @Test func `SpreadsheetML says of its cells what they show`() throws {
    let fixture = try WorkbookFixture()
    let path =
      try fixture.file(
        """
        <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p">\
        <NumberFormat ss:Format="Percent"/></Style><Style ss:ID="z"><NumberFormat ss:Format="0000"/>\
        </Style><Style ss:ID="d"><NumberFormat ss:Format="mmm\\-yy"/></Style></Styles>\
        <Worksheet ss:Name="One"><Table><Row><Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data>\
        </Cell><Cell ss:StyleID="z"><Data ss:Type="Number">12</Data></Cell><Cell ss:StyleID="d">\
        <Data ss:Type="DateTime">2021-10-01T00:00:00.000</Data></Cell></Row></Table></Worksheet>\
        </Workbook>
        """
        .utf8, name: "a.xml")
    #expect(try FoundCell.shown(at: path) == ["A1": "%", "B1": "0012", "C1": "Oct-21"])
  }

  @Test func `HTML says of its cells what they show`() throws {
    let fixture = try WorkbookFixture()
    let path =
      try fixture.file(
        """
        <html><table><tr><td x:num="0.985">98.5%</td><td x:num="12">0012</td>\
        <td x:num="2021">2021年</td><td x:num="98.5">98.5%</td><td x:num="1234">1,234</td></tr>\
        </table></html>
        """
        .utf8, name: "a.xls")
    #expect(try FoundCell.shown(at: path)["A1"] == "%")
    #expect(try FoundCell.shown(at: path)["B1"] == "0012")
    #expect(try FoundCell.shown(at: path)["C1"] == "2021年")
    #expect(try FoundCell.shown(at: path)["D1"] == nil)
    #expect(try FoundCell.shown(at: path)["E1"] == nil)
  }
}
