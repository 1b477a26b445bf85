import Extract
import SurveyModel
import Testing

struct WordDocumentTests {
  private let fixture: WorkbookFixture

  init() throws { fixture = try WorkbookFixture() }

  private func document(_ body: String) throws -> ReportDocument {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    let path = try fixture.archive([
      "word/document.xml":
        "<w:document xmlns:w=\"\(main)\" xmlns:mc=\"\(compatibility)\"><w:body>\(body)</w:body></w:document>"
    ])
    return try DocumentReader.read(path: path, name: "r.docx")
  }

  private func run(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>"
  }

  private func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p>\(text.isEmpty ? "" : run(text))</w:p></w:tc>"
  }

  private func texts(_ document: ReportDocument) -> [String] {
    document.paragraphs.map { String(String.UnicodeScalarView($0.scalars)) }
  }

  @Test(arguments: [
    "<w:strike/>", "<w:dstrike/>", "<w:vanish/>", "<w:strike w:val=\"1\"/>",
    "<w:vanish w:val=\"true\"/>",
  ])
  func `runs that are struck out or hidden are left out`(property: String) throws {
    let body = "<w:p>\(run("户数"))\(run("120", property))\(run("130户"))</w:p>"
    #expect(try texts(document(body)) == ["户数130户"])
  }

  @Test func `a property that is off, or a paragraph mark's, hides nothing`() throws {
    let body = """
      <w:p><w:pPr><w:rPr><w:vanish/><w:strike/></w:rPr></w:pPr>\(run("户数", "<w:strike w:val='0'/>"))\
      \(run("130户", "<w:vanish w:val='false'/>"))</w:p>
      """
    #expect(try texts(document(body)) == ["户数130户"])
  }

  @Test func `what was deleted or moved away is left out, what was inserted stays`() throws {
    let body = """
      <w:p>\(run("户数"))<w:del w:id="1"><w:r><w:delText>120</w:delText></w:r></w:del>\
      <w:moveFrom w:id="2">\(run("7户"))</w:moveFrom><w:ins w:id="3">\(run("130"))</w:ins>\
      <w:moveTo w:id="4">\(run("户"))</w:moveTo></w:p>
      """
    #expect(try texts(document(body)) == ["户数130户"])
  }

  @Test(arguments: [("1", "163¹个"), ("[1]", "163¹个"), ("①", "163个"), ("a", "163个")])
  func `a raised mark is no digit of the number before it`(mark: String, text: String) throws {
    let body =
      "<w:p>\(run("163"))\(run(mark, "<w:vertAlign w:val=\"superscript\"/>"))\(run("个"))</w:p>"
    #expect(try texts(document(body)) == [text])
  }

  @Test func `a text box is read once`() throws {
    let body = """
      <w:p><w:r><mc:AlternateContent><mc:Choice><w:p>\(run("户数130户"))</w:p></mc:Choice>\
      <mc:Fallback><w:p>\(run("户数130户"))</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>
      """
    #expect(try texts(document(body)) == ["户数130户"])
  }

  @Test func `merged cells are laid out in columns, and lines of a cell kept apart`() throws {
    let restart = "<w:vMerge w:val=\"restart\"/>"
    let body = """
      <w:tbl><w:tr>\(cell("乡镇", restart))\(cell("户数", "<w:gridSpan w:val='2'/>"))</w:tr>\
      <w:tr>\(cell("", "<w:vMerge/>"))\(cell("2020年"))\(cell("2021年"))</w:tr>\
      <w:tr>\(cell("东河镇"))<w:tc><w:p>\(run("120"))</w:p><w:p>\(run("130"))</w:p></w:tc>\(cell("7"))</w:tr>\
      </w:tbl><w:p>\(run("以上"))</w:p>
      """
    let document = try document(body)
    let rows = document.paragraphs
      .compactMap { paragraph in
        paragraph.row?.cells
          .map { cell in
            let scalars = Array(paragraph.scalars)[cell.range]
            let text = cell.isContinued ? "↑" : String(String.UnicodeScalarView(scalars))
            return "\(text)@\(cell.columns.lowerBound)"
          }
      }
    #expect(
      rows == [
        ["乡镇@0", "户数@1"], ["↑@0", "2020年@1", "2021年@2"],
        ["东河镇@0", "120\u{2028}130@1", "7@2"],
      ])
    #expect(texts(document).last == "以上")
  }

  @Test func `a table in a cell is a table of its own`() throws {
    let inner =
      "<w:tbl><w:tr>\(cell("乡镇"))\(cell("户数"))</w:tr><w:tr>\(cell("东河镇"))\(cell("12"))</w:tr></w:tbl>"
    let body =
      "<w:tbl><w:tr><w:tc><w:p>\(run("白石县"))</w:p>\(inner)<w:p>\(run("完"))</w:p></w:tc></w:tr></w:tbl>"
    let document = try document(body)
    #expect(document.paragraphs.count { $0.row != nil } == 2)
    #expect(
      texts(document).map { $0.filter { !$0.isWhitespace } } == ["白石县", "乡镇户数", "东河镇12", "完"])
  }
}
