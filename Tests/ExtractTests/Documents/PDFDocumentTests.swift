import Extract
import Foundation
import SurveyModel
import Testing

struct PDFDocumentTests {
  private static let hasConverter = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/pdftotext") }

  @Test(.enabled(if: hasConverter, "pdftotext is absent"))
  func `lines as wide as the page go on, and every paragraph knows its page`() throws {
    let document = try read([
      ["全县工作总结", "二〇二一年以来各部门落实政策完成了年度的全部工作任务新建水厂", "十二处。", "— 1 —"],
      ["自来水入户率达到百分之九十。", "— 2 —"],
    ])
    let texts = document.paragraphs.map { String(String.UnicodeScalarView($0.scalars)) }
    #expect(texts == ["全县工作总结", "二〇二一年以来各部门落实政策完成了年度的全部工作任务新建水厂十二处。", "自来水入户率达到百分之九十。"])
    #expect(document.paragraphs.map(\.page) == [1, 1, 2])
    let last = try #require(document.paragraphs.last)
    #expect(document.page(of: last.start)?.paragraph == 1)
    #expect(
      document.location(from: last.start, to: last.start + 1).description
        .hasSuffix("page 2, paragraph 1"))
  }

  @Test(.enabled(if: hasConverter, "pdftotext is absent"), arguments: [0, 40, 400])
  func `a damaged document is one diagnostic`(length: Int) {
    let failure = #expect(throws: RunFailure.self) {
      try read(Array(PDFFixture(pages: [["全县"]]).bytes.prefix(max(5, length))))
    }
    #expect(failure?.diagnostic.code == .sourceUnreadable)
    #expect(failure?.diagnostic.remedy != nil)
  }

  private func read(_ pages: [[String]]) throws -> ReportDocument {
    try read(PDFFixture(pages: pages).bytes)
  }

  private func read(_ bytes: [UInt8]) throws -> ReportDocument {
    let path = NSTemporaryDirectory() + "millet-\(UUID().uuidString).pdf"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try DocumentReader.read(path: path, name: "report.pdf")
  }
}
