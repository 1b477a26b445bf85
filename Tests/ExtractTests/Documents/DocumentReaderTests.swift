import Extract
import Foundation
import SurveyModel
import Testing

struct DocumentReaderTests {
  @Test func `paragraphs keep their positions, a mark and CRLF counted`() throws {
    let bytes = Array("\u{FEFF}甲乙\r\n\r\n丙\n".utf8)
    let document = try DocumentReader.read(bytes: bytes, name: "report.txt")
    #expect(document.scalars.count == 9)
    #expect(document.paragraphs.map(\.start) == [0, 7])
    #expect(document.paragraphs.map { $0.position(of: 0) } == [0, 7])
    #expect(document.text(from: 7, to: 8) == "丙")
  }

  @Test(arguments: [[], [0x41], Array("没有换行".utf8)] as [[UInt8]])
  func `a text needs no line end`(bytes: [UInt8]) throws {
    let document = try DocumentReader.read(bytes: bytes, name: "report.txt")
    #expect(document.paragraphs.count == (bytes.isEmpty ? 0 : 1))
  }

  @Test func `a missing file is one diagnostic`() {
    let failure = #expect(throws: RunFailure.self) {
      try DocumentReader.read(path: "/nonexistent/report.txt", name: "report.txt")
    }
    #expect(failure?.diagnostic.code == .sourceNotFound)
    #expect(failure?.exit == .failed)
  }

  @Test func `a line without end is cut into paragraphs of bounded size`() throws {
    let bytes = Array(String(repeating: "一二三。", count: 200_000).utf8)
    let document = try DocumentReader.read(bytes: bytes, name: "report.txt")
    #expect(document.paragraphs.allSatisfy { $0.scalars.count <= 1 << 17 })
    #expect(document.paragraphs.reduce(0) { $0 + $1.scalars.count } == 800_000)
  }

  @Test(
    arguments: [
      ("截至2021年12\n月31日，通水。", 1), ("截至2021年12月31\r\n日，通水。", 1), ("2021年工作\n12月重点", 2),
      ("户籍人口2\n3月新增", 2), ("截至2021年\n12月31日", 1),
    ] as [(String, Int)])
  func `a line that ends within a date goes on`(text: String, paragraphs: Int) throws {
    let document = try DocumentReader.read(bytes: Array(text.utf8), name: "report.txt")
    #expect(document.paragraphs.count == paragraphs)
  }

  @Test func `lines that were broken for their width are one paragraph`() throws {
    let sentence = Array("石门县今年抓好各项工作，粮食播种面积43万亩，总产量16万吨，同比增长8%；新认定龙头企业2家。")
    let wrapped = stride(from: 0, to: 4 * sentence.count, by: 25)
      .map { start in
        (start..<min(start + 25, 4 * sentence.count))
          .map { String(sentence[$0 % sentence.count]) }.joined()
      }
      .joined(separator: "\n")
    let rows = (0..<4).map { "柳湾镇第\($0)村 户数一二三四五 人口一二三四五 面积一二三四五" }
    for (text, count) in [(wrapped, 1), (rows.joined(separator: "\n"), 4)] {
      let document = try DocumentReader.read(bytes: Array(text.utf8), name: "report.txt")
      #expect(document.paragraphs.count == count)
    }
  }
}
