import Foundation
import Testing

@testable import SurveyModel

@Suite struct ExpressionArticleTests {
  /// The article that users look functions up in.
  private static func article() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appending(path: "Sources/Pipeline/Pipeline.docc/Expressions.md"),
      encoding: .utf8)
  }

  @Test func `the article has the functions as they describe themselves`() throws {
    let rows = SurveyModel.Expression.Function.all.map { function in
      let reference = function.reference
      return "| `\(function.usage)` | \(reference.summary) | \(reference.missing) "
        + "| `\(reference.example)` gives `\(reference.result)` |"
    }
    let head = "| Function | Gives | Missing values | Example |\n| --- | --- | --- | --- |\n"
    let expected = head + rows.joined(separator: "\n") + "\n\n"
    #expect(try Self.article().contains(expected), "write:\n\(expected)")
  }

  @Test func `the article has every aggregate`() throws {
    let article = try Self.article()
    let names = try #require(article.split(separator: "## Aggregates").last)
      .matches(of: /(?m)^\| `([a-z]+(?:\(distinct)?)/).map { String($0.output.1) }
    let known = Set(SurveyModel.Expression.Aggregate.named.map(\.name))
      .union(["count", "count(distinct", "quantile"])
    #expect(Set(names) == known)
  }
}
