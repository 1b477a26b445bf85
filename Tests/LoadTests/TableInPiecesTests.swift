import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

extension PublishedTable {
  /// The cells of every row as texts.
  func texts(from store: StageStore) throws -> [[String]] {
    var texts: [[String]] = []
    try rows(from: store.engine) { row in
      texts.append(row.keys.map { $0 ?? "" } + row.cells.map { "\($0)" })
    }
    return texts
  }
}

extension StageStore {
  /// The cells of every row of a table that one plan computes at once, as texts.
  func texts(ofWhole table: CompiledTable) throws -> [[String]] {
    var texts: [[String]] = []
    let selection = try #require(table.selections.first)
    let keys = table.keyColumns.count
    try engine.rows(of: selection.rows) { row in
      let slots = Array(row[keys..<keys + selection.slots.count])
      let found = TableRow(
        keys: Array(row[..<keys]), attributes: [:], parent: nil, slots: slots)
      texts.append(
        found.keys.map { $0?.published ?? "" }
          + found.cells(of: table.measures).map { "\($0)" })
    }
    return texts
  }
}

@Suite struct TableInPiecesTests {
  /// More rows than three pieces take, of villages, waters and sizes at random.
  private func batches(_ random: inout SeededGenerator) -> [RecordBatch] {
    (UInt32(0)..<2)
      .map { file in
        let rows = (0..<Int.random(in: 12_000..<16_000, using: &random))
          .map { index in
            SampleStore.household(
              "h\(file)-\(index)",
              ["140101", "140102", "140201"].randomElement(using: &random) ?? "",
              ["tap", "well", nil].randomElement(using: &random) ?? nil,
              Bool.random(using: &random) ? Double(Int.random(in: 1..<9, using: &random)) : nil,
              income: Double(Int.random(in: 0..<1000, using: &random)) / 8)
          }
        return SampleStore.batch(SampleStore.households, file: file, rows)
      }
  }

  @Test(arguments: 1...2)
  func `a table taken in pieces is that of the whole plan`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let table = TableDefinition(
      name: "split", record: "household", levels: [.village], dimensions: ["water"],
      filter: try Expression(parsing: "members is missing or members != 3"),
      measures: [
        try SampleStore.measure("n", "count(*)"),
        try SampleStore.measure("large", "count(*) where members > 4"),
        try SampleStore.measure("members", "sum(members)"),
        try SampleStore.measure("mean", "mean(income)"),
        try SampleStore.measure("least", "min(income)"),
        try SampleStore.measure("most", "max(members)"),
        try SampleStore.measure("waters", "count(distinct members)"),
      ])
    let pipeline = try SampleStore.pipeline(tables: [table], keep: .records)
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(SampleStore.files)
    try store.append(SampleStore.places)
    var rows = 0
    for batch in batches(&random) {
      rows += batch.count
      try store.append(batch, of: "households")
    }
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    try store.tabulate(compiled)
    let pieces = try PublishedTable(compiled).texts(from: store)
    // Eighths are added without rounding, so that the order of the sum leaves no trace.
    #expect(try pieces == store.texts(ofWhole: compiled), "seed \(seed)")
    #expect(rows > 3 * 8192 && pieces.count == 12, "seed \(seed)")
    try store.close()
  }

  @Test func `a table of no record has its rows`() throws {
    let folder = try TemporaryFolder()
    let table = try SampleStore.water()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(SampleStore.places)
    try store.tabulate(try SampleStore.compiler(pipeline).compile(table))
    #expect(try store.engine.count(of: "table_water") == 6)
    try store.close()
  }
}
