import SurveyModel
import Testing

@testable import Extract

@Suite struct ODFWorkbookTests {
  private static let urn = "urn:oasis:names:tc:opendocument:xmlns"
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="\(urn):office:1.0" \
    xmlns:table="\(urn):table:1.0" xmlns:text="\(urn):text:1.0" xmlns:style="\(urn):style:1.0" \
    xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">\
    <office:automatic-styles><style:style style:name="T1" style:family="text">\
    <style:text-properties style:text-position="super 58%"/></style:style>\
    <style:style style:name="T2" style:family="text"><style:text-properties \
    style:text-position="33% 58%"/></style:style><style:style style:name="T3" style:family="text">\
    <style:text-properties style:text-position="-33% 58%"/></style:style><style:style style:name="T4" style:family="text">\
    <style:text-properties style:text-line-through-style="solid"/></style:style>\
    <style:style style:name="T4" style:family="table-cell">\
    <style:text-properties style:text-line-through-style="solid"/></style:style>\
    <style:style style:name="C1" style:family="table-cell" style:parent-style-name="Gone"/>\
    <style:style style:name="C2" style:family="table-cell" style:parent-style-name="Gone">\
    <style:text-properties style:text-line-through-style="none"/></style:style>\
    <style:style style:name="Round" style:family="table-cell" style:parent-style-name="Round"/>\
    <style:style style:name="T6" style:family="text" style:parent-style-name="Mark"/>\
    <style:style style:name="T5" style:family="text"><style:text-properties text:display="none"/>\
    </style:style></office:automatic-styles>\
    <office:body><office:spreadsheet>
    """
  private static let tail = "</office:spreadsheet></office:body></office:document>"

  private static let styles = """
    <office:document-styles xmlns:office="\(urn):office:1.0" xmlns:style="\(urn):style:1.0">\
    <office:styles><style:default-style style:family="table-cell"><style:text-properties \
    style:text-line-through-style="none"/></style:default-style>\
    <style:style style:name="Void" style:family="table-cell"><style:text-properties \
    style:text-line-through-type="double"/></style:style>\
    <style:style style:name="Gone" style:family="table-cell" style:parent-style-name="Void"/>\
    <style:style style:name="Mark" style:family="text"><style:text-properties \
    style:text-position="super 58%"/></style:style></office:styles><office:automatic-styles>\
    <style:style style:name="C9" style:family="table-cell" style:parent-style-name="Void"/>\
    </office:automatic-styles></office:document-styles>
    """

  private func open(_ tables: String) throws -> any Workbook {
    let fixture = try WorkbookFixture()
    let path = try fixture.archive([
      "styles.xml": Self.styles,
      "content.xml": Self.head + tables + Self.tail,
      "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    ])
    // The archive stays readable after its folder is gone.
    return try WorkbookReader.open(path: path, name: "a.ods")
  }

  private func values(_ rows: String) throws -> [String: Value] {
    let workbook = try open("<table:table table:name=\"One\">\(rows)</table:table>")
    return Dictionary(try FoundCell.all(in: workbook).map { ($0.reference, $0.value) }) { $1 }
  }

  private func cell(_ attributes: String, _ text: String = "") -> String {
    "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
  }

  @Test func `repeated cells and rows are written out, blank ones only counted`() throws {
    let rows = """
      <table:table-row table:number-rows-repeated="2">\
      <table:table-cell table:number-columns-repeated="16000"/>\
      \(cell(#"table:number-columns-repeated="2" office:value-type="float" office:value="7""#))\
      </table:table-row>\
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell \
      table:number-columns-repeated="16384"/></table:table-row>
      """
    #expect(
      try values(rows) == [
        "WQK1": .number(7), "WQL1": .number(7), "WQK2": .number(7), "WQL2": .number(7),
      ])
  }

  @Test func `a cell whose style strikes it through is told`() throws {
    let cells = [
      cell(#"table:style-name="T4" office:value-type="float" office:value="7""#, "7"),
      cell(#"office:value-type="float" office:value="8""#, "8"),
      cell(
        #"table:style-name="T4" table:number-columns-repeated="2" office:value-type="string""#, "甲"),
    ]
    let workbook = try open(
      "<table:table table:name=\"One\"><table:table-row>\(cells.joined())</table:table-row></table:table>"
    )
    let found = try FoundCell.all(in: workbook)
    #expect(found.map(\.reference) == ["A1", "B1", "C1", "D1"])
    #expect(found.map { $0.shown == "struck" } == [true, false, true, true])
  }

  @Test func `a style that strikes through is inherited`() throws {
    let number = #"office:value-type="float" office:value="7""#
    let styled = ["C1", "C2", "Void", "C9", "Round", "Unknown"]
      .map { cell("table:style-name=\"\($0)\" \(number)", "7") }
    let workbook = try open(
      """
      <table:table table:name="One">\
      <table:table-column table:number-columns-repeated="3" \
      table:default-cell-style-name="Default"/>\
      <table:table-column table:number-columns-repeated="2" table:default-cell-style-name="C1"/>\
      <table:table-row>\(styled.joined())</table:table-row>\
      <table:table-row>\(cell("table:number-columns-repeated=\"6\" \(number)", "7"))</table:table-row>\
      <table:table-row table:default-cell-style-name="C1" table:number-rows-repeated="2">\
      \(cell(number, "7"))\(cell("table:style-name=\"C2\" \(number)", "7"))</table:table-row>\
      <table:table-row table:default-cell-style-name="C2">\
      \(cell("table:number-columns-repeated=\"4\" \(number)", "7"))</table:table-row></table:table>
      """)
    let struck = try FoundCell.all(in: workbook).filter { $0.shown == "struck" }
    #expect(struck.map(\.reference) == ["A1", "C1", "D2", "E2", "A3", "A4"])
  }

  @Test func `values follow their type`() throws {
    let cells = [
      cell(#"office:value-type="string""#, "007"),
      cell(#"office:value-type="percentage" office:value="0.25""#, "25 %"),
      cell(#"office:value-type="date" office:date-value="2021-10-31T12:00:00""#, "31.10."),
      cell(#"office:value-type="time" office:time-value="PT08H30M00S""#),
      cell(#"office:value-type="time" office:time-value="PT30H00M00S""#),
      cell(#"office:value-type="boolean" office:boolean-value="true""#, "TRUE"),
      cell(#"office:value-type="string" office:string-value="b""#),
      cell(#"office:value-type="string" office:string-value="c""#, "shown"),
      cell(
        #"office:value-type="string" office:string-value="" table:formula="of:=1/0""#, "#DIV/0!"),
    ]
    #expect(
      try values("<table:table-row>\(cells.joined())</table:table-row>") == [
        "A1": .text("007"), "B1": .number(0.25), "C1": try dateTime("2021-10-31", 0.5),
        "D1": .time(30_600), "E1": .duration(108_000), "F1": .boolean(true), "G1": .text("b"),
        "H1": .text("c"), "I1": .error("#DIV/0!"),
      ])
  }

  @Test func `what a cell shows beside its value is told`() throws {
    let rows = """
      <table:table-row>\(cell(#"office:value-type="percentage" office:value="0.985""#, "98.5%"))\
      \(cell(#"office:value-type="float" office:value="46400""#, "046400"))\
      \(cell(#"office:value-type="date" office:date-value="2021-10-01""#, "2021年10月"))\
      \(cell(#"office:value-type="float" office:value="2021""#, "2021年"))\
      \(cell(#"office:value-type="float" office:value="0.5""#, "0.5"))\
      \(cell(#"office:value-type="float" office:value="1234""#, "1,234"))\
      \(cell(#"office:value-type="percentage" office:value="1""#))</table:table-row>
      """
    let workbook = try open("<table:table table:name=\"One\">\(rows)</table:table>")
    #expect(
      try FoundCell.all(in: workbook).map(\.shown)
        == ["%", "046400", "2021年10月", "2021年", nil, nil, "%"])
  }

  @Test(arguments: [
    (#"office:value-type="float" office:value="0" table:formula="of:=0/0""#, "#DIV/0!"),
    (#"office:value-type="float" office:value="0""#, "#N/A"),
    (#"office:value-type="float" office:value="0" table:formula="of:=FOO()""#, "Err:508"),
    (#"office:value-type="percentage" office:value="0" table:formula="of:=A1""#, "#ЗНАЧ!"),
    (#"office:value-type="currency" office:value="0.0""#, "错误:502"),
    (#"office:value-type="float""#, "#NV"),
    (#"office:value-type="date" office:date-value="1899-12-30""#, "#VALUE!"),
    (#"office:value-type="time" office:time-value="PT00H00M00S""#, "#REF!"),
    (#"office:value-type="boolean" office:boolean-value="false""#, "#NAME?"),
    (#"office:value-type="string" office:string-value="" calcext:value-type="error""#, "#N/A"),
    (#"office:value-type="string" table:formula="of:=NA()""#, "#N/A"),
    (#"table:formula="of:=NA()""#, "#N/A"),
  ])
  func `errors are told by what they show, whatever value stands beside it`(
    attributes: String, text: String
  ) throws {
    #expect(
      try values("<table:table-row>\(cell(attributes, text))</table:table-row>")
        == ["A1": .error(text)])
  }

  @Test(arguments: [
    (#"office:value-type="string""#, "#N/A", Value.text("#N/A")),
    ("", "#N/A", .text("#N/A")), (#"office:value-type="float" office:value="0""#, "#0", .number(0)),
    (#"office:value-type="float" office:value="0""#, "0", .number(0)),
    (#"office:value-type="float" office:value="0""#, "无", .number(0)),
    (#"office:value-type="float" office:value="7" table:formula="of:=A2""#, "#NR", .number(7)),
  ])
  func `what only looks like an error is none`(
    attributes: String, text: String, value: Value
  ) throws {
    #expect(
      try values("<table:table-row>\(cell(attributes, text))</table:table-row>") == ["A1": value])
  }

  @Test(arguments: [
    #"table:formula="of:=[.B1]*2""#, #"table:formula="of:=[.B1]*2" office:value-type="float""#,
    #"table:formula="of:=[.B1]*2" office:value-type="float" office:value=''"#,
    #"table:formula="of:=TRUE()" office:value-type="boolean""#,
    #"table:formula="of:=TODAY()" office:value-type="date""#,
  ])
  func `a formula without a value is no blank cell`(attributes: String) throws {
    for cell in ["<table:table-cell \(attributes)/>", cell(attributes)] {
      #expect(
        try values("<table:table-row>\(cell)</table:table-row>")
          == ["A1": .error(Value.uncalculatedCode)])
    }
  }

  @Test func `a formula may give an empty text`() throws {
    let attributes = #"table:formula="of:=[.B1]" office:value-type="string""#
    let cells = "<table:table-cell \(attributes) office:string-value=\"\"/>" + cell(attributes)
    let found = try values("<table:table-row>\(cells)</table:table-row>")
    #expect(found.values.allSatisfy { $0 == .blank })
  }

  @Test func `raised digits make no number longer`() throws {
    func raised(_ text: String, _ style: String = "T1") -> String {
      "<text:span text:style-name=\"\(style)\">\(text)</text:span>"
    }
    let type = #"office:value-type="string""#
    let cells = [
      cell(type, "12\(raised("1"))"), cell(type, "12 \(raised("2", "T2")) 人"),
      cell(type, "12\(raised("1", "T3"))"), cell(type, "<text:span>9\(raised("(1)"))</text:span>"),
      cell(type, "km\(raised("2"))"), cell(type, "\(raised("8", "T4"))9"),
      cell(type, "12\(raised("3\(raised("4"))", "T5"))"), cell(type, "12\(raised("1", "T6"))"),
      cell(type, "12\(raised("a"))"), cell(type, "1\(raised("st"))"),
      cell(type, "12\(raised("b,c)"))"),
    ]
    #expect(
      try values("<table:table-row>\(cells.joined())</table:table-row>") == [
        "A1": .text("12¹"), "B1": .text("12 ² 人"), "C1": .text("12₁"), "D1": .text("9⁽¹⁾"),
        "E1": .text("km2"), "F1": .text("8̶9"), "G1": .text("12"), "H1": .text("12¹"),
        "I1": .text("12ᵃ"), "J1": .text("1st"), "K1": .text("12ᵇ,ᶜ)"),
      ])
  }

  @Test func `the day that dates count from is told`() throws {
    for (date, epoch) in [
      ("1899-12-30", DateEpoch.year1900),
      ("1904-01-01", .day(try #require(CalendarDate(iso: "1904-01-01")))),
    ] {
      let settings = """
        <table:calculation-settings><table:null-date table:date-value="\(date)"/>\
        </table:calculation-settings>
        """
      let workbook = try open(settings + "<table:table table:name=\"One\"/>")
      #expect(workbook.worksheets.map(\.epoch) == [epoch])
    }
  }

  @Test(arguments: [
    ("A     B", "A     B"), ("A ", "A"), ("  A  ", "A"), ("A<text:s/>", "A "),
    ("A <text:s text:c=\"2\"/>B", "A   B"), ("\n    A\n    B\n  ", "A B"),
    ("A<text:span> </text:span>", "A"), ("A<text:tab/>  ", "A\t"),
    ("a <text:span> b</text:span>", "a  b"),
  ])
  func `blanks inside a paragraph are kept and those around it go`(
    paragraph: String, text: String
  ) throws {
    let content = "<text:p>\(paragraph)</text:p><text:p>C </text:p>"
    let cell = "<table:table-cell office:value-type=\"string\">\(content)</table:table-cell>"
    #expect(
      try values("<table:table-row>\(cell)</table:table-row>") == ["A1": .text(text + "\nC")])
  }

  @Test func `elements of white space are characters, paragraphs are lines`() throws {
    let text = """
      <table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p>\
      </office:annotation><text:p>a<text:s text:c="2"/>b<text:tab/>c   d<text:line-break/>e</text:p>\
      <text:p><text:span>f</text:span></text:p></table:table-cell>
      """
    #expect(
      try values("<table:table-row>\(text)</table:table-row>") == ["A1": .text("a  b\tc   d\ne\nf")]
    )
  }

  @Test func `merged cells give their value once, and their range`() throws {
    let one = cell(
      #"table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string""#,
      "a")
    let rows = """
      <table:table-row>\(one)<table:covered-table-cell/>\(cell("", "b"))</table:table-row>
      """
    let workbook = try open("<table:table table:name=\"One\">\(rows)</table:table>")
    #expect(try FoundCell.all(in: workbook).map(\.reference) == ["A1", "C1"])
    #expect(try workbook.mergedRanges(of: workbook.worksheets[0]) == [CellRange("A1:B2")])
  }

  @Test func `cells made by repetition beyond the limit are refused`() throws {
    let rows = """
      <table:table-row table:number-rows-repeated="1000000">\
      \(cell(#"table:number-columns-repeated="16384" office:value-type="float" office:value="1""#))\
      </table:table-row>
      """
    let failure = #expect(throws: RunFailure.self) { try values(rows) }
    #expect(failure?.diagnostic.code == .sourceLimit)
  }

  /// A table's rows, long enough for its document to be read by outline.
  private var manyRows: String {
    let text = String(repeating: "x", count: 900)
    let row = cell(#"office:value-type="string""#, text)
    return String(repeating: "<table:table-row>\(row)</table:table-row>", count: 700)
  }

  @Test(arguments: [
    "", "<!-- a comment is for the parser -->", "<![CDATA[</table:table>]]>",
    """
    <table:table-row><table:table-cell><table:table table:name="inner"><table:table-row/>\
    </table:table></table:table-cell></table:table-row>
    """,
  ])
  func `a long document is read one worksheet at a time, as a short one is`(extra: String) throws {
    let workbook = try open(
      """
      <table:table table:name="A">\(manyRows)\(extra)</table:table><table:table table:name="B"/>
      <table:table
       table:name="C">\(manyRows)</table:table>
      """)
    #expect(workbook.worksheets.map(\.name) == ["A", "B", "C"])
    let cells = try FoundCell.all(in: workbook)
    #expect(cells.count == 1400)
    #expect(Set(cells.map(\.sheet)) == ["A", "C"])
  }
}
