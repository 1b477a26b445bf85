import PropertyTesting
import SurveyModel
import Testing
import Workbooks

@testable import Load

/// Tables as their layouts show them.
@Suite struct ShownTableTests {
  /// The heads and rows of a table's sheet.
  private struct Shown {
    var table: ShownTable
    var rows: [ShownTable.Row] = []
    /// For each row its name and the numbers of its cells.
    var lines: [String] {
      rows.map { row in
        let cells = row.cells.map { cell in
          cell.map { cell in cell.published(decimals: nil) ?? "?" } ?? "-"
        }
        return (row.keys.dropFirst(2).map { $0 ?? "_" } + cells).joined(separator: " ")
      }
    }
  }

  private static let rows: [[Value]] = [
    SampleStore.household("h1", "140101", "tap", 3),
    SampleStore.household("h2", "140101", "well", 2),
    SampleStore.household("h3", "140102", "tap", 4),
    SampleStore.household("h4", "140102", "tap", 1),
    SampleStore.household("h5", "140201", "well", 9),
    SampleStore.household("h6", "140201", "well", 1),
    SampleStore.household("h7", "140201", "well", 1),
  ]

  private func shown(
    _ layout: TableLayout?, dimensions: [String] = [], minimum: Int = 0
  ) throws -> Shown {
    var table = TableDefinition(
      name: "t", record: "household", levels: [.township, .village], dimensions: dimensions,
      measures: [
        try SampleStore.measure("households", "count(*)"),
        try SampleStore.measure("persons", "sum(members)"),
      ], minimumCount: minimum)
    table.layout = layout
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(
      SampleStore.batch(SampleStore.households, file: 0, Self.rows), of: "households")
    try store.append(SampleStore.places)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    try store.tabulate(compiled)
    let shownTable = try ShownTable(compiled, of: pipeline, from: store.engine)
    var shown = Shown(table: shownTable)
    try shownTable.rows { row in shown.rows.append(row) }
    return shown
  }

  @Test func `each place stands below the one that it lies in`() throws {
    #expect(
      try shown(nil).lines == [
        "沁县 沁县 _ 7 21", "东镇 沁县 东镇 4 10", "上村 沁县 东镇 2 5", "下村 沁县 东镇 2 5",
        "西乡 沁县 西乡 3 11", "石村 沁县 西乡 3 11",
      ])
  }

  @Test func `or level by level`() throws {
    #expect(
      try shown(TableLayout(places: .columns)).lines.map { $0.prefix(2) } == [
        "沁县", "东镇", "西乡", "上村", "下村", "石村",
      ])
  }

  @Test func `places that lie in one place are ordered by a measure`() throws {
    let descending = try shown(TableLayout(order: .descending("persons"))).lines
    #expect(descending.map { $0.prefix(2) } == ["沁县", "西乡", "石村", "东镇", "上村", "下村"])
    let ascending = try shown(
      TableLayout(order: .ascending("persons"), places: .columns)
    )
    .lines
    #expect(ascending.map { $0.prefix(2) } == ["沁县", "东镇", "西乡", "上村", "下村", "石村"])
  }

  @Test func `places whose figure is withheld come last, in the order of their codes`() throws {
    let lines = try shown(TableLayout(order: .ascending("households")), minimum: 3).lines
    #expect(lines.map { $0.prefix(2) } == ["沁县", "西乡", "石村", "东镇", "上村", "下村"])
    #expect(lines[4].hasSuffix("withheld withheld"))
  }

  @Test func `a variable across the columns has its values side by side`() throws {
    let across = try shown(
      TableLayout(columns: [.dimension("water"), .measures]), dimensions: ["water"])
    #expect(across.table.figures.map(\.values) == [["tap"], ["tap"], ["well"], ["well"]])
    #expect(across.table.figures.map(\.measure) == [0, 1, 0, 1])
    #expect(
      across.lines == [
        "沁县 沁县 _ 3 8 4 13", "东镇 沁县 东镇 3 8 1 2", "上村 沁县 东镇 1 3 1 2",
        "下村 沁县 东镇 2 5 0 0", "西乡 沁县 西乡 0 0 3 11", "石村 沁县 西乡 0 0 3 11",
      ])
    let below = try shown(
      TableLayout(
        columns: [.measures, .dimension("water")], order: .descending("households")),
      dimensions: ["water"])
    #expect(below.table.figures.map(\.values) == [["tap"], ["well"], ["tap"], ["well"]])
    #expect(below.table.figures.map(\.measure) == [0, 0, 1, 1])
    // The last of a measure's columns decides: most wells first.
    #expect(below.lines.map { $0.prefix(2) } == ["沁县", "西乡", "石村", "东镇", "上村", "下村"])
  }

  @Test func `one head stands over columns that are side by side`() throws {
    let shown = try shown(
      TableLayout(columns: [.measures, .dimension("water")]), dimensions: ["water"])
    let languages = SheetLanguages(all: [.en])
    let pipeline = try SampleStore.pipeline()
    let heads = SheetHeads(
      shown.table, SheetKeys(shown.table, languages, pipeline), languages, [5, 5, 5, 5])
    #expect(
      heads.rows.map { $0.cells.map(\.span) } == [
        [1, 1, 2, 1, 2, 1], [1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1],
      ])
    #expect(heads.rows[0].cells[2].content == .text("households"))
    #expect(heads.rows[1].cells[3].content == .text("water: well"))
  }
}
