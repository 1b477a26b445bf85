import Extract
import SurveyModel
import Testing

struct HTMLDocumentTests {
  private func document(_ body: String) throws -> ReportDocument {
    try DocumentReader.read(bytes: Array("<html><body>\(body)</body></html>".utf8), name: "r.html")
  }

  private func texts(_ body: String) throws -> [String] {
    try document(body).paragraphs.map { String(String.UnicodeScalarView($0.scalars)) }
  }

  /// The cells of each row, with those that go on from above as `↑`.
  private func cells(_ body: String) throws -> [[String]] {
    try document(body).paragraphs
      .compactMap { paragraph in
        paragraph.row?.cells
          .map { cell in
            let scalars = Array(paragraph.scalars)[cell.range]
            let text = cell.isContinued ? "↑" : String(String.UnicodeScalarView(scalars))
            return cell.columns.count > 1 ? "\(text)×\(cell.columns.count)" : text
          }
      }
  }

  @Test(arguments: [
    "<template><td>7</template>", "<template><table><tr><td>7</template>",
    "<template><p>7<template><td>7</template><tr></template>",
    "<template><script>'</template>'</script><!-- </template> --><td>7</template>",
  ])
  func `a template is no part of the page, whatever it leaves open`(template: String) throws {
    let body = """
      <p>户数130户</p>\(template)<table><tr><th>乡<th>户\(template)<tr><td>甲\(template)<td>3</table>\(template)
      <p>完</p>
      """
    #expect(try cells(body) == [["乡", "户"], ["甲", "3"]])
    #expect(try texts(body).first == "户数130户")
    #expect(try texts(body).last == "完")
  }

  @Test(arguments: [
    ("<p>通水163<sup>1</sup>个</p>", "通水163¹个"),
    ("<p>通水163<sup>[1]</sup>个</p>", "通水163¹个"),
    ("<p>通水163<sup>①</sup>个</p>", "通水163个"),
    ("<p>通水163<sup>a</sup>个</p>", "通水163个"),
    ("<p>通水163<span style=\"vertical-align: super\">1</span>个</p>", "通水163¹个"),
    ("<p>面积3km<sup>2</sup></p>", "面积3km2"),
    ("<p>户数<s>120</s>130户</p>", "户数130户"),
    ("<p>户数<del>120<b>5</b></del>130户</p>", "户数130户"),
    ("<p>户数<strike>120</strike>130户</p>", "户数130户"),
    ("<p>户数<span style='text-decoration: line-through'>120</span>130户</p>", "户数130户"),
    ("<p>户数<span style='DISPLAY: none'>1<span>2</span>0</span>130户</p>", "户数130户"),
    ("<p>户数<span hidden>120</span>130户</p>", "户数130户"),
    ("<p style=\"display:none\">户数120户<p>户数130户", "户数130户"),
    ("<div style='display:none'><p>户数120户</p></div><p>户数130户</p>", "户数130户"),
  ])
  func `what is raised, struck out or hidden is no part of a number`(
    body: String, text: String
  ) throws {
    #expect(try texts(body) == [text])
  }

  @Test func `every character has its place in the file`() throws {
    let document = try document("<p>通水<s>9</s>163<sup>1</sup>个</p>")
    let paragraph = try #require(document.paragraphs.first)
    let places = paragraph.scalars.indices
      .map { document.scalars[paragraph.position(of: $0 - paragraph.scalars.startIndex)] }
    #expect(String(String.UnicodeScalarView(places)) == "通水1631个")
  }

  @Test func `merged cells are laid out in columns`() throws {
    let rows = try cells(
      """
      <table><tr><th rowspan="2">乡镇<th colspan=2>户数<th rowspan='2'>备注</tr>
      <tr><th>2020年</th><th>2021年</th></tr>
      <tr><td rowspan=2>东河镇</td><td>1</td><td>2</td><td></td></tr>
      <tr><td colspan="2">3</td><td>无</td></tr></table>
      """)
    #expect(
      rows == [
        ["乡镇", "户数×2", "备注"], ["↑", "2020年", "2021年", "↑"], ["东河镇", "1", "2", ""],
        ["↑", "3×2", "无"],
      ])
  }

  @Test func `a hidden cell or row is none, one that is struck out is empty`() throws {
    let rows = try cells(
      """
      <table><tr><td style="display:none">9<td>甲<td>1</tr><tr style="display:none"><td>乙<td>2</tr>
      <tr><td>丙<td style="text-decoration:line-through">3<td>4</tr></table>
      """)
    #expect(rows == [["甲", "1"], ["丙", "", "4"]])
  }

  @Test func `a table in a cell is a table of its own, what stands around it is text`() throws {
    let body = """
      <table><tr><td><p>白石县</p><p>情况如下。</p>
      <table><tr><td>乡镇<td>户数<tr><td>东河镇<td>12</table>
      以上为初步数。</td></tr></table>
      """
    #expect(try cells(body) == [["乡镇", "户数"], ["东河镇", "12"]])
    #expect(
      try texts(body).map { $0.filter { !$0.isWhitespace } }
        == ["白石县", "情况如下。", "乡镇户数", "东河镇12", "以上为初步数。"])
  }

  @Test func `lines of a cell do not run together`() throws {
    let rows = try cells("<table><tr><td>东河镇<br>(本级)<td>120<br>130<td><p>7</p></tr></table>")
    #expect(rows == [["东河镇\u{2028}(本级)", "120\u{2028}130", "7"]])
  }

  @Test(arguments: ["<table><tr><td>甲", "</td></tr></table>甲", "<td>甲", "<tr>甲", "<table>甲"])
  func `broken markup loses no text`(body: String) throws {
    #expect(try texts(body).joined().contains("甲"))
  }
}
