import SurveyModel
import Testing

@testable import Extract

@Suite struct HTMLWorkbookTests {
  private func values(_ page: String) throws -> [String: Value] {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(page.utf8, name: "a.xls")
    #expect(try WorkbookReader.open(path: path, name: "a.xls").format == .html)
    return try FoundCell.values(at: path)
  }

  @Test func `cells left open, spans and numbers of the markup are understood`() throws {
    let page = """
      <html><meta charset="utf-8"><body><table><tr><th rowspan=2>村<th colspan="2">人口
      <tr><td x:num="1234.5">1,234.50<td>007</table></html>
      """
    #expect(
      try values(page) == [
        "A1": .text("村"), "B1": .text("人口"), "B2": .number(1234.5), "C2": .text("007"),
      ])
  }

  @Test func `white space is shown as a browser shows it`() throws {
    let page = "<table><tr><td> a \n b<br>c&nbsp;&amp;</td><td>&nbsp;</td></tr></table>"
    #expect(try values(page) == ["A1": .text("a b\nc\u{A0}&")])
  }

  @Test func `raised digits make no number longer`() throws {
    let page = """
      <table><tr><td>12<sup>1</sup></td><td>12 <sup><a href="#n">[2]</a></sup><td>m<sup>2</sup>\
      <td>1<sup>a<td>12</table>
      """
    #expect(
      try values(page) == [
        "A1": .text("12¹"), "B1": .text("12 [²]"), "C1": .text("m2"), "D1": .text("1ᵃ"),
        "E1": .text("12"),
      ])
  }

  @Test(arguments: [
    ("12<sub>1</sub>", "12₁"), ("H<sub>2</sub>O", "H2O"), ("12<s>3</s>", "123̶"),
    ("<del>120</del> 135", "1̶2̶0̶ 135"), ("<strike>1</strike>2", "1̶2"),
    ("12<span style=\"vertical-align: super\">1</span>", "12¹"),
    ("12<span style='font-size:60%;VERTICAL-ALIGN:Sub'>1</span>3", "12₁3"),
    ("<span style=\"text-decoration: underline line-through\">9</span>8", "9̶8"),
    ("<span style=\"display: none\">0000012</span>12", "12"), ("12<i hidden>34</i>", "12"),
    ("<b style=\"visibility:hidden\">9<u>9</u></b>12", "12"),
    ("12<a href=\"#fn1\">1</a>", "12¹"), ("<a href=\"#\">12</a>", "12"),
    ("<a href=\"more?id=3\">12</a>", "12"), ("<b>12</b><i>3</i>", "123"),
    ("甲村<sup>1</sup>", "甲村¹"), ("<s>旧</s>甲村", "旧̶甲村"),
    ("12<span style='mso-hide:all'>34</span>", "12"),
    ("12<span style='font-size:0'>34</span>", "12"),
    ("12<i style=\"FONT-SIZE: 0px\">34</i>", "12"), ("12<i style='font-size:0.9em'>3</i>", "123"),
    ("12<template><b>34</b></template>", "12"), ("12<template><td>3</td></template>", "12"),
    ("12<template><td>3</template>", "12"),
    ("12<TEMPLATE id=a><tr><td>3<tr><td>4</Template >", "12"),
    ("12<template><p title='</template>'>3<template><td>4</template>5</template>", "12"),
    ("12<template><!-- </template> --><td>3</template>", "12"),
    ("12<template><script>'</template>'</script><td>3</template>", "12"),
    ("1<!-- <template> -->2", "12"), ("1<i title='<template>'></i>2", "12"),
    ("1<script>'<template>'</script>2", "12"), ("1<templates>2</templates>", "12"),
    ("<select><option>是<option selected>否</select>", "否"),
    ("<select><option>1</option><option>2</option></select>3", "3"),
    ("1<datalist><option>2</datalist>", "1"),
    ("12<sup><s>1</s></sup> 5", "121̶ 5"), ("1<br>2<sup>3</sup>", "1\n2³"),
  ])
  func `what is set apart makes no number longer`(markup: String, text: String) throws {
    #expect(
      try values("<table><tr><td>\(markup)<td>7</table>") == ["A1": .text(text), "B1": .text("7")])
  }

  @Test(arguments: [" ", "\n", "\r\n\t"])
  func `a page may start with any number of blanks`(blank: String) throws {
    let page = "<html><table><tr><td>甲<td>3</table></html>"
    let blanks = String(repeating: blank, count: 70_000)
    #expect(try values(blanks + page) == ["A1": .text("甲"), "B1": .text("3")])
  }

  @Test(arguments: [
    "<td style='text-decoration:line-through'>12<td>3", "<td><s>12</s><td>3",
    "<td x:num=12><s>12</s><td>3",
  ])
  func `a cell that is struck through is told`(cells: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("<table><tr>\(cells)</tr></table>".utf8, name: "a.xls")
    let found = try FoundCell.all(at: path)
    #expect(found.map { $0.shown == "struck" || $0.value == .text("1̶2̶") } == [true, false])
    let row = try fixture.file(
      "<table><tr style='text-decoration:line-through'>\(cells)</tr></table>".utf8, name: "b.xls")
    #expect(try FoundCell.all(at: row).allSatisfy { $0.shown == "struck" })
  }

  @Test func `a template holds no rows and no tables`() throws {
    let page = """
      <template><table><tr><td>0</table></template><table><template><tr><td>9</td></tr></template>\
      <tr><td>甲<td>3</table>
      """
    #expect(try values(page) == ["A1": .text("甲"), "B1": .text("3")])
  }

  @Test(arguments: [
    "<template><table><tr><td>0</template>", "<template><td>0<td>1</template>",
    "<template><table><tr><td>0</template><template><tr><td>0</template>",
  ])
  func `a template with cells that nothing closes hides no row behind it`(template: String) throws {
    let page = """
      \(template)<table>\(template)<tr><td>甲<td>3<tr>\(template)<td>乙<td>4</table>\(template)
      <table><tr><td>丙</table>
      """
    let fixture = try WorkbookFixture()
    let found = try FoundCell.all(at: fixture.file(page.utf8, name: "a.xls"))
    #expect(
      found.map(\.value) == [.text("甲"), .text("3"), .text("乙"), .text("4"), .text("丙")])
    #expect(Set(found.map(\.sheet)).count == 2)
  }

  @Test func `a page without a table is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("<html><p>no data</p></html>".utf8, name: "a.xls")
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.xls")
    }
    #expect(failure?.diagnostic.code == .sourceUnknownFormat)
  }

  @Test func `a table that lays out others is passed over, and those inside are read`() throws {
    let data = "<table><tr><th>村<th>人口<tr><td>甲<td>3</table>"
    let pages = [
      "<table><tr><td>\(data)</td></tr></table>",
      "<table><tr><td>title</td></tr><tr><td>menu</td><td><table><tr><td>\(data)</table></td></table>",
    ]
    for page in pages {
      #expect(
        try values("<html>" + page) == [
          "A1": .text("村"), "B1": .text("人口"), "A2": .text("甲"), "B2": .text("3"),
        ])
    }
    let fixture = try WorkbookFixture()
    let path = try fixture.file(pages[0].utf8)
    let workbook = try WorkbookReader.open(path: path, name: "a.xls")
    #expect(workbook.worksheets.map(\.name) == ["table1"])
    #expect(workbook.log.diagnostics.map(\.code) == [.sourcePartSkipped])
  }

  @Test func `a table inside a cell of data is part of its text`() throws {
    let page = """
      <table><tr><td>村<td>人口<tr><td>甲<td>3<tr><td>乙<td><table><tr><td>4<td>5</table></table>
      """
    let found = try values(page)
    #expect(found["B2"] == .text("3"))
    #expect(found["A3"] == .text("乙"))
    #expect(found["B3"] == .text("4 5"))
  }

  @Test(arguments: [
    "导出时间：2021-10-31<br>", "单位：户\n\n", "Exported 31 Oct, 2021\n<p>By: \"me\"</p>\n",
    "<style>\(String(repeating: "td{color:red}", count: 9000))</style>",
    String(repeating: "<!-- nothing -->\n", count: 9000),
    String(repeating: "说明文字。\n", count: 9000), "<div>", "<br />\n<b>Notice</b>: x\n",
  ])
  func `a page is known by its table, wherever that stands`(lead: String) throws {
    #expect(
      try values("\(lead)<table><tr><td>村</td><td>人口</td></tr></table>") == [
        "A1": .text("村"), "B1": .text("人口"),
      ])
  }

  @Test(arguments: [
    "id,text\n1,\"<table><tr><td>x</td></tr></table>\"\n",
    "id,text\n1,\"note\n<b>y</b> <table><tr><td>x</td></tr></table>\"\n2,z\n",
    "id,text\n1,<table><tr><td>x</td></tr></table>\n",
  ])
  func `markup in a cell makes no page of a delimited text`(text: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(text.utf8)
    #expect(try WorkbookReader.open(path: path, name: "a.csv").format == .delimited)
  }

  @Test(
    arguments: [
      ("windows-1251", [0xD1, 0xE5, 0xEB, 0xEE], "Село"), ("Shift_JIS", [0x91, 0xBA], "村"),
      ("ISO-8859-2", [0xC0], "Ŕ"), ("gbk", [0xB4, 0xE5], "村"), ("KOI8-R", [0xF3, 0xC5], "Се"),
    ] as [(String, [UInt8], String)])
  func `the encoding that a page declares is taken`(
    name: String, bytes: [UInt8], text: String
  ) throws {
    let fixture = try WorkbookFixture()
    let page =
      Array("<html><meta charset=\"\(name)\"><table><tr><td>".utf8) + bytes
      + Array("</td></tr></table>".utf8)
    let workbook = try WorkbookReader.open(path: fixture.file(page), name: "a.xls")
    #expect(workbook.log.diagnostics.isEmpty)
    #expect(try FoundCell.all(in: workbook).map(\.value) == [.text(text)])
  }

  @Test func `a byte that the declared encoding does not know is refused with its line`() throws {
    let fixture = try WorkbookFixture()
    let page =
      Array("<meta charset=\"windows-1251\">\n<table><tr><td>".utf8) + [0xD1, 0xE5, 0xEB, 0xEE]
      + Array("</td>\n<td>".utf8) + [0x98] + Array("</td></table>".utf8)
    let path = try fixture.file(page)
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.xls")
    }
    #expect(failure?.diagnostic.code == .textUndecodable)
    #expect(failure?.diagnostic.location.place == .line(3, column: 5))
  }

  @Test func `the encoding of a declaration of XML is taken`() throws {
    let fixture = try WorkbookFixture()
    let page =
      Array("<?xml version='1.0' encoding='shift_jis'?>\n<html><table><tr><td>".utf8) + [
        0x91, 0xBA,
      ]
      + Array("</td></tr></table></html>".utf8)
    let workbook = try WorkbookReader.open(path: fixture.file(page), name: "a.xls")
    #expect(try FoundCell.all(in: workbook).map(\.value) == [.text("村")])
  }

  @Test func `a page in GBK that declares Latin letters is read in GBK`() throws {
    let fixture = try WorkbookFixture()
    let page =
      Array("<meta charset=iso-8859-1><table><tr><td>".utf8) + [0xC1, 0xF8, 0xB9, 0xB5, 0xB4, 0xE5]
      + Array("</td></table>".utf8)
    let workbook = try WorkbookReader.open(path: fixture.file(page), name: "a.xls")
    #expect(try FoundCell.all(in: workbook).map(\.value) == [.text("柳沟村")])
  }

  @Test func `an encoding that nobody knows is told, with the one that was taken`() throws {
    let fixture = try WorkbookFixture()
    let page =
      Array("<html><meta charset=klingon><table><tr><td>".utf8) + [0xD1, 0xE5]
      + Array("</td></tr></table>".utf8)
    let workbook = try WorkbookReader.open(path: fixture.file(page), name: "a.xls")
    #expect(workbook.log.diagnostics.map(\.code) == [.textEncodingDoubtful])
    #expect(workbook.log.diagnostics[0].remedy?.description.contains("encoding:") == true)
  }
}
