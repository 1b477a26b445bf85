import Foundation
import Pipeline
import PropertyTesting
import SurveyModel
import Testing

/// Sensitive variables that are no texts, of which the store has hashes.
@Suite struct SealedKindsTests {
  private static func folder(_ measures: String, rules: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      pipeline: order
      root: .
      as_of: 2021-10-31
      sources:
        households:
          files: register.csv
          record: household
          variables:
            household_id: {headers: 户编号, type: identifier}
            income: {headers: 收入, type: number, sensitive: true, required: false}
            children: {headers: 子女, type: integer, sensitive: true}
            head: {headers: 户主, sensitive: true}
            spouse: {headers: 配偶, sensitive: true, required: false}
            poor: {headers: 贫困, type: boolean, sensitive: true}
            born: {headers: 生日, type: date, sensitive: true, required: false}
            large: {type: boolean, derive: "children > 2"}
      records: {household: {key: household_id}}
      tables: {t: {of: household, measures: {households: count(*), \(measures)}}}
      \(rules)
      publish: [csv, {migration: records.sqlite}]

      """, to: "pipeline.yml")
    try folder.write(
      """
      户编号,户主,配偶,收入,子女,贫困,生日
      H1,某甲,某乙,12.5,2,是,1990-01-02
      H2,某丙,某丙,3,3,否,
      H3,某丁,,,1,是,1991-03-04

      """,
      to: "register.csv")
    return folder
  }

  @Test func `hashes of numbers, truth values and dates are kept and counted`() async throws {
    let folder = try Self.folder(
      """
      incomes: count(income), kinds: count(distinct children), large: count(*) where large, \
      unknown: count(*) where born is missing, same: count(*) where head = spouse
      """)
    let (summary, _) = try await RandomCounty.summary(folder, into: "out")
    #expect(summary.status == .published, "\(summary)")
    let table = try folder.text("out/order/latest/tables/t.csv")
    #expect(table.split(separator: "\n").last?.hasSuffix(",3,2,3,1,1,1") == true, "\(table)")
  }

  @Test(arguments: [
    ("rich: \"count(*) where income > 10\"", "", "income"),
    ("poor: count(*) where poor", "", "poor"),
    ("n: count(*)", "rules: [{check: children < 9, of: household, severity: warn}]", "children"),
    ("old: \"count(*) where born < '1990-01-01'\"", "", "born"),
    ("named: \"count(*) where head = 'x'\"", "", "head"),
    ("long: \"count(*) where length(head) = 3\"", "", "head"),
    ("some: \"count(*) where head in ('x', 'y')\"", "", "head"),
    ("n: count(*)", "rules: [{check: born > '1900-01-01', of: household, severity: warn}]", "born"),
  ])
  func `a condition on a hash is refused where it stands`(
    measures: String, rules: String, name: String
  ) throws {
    let folder = try Self.folder(measures, rules: rules)
    let failure = #expect(throws: RunFailure.self) {
      try PipelineLoader.load(path: folder.path("pipeline.yml"))
    }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(diagnostic.code == .pipelineExpression)
    #expect(diagnostic.message.description.contains("“\(name)” is sensitive"), "\(diagnostic)")
    #expect(diagnostic.remedy?.description.contains("derive") == true)
  }
}
