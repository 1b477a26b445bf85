import Extract
import Foundation
import GRDB
import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// One run in every form, each read back and held against the published cells.
@Suite struct PublishedFormsTests {
  private typealias Workbook = PipelineDefinition.WorkbookPublication

  private static let forms: [PipelineDefinition.Publication] = [
    .tables(.csv), .tables(.sdmx), .tables(.sqlite),
    .workbook(Workbook(format: .xlsx, file: "sample.xlsx")),
    .workbook(Workbook(format: .ods, file: "sample.ods")),
    .workbook(
      Workbook(
        format: .xlsx, file: "one.xlsx", tables: ["water"], languages: [.en], marks: .yearbook)),
  ]

  /// A table that withholds, one that withholds nothing, one that is split.
  private static func pipeline() throws -> PipelineDefinition {
    let counted = try SampleStore.measure("counted", "count(*)")
    let withheld = TableDefinition(
      name: "withheld", label: Label(zh: "=保密", en: "@withheld"), record: "household",
      levels: [.township, .village],
      measures: [
        TableDefinition.Measure(
          name: "counted", label: Label(zh: "户数", en: "Households"), formula: counted.formula,
          unit: "household"), try SampleStore.measure("tap", "count(*) where water = 'tap'"),
        try SampleStore.measure("rate", "100 * tap / counted", decimals: 1),
      ], minimumCount: 3)
    let split = TableDefinition(
      name: "split", record: "household", levels: [.township], dimensions: ["water"],
      measures: [counted, try SampleStore.measure("mean", "mean(members)")])
    return try SampleStore.pipeline(
      tables: [try SampleStore.water(), withheld, split], publications: forms,
      categories: [Category("well", label: Label(zh: "井", en: "Well")), Category("tap")])
  }

  private static func run(
    in output: TemporaryFolder, id: String, reversed: Bool = false
  ) throws -> (cells: [String: [PublishedTable.Row]], tables: [CompiledTable]) {
    let pipeline = try pipeline()
    let folder = try RunFolder(in: output.path, pipeline: "sample", id: id)
    let store = try StageStore(at: folder.path(LoadStage.storeName), for: pipeline)
    try store.append(SampleStore.files)
    for (source, batch) in reversed ? SampleStore.batches.reversed() : SampleStore.batches {
      try store.append(batch, of: source)
      try store.append(try SampleStore.outcome(of: batch, source: source), of: source)
    }
    try store.append(SampleStore.places)
    let tables = try LoadStage.compiled(pipeline, for: SampleStore.engines.capabilities)
    let stage = LoadStage(store, in: folder, tables: tables)
    var result = try stage.check()
    try stage.tabulate(&result)
    try stage.reconcile(&result)
    var cells: [String: [PublishedTable.Row]] = [:]
    for table in tables {
      try PublishedTable(table)
        .rows(from: store.engine) { row in cells[table.definition.name, default: []].append(row) }
    }
    try stage.publish(&result, LoadStageTests.report)
    return (cells, tables)
  }

  /// The cells of a worksheet, by row and column.
  private static func sheet(_ name: String, of path: String) throws -> [[Value]] {
    let book = try WorkbookReader.open(path: path, name: "book")
    let worksheet = try #require(book.worksheets.first { $0.name == name })
    var rows: [[Value]] = []
    try book.read(worksheet) { batch in
      for row in 0..<batch.count {
        while rows.count < Int(batch.rowNumbers[row]) { rows.append([]) }
        rows.append(
          batch.columns.indices.map { batch.value(row: row, column: $0) })
      }
    }
    return rows
  }

  @Test(arguments: ["sample.xlsx", "sample.ods"])
  func `workbooks have the published figures cell for cell`(_ file: String) throws {
    let output = try TemporaryFolder()
    let (cells, tables) = try Self.run(in: output, id: "r1")
    let path = output.path("sample/latest/tables/\(file)")
    for table in tables where table.definition.name != "split" {
      let name = table.definition.name
      let rows = try Self.sheet(name, of: path)
      let published = try #require(cells[name])
      // Two titles, the way back, two heads, the units.
      #expect(rows.count == 6 + published.count)
      let shown = Dictionary(
        rows.dropFirst(6).map { ($0[1], Array($0.dropFirst(2))) },
        uniquingKeysWith: { first, _ in first })
      for row in published {
        let found = try #require(shown[.text(row.code)])
        for (index, (cell, column)) in zip(row.cells, table.measureColumns).enumerated() {
          let text = cell.published(decimals: column.decimals)
          let expected: Value =
            cell.absence.map { .text(MarkConvention.bracket.mark(for: $0)) }
            ?? text.flatMap(Double.init).map { .number($0) } ?? .blank
          #expect(found[index] == expected, "\(name) \(row.code) \(column.name)")
        }
      }
    }
    let places = try Self.sheet("water", of: path).dropFirst(6).map { $0[0] }
    #expect(places == ["沁县", "东镇", "上村", "下村", "西乡", "石村"].map { .text($0) })
    // A title that could be run is a text.
    #expect(try Self.sheet("withheld", of: path)[0][0] == .text("=保密"))
  }

  @Test func `a workbook has the tables, languages and marks that it is asked for`() throws {
    let output = try TemporaryFolder()
    _ = try Self.run(in: output, id: "r1")
    let path = output.path("sample/latest/tables/one.xlsx")
    let book = try WorkbookReader.open(path: path, name: "book")
    #expect(book.worksheets.map(\.name) == ["Cover", "Contents", "water", "Notes"])
    let rows = try Self.sheet("water", of: path)
    #expect(rows[0][0] == .text("water"))
    #expect(rows[2][0] == .text("Name"))
    let target = try #require(rows[2].firstIndex(of: .text("target")))
    #expect(rows.dropFirst(5).allSatisfy { $0[target] == .text("…") })
    let notes = try Self.sheet("Notes", of: path).flatMap(\.self)
    #expect(notes.contains(.text("…")))
    #expect(notes.contains(.text("100 * tap_households / households")))
  }

  @Test func `the sheet of notes names marks, bounds and formulas`() throws {
    let output = try TemporaryFolder()
    _ = try Self.run(in: output, id: "r1")
    let path = output.path("sample/latest/tables/sample.ods")
    let notes = try Self.sheet("说明 Notes", of: path)
    let texts = notes.flatMap(\.self)
    for text in ["[c]", "[z]", "[x]", "0", "2021-10-31", "100 * tap / counted", "3"] {
      #expect(texts.contains(.text(text)), "\(text)")
    }
    let cover = try Self.sheet("封面 Cover", of: path).flatMap(\.self)
    #expect(cover.contains(.text("样例")))
    #expect(cover.contains(.text("sample (Millet 0)")))
    let contents = try Self.sheet("目录 Contents", of: path).flatMap(\.self)
    #expect(contents.contains(.text("@withheld")))
  }

  @Test func `files read in another order give the same bytes in every form`() throws {
    let output = try TemporaryFolder()
    _ = try Self.run(in: output, id: "r1")
    _ = try Self.run(in: output, id: "r2", reversed: true)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: output.path("sample/runs/r1/tables"))
    #expect(
      names.sorted() == [
        "one.xlsx", "sample.ods", "sample.sqlite", "sample.xlsx", "split.csv", "split.sdmx.csv",
        "water.csv", "water.sdmx.csv", "withheld.csv", "withheld.sdmx.csv",
      ])
    for name in names.map({ "tables/\($0)" }) + ["datapackage.json"] {
      let files = try ["r1", "r2"]
        .map { try Data(contentsOf: output.url.appending(path: "sample/runs/\($0)/\(name)")) }
      #expect(files[0] == files[1], "\(name)")
    }
  }

  @Test func `SDMX has a row for each figure, with its status`() throws {
    let output = try TemporaryFolder()
    let (cells, tables) = try Self.run(in: output, id: "r1")
    for table in tables {
      let name = table.definition.name
      let lines = try output.text("sample/latest/tables/\(name).sdmx.csv")
        .split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let split = name == "split" ? ["WATER"] : []
      #expect(
        lines[0] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "AREA_LEVEL"] + split + [
          "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE",
          "DECIMALS",
        ])
      var read: [[String]] = []
      for line in lines.dropFirst() {
        let fields = Dictionary(zip(lines[0], line), uniquingKeysWith: { first, _ in first })
        func field(_ name: String) -> String { fields[name] ?? "" }
        #expect(field("STRUCTURE") == "dataflow")
        #expect(field("STRUCTURE_ID") == "SAMPLE:\(name.uppercased())(1.0.0)")
        #expect(field("ACTION") == "I")
        #expect(field("TIME_PERIOD") == "2021-10-31")
        #expect(field("CONF_STATUS") == (field("OBS_STATUS") == "Q" ? "C" : "F"))
        read.append(
          (["REF_AREA", "AREA_LEVEL"] + split + [
            "INDICATOR", "OBS_VALUE", "OBS_STATUS", "DECIMALS",
          ])
          .map(field))
      }
      let expected = try #require(cells[name])
        .flatMap { row in
          zip(table.measureColumns, row.cells)
            .map { column, cell -> [String] in
              let status = cell.absence.map { MarkConvention.sdmx.mark(for: $0) } ?? "A"
              let figure = cell.absence == nil ? cell.published(decimals: column.decimals) : nil
              let water = split.isEmpty ? [] : [row.keys.last.flatMap(\.self) ?? "_U"]
              return [row.code, row.keys[0] ?? ""] + water + [
                column.name, figure ?? "", status, column.decimals.map(String.init) ?? "",
              ]
            }
        }
      #expect(read == expected)
      #expect(Set(read.map { $0.dropLast(3) }).count == read.count)
    }
  }

  @Test func `SQLite has figures, statuses and what the columns mean`() throws {
    let output = try TemporaryFolder()
    let (cells, tables) = try Self.run(in: output, id: "r1")
    let path = output.path("sample/latest/tables/sample.sqlite")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    let other =
      try
      FileManager.default
      .attributesOfItem(
        atPath: output.path("sample/latest/tables/water.csv"))[.posixPermissions] as? Int
    #expect(mode == other)
    let database = try DatabaseQueue(path: path)
    try database.read { database in
      for table in tables {
        let name = table.definition.name
        let published = try #require(cells[name])
        let figures = try Row.fetchAll(database, sql: "SELECT * FROM \"table_\(name)\"")
        let statuses = try Row.fetchAll(database, sql: "SELECT * FROM \"status_\(name)\"")
        #expect(figures.count == published.count)
        for (row, (figure, status)) in zip(published, zip(figures, statuses)) {
          #expect(figure["code"] == row.code)
          #expect(status["code"] == row.code)
          for (column, cell) in zip(table.measureColumns, row.cells) {
            #expect(status[column.name] == cell.status.rawValue)
            let text = cell.absence == nil ? cell.published(decimals: column.decimals) : nil
            #expect(figure[column.name] == text.flatMap(Double.init))
          }
        }
      }
      let rate = try #require(
        try Row.fetchOne(
          database,
          sql: """
            SELECT * FROM published_column WHERE table_name = 'withheld' AND column_name = 'rate'
            """))
      #expect(rate["formula"] == "100 * tap / counted")
      #expect(rate["decimals"] == 1)
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM published_table") == 3)
      let codes = try Row.fetchAll(
        database, sql: "SELECT * FROM published_code WHERE table_name = 'split' ORDER BY position")
      #expect(codes.map { $0["code"] } == ["well", "tap"])
      #expect(codes.map { $0["label_en"] } == ["Well", nil])
      #expect(codes.map { $0["label_zh"] } == ["井", nil])
      #expect(codes.map { $0["position"] } == [1, 2])
      #expect(codes.allSatisfy { $0["column_name"] == "water" })
      let strict = try Int.fetchOne(
        database, sql: "SELECT min(strict) FROM pragma_table_list WHERE name LIKE 'table%'")
      #expect(strict == 1)
    }
  }

  @Test func `the data package has a resource for each file that a machine reads as it is`() throws
  {
    let output = try TemporaryFolder()
    _ = try Self.run(in: output, id: "r1")
    let data = Data(try output.text("sample/latest/datapackage.json").utf8)
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(
      resources.compactMap { $0["name"] as? String } == [
        "water", "withheld", "split", "water.sdmx", "withheld.sdmx", "split.sdmx",
        "sample.sqlite", "places", "quarantine", "changes", "duplicates", "reconciliation",
      ])
    let workbooks = try #require(package["workbooks"] as? [[String: Any]])
    #expect(workbooks.compactMap { $0["path"] as? String }.count == 3)
    func schema(_ index: Int) throws -> [String: Any] {
      try #require(resources[index]["schema"] as? [String: Any])
    }
    #expect(try schema(0)["primaryKey"] as? [String] == ["code"])
    #expect(try schema(2)["uniqueKeys"] as? [[String]] == [["code", "water"]])
    #expect(
      try schema(5)["primaryKey"] as? [String]
        == ["REF_AREA", "AREA_LEVEL", "WATER", "INDICATOR", "TIME_PERIOD"])
    let fields = try #require(try schema(1)["fields"] as? [[String: Any]])
    #expect(fields[1]["missingValues"] == nil)
    #expect(fields.last?["missingValues"] as? [String] == ["", "withheld"])
  }

  @Test(arguments: [
    (SheetRoom(rows: 1_048_576, columns: 16_384), nil as String?),
    (SheetRoom(rows: 1_048_577, columns: 1), "1048577 rows"),
    (SheetRoom(rows: 1, columns: 16_385), "16385 columns"),
  ])
  func `a table that no sheet can hold is refused by name`(
    _ room: SheetRoom, _ words: String?
  ) throws {
    func require() throws(RunFailure) {
      try TableSheet.requireRoom(
        rows: room.rows, columns: room.columns, of: "water", file: "sample.yml")
    }
    guard let words else { return try require() }
    let failure = #expect(throws: RunFailure.self) { try require() }
    #expect(failure?.diagnostic.code == .tableTooLarge)
    let text = failure.map { "\($0.diagnostic)" } ?? ""
    #expect(text.contains("table water has \(words)"))
    #expect(text.contains("tables: […]"))
  }

  /// What a table takes of a sheet.
  struct SheetRoom: Sendable {
    let rows: Int
    let columns: Int
  }
}
