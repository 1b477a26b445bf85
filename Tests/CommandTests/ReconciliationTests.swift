import Foundation
import PropertyTesting
import Testing

/// Figures of reports held against tables by the names of indicators: every one has a verdict, and what
/// has no counterpart says why.
@Suite struct ReconciliationTests {
  private static let tables = """
    tables:
      enrolment:
        of: household
        by: [township]
        measures:
          total_households: {value: count(*), unit: household}
          resident_insurance_enrolled: {value: sum(insured), unit: person}
          tap_water_household_rate: {value: 100 * count(*) / 0, unit: percent}
      kinds: {of: household, by: [members], measures: {admin_villages_total: count(distinct village)}}
      wrong: {of: household, measures: {natural_villages_total: {value: count(*), unit: household}}}
    reconcile: [named]

    """

  private static let report = """
    2021-11-20
    试验县工作情况通报
    截至2021年10月末，全县总户数为4户。城乡居民医保参保缴费人数为10人。
    某镇总户数为4户。某镇城乡居民医保参保缴费人数为8人。无名镇总户数为7户。
    全县共有2个行政村、5个自然村。自来水入户率为98%。
    截至2021年10月末，全县通自来水的行政村有3个。养猪12头。
    截至2020年末，全县总户数为3户。

    """

  /// The verdicts and reasons of the figures, by the text and the place of each.
  private static func verdicts(_ county: SmallCounty) throws -> [[String]] {
    let lines = try county.newest("reconciliation.csv").split(separator: "\n")
      .map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    let column = Dictionary(uniqueKeysWithValues: lines[0].enumerated().map { ($1, $0) })
    return lines.dropFirst()
      .map { line in
        ["text", "place", "verdict", "reason"].map { line[column[$0] ?? 0] }
      }
  }

  private static func county(_ tables: String = tables) throws -> SmallCounty {
    let county = try SmallCounty()
    try FileManager.default.copyItem(
      at: MilletProcess.root.appending(path: "Pipelines/catalogue.yml"),
      to: county.folder.appending(path: "catalogue.yml"))
    let yaml = SmallCounty.pipeline
      .replacing("as_of: 2021-10-31\n", with: "as_of: 2021-10-31\ncatalogue: catalogue.yml\n")
      .replacing("records:", with: "  reports: {files: reports/*.txt, record: fact}\nrecords:")
      .replacing(/rules:(.|\n)*gates/) { _ in "\(tables)gates" }
    try county.write(yaml, to: "pipeline.yml")
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "reports"), withIntermediateDirectories: true)
    try county.write(report, to: "reports/report.txt")
    return county
  }

  @Test func `every figure has a verdict, and what has no counterpart a reason`() throws {
    let county = try Self.county()
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let verdicts = try Self.verdicts(county)
    #expect(
      verdicts == [
        ["4户", "试验县", "agrees", ""], ["10人", "试验县", "agrees", ""],
        ["4户", "某镇", "agrees", ""], ["8人", "某镇", "differs", ""],
        ["7户", "某镇", "no_counterpart", "unknown_indicator"],
        ["2个", "试验县", "contradicts_itself", "3 <= 2"],
        ["5个", "试验县", "no_counterpart", "other_unit"],
        ["98%", "试验县", "not_tested", "not_applicable"],
        ["3个", "试验县", "contradicts_itself", "3 <= 2"],
        ["12头", "试验县", "no_counterpart", "unknown_indicator"],
        ["3户", "试验县", "no_counterpart", "other_day"],
      ], "\(verdicts)")
  }
}
