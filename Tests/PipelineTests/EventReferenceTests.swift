import Foundation
import Pipeline
import SurveyModel
import Testing

/// The reference of what a run tells.
@Suite struct EventReferenceTests {
  @Test func `the article is what the declarations tell`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Pipeline/Pipeline.docc/Events.md")
    let article = try String(contentsOf: file, encoding: .utf8)
    let isSame = article == EventReference.article
    #expect(isSame, "write what millet schema events --format markdown prints")
  }

  @Test func `every line of a table of the article is a whole row`() {
    let rows = EventReference.article.split(separator: "\n").filter { $0.contains(" | ") }
    #expect(rows.count > 60)
    for row in rows { #expect(row.hasPrefix("| ") && row.hasSuffix(" |"), "\(row)") }
  }

  @Test(arguments: [
    ("county", "county failed: source.unreadable (0.00 s)"),
    (
      String(repeating: "long-", count: 20),
      "long-long-long-long-long-long-long-long-lo… failed: source.unreadable (0.00 s)"
    ),
    (
      String(repeating: "沁县", count: 30),
      "沁县沁县沁县沁县沁县沁县沁县沁县沁县沁县沁… failed: source.unreadable (0.00 s)"
    ),
    (nil, "millet run failed: source.unreadable (0.00 s)"),
  ])
  func `the last line is no wider than a subject, and no character is cut`(
    pipeline: String?, line: String
  ) {
    let failure = RunFailure(
      Diagnostic(.sourceUnreadable, at: SourceLocation(file: "a.xlsx"), "expected a workbook"))
    let subject = RunSummary(failure: failure).subject(of: pipeline)
    #expect(subject == line)
    #expect(subject.reduce(0) { $0 + ($1.isASCII || $1 == "…" ? 1 : 2) } <= 78)
  }
}
