import Foundation
import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// A run that withholds a figure, in everything that it publishes.
@Suite struct WithheldRunTests {
  private static let facts = [
    Fact(
      indicator: "lent", value: 70_000.5, unit: "yuan", text: "贷款若干", start: 10, end: 14),
    Fact(
      indicator: "lent", value: 1, unit: "yuan", qualifier: .atLeast, text: "一元以上", start: 20,
      end: 24),
    Fact(indicator: "households", value: 4, unit: "household", text: "4户", start: 30, end: 32),
  ]

  private static func run(in output: TemporaryFolder) throws -> LoadResult {
    let water = try SampleStore.water()
    let table = TableDefinition(
      name: water.name, record: water.record, levels: water.levels, measures: water.measures,
      minimumCount: 3)
    func rule(_ code: String, _ condition: String) throws -> RuleDefinition {
      RuleDefinition(
        code: .init(rawValue: code), subject: .table("water", level: nil),
        condition: try Expression(parsing: condition), severity: .warn)
    }
    func line(_ indicator: String) -> PipelineDefinition.Reconciliation {
      .init(indicator: indicator, table: "water", measure: indicator, level: .county)
    }
    let pipeline = try SampleStore.pipeline(
      rules: [try rule("water.lent", "lent < 1"), try rule("water.households", "households > 5")],
      tables: [table], reconciliations: [line("lent"), line("households")])
    let folder = try RunFolder(in: output.path, pipeline: "sample", id: "r1")
    let store = try StageStore(at: folder.path(LoadStage.storeName), for: pipeline)
    try store.append(SampleStore.files)
    for (source, batch) in SampleStore.batches {
      try store.append(batch, of: source)
      try store.append(try SampleStore.outcome(of: batch, source: source), of: source)
    }
    try store.append(SampleStore.places)
    try store.append(facts, of: 4)
    let stage = LoadStage(
      store, in: folder,
      tables: try LoadStage.compiled(pipeline, for: SampleStore.engines.capabilities))
    var result = try stage.check()
    try stage.tabulate(&result)
    try stage.reconcile(&result)
    try stage.publish(&result, LoadStageTests.report)
    return result
  }

  @Test func `nothing that a run publishes has a withheld figure`() throws {
    let output = try TemporaryFolder()
    let result = try Self.run(in: output)
    #expect(try output.text("sample/latest/tables/water.csv").contains("withheld"))
    let files = try #require(
      FileManager.default.enumerator(atPath: "\(output.path)/sample/runs/r1"))
    var texts: [String: String] = [:]
    for case let file as String in files where !file.hasSuffix(".sqlite") {
      texts[file] = try? output.text("sample/latest/\(file)")
    }
    #expect(texts.count > 8)
    let reader = try StageReader(at: "\(output.path)/sample/latest/stages.sqlite")
    for table in try reader.tables()
    where ["table_water", "diagnostic", "edit"].contains(table.name) {
      var rows = ""
      func add(_ row: [StoredValue?]) {
        rows += row.map { $0?.published ?? "" }.joined(separator: ",") + "\n"
      }
      try reader.rows(of: table.name, header: { _ in }, add)
      texts[table.name] = rows
    }
    for (name, text) in texts where name != "reconciliation.csv" {
      // What was lent in all, in each township, and their difference from the report.
      for figure in ["70000.5", "20000.5", "50000"] {
        #expect(!text.contains(figure), "\(name) has \(figure)")
      }
    }
    #expect(try !reader.tables().map(\.name).contains { $0.hasPrefix("figures_") })
    #expect(result.log.diagnostics.contains { $0.code == .tableWithheld })
  }

  @Test func `a report's figure beside a withheld one has no verdict that tells of it`() throws {
    let output = try TemporaryFolder()
    let result = try Self.run(in: output)
    let lines = try output.text("sample/latest/reconciliation.csv").split(separator: "\n")
    #expect(lines[1].hasSuffix("70000.5,yuan,water,lent,,,withheld,"), "\(lines[1])")
    #expect(lines[2].hasSuffix("at_least,1,yuan,water,lent,,,withheld,"), "\(lines[2])")
    #expect(lines[3].hasSuffix(",differs,"), "\(lines[3])")
    #expect(result.verdicts[.withheld] == 2)
    #expect(!result.log.diagnostics.contains { $0.description.contains("water.lent has") })
  }

  @Test func `a rule is not tested on a withheld figure`() throws {
    let output = try TemporaryFolder()
    let result = try Self.run(in: output)
    #expect(!result.log.diagnostics.contains { $0.code.rawValue == "water.lent" })
    let failed = result.log.diagnostics.filter { $0.code.rawValue == "water.households" }
    #expect(
      failed.map(\.message.description) == ["expected households > 5, for 沁县, found households 5"])
    let rules = try output.text("sample/latest/edits.csv").split(separator: "\n")
    #expect(rules[1].contains("water.lent"), "\(rules[1])")
    #expect(rules[1].contains(",6,1,5,0,"), "\(rules[1])")
  }
}
