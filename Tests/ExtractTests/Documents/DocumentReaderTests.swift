import Extract
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
}
