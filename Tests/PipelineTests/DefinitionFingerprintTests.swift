import Foundation
import PipelineFile
import PropertyTesting
import SurveyModel
import Testing

@testable import Pipeline

@Suite struct DefinitionFingerprintTests {
  /// A pipeline file in a folder of its own, under a name that is its own.
  private static func fingerprint(
    _ text: String, _ settings: [(key: String, value: String)] = []
  ) throws -> DefinitionFingerprint {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "p.yml")
    return DefinitionFingerprint(
      of: try PipelineFile.read(path: folder.path("p.yml"), settings: settings))
  }

  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    sources:
      households:
        files: registers/*.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          water: {headers: 饮水来源, codes: {tap: [自来水], well: [水井, 井]}, missing: {不详: unknown, 无: blank}}
      plans:
        files: plan.csv
        record: plan
        variables: {target: {headers: 目标, type: integer}}
    records: {household: {key: household_id}, plan: {key: target}}
    rules:
      - {check: water is not missing, of: household, severity: note, code: household.water}
    tables:
      water:
        of: household
        measures: {households: count(*)}
      targets: {of: plan, measures: {plans: count(*)}}
    """

  private static let reordered = """
    # The same, told in another order.
    tables:
      water: {measures: {households: "count(*)"}, of: household}
      targets: {measures: {plans: count(*)}, of: plan}
    rules:
      - {code: household.water, severity: note, of: household, check: water  is not missing}
    records:
      plan: {key: [target]}
      household: {key: household_id}
    sources:
      plans:
        record: plan
        variables: {target: {type: integer, headers: [目标]}}
        files: [plan.csv]
      households:
        variables:
          household_id: {type: identifier, headers: 户编号}
          water: {missing: {无: blank, 不详: unknown}, codes: {tap: 自来水, well: [水井, 井]}, headers: 饮水来源}
        record: household
        files: registers/*.csv
    as_of: 2021-10-31
    root: "."
    pipeline: small
    """

  @Test func `comments, the order of keys and the folder make no other fingerprint`() throws {
    #expect(try Self.fingerprint(Self.pipeline) == Self.fingerprint(Self.reordered))
  }

  @Test(arguments: [
    ("as_of", "2021-10-30"), ("keep", "records"), ("limits.cells", "12"),
    ("gates.quarantine_share", "0.5"), ("gates.contradictions", "fail"), ("title", "x"),
    ("tables.water.disclosure.minimum", "3"), ("tables.water.label", "x"),
    ("tables.water.where", "water = 'tap'"), ("tables.water.measures.households", "count(water)"),
    ("sources.households.hidden", "read"), ("sources.households.limits.rows", "7"),
    ("sources.households.table.columns", "A:C"), ("sources.households.fill_down", "water"),
    ("sources.households.variables.water.label", "x"),
    ("sources.households.variables.water.required", "false"),
    ("sources.households.variables.water.missing.另", "unknown"),
    ("records.household.survivor", "fullest"), ("publish", "{migration: m.sqlite}"),
  ])
  func `whatever a definition can say makes another fingerprint`(
    _ key: String, _ value: String
  ) throws {
    let changed = try Self.fingerprint(Self.pipeline, [(key, value)])
    #expect(try changed.whole != Self.fingerprint(Self.pipeline).whole)
  }

  @Test func `the order of tables is that of sheets, and nothing to what files give`() throws {
    let last = "\n  targets: {of: plan, measures: {plans: count(*)}}"
    #expect(Self.pipeline.hasSuffix(last))
    let before = try Self.fingerprint(Self.pipeline)
    let after = try Self.fingerprint(
      Self.pipeline.replacing(last, with: "").replacing("\ntables:", with: "\ntables:\(last)"))
    #expect(after.whole != before.whole)
    #expect(after.sources == before.sources && after.tables == before.tables)
  }

  @Test func `the order of codes is that of tables, and nothing to what files give`() throws {
    let codes = "codes: {tap: [自来水], well: [水井, 井]}"
    #expect(Self.pipeline.contains(codes))
    let others = [
      "codes: {well: [水井, 井], tap: [自来水]}",
      "codes: {tap: {label: {en: Tap}, texts: [自来水]}, well: [水井, 井]}",
    ]
    let before = try Self.fingerprint(Self.pipeline)
    for other in others {
      let after = try Self.fingerprint(Self.pipeline.replacing(codes, with: other))
      #expect(after.whole != before.whole && after.sources == before.sources)
    }
  }

  @Test func `only the changed part has another fingerprint`() throws {
    let before = try Self.fingerprint(Self.pipeline)
    let table = try Self.fingerprint(Self.pipeline, [("tables.water.label", "x")])
    #expect(table.sources == before.sources && table.rules == before.rules)
    #expect(table.tables.map(\.name) == ["targets", "water"])
    #expect(table.tables[0] == before.tables[0] && table.tables[1] != before.tables[1])
    let source = try Self.fingerprint(Self.pipeline, [("sources.plans.hidden", "read")])
    #expect(source.tables == before.tables && source.rules == before.rules)
    #expect(source.sources[0] == before.sources[0] && source.sources[1] != before.sources[1])
    let rule = try Self.fingerprint(
      Self.pipeline.replacingOccurrences(of: "severity: note", with: "severity: warn"))
    #expect(rule.rules != before.rules && rule.tables == before.tables)
    // Rules of single rows are tested where the rows are read.
    #expect(rule.sources[0] != before.sources[0] && rule.sources[1] == before.sources[1])
  }

  @Test func `every pipeline of the project has one fingerprint`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Pipelines")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yml") }
      .map { folder.appending(path: $0) }
      .filter {
        try String(contentsOf: $0, encoding: .utf8).contains(/^pipeline:/.anchorsMatchLineEndings())
      }
    #expect(files.count >= 2)
    for file in files {
      let first = DefinitionFingerprint(of: try PipelineFile.read(path: file.path))
      #expect(try DefinitionFingerprint(of: PipelineFile.read(path: file.path)) == first)
      #expect(first.whole.count == 64)
    }
  }
}
