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
