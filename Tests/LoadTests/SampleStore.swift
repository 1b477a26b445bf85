import Foundation
import PropertyTesting
import Relational
import SQLiteEngine
import SurveyModel
import Testing

@testable import Load

/// A small county: two townships, three villages, and households, loans and a plan.
enum SampleStore {
  /// What makes and opens the stores of tests.
  static let engines: any EngineProvider = SQLiteProvider()

  /// What compiles tables for these stores.
  static func compiler(_ pipeline: PipelineDefinition) throws -> TableCompiler {
    try TableCompiler(pipeline, for: engines.capabilities)
  }

  static let households = RecordSchema(
    record: "household",
    variables: [
      VariableDefinition(name: "household_id", kind: .identifier),
      VariableDefinition(name: "village", kind: .place(.village, within: nil)),
      VariableDefinition(name: "head_name", sensitivity: .sensitive),
      VariableDefinition(name: "water", kind: .code),
      VariableDefinition(name: "members", kind: .integer),
      VariableDefinition(name: "income", kind: .number),
      VariableDefinition(name: "visited", kind: .date),
    ])
  static let loans = RecordSchema(
    record: "loan",
    variables: [
      VariableDefinition(name: "loan_id", kind: .identifier),
      VariableDefinition(name: "household_id", kind: .identifier),
      VariableDefinition(name: "village", kind: .place(.village, within: nil)),
      VariableDefinition(name: "amount", kind: .number),
    ])
  static let plans = RecordSchema(
    record: "plan",
    variables: [
      VariableDefinition(name: "county", kind: .place(.county, within: nil)),
      VariableDefinition(name: "amount", kind: .number),
    ])

  static let places = [
    Place(code: "14", name: "沁县", level: .county, parent: nil),
    Place(code: "1401", name: "东镇", level: .township, parent: "14"),
    Place(code: "1402", name: "西乡", level: .township, parent: "14"),
    Place(code: "140101", name: "上村", level: .village, parent: "1401"),
    Place(code: "140102", name: "下村", level: .village, parent: "1401"),
    Place(code: "140201", name: "石村", level: .village, parent: "1402"),
    Place(
      code: "140202", name: "旧村", level: .village, parent: "1402",
      validTo: CalendarDate(year: 2021, month: 1, day: 1)),
  ]

  static let files = ["a.xlsx", "b.xlsx", "loans.xlsx", "plan.xlsx", "report.txt"].enumerated()
    .map {
      let sources = ["households", "households", "loans", "plans", "report"]
      return SourceFile(
        number: UInt32($0.offset), rank: $0.offset, path: $0.element, sources: [sources[$0.offset]],
        size: 10,
        sha256: String(repeating: "\($0.offset)", count: 64))
    }

  static func pipeline(
    root: String = "/", rules: [RuleDefinition] = [], tables: [TableDefinition] = [],
    reconciliations: [PipelineDefinition.Reconciliation] = [],
    gates: PipelineDefinition.Gates = .init(quarantineShare: 0.5),
    publications: [PipelineDefinition.Publication] = [.tables(.csv)],
    keep: PipelineDefinition.Keep = .all, categories: [Category] = []
  ) throws -> PipelineDefinition {
    let households = RecordSchema(
      record: "household",
      variables: Self.households.variables.map { variable in
        var copy = variable
        if variable.name == "water" { copy.categories = categories }
        return copy
      })
    let date = try #require(CalendarDate(year: 2021, month: 10, day: 31))
    return PipelineDefinition(
      name: "sample", title: Label(zh: "样例", en: "Sample"), path: "sample.yml", root: root,
      asOf: date, levels: .ofCounty, reference: .init(gazetteer: "gazetteer.csv"), catalogue: nil,
      sources: [
        SourceDefinition(name: "households", files: ["*.xlsx"], content: .records(households)),
        SourceDefinition(name: "loans", files: ["loans.xlsx"], content: .records(loans)),
        SourceDefinition(name: "plans", files: ["plan.xlsx"], content: .records(plans)),
        SourceDefinition(name: "report", files: ["report.txt"], content: .facts),
      ],
      records: [
        .init(name: "household", key: ["household_id"]),
        .init(name: "loan", key: ["loan_id"], parent: "household"),
      ],
      rules: rules, tables: tables, reconciliations: reconciliations, gates: gates,
      publications: publications, keep: keep)
  }

  /// A batch of rows from row 2 of the first worksheet of a file, statuses all clean.
  static func batch(_ schema: RecordSchema, file: UInt32, _ rows: [[Value]]) -> RecordBatch {
    var batch = RecordBatch(schema: schema)
    for (index, row) in rows.enumerated() {
      batch.origins.append(Origin(file: file, worksheet: 0, row: UInt32(index + 1)))
      batch.statuses.append(.clean)
      for (column, value) in row.enumerated() {
        batch.raw[column].append(value, texts: &batch.texts)
        batch.values[column].append(value, texts: &batch.texts)
      }
    }
    batch.otherRows = [OtherRow(Origin(file: file, worksheet: 0, row: 0), .header)]
    return batch
  }

  static func outcome(of batch: RecordBatch, source: String) throws -> WorksheetOutcome {
    var tally = RowTally()
    tally.read = batch.count + batch.otherRows.count
    tally.clean = batch.statuses.count { $0 == .clean }
    tally.corrected = batch.statuses.count { $0 == .corrected }
    tally.quarantined = batch.statuses.count { $0 == .quarantined }
    for row in batch.otherRows { tally.other[row.kind, default: 0] += 1 }
    let origin = try #require(batch.origins.first)
    return WorksheetOutcome(
      source: source, file: origin.file, worksheet: .init(WorksheetInfo(index: 0, name: "表一")),
      headerRows: 0...0, lastRow: Int(batch.origins.map(\.row).max() ?? 0),
      mapping: batch.schema.variables.enumerated()
        .map {
          .init(variable: $0.element.name, column: $0.offset, header: $0.element.name)
        },
      tally: tally, log: DiagnosticLog())
  }

  static func household(
    _ id: String, _ village: String, _ water: String?, _ members: Double?, income: Double? = 0.1
  ) -> [Value] {
    [
      .text(id), .text(village), .text("hash-\(id)"), water.map(Value.text) ?? .missing(.unknown),
      members.map(Value.number) ?? .blank,
      income.map(Value.number) ?? .missing(.unknown),
      CalendarDate(year: 2021, month: 10).map(Value.date) ?? .blank,
    ]
  }

  /// Four households in each of two files: one a duplicate, one a conflict.
  static let batches: [(source: String, batch: RecordBatch)] = [
    (
      "households",
      batch(
        households, file: 0,
        [
          household("h1", "140101", "tap", 3), household("h2", "140101", "well", 2),
          household("h3", "140102", "tap", 4), household("h4", "140102", nil, nil),
        ])
    ),
    (
      "households",
      batch(
        households, file: 1,
        [
          household("h5", "140201", "tap", 5, income: 0.2),
          household("h1", "140101", "tap", 3), household("h2", "140101", "tap", 2),
        ])
    ),
    (
      "loans",
      batch(
        loans, file: 2,
        [
          [.text("l1"), .text("h1"), .text("140101"), .number(50_000)],
          [.text("l2"), .text("h5"), .text("140201"), .number(20_000.5)],
          [.text("l3"), .text("h9"), .text("140201"), .number(1)],
        ])
    ),
    ("plans", batch(plans, file: 3, [[.text("14"), .number(34_000_000)]])),
  ]

  /// A store with every row, the set-wise checks done.
  static func filled(
    in folder: TemporaryFolder, _ pipeline: PipelineDefinition, name: String = "stages.sqlite",
    reversed: Bool = false
  ) throws -> StageStore {
    let store = try StageStore(at: "\(folder.path)/\(name)", for: pipeline)
    try store.append(files)
    for (source, batch) in reversed ? batches.reversed() : batches {
      try store.append(batch, of: source)
      try store.append(try outcome(of: batch, source: source), of: source)
    }
    try store.append(places)
    try SetChecks(store).run()
    return store
  }

  static func measure(
    _ name: String, _ formula: String, of record: String? = nil, decimals: Int? = nil
  ) throws -> TableDefinition.Measure {
    TableDefinition.Measure(
      name: name, record: record, formula: try Expression(parsing: formula), decimals: decimals)
  }

  static func water() throws -> TableDefinition {
    TableDefinition(
      name: "water", record: "household", levels: [.township, .village],
      measures: [
        try measure("households", "count(*)"),
        try measure("members", "sum(members)"),
        try measure("tap_households", "count(*) where water = 'tap'"),
        try measure("tap_rate", "100 * tap_households / households", decimals: 2),
        try measure("villages", "count(distinct village)"),
        try measure("lent", "sum(amount)", of: "loan"),
        try measure("target", "sum(amount)", of: "plan"),
      ])
  }
}

extension StageStore {
  /// A store in a SQLite file.
  convenience init(at path: String, for pipeline: PipelineDefinition) throws(RunFailure) {
    try self.init(at: path, for: pipeline, on: SampleStore.engines)
  }

  /// SQLite itself, for what no plan asks.
  private var sqlite: SQLiteEngine {
    guard let sqlite = engine as? SQLiteEngine else { preconditionFailure("made by SQLite") }
    return sqlite
  }

  /// Runs a statement.
  func execute(_ statement: String) throws(RunFailure) { try sqlite.execute(statement) }

  /// The rows of a query.
  func rows(
    of query: String, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    try sqlite.rows(of: query, body)
  }
}

extension StageReader {
  /// The stages of a run in a SQLite file.
  convenience init(at path: String) throws(RunFailure) {
    try self.init(at: path, on: SampleStore.engines)
  }
}
