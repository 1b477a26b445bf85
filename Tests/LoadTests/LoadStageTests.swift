import Foundation
import GRDB
import PropertyTesting
import Relational
import SQLiteBulk
import SurveyModel
import Testing

@testable import Load

@Suite struct LoadStageTests {
  private static let facts = [
    Fact(
      indicator: "households", value: 5, unit: "household", asOf: "2021-10", place: "沁县",
      placeCode: "14", text: "5户", start: 10, end: 12),
    Fact(
      indicator: "households", value: 3, unit: "household", place: "西乡", placeCode: "1402",
      text: "3户",
      start: 20, end: 22),
    Fact(
      indicator: "tap_rate", value: 60.1, unit: "percent", text: "60.1%", start: 30, end: 35,
      resolution: 0.1),
    Fact(
      indicator: "target", value: nil, unit: "yuan", role: .target, text: "3?00万元", start: 40,
      end: 46, isDamaged: true, possible: [34_000_000, 35_000_000]),
    Fact(
      indicator: "households", value: 9, unit: "household", role: .target, text: "9户", start: 47,
      end: 49),
    Fact(indicator: nil, value: 7, unit: "person", text: "7人", start: 50, end: 52),
    Fact(
      indicator: "households", value: 4, unit: "household", asOf: "2020", text: "4户", start: 60,
      end: 62),
  ]

  private static func pipeline(
    contradictions: PipelineDefinition.Gates.Contradictions = .warn, quarantine: Double = 0.5,
    publications: [PipelineDefinition.Publication] = [.tables(.csv)]
  ) throws -> PipelineDefinition {
    func line(_ indicator: String, _ measure: String) -> PipelineDefinition.Reconciliation {
      .init(indicator: indicator, table: "water", measure: measure, level: .county)
    }
    return try SampleStore.pipeline(
      rules: [
        RuleDefinition(
          code: .init(rawValue: "water.low"), subject: .table("water", level: .village),
          condition: try Expression(parsing: "tap_rate >= 60"), severity: .warn)
      ],
      tables: [try SampleStore.water()],
      reconciliations: [
        line("households", "households"), line("tap_rate", "tap_rate"), line("target", "target"),
        line("members", "members"),
      ],
      gates: .init(quarantineShare: quarantine, contradictions: contradictions),
      publications: publications)
  }

  static let report = RunReport(
    version: "0", started: "2021-11-01T00:00:00Z",
    definition: DefinitionFingerprint(whole: "0", sources: [], rules: [], tables: []),
    files: SampleStore.files)

  @discardableResult
  private static func run(
    _ pipeline: PipelineDefinition, in output: TemporaryFolder, id: String,
    reversed: Bool = false, checkpoint: @escaping (Checkpoint) throws(RunFailure) -> Void = { _ in }
  ) throws -> LoadResult {
    let folder = try RunFolder(in: output.path, pipeline: "sample", id: id)
    let store = try StageStore(at: folder.path(LoadStage.storeName), for: pipeline)
    try checkpoint(.storeCreated)
    try store.append(SampleStore.files)
    for (source, batch) in reversed ? SampleStore.batches.reversed() : SampleStore.batches {
      try store.append(batch, of: source)
      try store.append(try SampleStore.outcome(of: batch, source: source), of: source)
    }
    try store.append(SampleStore.places)
    try store.append(facts, of: 4)
    try checkpoint(.rowsStored)
    let stage = LoadStage(
      store, in: folder,
      tables: try LoadStage.compiled(pipeline, for: SampleStore.engines.capabilities),
      checkpoint: checkpoint)
    var result = try stage.check()
    try stage.tabulate(&result)
    try stage.reconcile(&result)
    try stage.publish(&result, report)
    return result
  }

  private func text(_ output: TemporaryFolder, _ name: String) throws -> String {
    try output.text("sample/latest/\(name)")
  }

  @Test func `a run publishes its tables, its logs and its descriptions`() throws {
    let output = try TemporaryFolder()
    let result = try Self.run(Self.pipeline(), in: output, id: "r1")
    #expect(result.status == .published)
    #expect(
      result.log.diagnostics.map(\.code.rawValue) == [
        "water.low", "water.low", "fact.contradicted", "fact.unmatched",
      ])
    #expect(try text(output, "tables/water.csv").contains("county,14,沁县,沁县,,5,14,3,60.00,3"))
    let found = try text(output, "reconciliation.csv")
    #expect(
      found == """
        file,start,end,text,indicator,place,as_of,qualifier,stated,unit,table,measure,tabulated,\
        difference,verdict,reason
        report.txt,10,12,5户,households,沁县,2021-10,exact,5,household,water,households,5,0,agrees,
        report.txt,20,22,3户,households,西乡,,exact,3,household,,,,,no_counterpart,other_place
        report.txt,30,35,60.1%,tap_rate,,,exact,60.1,percent,water,tap_rate,60.00,-0.10,differs,
        report.txt,40,46,3?00万元,target,,,exact,,yuan,water,target,34000000,,damaged_consistent,
        report.txt,47,49,9户,households,,,exact,9,household,,,,,no_counterpart,other_role
        report.txt,50,52,7人,,,,exact,7,person,,,,,no_counterpart,unknown_indicator
        report.txt,60,62,4户,households,,2020,exact,4,household,,,,,no_counterpart,other_day

        """)
    #expect(
      try text(output, "quarantine.csv")
        .hasPrefix(
          """
          file,worksheet,row,cell,variable,value,code,message,remedy
          b.xlsx,表一,3,A3,household_id,,record.duplicate,"expected one household of its key, found an equal one at
          """))
    for name in ["datapackage.json", "run.json"] {
      let data = Data(try text(output, name).utf8)
      #expect(try JSONSerialization.jsonObject(with: data) is [String: Any])
    }
    #expect(try text(output, "diagnostics.jsonl").split(separator: "\n").count == 4)
    #expect(try text(output, "run.json").contains("\"status\": \"published\""))
    let mode = try FileManager.default.attributesOfItem(
      atPath: "\(output.path)/sample/latest/stages.sqlite")
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test func `files appended in another order give the same bytes`() throws {
    let output = try TemporaryFolder()
    try Self.run(Self.pipeline(), in: output, id: "r1")
    try Self.run(Self.pipeline(), in: output, id: "r2", reversed: true)
    for name in [
      "tables/water.csv", "quarantine.csv", "changes.csv", "reconciliation.csv",
      "diagnostics.jsonl", "datapackage.json",
    ] {
      #expect(
        try output.text("sample/runs/r1/\(name)") == output.text("sample/runs/r2/\(name)"),
        "\(name)")
    }
  }

  @Test(arguments: [
    (PipelineDefinition.Gates.Contradictions.fail, 0.5, "contradictions"),
    (.warn, 0.01, "quarantine_share"),
    (.ignore, 0.27, "quarantine_share"),
  ])
  func `a failed gate keeps the run and leaves latest alone`(
    _ contradictions: PipelineDefinition.Gates.Contradictions, _ share: Double, _ gate: String
  ) throws {
    let output = try TemporaryFolder()
    try Self.run(Self.pipeline(), in: output, id: "r1")
    let result = try Self.run(
      Self.pipeline(contradictions: contradictions, quarantine: share), in: output, id: "r2")
    #expect(result.status == .gateFailed)
    #expect(result.gates.filter { !$0.isPassed }.map(\.name) == [gate])
    #expect(result.log.diagnostics.last?.code == .gateFailed)
    let latest = "\(output.path)/sample/latest"
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) == "runs/r1")
    #expect(try output.text("sample/runs/r2/run.json").contains("gate_failed"))
  }

  @Test(arguments: Checkpoint.allCases)
  func `a run that dies leaves latest on a whole run`(_ point: Checkpoint) throws {
    let output = try TemporaryFolder()
    try Self.run(Self.pipeline(), in: output, id: "r1")
    let failure = RunFailure(
      Diagnostic(.runInterrupted, at: SourceLocation(file: ""), "killed"), exit: .interrupted)
    #expect(throws: failure) {
      try Self.run(Self.pipeline(), in: output, id: "r2") { (reached) throws(RunFailure) in
        if reached == point { throw failure }
      }
    }
    let latest = "\(output.path)/sample/latest"
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: latest)
        == (point == .latestMoved ? "runs/r2" : "runs/r1"))
    #expect(try text(output, "tables/water.csv").hasSuffix("石村,沁县,西乡,1,5,1,100.00,1,20000.5,\n"))
    try Self.run(Self.pipeline(), in: output, id: "r3")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) == "runs/r3")
    let remains = try FileManager.default.contentsOfDirectory(atPath: "\(output.path)/sample/runs")
    #expect(remains.allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a migration has the same values on both sides`() throws {
    let output = try TemporaryFolder()
    let pipeline = try Self.pipeline(publications: [.migration(.init(file: "records.sqlite"))])
    try Self.run(pipeline, in: output, id: "r1")
    let comparison = try text(output, "migration.csv").split(separator: "\n")
    #expect(comparison.count == 1 + 7 + 4 + 2)
    #expect(comparison.dropFirst().allSatisfy { $0.hasSuffix(",equal") })
    #expect(comparison[5].hasPrefix("household,members,5,5,1,1,14,14,"))
    let target = try DatabaseQueue(path: "\(output.path)/sample/latest/records.sqlite")
    let found = try target.read { database in
      var query = try BulkQuery(
        """
        SELECT s."file", s."worksheet", s."row", l."amount" FROM "loan" l
        JOIN "source_row" s ON s."id" = l."source_row" JOIN "household" USING ("household_id")
        JOIN "place" p ON p."code" = l."village" WHERE p."name" = '石村'
        """, on: database)
      #expect(try query.next())
      return (0..<4).map { query.cell(at: $0)?.published ?? "" }
    }
    #expect(found == ["loans.xlsx", "表一", "3", "20000.5"])
  }
}
