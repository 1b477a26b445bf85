import Foundation
import GRDB
import PipelineFile
import PropertyTesting
import Relational
import SQLDialect
import SQLiteBulk
import SurveyModel
import Testing

@testable import Load

@Suite struct CompiledTableTests {
  /// The pipelines of the project.
  private static func pipelines() throws -> [PipelineDefinition] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Pipelines")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".yml") }.map { folder.appending(path: $0) }
      .filter {
        try String(contentsOf: $0, encoding: .utf8).contains(/^pipeline:/.anchorsMatchLineEndings())
      }
      .map { try PipelineFile.read(path: $0.path) }
  }

  /// A store of a pipeline without a row, in memory.
  private static func store(of pipeline: PipelineDefinition) throws -> DatabaseQueue {
    let layout = try StoreLayout(pipeline)
    let queue = try DatabaseQueue()
    try queue.write { database in
      try MissingFunctions.register(on: database)
      for statement in layout.tables(for: pipeline).flatMap(SQLDialect.statements) {
        try database.execute(sql: statement)
      }
      for view in layout.views(for: pipeline) {
        try database.execute(sql: SQLDialect.statement(making: view.name, of: view.rows))
      }
    }
    return queue
  }

  @Test func `every plan of the project's tables gives the columns that its types tell`() throws {
    let pipelines = try Self.pipelines()
    #expect(pipelines.count >= 2)
    for pipeline in pipelines {
      let store = try Self.store(of: pipeline)
      let typing = try StoreLayout(pipeline).typing(for: pipeline)
      for table in try LoadStage.compiled(pipeline, for: SampleStore.engines.capabilities) {
        #expect(!table.plans.isEmpty)
        for plans in table.plans {
          var typing = typing
          for plan in plans {
            let names = try typing.columns(of: plan).map(\.name)
            let given = try store.read { database in
              try database.makeStatement(sql: SQLDialect.text(of: plan)).columnNames
            }
            #expect(names == given, "\(pipeline.name) \(table.definition.name)")
          }
        }
      }
    }
  }

  @Test func `the views of the store have the columns that their types tell`() throws {
    for pipeline in try Self.pipelines() + [SampleStore.pipeline(keep: .all)] {
      let store = try Self.store(of: pipeline)
      let layout = try StoreLayout(pipeline)
      var typing = try layout.typing(for: pipeline)
      #expect(layout.views(for: pipeline).count >= layout.records.count)
      for view in layout.views(for: pipeline) {
        let names = try typing.columns(of: .scan(view.name)).map(\.name)
        let given = try store.read { try $0.columns(in: view.name).map(\.name) }
        #expect(names == given, "\(pipeline.name) \(view.name)")
      }
    }
  }

  @Test func `a selection gives what names its rows, attributes, aggregates and the row around`()
    throws
  {
    let table = try SampleStore.water()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    var typing = try StoreLayout(pipeline).typing(for: pipeline)
    let columns = try typing.columns(of: compiled.selections[0].rows)
    let slots = compiled.selections[0].slots.indices.map(MeasureScope.Slot.name)
    #expect(columns.map(\.name) == compiled.keyColumns.map(\.name) + slots + ["parent"])
    #expect(columns.prefix(compiled.keyColumns.count).allSatisfy { $0.kind == .text })
    // Households, members, those with tap water, villages, loans, targets.
    let kinds = columns.dropFirst(compiled.keyColumns.count).dropLast().map(\.kind)
    #expect(kinds == [.integer, .number, .integer, .integer, .number, .number])
  }

  @Test func `a plan that names what the store has not is a fault of Millet`() throws {
    let table = try SampleStore.water()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    let other = PipelineDefinition(
      name: "other", title: Label(), path: "other.yml", root: "/", asOf: pipeline.asOf,
      levels: .ofCounty, reference: nil, catalogue: nil, sources: [pipeline.sources[0]],
      records: [], rules: [], tables: [], reconciliations: [],
      gates: .init(quarantineShare: 0.5), publications: [.tables(.csv)], keep: .records)
    let compiler = try SampleStore.compiler(other)
    let failure = try #require(throws: RunFailure.self) { try compiler.check(compiled) }
    #expect(failure.exit == .failed)
    #expect(failure.diagnostic.code == .storeFailed)
    #expect(
      failure.description.hasPrefix(
        """
        other.yml: error: table water: made a plan that means nothing to the store: step “part_1” > \
        inPieces: unknown table “loan_clean”; known there: \
        cells_of_household, change, clear_column,
        """))
    #expect(failure.description.contains("report this as a fault of Millet"))
  }
}
