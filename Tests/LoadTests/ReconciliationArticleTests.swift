import Foundation
import Testing

@testable import Load

@Suite struct ReconciliationArticleTests {
  @Test func `the article has every verdict and every reason, and no other`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = try String(
      contentsOf: root.appending(path: "Sources/Pipeline/Pipeline.docc/Reconciliation.md"),
      encoding: .utf8)
    let words = article.matches(of: /(?m)^\| `([a-z_]+)` \|/).map { String($0.output.1) }
    let known = Verdict.allCases.map(\.rawValue) + NoCounterpart.allCases.map(\.rawValue)
    #expect(words.count == known.count)
    #expect(Set(words) == Set(known))
  }
}
