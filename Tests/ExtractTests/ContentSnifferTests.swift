import SurveyModel
import Testing

@testable import Extract

@Suite struct ContentSnifferTests {
  private func refusal(_ bytes: some Sequence<UInt8>) throws -> Diagnostic? {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(bytes)
    return #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.csv")
    }?
    .diagnostic
  }

  @Test(arguments: [
    ("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"id\"\r\nE\r\n", "SYLK"), ("ID;PX\nE\n", "SYLK"),
    ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n", "DIF"),
    ("{\\rtf1\\ansi a;b\\par}", "RTF"), ("%PDF-1.4\n1 0 obj\n", "PDF"),
    ("{\"rows\": [1, 2]}", "JSON"), ("[\n {\"a\": 1},\n {\"a\": 2}]\n", "JSON"),
    ("[1, 2, 3]\n", "JSON"),
    ("[[1,2],[3,4]]", "JSON"), ("{\"a\":1}\n{\"a\":2}\n", "JSON"),
    ("<?xml version=\"1.0\"?>\n<kml xmlns=\"x\"><Document/></kml>", "kml"),
    ("<!-- c -->\n<rows><row a=\"1\"/></rows>\n", "rows"), ("<?php echo 1; ?>", "PHP"),
    ("-- MySQL dump 10.13\n\nDROP TABLE IF EXISTS `a`;\n", "SQL"),
    ("INSERT INTO a VALUES (1, 'x');\nINSERT INTO a VALUES (2, 'y');\n", "SQL"),
    (
      "Fatal error: Uncaught Error: Call to undefined function x() in a.php:12\nStack trace:\n#0 {main}\n",
      "failed"
    ),
    ("You have an error in your SQL syntax; check the manual near '' at line 1", "failed"),
    ("ORA-01017: invalid username/password; logon denied\n", "failed"),
    (
      "Dear Sir or Madam,\nplease find the register, as you asked, in the mail of last week.\nYours, the office.\n",
      "running text"
    ),
    (
      "# Report\n\nThis is a document in Markdown, with a list:\n\n- one\n- two\n\nIt ends here, after some more words.\n",
      "running text"
    ),
    ("关于做好安全饮水工作的通知\n各乡镇人民政府：\n根据上级要求，现将有关事项通知如下。\n一、提高认识，加强领导。\n", "running text"),
    ("登录超时，请重新登录\n", "running text"), ("No data found.\n", "running text"),
    ("session expired; please log in again\n", "running text"),
    ("error: unauthorized\nmessage: please log in\ncode: 401\n", "names and values"),
    ("a.b.FailedException\n\tat a.b.C.d(C.java:12)\n\tat a.b.E.f(E.java:34)\n", "failed"),
    (" \n\n", "empty"),
    ("全县共有行政村218个，自来水入户率达到98.22%。\n各乡镇要按照要求，做好统计工作。\n", "running text"),
    ("<html><body><h1>502 Bad Gateway</h1></body></html>", "HTML"),
    ("<!DOCTYPE html>\n<title>x</title><p>a,b</p>", "HTML"),
    (
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 9\n",
      "Git LFS"
    ),
    ("/annex/objects/SHA256E-s9--aa.csv\n", "git-annex"),
    ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "PEM"),
    (
      "From: A <a@example.org>\nTo: b@example.org\nSubject: The register, at last\n\nAs promised.\n",
      "mail"
    ),
    ("Received: from x.example.org\n\tby y.example.org; today\nSubject: x\r\n\r\n1,2\n", "mail"),
    ("From a@example.org Sun Oct 31\nX-Mail: 1\nDate: Sun, 31 Oct 2021\n\na,b\n", "mail"),
    ("ID;P\n", "SYLK"), ("ID;PWXL;N;E\r\n", "SYLK"), ("ID;PX\nC;Y1;X1;K1\n", "SYLK"),
    ("# List\n\n- one\n- two\n* three\n", "Markdown"),
    ("| id | n |\n|----|--:|\n| 1 | 2 |\n| 3 | 4 |\n", "Markdown"),
    ("id | n\n---|---\n1 | 2\n", "Markdown"),
    ("name: x\nitems:\n  - a\n  - b\nother: 3\n", "names and values"),
    ("---\n- a: 1\n  b: 2\n- a: 3\n  b: 4\n", "names and values"),
    ("[main]\nkey=value\nother = 3\n; remark\n[second]\nz=1\n", "names and values"),
    ("# remark\nkey=value\nother=3\n", "names and values"),
    ("户主：某某\n人口：3\n备注：\n", "names and values"),
    (
      "2021-10-31 08:00:00,123 INFO start, now\n2021-10-31 08:00:01,456 WARN again, and again\n2021-10-31 08:00:02,789 ERROR end, at last\n",
      "log"
    ),
    ("[2021-10-31T08:00:00] [error] no file\n[2021-10-31T08:00:01] [info] go on\n", "log"),
    (
      String(
        repeating: "192.0.2.1 - - [31/Oct/2021:08:00:00 +0800] \"GET /a HTTP/1.0\" 200 23\n",
        count: 2),
      "log"
    ),
    (
      "Oct 31 08:00:00 host job[12]: started, twice\nOct 31 08:00:01 host job[12]: done, twice\n",
      "log"
    ),
    ("import os\n\ndef main(a, b):\n    return a + b\n\nmain(1, 2)\n", "source code"),
    ("#include <stdio.h>\nint main(void) {\n  printf(\"x, y\");\n  return 0;\n}\n", "source code"),
    ("function f(a, b) {\n  return a;\n}\nvar x = 3;\n", "source code"),
    ("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a,b\n+a,c\n", "patch"),
    ("+----+-----+\n| id | n   |\n+----+-----+\n|  1 |   2 |\n+----+-----+\n", "drawn with lines"),
    (" id | n \n----+---\n  1 | 2\n(1 row)\n", "drawn with lines"),
    ("┌────┬───┐\n│ id │ n │\n├────┼───┤\n│ 1  │ 2 │\n└────┴───┘\n", "drawn with lines"),
    ("+====+===+\n| id | n |\n+====+===+\n| 1  | 2 |\n", "drawn with lines"),
    ("HTTP/1.1 404 Not Found\r\na: b\r\n", "web server"),
  ])
  func `a text that is no table is refused by its name`(text: String, name: String) throws {
    let diagnostic = try refusal(text.utf8)
    #expect(diagnostic?.code == .sourceUnknownFormat)
    #expect(
      diagnostic?.message.description.contains(name) == true, "\(String(describing: diagnostic))")
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "JPEG"),
      (Array("GIF89a".utf8) + [1, 0, 1, 0], "GIF"), ([0x1F, 0x8B, 8, 0, 0, 0], "gzip"),
      (Array("SQLite format 3\0".utf8) + [16, 0], "SQLite"),
      (Array("Rar!".utf8) + [0x1A, 7], "RAR"),
      ([0x00, 0x00, 0x02, 0x00, 0x06, 0x04, 0x06, 0x00], "Lotus"),
    ] as [([UInt8], String)])
  func `a file of another kind is refused by its name`(bytes: [UInt8], name: String) throws {
    let diagnostic = try refusal(bytes)
    #expect(diagnostic?.code == .sourceUnknownFormat)
    #expect(diagnostic?.message.description.contains(name) == true)
  }

  @Test(arguments: [
    "ID;Plot;Crop\nA;1;maize\nC;2;rice\n", "ID,P\n1,2\n", "table\n0,1\n2,3\n", "[id],[name]\n1,x\n",
    "[1]\n[2]\n", "<18,18-60,>60\n3,4,5\n", "<b>id</b>,n\n1,2\n",
    "<strong>id</strong>,n\n1,2\n", "村\n上坝村\n下坝村\n",
    "title of the table, 2021\n\nid,n\n1,2\n2,3\n3,4\n",
    "What is your name?,How old are you?\n",
    "id,remark\n1,\"we have no water, and it is far.\"\n2,\"ok, thanks a lot for asking us this.\"\n",
    "a, b, c\n1, 2, 3\n4, 5, 6\n", "a:b:c\n1:2:3\n", "time\n08:30\n09:15\n",
    "说明：本表由各村填报，截至2021年10月31日。\n填报时请注意，人口数以户籍为准。\n户号,村\n1,甲\n", "From: to,n\nx,1\n",
    "Date: 2021,n\nx,1\n", "Village\nAbove Bridge\nLower Mill\n", "姓名\n某甲\n某乙\n", "id | n\n1 | 2\n",
    "2021-10-31 08:00:00,INFO,start\n2021-10-31 08:00:01,WARN,again\n", "id;p\n1;2\n",
    "{编号},{人口}\n1,2\n", "{编号}\n1\n2\n", "{id},{n}\n1,2\n", "[编号]\n甲\n乙\n",
    "属性\n{\"a\": 1}\n{\"a\": 2}\n", "{\"a\": 1}\t5\n{\"a\": 2}\t6\n",
    "{\"a\": {\"b\": 1}};x\n{};y\n",
    "地址\n某省某县某镇，新街12号。\n某省某县某镇，老街3号。\n", "意见\n\"水不够用，路也不好。\"\n\"希望修路，越快越好。\"\n",
    "address\n12 New Street, Upper Mill, the county of nowhere at all.\n3 Old Street, Lower Mill, the county of nowhere at all.\n",
    "id,remark\n1,\"第一行，有话要说。\n第二行，还有话说。\"\n2,\"第一行，有话要说。\n第二行，还有话说。\"\n3,\"一行，而已。\"\n4,\"第一行，有话。\n第二行。\n第三行，完。\"\n",
    "# made by the office\nid,n\n1,2\n2,3\n", "f(x);g(x)\n1;2\n3;4\n5;6\n", "id,n,\n1,-,\n2,--,\n",
  ])
  func `a small table in text is one`(text: String) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(text.utf8)
    #expect(try WorkbookReader.open(path: path, name: "a.csv").format == .delimited)
  }
}
