import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// Tables over a record that names no place, all of whose rows are the county's.
@Suite struct CountyTableTests {
  private static let visits = RecordSchema(
    record: "visit",
    variables: [
      VariableDefinition(name: "first", kind: .text),
      VariableDefinition(name: "second", kind: .text),
      VariableDefinition(name: "number", kind: .integer),
      VariableDefinition(name: "amount", kind: .number),
    ])

  private func pipeline(_ dimensions: [String]) throws -> (PipelineDefinition, CompiledTable) {
    let table = TableDefinition(
      name: "visits", record: "visit", levels: [], dimensions: dimensions,
      filter: try Expression(parsing: "amount is missing or amount < 100"),
      measures: [
        try SampleStore.measure("n", "count(*)"),
        try SampleStore.measure("large", "count(*) where amount > 4"),
        try SampleStore.measure("known", "count(amount)"),
        try SampleStore.measure("sum", "sum(amount) where number = 1"),
        try SampleStore.measure("mean", "mean(amount)"),
        try SampleStore.measure("least", "min(amount) where number = 1"),
        try SampleStore.measure("any", "any(amount > 6)"),
      ])
    let base = try SampleStore.pipeline()
    let pipeline = PipelineDefinition(
      name: "visits", title: Label(), path: "visits.yml", root: "/", asOf: base.asOf,
      levels: .ofCounty, reference: .init(gazetteer: "gazetteer.csv"), catalogue: nil,
      sources: [
        SourceDefinition(name: "visits", files: ["*.xlsx"], content: .records(Self.visits))
      ],
      records: [], rules: [], tables: [table], reconciliations: [],
      gates: .init(quarantineShare: 0.5), publications: [.tables(.csv)], keep: .records)
    return (pipeline, try SampleStore.compiler(pipeline).compile(table))
  }

  private func tabulated(
    _ rows: [[Value]], by dimensions: [String]
  ) throws -> (pieces: [[StoredValue?]], published: [[String]], whole: [[String]]) {
    let folder = try TemporaryFolder()
    let (pipeline, compiled) = try pipeline(dimensions)
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(SampleStore.places)
    try store.append(SampleStore.batch(Self.visits, file: 0, rows), of: "visits")
    try store.tabulate(compiled)
    var cells: [[StoredValue?]] = []
    try store.rows(of: #"SELECT * FROM "table_visits""#) { row in cells.append(row.dropLast()) }
    let published = try PublishedTable(compiled).texts(from: store)
    let whole = try store.texts(ofWhole: compiled)
    try store.close()
    return (cells, published, whole)
  }

  private struct Key: Hashable {
    let first: String?
    let second: String?
    let number: Int64?
  }

  /// Eighths, whose sums leave no trace of their order.
  private func amounts(of rows: [[Value]]) -> [Key: [(amount: Double?, number: Int64?)]] {
    var groups: [Key: [(amount: Double?, number: Int64?)]] = [:]
    for row in rows {
      func text(_ value: Value) -> String? { if case .text(let text) = value { text } else { nil } }
      func number(_ value: Value) -> Double? {
        if case .number(let number) = value { number } else { nil }
      }
      let whole = number(row[2]).map { Int64($0) }
      let key = Key(first: text(row[0]), second: text(row[1]), number: whole)
      groups[key, default: []].append((number(row[3]), whole))
    }
    return groups
  }

  @Test(arguments: 1...3)
  func `rows count for the combination of values that they have`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts: [Value] = [.text("a"), .text("ab"), .text("b"), .text("1"), .text("a b"), .blank]
    let rows: [[Value]] = (0..<Int.random(in: 9_000..<10_000, using: &random))
      .map { _ in
        [
          texts.randomElement(using: &random) ?? .blank,
          texts.randomElement(using: &random) ?? .blank,
          [.number(1), .number(2), .blank].randomElement(using: &random) ?? .blank,
          Bool.random(using: &random)
            ? .number(Double(Int.random(in: 0..<64, using: &random)) / 8) : .blank,
        ]
      }
    let (pieces, published, whole) = try tabulated(rows, by: ["first", "second", "number"])
    #expect(published == whole, "seed \(seed)")
    let groups = amounts(of: rows)
    #expect(pieces.count == groups.count, "seed \(seed)")
    for cells in pieces {
      let key = Key(
        first: cells[3]?.string, second: cells[4]?.string, number: integer(of: cells[5]))
      let group = try #require(groups[key], "seed \(seed)")
      let known = group.compactMap(\.amount)
      let ofOne = group.filter { $0.number == 1 }.compactMap(\.amount)
      #expect(cells[6]?.double == Double(group.count), "seed \(seed)")
      #expect(cells[7]?.double == Double(known.count { $0 > 4 }), "seed \(seed)")
      #expect(cells[8]?.double == Double(known.count), "seed \(seed)")
      let isMissing = key.number == 1 && ofOne.isEmpty
      #expect(cells[9]?.double == (isMissing ? nil : ofOne.reduce(0, +)), "seed \(seed)")
      let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
      #expect(cells[10]?.double == mean, "seed \(seed)")
      #expect(cells[11]?.double == ofOne.min(), "seed \(seed)")
    }
  }

  private func integer(of cell: StoredValue?) -> Int64? {
    if case .integer(let number)? = cell { number } else { nil }
  }

  @Test func `a county without rows has its row, and no combination`() throws {
    for rows: [[Value]] in [[], [[.text("a"), .text("b"), .number(1), .number(100)]]] {
      let (pieces, published, whole) = try tabulated(rows, by: [])
      #expect(published == whole)
      #expect(pieces.count == 1)
      #expect(pieces.first?.dropFirst(3).map { $0?.double } == [0, 0, 0, 0, nil, nil, 0])
      let split = try tabulated(rows, by: ["first", "second"])
      #expect(split.pieces.isEmpty && split.whole.isEmpty)
    }
  }

  @Test func `a county's row counts all its rows`() throws {
    let rows: [[Value]] = (0..<9000).map { _ in [.blank, .text("b"), .number(1), .number(0.5)] }
    let (pieces, published, whole) = try tabulated(rows, by: [])
    #expect(published == whole)
    #expect(
      pieces.first?.dropFirst(3).map { $0?.double } == [9000, 0, 9000, 4500, 0.5, 0.5, 0])
  }
}
