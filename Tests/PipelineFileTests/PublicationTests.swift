import PipelineFile
import PropertyTesting
import SurveyModel
import Testing

@Suite struct PublicationTests {
  private typealias Workbook = PipelineDefinition.WorkbookPublication

  private static let start = """
    pipeline: county
    as_of: 2021-10-31
    sources:
      households:
        files: "*.xlsx"
        record: household
        variables:
          village: {headers: 行政村, type: place, level: village}
          water: {headers: [饮水], codes: {tap: [自来水], well: [自备井]}}
          roof: {headers: [屋顶], codes: {tile: [瓦], thatch: [草]}}
    reference: {gazetteer: gazetteer.csv}
    tables:
      coverage:
        of: household
        by: [village, water, roof]
        measures: {households: count(*), villages: count(distinct village)}
      other: {of: household, measures: {households: count(*)}}

    """

  private func read(_ yaml: String) throws -> PipelineDefinition {
    let folder = try TemporaryFolder()
    try folder.write(yaml, to: "pipeline.yml")
    return try PipelineFile.read(path: folder.path("pipeline.yml"))
  }

  private func read(layout: String) throws -> TableDefinition {
    let file = Self.start.replacing(
      "villages: count(distinct village)}",
      with: "villages: count(distinct village)}\n    layout: \(layout)")
    return try #require(try read(file).tables.first)
  }

  @Test func `forms are words, or workbooks with what they are to have`() throws {
    let publications = try read(
      Self.start + """
        publish:
        - csv
        - xlsx
        - ods
        - sdmx
        - sqlite
        - xlsx: {file: yearbook.xlsx, tables: [other, coverage], languages: [en], marks: yearbook}
        - ods: {file: one.ods, tables: other, languages: zh}
        - {migration: records.sqlite}
        """
    )
    .publications
    #expect(
      publications == [
        .tables(.csv), .workbook(Workbook(format: .xlsx, file: "county.xlsx")),
        .workbook(Workbook(format: .ods, file: "county.ods")), .tables(.sdmx), .tables(.sqlite),
        .workbook(
          Workbook(
            format: .xlsx, file: "yearbook.xlsx", tables: ["other", "coverage"],
            languages: [.en], marks: .yearbook)),
        .workbook(
          Workbook(format: .ods, file: "one.ods", tables: ["other"], languages: [.zh])),
        .migration(.init(file: "records.sqlite")),
      ])
    #expect(try read(Self.start).publications == [.tables(.csv)])
  }

  @Test(arguments: [
    ("publish: [xls]", 1, "write xlsx"),
    ("publish: [csv, csv]", 1, "“tables/*.csv” is a file of the run's folder already"),
    ("publish:\n- xlsx: {tables: [coverag]}", 2, "write coverage"),
    ("publish:\n- xlsx: {tables: [other, other]}", 2, "found “other” twice"),
    ("publish:\n- xlsx: {tables: []}", 2, "expected at least a table"),
    ("publish:\n- xlsx: {languages: [zh, de]}", 2, "expected a value of zh, en, found “de”"),
    ("publish:\n- xlsx: {marks: brackets}", 2, "write bracket"),
    ("publish:\n- xlsx: {sheet: a}", 2, "unknown key “sheet”"),
    ("publish:\n- xlsx: {file: a.ods}", 2, "ends in .xlsx"),
    ("publish:\n- xlsx: {file: ../a.xlsx}", 2, "ends in .xlsx"),
    ("publish:\n- ods: {file: .ods}", 2, "ends in .ods"),
    ("publish:\n- xlsx: {file: a.xlsx}\n- xlsx: {file: A.xlsx}", 3, "“tables/A.xlsx” is a file"),
    ("publish:\n- xlsx\n- xlsx: {file: county.xlsx}", 3, "give it another name"),
    ("publish:\n- {xlsx: {}, ods: {}}", 2, "expected one form, found 2"),
    ("publish:\n- {into: a.sqlite, mode: insert}", 2, "add “migration: records.sqlite”"),
    ("publish:\n- {xlsx: {},\n   mode: insert}", 3, "“mode” is of a migration, found beside xlsx"),
    ("publish:\n- {migration: a.sqlite,\n   mode: insert}", 3, "add “into: registers.sqlite”"),
    ("publish:\n- {migration: a.sqlite, into: b.sqlite}", 2, "expected the key “mode”"),
    ("publish:\n- {migration: a.sqlite,\n   into: b.xlsx, mode: insert}", 3, "ends in .sqlite"),
    (
      "publish:\n- {migration: a.sqlite, into: b.db,\n   mode: upsert}", 3,
      "found no key of household"
    ),
    (
      "publish:\n- {migration: a.sqlite, into: b.db,\n   mode: merge}", 3, "insert, upsert, replace"
    ),
    ("publish:\n- {migration: a.sqlite,\n   missing: codes}", 3, "plain, columns"),
    ("publish:\n- {migration: a.sqlite}\n- {migration: b.sqlite}", 3, "found a second migration"),
  ])
  func `a wrong form is told at its place`(_ yaml: String, _ line: Int, _ words: String) throws {
    let failure = #expect(throws: RunFailure.self) { try read(Self.start + yaml) }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(failure?.exit == .definition)
    let before = Self.start.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    guard case .line(before + line, _) = diagnostic.location.place else {
      Issue.record("\(diagnostic)")
      return
    }
    #expect("\(diagnostic)".contains(words), "\(diagnostic)")
  }

  @Test func `a migration may go into a database that stands`() throws {
    func migration(_ form: String) throws -> PipelineDefinition.MigrationPublication? {
      try read(Self.start + "records: {household: {key: village}}\npublish: \(form)").migration
    }
    #expect(
      try migration("{migration: a.sqlite, into: /srv/b.db, mode: upsert, missing: columns}")
        == .init(
          file: "a.sqlite", missing: .columns, target: .init(path: "/srv/b.db", mode: .upsert)))
    #expect(try migration("{migration: a.sqlite}") == .init(file: "a.sqlite"))
    #expect(try migration("csv") == nil)
  }

  @Test func `a column of reasons has a name of its own`() throws {
    let yaml = Self.start.replacing(
      "water: {headers", with: "roof_missing: {headers: [无]}\n      water: {headers")
    let failure = #expect(throws: RunFailure.self) {
      try read(yaml + "publish: {migration: a.sqlite, missing: columns}")
    }
    #expect(
      "\(failure.map { "\($0.diagnostic)" } ?? "")"
        .contains("would be roof_missing, which household has as a variable"))
    #expect(try read(yaml + "publish: {migration: a.sqlite}").migration?.missing == .plain)
  }

  @Test func `a workbook needs tables`() throws {
    let yaml = Self.start.split(separator: "tables:")[0] + "publish: xlsx"
    let failure = #expect(throws: RunFailure.self) { try read(String(yaml)) }
    #expect("\(failure.map { "\($0.diagnostic)" } ?? "")".contains("expected tables"))
  }

  @Test func `a layout says what stands where`() throws {
    #expect(
      try read(layout: "{columns: [water, measures], places: columns}").layout
        == TableLayout(
          rows: ["roof"], columns: [.dimension("water"), .measures], places: .columns))
    #expect(
      try read(layout: "{rows: [place, roof, water]}").layout
        == TableLayout(rows: ["roof", "water"]))
    #expect(
      try read(layout: "{columns: [measures, roof, water], order: {descending: households}}")
        .layout
        == TableLayout(
          columns: [.measures, .dimension("roof"), .dimension("water")],
          order: .descending("households")))
    #expect(
      try read(layout: "{columns: [roof]}").layout?.columns == [.dimension("roof"), .measures])
    #expect(try read(Self.start).tables.first?.layout == nil)
    #expect(try read(Self.start).tables.first?.shownLayout.rows == ["water", "roof"])
  }

  @Test(arguments: [
    ("{columns: [watr]}", "write water"),
    ("{columns: [place]}", "write place under rows:"),
    ("{rows: [measures]}", "write measures under columns:"),
    ("{rows: [water, place]}", "write place first"),
    ("{rows: [water], columns: [water]}", "“water” stands in the layout already"),
    ("{columns: [measures, measures]}", "“measures” stands in the layout already"),
    ("{order: size}", "expected a value of code"),
    ("{order: {descending: households}}", "write columns: with water, roof"),
    ("{columns: [water, roof], order: {descending: household}}", "write households"),
    ("{columns: [water, roof], order: {}}", "expected one measure to order by"),
    ("{places: indented}", "write indent"),
    ("{row: [place]}", "write rows"),
  ])
  func `a wrong layout is told at its place`(_ layout: String, _ words: String) throws {
    let failure = #expect(throws: RunFailure.self) { try read(layout: layout) }
    let diagnostic = try #require(failure?.diagnostic)
    guard case .line(17, let column) = diagnostic.location.place else {
      Issue.record("\(diagnostic)")
      return
    }
    #expect(column > 12)
    #expect("\(diagnostic)".contains(words), "\(diagnostic)")
  }
}
