import Relational
import SQLDialect
import Testing

/// How rows come into a table by its key, and go by it.
@Suite struct MergeTests {
  private static let plan = Plan.filter(
    .scan("new"), .binary(.column(nil, "name"), .notEqual, .text("it's")))

  @Test(arguments: [
    (Merge.Match.update, "DO UPDATE SET \"na\"\"me\" = \"excluded\".\"na\"\"me\""),
    (.keep, "DO NOTHING"),
  ])
  func `a merge is one statement, its names quoted and its texts bound`(
    _ match: Merge.Match, _ outcome: String
  ) {
    let statement = SQLDialect.statement(
      of: Merge(into: "t", by: ["k"], ["k", "na\"me"], match: match, from: Self.plan))
    #expect(
      statement.text == """
        INSERT INTO "t" ("k", "na""me")
        SELECT "k", "na""me" FROM (
        SELECT *
        FROM "new"
        WHERE ("name" <> ?1)
        ) AS "new_values" WHERE TRUE
        ON CONFLICT ("k") \(outcome)
        """)
    #expect(statement.values == [.text("it's")])
  }

  @Test func `a merge of keys alone changes no row that is there`() {
    let statement = SQLDialect.statement(
      of: Merge(into: "t", by: ["k"], ["k"], match: .update, from: .scan("new")))
    #expect(statement.text.hasSuffix("ON CONFLICT (\"k\") DO NOTHING"))
  }

  @Test func `rows go whose keys are not among those that stay`() {
    let statement = SQLDialect.statement(
      of: Pruning(of: "t", by: ["k", "l"], keeping: Self.plan))
    #expect(
      statement.text == """
        DELETE FROM "t" WHERE ("k", "l") NOT IN (SELECT "k", "l" FROM (
        SELECT *
        FROM "new"
        WHERE ("name" <> ?1)
        ) AS "kept")
        """)
    #expect(statement.values == [.text("it's")])
  }
}
