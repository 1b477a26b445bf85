import Foundation
import SurveyModel
import Testing

@testable import Extract

@Suite struct DelimitedWorkbookTests {
  private func rows(_ bytes: some Sequence<UInt8>) throws -> [[String]] {
    let fixture = try WorkbookFixture()
    var rows: [[String]] = []
    let workbook = try WorkbookReader.open(path: fixture.file(bytes, name: "a.csv"), name: "a.csv")
    #expect(workbook.format == .delimited)
    try workbook.read(workbook.worksheets[0]) { batch in
      for row in 0..<batch.count {
        rows.append(
          batch.columns.indices.map {
            if case .text(let text) = batch.value(row: row, column: $0) { text } else { "" }
          })
      }
    }
    return rows
  }

  @Test(arguments: [
    "户号,村,人口\n007,上坝村,3\n", "户号;村;人口\r\n007;上坝村;3", "户号\t村\t人口\r007\t上坝村\t3\r",
    "户号|村|人口\n007|上坝村|3\n", "\u{FEFF}户号,村,人口\n\"007\",\"上坝村\",\"3\"\n",
    "sep=;\n户号;村;人口\n007;上坝村;3\n", "\"sep=|\"\r\n户号|村|人口\n007|上坝村|3\n",
  ])
  func `the dialect is found and every cell is the text that stands there`(text: String) throws {
    #expect(try rows(text.utf8) == [["户号", "村", "人口"], ["007", "上坝村", "3"]])
  }

  @Test(arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func `Unicode is told by its mark or its bytes`(encoding: String.Encoding) throws {
    let text = "\u{FEFF}户号,村\n1,上坝村\n"
    let data = try #require(text.data(using: encoding))
    #expect(try rows(data) == [["户号", "村"], ["1", "上坝村"]])
  }

  /// What is thrown when the bytes are opened.
  private func refusal(_ bytes: [UInt8]) throws -> Diagnostic? {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(bytes)
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: path, name: "a.csv")
    }
    return failure?.diagnostic
  }

  @Test(arguments: [
    "户号,村\r\n1,上坝村\r\n\u{1A}", "户号,村\r\n1,上坝村\u{1A}", "户号,村\n1,上坝村\n\u{1A}\u{1A}\0\0",
    "户号,村\n1,上坝村\n\u{1A}\n",
  ])
  func `the mark of the end of a text is none of its rows`(text: String) throws {
    #expect(try rows(text.utf8) == [["户号", "村"], ["1", "上坝村"]])
  }

  @Test func `a text that goes on behind the mark of its end is refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("户号,村\n1,上坝村\n\u{1A}2,下坝村\n".utf8)
    let failure = #expect(throws: RunFailure.self) { try FoundCell.all(at: path) }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
    #expect(failure?.diagnostic.location.place == .line(3, column: 1))
  }

  @Test func `blanks before a quotation mark are told, and how to mend them`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("id,remark\n1, \"a, b\"\n".utf8)
    let failure = #expect(throws: RunFailure.self) { try FoundCell.all(at: path) }
    #expect(failure?.diagnostic.location.place == .line(2, column: 1))
    #expect(failure?.diagnostic.remedy?.description.contains("take the blanks") == true)
  }

  @Test func `the fields of each row are counted`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(
      "id,n,remark\n1,2,\n\n3,1,234,x\n4,5\n6,\"7\",\"a\n8,9,b\",,\n9,9,9\n7,\"a,b\n3,c\",d\n".utf8)
    let workbook = try WorkbookReader.open(path: path, name: "a.csv")
    #expect(
      workbook.worksheets[0].delimited
        == DelimitedForm(delimiter: ",", usualFields: 3, usualFilled: 3))
    for size in [1, 100] {
      var found: [DelimitedRow] = []
      try workbook.read(workbook.worksheets[0], batchRows: size, progress: nil) { batch in
        #expect(batch.delimited.count == batch.count)
        found += batch.delimited
      }
      #expect(found.map(\.fields) == [3, 3, 4, 2, 5, 3, 3])
      #expect(found.map(\.filled) == [3, 2, 4, 2, 3, 3, 3])
      #expect(found.map(\.mayHoldRows) == Array(repeating: false, count: 6) + [true])
    }
  }

  @Test(
    arguments: [
      ("id,n,x,,\nA1,1,a,,\nA2,2,b,,\nA3,3,c,d,\n", 3), ("id,n,x,\nA1,1,a,b\nA2,2,b,c\n", 4),
    ])
  func `how many fields are usually filled is told`(text: String, count: Int) throws {
    let fixture = try WorkbookFixture()
    let form = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a").worksheets[0]
      .delimited
    #expect(form?.usualFilled == count)
  }

  @Test(
    arguments: [
      ("id,n,x\nA1,1,234\nA2,567,\nA3,890,\n", .even, [2]),
      ("id,n,x\nA1,1,234\nA2,56,7\nA3,8,9\n", .even, []),
      ("id,n,x\nA1,1,234\nA2,5,x\nA3,8,\nA4,8,\n", .even, []),
      ("id,n,x\nA1,1\nA2,5\nA3,8\nA4,8,b\n", .ragged, []),
      ("id,n,x\nA1,1\nA2,5,\nA3,8\nA4,8\n", .even, []),
      ("id,n,x\nA1,1\nA2,5,a\nA3,8,b\nA4,8,c\n", .even, []),
      ("id,n,x\nA1,1,234\nA2,500,a\nA3,800,b\nA4,80,c\nA5,90,d\nA6,900,e\n", .even, [2]),
      // Nobody has 1,234 where all others have less than ten: 7 and 303 are a group and a door.
      ("id,n,x\nA1,7,303\nA2,5,a\nA3,8,b\nA4,8,c\nA5,9,d\nA6,9,e\n", .even, []),
      ("id,n,m,x\nH0,4,245,512\nH1,3,380,\nH2,6,701,\nH3,2,612,\n", .even, []),
      ("id,n,x\nH1,12000,2500\nH2,8000,1800\nH3,9500,3100\nH4,600,450\nH5,7200,40\n", .even, []),
      // Many short numbers stand before three digits by chance.
      (
        "id,n,x\n"
          + (0..<40).map { "B\($0),\($0 % 4 == 0 ? 20 + $0 : 9000 + $0),\(($0 % 3 + 1) * 110)\n" }
          .joined(), .even, []
      ),
      // A long remark is no blank end.
      (
        "id,n,x\nA1,1,234\nA2,500,长期外出务工二年\nA3,800,b\nA4,80,c\nA5,90,d\nA6,900,e\n", .even, [2]
      ),
      ("id,n,x\nA1,3,低保户已经搬迁\nA2,4\nA3,5\nA4,2\nA5,1,无\n", .ragged, []),
      // Excel leaves out the last delimiter of whole blocks of rows.
      (
        "id,n,x\nA0,1,a\nA1,1,\n" + (2..<20).map { "A\($0),5\n" }.joined() + "A20,5,\nA21,3,b\n",
        .ragged, []
      ),
      ("id,n,x\nA1,5000,9\nA2,6000,8\nA3,1,234\nA4,7000,7\nA5,\"8,000\",40\n", .even, [2]),
      ("id,n,x\nA1,5000,9\nA2,6000,8\nA3,1,234\nA4,7000,7\nA5,800,\n", .even, []),
      ("id,n,x\nA1,5000,900\nA2,6000,850\nA3,1,234\nA4,7000,740\nA5,800,5\n", .even, []),
      ("id,n,x\nA1,1,-\nA2,5,none\nA3,8,-\nA4,8,500\nA5,8,none\nA6,9,-\n", .even, []),
    ] as [(String, DelimitedForm.Ends, Set<Int>)])
  func `habits of fields are found`(
    text: String, ends: DelimitedForm.Ends, tails: Set<Int>
  ) throws {
    let fixture = try WorkbookFixture()
    let form = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a").worksheets[0]
      .delimited
    #expect(form?.ends == ends)
    #expect(form.map { Set($0.tailFields.keys) } == tails)
  }

  @Test(
    arguments: [
      ("=\"0014\"", "0014"), ("\"=\"\"0014\"\"\"", "0014"), ("=\"\"", ""),
      ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
      ("=0014", "=0014"), ("=\"a\"\"b\"", "a\"b"),
    ])
  func `a formula of a text is the text`(field: String, text: String) throws {
    #expect(try rows("id,n\n\(field),3\n".utf8)[1] == [text, "3"])
  }

  @Test(
    arguments: [
      ("a;b\n1.234;2\n", .commasAndPoints), ("a;b\n1.5;2\n1.234;3\n", .commas),
      ("a;b\n0.125;2\n", .commas),
      ("a;b\n1,5;1.234\n", .commasAndPoints), ("a,b\n1.234,2\n", .none),
      ("a\tb\n1.234\t2\n", .none),
      ("a;b\n1;2\n", .commasAndPoints), ("a;b\n2021.10.31;2\n", .commasAndPoints),
      ("a;b\n1234.567;2\n", .commas),
    ] as [(String, DecimalDoubts.Marks)])
  func `points between semicolons are certain only where they are seen to be`(
    text: String, marks: DecimalDoubts.Marks
  ) throws {
    let fixture = try WorkbookFixture()
    let workbook = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a")
    #expect(workbook.worksheets[0].decimals.marks(inColumn: 9) == marks)
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-32 is refused by its name`(isLittleEndian: Bool, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + "户号,村\n1,上坝村\n"
    let bytes = text.unicodeScalars.flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
      return isLittleEndian ? bytes : bytes.reversed()
    }
    let diagnostic = try refusal(bytes)
    #expect(diagnostic?.code == .textUndecodable)
    #expect(diagnostic?.message.description.contains("UTF-32") == true)
  }

  @Test(arguments: [("\u{0}", "U+0000"), ("\u{1B}[31m", "U+001B")])
  func `a stray control character is refused with its line`(text: String, name: String) throws {
    let diagnostic = try refusal(Array("户号,村庄名称\n1,上坝\(text)村\n2,下坝村\n".utf8))
    #expect(diagnostic?.code == .sourceUnreadable)
    #expect(diagnostic?.message.description.contains(name) == true)
    #expect(diagnostic?.location.place == .line(2, column: 5))
  }

  @Test func `bytes that are mostly controls are no text`() throws {
    let diagnostic = try refusal((0..<200).map { UInt8($0 % 8) })
    #expect(diagnostic?.code == .sourceUnknownFormat)
  }

  @Test(arguments: [
    // номер;имя in Windows-1251, 番号,住所,見本 in Shift_JIS.
    [0xED, 0xEE, 0xEC, 0xE5, 0xF0, 0x3B, 0xE8, 0xEC, 0xFF, 0x0A],
    [
      0x94, 0xD4, 0x8D, 0x86, 0x2C, 0x8F, 0x5A, 0x8F, 0x8A, 0x2C, 0x8C, 0xA9, 0x96, 0x7B, 0x0A,
    ],
  ])
  func `an encoding that is only guessed is warned of`(bytes: [UInt8]) throws {
    let fixture = try WorkbookFixture()
    let workbook = try WorkbookReader.open(path: fixture.file(bytes, name: "a.csv"), name: "a.csv")
    #expect(workbook.log.diagnostics.map(\.code) == [.textEncodingDoubtful])
  }

  @Test func `a text in Chinese is read without a warning`() throws {
    let fixture = try WorkbookFixture()
    let bytes: [UInt8] = [0xBB, 0xA7, 0xBA, 0xC5, 0x2C, 0xB4, 0xE5, 0xD7, 0xAF, 0x0A]
    let workbook = try WorkbookReader.open(path: fixture.file(bytes, name: "a.csv"), name: "a.csv")
    #expect(workbook.log.diagnostics.isEmpty)
  }

  @Test func `GB18030 is told from its bytes`() throws {
    // 户号,村庄 and 1,自来水 in GB18030.
    let bytes: [UInt8] =
      [0xBB, 0xA7, 0xBA, 0xC5, 0x2C, 0xB4, 0xE5, 0xD7, 0xAF, 0x0A, 0x31, 0x2C]
      + [0xD7, 0xD4, 0xC0, 0xB4, 0xCB, 0xAE, 0x0A]
    #expect(try rows(bytes) == [["户号", "村庄"], ["1", "自来水"]])
  }

  @Test func `quotation marks hold delimiters, line breaks and themselves`() throws {
    #expect(
      try rows("a,b\n\"x,\"\"y\"\"\nz\",2\n".utf8) == [["a", "b"], ["x,\"y\"\nz", "2"]])
  }

  @Test func `line breaks in quoted fields are part of them, whatever stands there`() throws {
    let text = """
      id,name,remark,n
      1,"one, two","first line
      second, with a comma
      third ""quoted"" line",3
      2,x,"a,b\r\nc,d,e",4
      3,y,"",5
      4,5" pipe,say "so",6
      5,z,"end" ,7

      """
    #expect(
      try rows(text.utf8) == [
        ["id", "name", "remark", "n"],
        ["1", "one, two", "first line\nsecond, with a comma\nthird \"quoted\" line", "3"],
        ["2", "x", "a,b\r\nc,d,e", "4"], ["3", "y", "", "5"], ["4", "5\" pipe", "say \"so\"", "6"],
        ["5", "z", "end ", "7"],
      ])
  }

  /// What is thrown when the bytes are opened and read.
  private func readingRefusal(_ bytes: some Sequence<UInt8>) throws -> Diagnostic? {
    #expect(throws: RunFailure.self) { try rows(bytes) }?.diagnostic
  }

  @Test(arguments: [
    // A mark that the next one closes in the middle of a field, lines later.
    ("id,a,n\n1,\"away,3\n2,x,4\n3,say\"so\",2\n4,y,6\n", 2),
    // A mark that the next quoted field closes.
    ("id,a,n\n0,x,1\n1,\"away,3\n2,\"x\",4\n", 3),
    // One that nothing closes.
    ("id,a,n\n1,\"ok\",1\n2,\"away,3\n3,x,4\n4,y,5\n", 3),
    // Two that close each other, so that a row is lost.
    ("id,a,n\n1,\"away,3\n2,x,\"\n3,y,5\n", 2),
    // Text behind a closing mark on the same line.
    ("id,a\n1,\"x\"y\"\n", 2), ("sep=,\nid,a\n1,\"x\"y\n", 3),
    // Blanks before an opening mark, so that the delimiter inside parts the field.
    ("id,a,n\n1, \"x, y\",3\n", 2),
    ("id\ta\r\n1\t\"x\r\n2\ty\r\n", 2),
  ])
  func `a quotation mark that swallows rows is refused with its line`(
    text: String, line: Int
  ) throws {
    let diagnostic = try readingRefusal(text.utf8)
    #expect(diagnostic?.code == .sourceUnreadable)
    #expect(diagnostic?.location.place == .line(line, column: 1))
    #expect(diagnostic?.remedy != nil)
  }

  @Test(arguments: [
    ("id,a,n\n1,x,\"away\n2,y,\"\n3,y,5\n", 2), ("id,a,n\n1,x,2\n1,\"away,3\n2,\",5\n", 3),
  ])
  func `a whole row whose lines look like rows is told`(text: String, line: Int) throws {
    let fixture = try WorkbookFixture()
    let workbook = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a.csv")
    for _ in 0..<2 {
      try workbook.read(workbook.worksheets[0]) { _ in }
      #expect(workbook.readingLog.diagnostics.map(\.code) == [.sourceQuotedRows])
      #expect(workbook.readingLog.diagnostics.map(\.location.place) == [.line(line, column: 1)])
    }
  }

  @Test func `a file that ends within a quoted line is cut, and not refused`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("id,a\n1,x\n2,\"awa".utf8)
    let workbook = try WorkbookReader.open(path: path, name: "a.csv")
    try workbook.read(workbook.worksheets[0]) { _ in }
    #expect(workbook.lastRowEnd == .cut(row: 2))
  }

  @Test(arguments: [
    "人均收入;耕地;粮食\n1000,5;0,25;0,75\n1001,5;1,25;1,75\n",
    "a;b\n1.000,5;2,5\n-2,75;3,1\n", "a\tb\n1,5\t2,5\n2,5\t3,5\n",
  ])
  func `decimal commas delimit nothing`(text: String) throws {
    let found = try rows(text.utf8)
    let width = text.prefix { $0 != "\n" }.count { $0 == ";" || $0 == "\t" } + 1
    #expect(found.allSatisfy { $0.count == width })
    #expect(found[1][0].contains(","))
  }

  @Test(arguments: ["a,b\n1;2,3\n4;5,6\n", "a,b,c\n1,x;y,2\n3,z;w,4\n"])
  func `commas delimit where semicolons stand in their fields`(text: String) throws {
    let width = text.prefix { $0 != "\n" }.count { $0 == "," } + 1
    #expect(try rows(text.utf8).allSatisfy { $0.count == width })
  }

  @Test(arguments: [1000, 90_000])
  func `a wrong byte is told by its line, wherever it stands`(lines: Int) throws {
    var bytes: [UInt8] = []
    for line in 0..<lines { bytes += Array("\(line),上坝村\n".utf8) }
    let place = bytes.count - 5
    bytes[place] = 0xFF
    let diagnostic = try readingRefusal(bytes)
    #expect(diagnostic?.code == .textUndecodable)
    guard case .line(lines, column: _)? = diagnostic?.location.place else {
      Issue.record("\(String(describing: diagnostic?.location))")
      return
    }
    #expect(diagnostic?.message.description.contains("utf-8") == true)
  }

  @Test func `UTF-8 that is cut in its last character is told to be cut`() throws {
    let text = Array(String(repeating: "1,上坝村\n", count: 9).utf8) + Array("2,上坝村".utf8).dropLast()
    let diagnostic = try readingRefusal(text)
    #expect(diagnostic?.code == .textUndecodable)
    #expect(diagnostic?.location.place == .line(10, column: 5))
    #expect(diagnostic?.message.description.contains("cut off") == true)
  }

  @Test(arguments: ["杨家庄村,欧阳建国", "清河镇杨家庄村,王建国"], [10, 40_000])
  func `a line in UTF-8 behind lines in GBK is refused with its line`(
    text: String, lines: Int
  ) throws {
    // 户号,村庄.
    let row: [UInt8] = [0xBB, 0xA7, 0xBA, 0xC5, 0x2C, 0xB4, 0xE5, 0xD7, 0xAF, 0x0A]
    let bytes = Array(repeating: row, count: lines).flatMap(\.self)
    let diagnostic = try readingRefusal(bytes + Array("201,\(text),4\n".utf8))
    #expect(diagnostic?.code == .textUndecodable)
    guard case .line(lines + 1, column: _)? = diagnostic?.location.place else {
      Issue.record("\(String(describing: diagnostic?.location))")
      return
    }
    #expect(diagnostic?.message.description.contains("a line in utf-8") == true)
  }

  @Test func `a line in GBK behind lines in UTF-8 is refused with its line`() throws {
    let bytes = Array(String(repeating: "1,上坝村\n", count: 30).utf8)
    let diagnostic = try readingRefusal(
      bytes + [0xBB, 0xA7, 0xBA, 0xC5, 0x2C, 0xB4, 0xE5, 0xD7, 0xAF, 0x0A])
    #expect(diagnostic?.location.place == .line(31, column: 1))
    #expect(diagnostic?.message.description.contains("a line in gb18030") == true)
  }

  @Test func `a control character far behind the start is refused with its line`() throws {
    let lines = String(repeating: "12345,67890\n", count: 60_000)
    let diagnostic = try readingRefusal((lines + "1,\u{0}2\n").utf8)
    #expect(diagnostic?.code == .sourceUnreadable)
    #expect(diagnostic?.location.place == .line(60_001, column: 3))
  }

  @Test func `the encoding that the user states is taken`() throws {
    let fixture = try WorkbookFixture()
    let bytes: [UInt8] = [0xED, 0xEE, 0xEC, 0xE5, 0xF0, 0x3B, 0xE8, 0xEC, 0xFF, 0x0A]
    let workbook = try WorkbookReader.open(
      path: fixture.file(bytes), name: "a.csv", encoding: "windows-1251")
    #expect(workbook.log.diagnostics.isEmpty)
    var texts: [Value] = []
    try workbook.read(workbook.worksheets[0]) { texts.append($0.value(row: 0, column: 0)) }
    #expect(texts == [.text("номер")])
    let failure = #expect(throws: RunFailure.self) {
      try WorkbookReader.open(path: fixture.file(bytes), name: "a.csv", encoding: "klingon")
    }
    #expect(failure?.diagnostic.code == .textUndecodable)
  }

  @Test func `empty lines and empty fields are blank and rows keep their numbers`() throws {
    let fixture = try WorkbookFixture()
    let cells = try FoundCell.all(at: fixture.file("a,b\n\n,\n1,,3\n".utf8))
    #expect(cells.map(\.reference) == ["A1", "B1", "A4", "C4"])
  }

  @Test func `progress tells the bytes of a long file, in order and to its end`() throws {
    let fixture = try WorkbookFixture()
    let text = "a,b\n" + String(repeating: "12345,67890\n", count: 60_000)
    let workbook = try WorkbookReader.open(path: fixture.file(text.utf8), name: "a.csv")
    var told: [Int] = []
    try workbook.read(
      workbook.worksheets[0], batchRows: 4096,
      progress: { done, total in
        #expect(total == text.utf8.count)
        told.append(done)
      }, into: { _ in })
    #expect(told.count > 3)
    #expect(told == told.sorted())
    #expect(told.last == text.utf8.count)
  }
}
