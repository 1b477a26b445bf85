import PropertyTesting
import SurveyModel
import Testing

@testable import Load

/// Tables that withhold figures of few records, held against what a reader could subtract.
@Suite struct DisclosureTests {
  /// Households of a village: how many have a tap, a well, and no known water; all of three persons.
  private typealias Village = (code: String, tap: Int, well: Int, unknown: Int)

  private static let sharesOfWater = [
    ("households", "count(*)"), ("tap", "count(*) where water = 'tap'"),
    ("rate", "100 * tap / households"),
  ]

  private static func table(
    _ measures: [(name: String, formula: String)] = sharesOfWater, minimum: Int = 3,
    dimensions: [String] = [], levels: [PlaceLevel] = [.township, .village]
  ) throws -> TableDefinition {
    TableDefinition(
      name: "t", record: "household", levels: levels, dimensions: dimensions,
      measures: try measures.map { try SampleStore.measure($0.name, $0.formula) },
      minimumCount: minimum)
  }

  private struct Result {
    var csv: [String: [String]]
    var log: [Diagnostic]
    var stored: [String: [String]]
  }

  /// The cells of each place as the file and as the store have them.
  private static func publish(
    _ table: TableDefinition, _ villages: [Village], persons: (Int) -> Double = { _ in 3 }
  ) throws -> Result {
    var rows: [[Value]] = []
    for village in villages {
      for (water, count) in [("tap", village.tap), ("well", village.well)] {
        for _ in 0..<count {
          rows.append(
            SampleStore.household("h\(rows.count)", village.code, water, persons(rows.count)))
        }
      }
      for _ in 0..<village.unknown {
        rows.append(SampleStore.household("h\(rows.count)", village.code, nil, persons(rows.count)))
      }
    }
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(
      SampleStore.batch(SampleStore.households, file: 0, rows), of: "households")
    try store.append(SampleStore.places)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    let log = try store.tabulate(compiled).log
    try CSVTables.write(compiled, to: "\(folder.path)/t.csv", from: store.engine)
    var stored: [String: [String]] = [:]
    try store.rows(of: #"SELECT * FROM "table_t""#) { row in
      stored[row[1]?.published ?? ""] = row.map { $0?.published ?? "" }
    }
    try store.close()
    var csv: [String: [String]] = [:]
    let keys = compiled.keyColumns.count
    for line in try folder.text("t.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      csv[fields[1]] = Array(fields[keys...])
    }
    return Result(csv: csv, log: log.diagnostics, stored: stored)
  }

  private static let withheld = PublishedCell.withheldText

  @Test func `a count of one in a village of twenty is withheld, and so is what gives it`() throws {
    let result = try Self.publish(
      Self.table(),
      [("140101", 1, 19, 0), ("140102", 10, 10, 0), ("140201", 7, 8, 0)])
    #expect(result.csv["140101"] == ["20", Self.withheld, Self.withheld])
    // The township's figure less the other village's would give it.
    #expect(result.csv["140102"] == ["20", Self.withheld, Self.withheld])
    #expect(result.csv["1401"]?.first == "40")
    #expect(result.csv["1401"]?[1] == "11")
    #expect(result.csv["140201"]?[1] == "7")
  }

  @Test func `a complement of one is withheld like a count of one`() throws {
    let result = try Self.publish(
      Self.table(), [("140101", 19, 1, 0), ("140102", 10, 10, 0), ("140201", 7, 8, 0)])
    #expect(result.csv["140101"] == ["20", Self.withheld, Self.withheld])
    #expect(result.csv["140102"] == ["20", Self.withheld, Self.withheld])
  }

  @Test func `none and all are told`() throws {
    let result = try Self.publish(
      Self.table(), [("140101", 0, 20, 0), ("140102", 10, 0, 0), ("140201", 7, 8, 0)])
    #expect(result.csv["140101"] == ["20", "0", "0"])
    #expect(result.csv["140102"] == ["10", "10", "100"])
    #expect(result.log.isEmpty)
  }

  @Test func `a village of few households tells nothing, not even that none has a tap`() throws {
    let result = try Self.publish(
      Self.table(), [("140101", 0, 2, 0), ("140102", 10, 10, 0), ("140201", 7, 8, 0)])
    #expect(result.csv["140101"] == [Self.withheld, Self.withheld, Self.withheld])
    #expect(result.csv["140102"]?.first == Self.withheld)
  }

  @Test func `the only village of a township takes the township's figure with it`() throws {
    let result = try Self.publish(
      Self.table(), [("140101", 9, 9, 0), ("140102", 8, 8, 0), ("140201", 1, 19, 0)])
    #expect(result.csv["140201"]?[1] == Self.withheld)
    #expect(result.csv["1402"]?[1] == Self.withheld)
    #expect(result.csv["1401"]?[1] == Self.withheld)
    #expect(result.csv["140102"]?[1] == Self.withheld)
    #expect(result.csv["14"]?[1] == "18")
  }

  @Test func `codes that add up to a total guard each other`() throws {
    let result = try Self.publish(
      Self.table([
        ("households", "count(*)"), ("tap", "count(*) where water = 'tap'"),
        ("well", "count(*) where water = 'well'"), ("other", "households - tap - well"),
      ]), [("140101", 1, 19, 0), ("140102", 1, 19, 0), ("140201", 1, 19, 0)])
    for code in ["140101", "140102", "140201"] {
      #expect(result.csv[code]?[1] == Self.withheld, "\(code)")
      #expect(result.csv[code]?[2] == Self.withheld, "\(code)")
    }
  }

  @Test func `a share whose rest is one takes its upper part with it`() throws {
    let table = try Self.table([
      ("persons", "sum(members)"), ("earning", "sum(income)"),
      ("share", "100 * earning / persons"),
    ])
    // Households of three persons, but one, have three who earn.
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let rows = (0..<20)
      .map { SampleStore.household("h\($0)", "140101", "tap", 3, income: $0 == 0 ? 2 : 3) }
    try store.append(SampleStore.batch(SampleStore.households, file: 0, rows), of: "households")
    try store.append(SampleStore.places)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    try store.tabulate(compiled)
    try PublishedTable(compiled)
      .rows(from: store.engine) { row in
        guard row.code.hasPrefix("1401") || row.code == "14" else { return }
        let statuses = row.cells.map(\.status)
        #expect(
          row.code == "140102"
            ? statuses == [.zero, .zero, .notApplicable]
            : statuses == [.figure, .withheld, .withheld], "\(row.code)")
      }
    try store.close()
  }

  @Test func `a mean tells what a sum does, and a quantile what lies on either side of it`() throws
  {
    // Of twenty one has anything; of two of another village it is known that they have nothing.
    let measures = [
      ("total", "sum(members)"), ("mean", "mean(members)"), ("spread", "sd(members)"),
      ("middle", "median(members)"), ("upper", "quantile(members, 0.9)"),
    ]
    let few = try Self.publish(
      Self.table(measures, levels: [.village]), [("140101", 20, 0, 0), ("140201", 2, 0, 0)]
    ) { $0 == 3 ? 7 : 0 }
    let hidden = Self.withheld
    #expect(few.csv["140101"]?.prefix(3) == [hidden, hidden, hidden])
    #expect(few.csv["140201"] == Array(repeating: hidden, count: 5))
    let many = try Self.publish(
      Self.table(measures, levels: [.village]), [("140101", 40, 0, 0)]
    ) { Double($0 % 4 + 1) }
    #expect(many.csv["140101"]?.contains(hidden) == false)
    let five = try Self.publish(
      Self.table(measures, levels: [.village]), [("140101", 5, 0, 0)]
    ) { Double($0 % 4 + 1) }
    #expect(Array(five.csv["140101"]?.suffix(2) ?? []) == [hidden, hidden])
  }

  @Test func `one measure may be bound less than the others`() throws {
    let open = TableDefinition.Measure(
      name: "open", formula: try Expression(parsing: "count(*) where water = 'tap'"),
      minimumCount: 0)
    let table = TableDefinition(
      name: "t", record: "household", levels: [.village],
      measures: [open, try SampleStore.measure("households", "count(*)")], minimumCount: 3)
    let result = try Self.publish(table, [("140101", 1, 19, 0), ("140201", 1, 1, 0)])
    #expect(result.csv["140101"] == ["1", Self.withheld])
    #expect(result.csv["140201"] == ["1", Self.withheld])
  }

  @Test func `things of their own are tested by their number, places are not`() throws {
    let table = try Self.table([
      ("homes", "count(distinct household_id) where water = 'tap'"),
      ("villages", "count(distinct village)"),
    ])
    let result = try Self.publish(
      table, [("140101", 9, 1, 0), ("140102", 9, 9, 0), ("140201", 9, 9, 0)])
    #expect(result.csv["140101"] == [Self.withheld, "1"])
    #expect(result.csv["1402"] == ["9", "1"])
  }

  @Test func `the store has the published cells and why they have no figure`() throws {
    let result = try Self.publish(
      Self.table(), [("140101", 1, 19, 0), ("140102", 10, 10, 0), ("140201", 0, 0, 0)])
    let row = try #require(result.stored["140101"])
    #expect(row.suffix(3) == ["", "", #"{"tap":"withheld","rate":"withheld"}"#])
    #expect(result.stored["140201"]?.last == #"{"rate":"not_applicable"}"#)
    let finding = try #require(result.log.first)
    #expect(finding.code == .tableWithheld && finding.severity == .note)
    #expect(finding.message.description.contains("table t: 1 cells are withheld"), "\(finding)")
  }

  @Test func `a message tells no number of records that a table withholds`() throws {
    let pipeline = try SampleStore.pipeline(tables: [Self.table(minimum: 5), SampleStore.water()])
    #expect(
      [0, 1, 4, 5, 100].map { pipeline.shown($0, of: "household") }
        == ["0", "fewer than 5", "fewer than 5", "5", "100"])
    #expect(pipeline.shown(1, of: "loan") == "1")
  }

  @Test func `splits by a variable guard the same value in the other villages`() throws {
    let table = try Self.table(
      [("households", "count(*)")], dimensions: ["water"], levels: [.village])
    let compiled = try SampleStore.compiler(SampleStore.pipeline(tables: [table])).compile(table)
    #expect(compiled.disclosure.measures.count == 1)
    let folder = try TemporaryFolder()
    let store = try StageStore(
      at: "\(folder.path)/s.sqlite", for: try SampleStore.pipeline(tables: [table]))
    var rows: [[Value]] = []
    for (village, water, count) in [
      ("140101", "tap", 2), ("140102", "tap", 9), ("140201", "tap", 30), ("140101", "well", 9),
      ("140102", "well", 9),
    ] {
      for _ in 0..<count {
        rows.append(SampleStore.household("h\(rows.count)", village, water, 3))
      }
    }
    try store.append(SampleStore.batch(SampleStore.households, file: 0, rows), of: "households")
    try store.append(SampleStore.places)
    try store.tabulate(compiled)
    var cells: [String: String] = [:]
    try PublishedTable(compiled)
      .rows(from: store.engine) { row in
        cells["\(row.code) \(row.keys.last.flatMap { $0 } ?? "")"] =
          row.cells[0].published(decimals: nil) ?? ""
      }
    try store.close()
    #expect(cells["140101 tap"] == Self.withheld)
    #expect(cells["140102 tap"] == Self.withheld)
    #expect(cells["140201 tap"] == "30")
    #expect(cells["140101 well"] == "9")
    #expect(cells["14 tap"] == "41")
  }

  @Test(arguments: UInt64(1)...20)
  func `no withheld count is given by subtraction in its row or column`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let villages = ["140101", "140102", "140201"]
      .map { code in
        (
          code, Int.random(in: 0...6, using: &random), Int.random(in: 0...6, using: &random),
          Int.random(in: 0...2, using: &random)
        )
      }
    let result = try Self.publish(
      Self.table([
        ("households", "count(*)"), ("tap", "count(*) where water = 'tap'"),
        ("well", "count(*) where water = 'well'"),
      ]), villages)
    for column in 0..<3 {
      for (parent, children) in [
        ("1401", ["140101", "140102"]), ("1402", ["140201"]), ("14", ["1401", "1402"]),
      ] {
        let cells = ([parent] + children).compactMap { result.csv[$0]?[column] }
        #expect(
          cells.count { $0 == Self.withheld } != 1, "seed \(seed), column \(column), \(parent)")
      }
    }
    for (code, tap, well, unknown) in villages {
      let cells = try #require(result.csv[code])
      for (count, cell) in [(tap, cells[1]), (well, cells[2])] where (1..<3).contains(count) {
        #expect(cell == Self.withheld, "seed \(seed), \(code)")
      }
      if unknown == 0 {
        #expect(cells.count { $0 == Self.withheld } != 1, "seed \(seed), \(code)")
      }
    }
  }

  /// Villages and codes as unknowns: whether the published cells of the table give one that is withheld
  /// because it rests on too few.
  @Test(arguments: UInt64(1)...60)
  func `no count of few is a sum of what a small table tells`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let villages: [Village] = ["140101", "140102", "140201"]
      .map { code in
        (
          code, Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random), 0
        )
      }
    let result = try Self.publish(
      Self.table([
        ("households", "count(*)"), ("tap", "count(*) where water = 'tap'"),
        ("well", "count(*) where water = 'well'"),
      ]), villages)
    let places = [
      "14": [0, 1, 2], "1401": [0, 1], "1402": [2], "140101": [0], "140102": [1], "140201": [2],
    ]
    let columns = [[0, 1], [0], [1]]
    var told: [[Double]] = []
    for (code, indices) in places {
      for (column, codes) in columns.enumerated() where result.csv[code]?[column] != Self.withheld {
        told.append(
          (0..<6).map { indices.contains($0 / 2) && codes.contains($0 % 2) ? 1 : 0 })
      }
    }
    for (index, village) in villages.enumerated() {
      for (code, count) in [village.tap, village.well].enumerated() where (1..<3).contains(count) {
        let target = (0..<6).map { $0 == 2 * index + code ? 1.0 : 0 }
        #expect(
          LinearSpan.coefficients(of: target, over: told) == nil,
          "seed \(seed): \(village) is given by \(result.csv)")
      }
    }
  }
}
