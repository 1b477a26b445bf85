import PropertyTesting
import SQLDialect
import SurveyModel
import Testing

@testable import Load

/// Whether each level of a table adds up to the whole, and what is said where it does not.
@Suite struct LevelCheckTests {
  private static let schema = RecordSchema(
    record: "household",
    variables: [
      VariableDefinition(name: "id", kind: .identifier),
      VariableDefinition(name: "township", kind: .place(.township, within: nil)),
      VariableDefinition(name: "village", kind: .place(.village, within: "township")),
      VariableDefinition(name: "sort", kind: .text),
      VariableDefinition(name: "members", kind: .integer),
      VariableDefinition(name: "poor", kind: .integer),
    ])

  private static let loans = RecordSchema(
    record: "loan",
    variables: [
      VariableDefinition(name: "loan_id", kind: .identifier),
      VariableDefinition(name: "village", kind: .place(.village, within: nil)),
      VariableDefinition(name: "sort", kind: .text),
      VariableDefinition(name: "amount", kind: .number),
    ])

  private static func table(_ dimensions: [String]) throws -> TableDefinition {
    TableDefinition(
      name: "t", record: "household", levels: [.township, .village], dimensions: dimensions,
      measures: [
        try SampleStore.measure("households", "count(*)"),
        try SampleStore.measure("members", "sum(members)"),
        try SampleStore.measure("others", "members - sum(poor)"),
        try SampleStore.measure("thousands", "sum(members) / 1000"),
        try SampleStore.measure("rate", "100 * households / members"),
        try SampleStore.measure("lent", "sum(amount)", of: "loan"),
      ])
  }

  private static func pipeline(_ table: TableDefinition) throws -> PipelineDefinition {
    PipelineDefinition(
      name: "levels", title: Label(), path: "levels.yml", root: "/",
      asOf: try #require(CalendarDate(iso: "2021-10-31")),
      levels: .ofCounty, reference: .init(gazetteer: "gazetteer.csv"), catalogue: nil,
      sources: [
        SourceDefinition(name: "households", files: ["*"], content: .records(schema)),
        SourceDefinition(name: "loans", files: ["*"], content: .records(loans)),
      ],
      records: [.init(name: "household", key: ["id"])], rules: [], tables: [table],
      reconciliations: [], gates: .init(), publications: [.tables(.csv)], keep: .records)
  }

  private struct Row {
    let level: String
    let code: String
    let kind: String
    let figures: [Double?]
  }

  private static func tabulate(
    _ table: TableDefinition, _ households: [[Value]], _ loans: [[Value]], places: [Place]
  ) throws -> (rows: [Row], log: [Diagnostic]) {
    let folder = try TemporaryFolder()
    let pipeline = try pipeline(table)
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(PlaceHistory(places: places, changes: []))
    try store.append(SampleStore.batch(schema, file: 0, households), of: "households")
    try store.append(SampleStore.batch(Self.loans, file: 1, loans), of: "loans")
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    let tabulation = try store.tabulate(compiled)
    var check = LevelCheck(store)
    try check.add(tabulation.absences, of: compiled)
    var log = tabulation.log
    log.append(check.findings)
    var rows: [Row] = []
    let measures = table.measures.map { SQLName.quoted($0.name) }.joined(separator: ", ")
    let kind = table.dimensions.isEmpty ? "NULL" : #""sort""#
    try store.rows(of: #"SELECT "level", "code", \#(kind), \#(measures) FROM "table_t""#) {
      row throws(RunFailure) in
      rows.append(
        Row(
          level: row[0]?.string ?? "", code: row[1]?.string ?? "", kind: row[2]?.string ?? "",
          figures: row[3...].map { $0?.double }))
    }
    try store.close()
    return (rows, log.diagnostics)
  }

  private static func random(
    _ random: inout SeededGenerator, of villages: [String]
  ) -> (households: [[Value]], loans: [[Value]]) {
    let kinds: [Value] = [.text("a"), .text("b"), .text("c"), .blank]
    func village(_ random: inout SeededGenerator) -> (Value, Value) {
      let village = villages.randomElement(using: &random) ?? ""
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return (.blank, .blank)
      case 1: return (.text(String(village.prefix(4))), .blank)
      default: return (.text(String(village.prefix(4))), .text(village))
      }
    }
    let households: [[Value]] = (0..<Int.random(in: 0..<60, using: &random))
      .map { number in
        let (township, code) = village(&random)
        return [
          .text("h\(number)"), township, code, kinds[Int.random(in: 1..<4, using: &random)],
          Bool.random(using: &random)
            ? .number(Double(Int.random(in: 0..<9, using: &random))) : .blank,
          Bool.random(using: &random) ? .number(1) : .blank,
        ]
      }
    let loans: [[Value]] = (0..<Int.random(in: 0..<20, using: &random))
      .map { number in
        [
          .text("l\(number)"), village(&random).1, kinds[Int.random(in: 0..<4, using: &random)],
          .number(Double.random(in: -9..<9, using: &random)),
        ]
      }
    return (households, loans)
  }

  @Test(arguments: UInt64(1)...40)
  func `no record is lost or counted twice on any level, whatever names no place`(
    seed: UInt64
  )
    throws
  {
    var random = SeededGenerator(seed: seed)
    let (households, loans) = Self.random(&random, of: ["140101", "140102", "140201"])
    for dimensions in [[], ["sort"]] {
      let (rows, log) = try Self.tabulate(
        Self.table(dimensions), households, loans, places: SampleStore.places)
      #expect(log.allSatisfy { $0.code == .placeAbsent }, "seed \(seed): \(log)")
      func sum(_ level: String, _ measure: Int) -> Double {
        rows.filter { $0.level == level }.compactMap { $0.figures[measure] }.reduce(0, +)
      }
      let placed = households.count { $0[1] != .blank }
      let inVillages = households.count { $0[2] != .blank }
      let hasTotal = placed < households.count || loans.contains { $0[1] == .blank }
      #expect(sum("total", 0) == (hasTotal ? Double(households.count) : 0), "seed \(seed)")
      #expect(sum("county", 0) == Double(placed), "seed \(seed)")
      #expect(sum("township", 0) == Double(placed), "seed \(seed)")
      #expect(sum("village", 0) == Double(inVillages), "seed \(seed)")
      // A kind of loan that no household has is still lent.
      let lent = loans.reduce(0.0) { $0 + ($1[3].number ?? 0) }
      #expect(abs(sum(hasTotal ? "total" : "county", 5) - lent) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `a place that stands twice in the store is a breach, and nothing is published`() throws
  {
    let twice = SampleStore.places + [SampleStore.places[3]]
    let (_, log) = try Self.tabulate(
      Self.table([]), [[.text("h"), .text("1401"), .text("140101"), .blank, .number(2), .blank]],
      [], places: twice)
    let breach = try #require(log.first { $0.code == .placeNotConserved })
    #expect(breach.severity == .error)
    #expect(
      breach.message.description == """
        expected the rows of level village in table t to add up to the whole, found another sum of \
        households
        """)
  }

  @Test func `records of a place that is none of the day are a breach`() throws {
    let (_, log) = try Self.tabulate(
      Self.table([]), [[.text("h"), .blank, .text("140299"), .blank, .number(2), .blank]], [],
      places: SampleStore.places)
    #expect(log.contains { $0.code == .placeNotConserved && $0.severity == .error })
  }
}

extension Value {
  fileprivate var number: Double? { if case .number(let number) = self { number } else { nil } }
}
