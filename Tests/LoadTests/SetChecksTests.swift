import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct SetChecksTests {
  private func rows(_ store: StageStore, _ query: String) throws -> [String] {
    var rows: [String] = []
    try store.rows(of: query) {
      rows.append($0.map { $0?.published ?? "-" }.joined(separator: " "))
    }
    return rows
  }

  @Test func `duplicates and orphans are held back, named by place and not by key`() throws {
    let folder = try TemporaryFolder()
    let store = try SampleStore.filled(in: folder, SampleStore.pipeline())
    let query =
      #"SELECT "file", "row", "code", "column", "message" FROM "quarantine" ORDER BY "origin""#
    #expect(
      try rows(store, query) == [
        "1 3 record.duplicate A expected one household of its key, found an equal one at "
          + "a.xlsx:表一!2:2",
        "1 4 record.conflict A expected one household of its key, found another with other values "
          + "at a.xlsx:表一!3:3: water tap here and well there",
        "2 4 record.orphan B expected a clean household of the same household_id, found none",
      ])
    try store.close()
  }

  @Test func `records that others belong to are found by their key without a search`() throws {
    let folder = try TemporaryFolder()
    let store = try SampleStore.filled(in: folder, SampleStore.pipeline())
    let indexes = try rows(
      store,
      """
      SELECT "tbl_name", "name" FROM "sqlite_schema" WHERE "type" = 'index' AND "tbl_name" IN \
      ('household', 'loan', 'plan') AND "sql" IS NOT NULL ORDER BY "name"
      """)
    #expect(indexes == ["household #household_by_household_id"])
    try store.close()
  }

  @Test func `every row that was read is accounted for after the checks`() throws {
    let folder = try TemporaryFolder()
    let store = try SampleStore.filled(in: folder, SampleStore.pipeline())
    let tallies = try store.tallies()
    #expect(tallies.map(\.source) == ["households", "loans", "plans"])
    #expect(tallies.allSatisfy { $0.tally.isConserved })
    #expect(tallies.map(\.tally.clean) == [5, 2, 1])
    #expect(tallies.map(\.tally.quarantined) == [2, 1, 0])
    try store.close()
  }

  @Test func `a row that is held back and is no record is counted and extracted`() throws {
    let folder = try TemporaryFolder()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: SampleStore.pipeline())
    var batch = SampleStore.batch(
      SampleStore.plans, file: 3, [[.text("14"), .number(1)], [.text("14"), .number(2)]])
    let total = Origin(file: 3, worksheet: 0, row: 3)
    for message in ["expected 3, found 4", "expected 3, found 5"] {
      batch.quarantine.append(
        QuarantineEntry(
          origin: total, column: 1, variable: "amount", value: .number(4),
          code: .sheetTotalDisagrees, message: "\(message)"))
    }
    try store.append(batch, of: "plans")
    let outcome = try SampleStore.outcome(of: batch, source: "plans")
    var tally = outcome.tally
    tally.read += 1
    tally.quarantined += 1
    tally.heldTotals += 1
    try store.append(
      WorksheetOutcome(
        source: "plans", file: 3, worksheet: outcome.worksheet, headerRows: 0...0,
        lastRow: 3, mapping: [],
        tally: tally, log: DiagnosticLog()), of: "plans")
    try SetChecks(store).run()
    #expect(try store.tallies().map(\.tally.quarantined) == [1])
    #expect(try store.tallies().allSatisfy(\.tally.isConserved))
    #expect(
      try rows(store, #"SELECT "row", "kind" FROM "extract_plans" ORDER BY "row""#) == [
        "1 header", "2 data", "3 data", "4 quarantined",
      ])
    try store.close()
  }

  @Test func `the extract view shows cells as they were read`() throws {
    let folder = try TemporaryFolder()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: SampleStore.pipeline())
    var batch = RecordBatch(schema: SampleStore.plans)
    for (row, cells) in [
      (["沁县", "3400万元"], ["14", "34000000"]), (["14", ""], ["14", "5"]),
    ]
    .enumerated() {
      batch.origins.append(Origin(file: 3, worksheet: 0, row: UInt32(row + 1)))
      batch.statuses.append(.corrected)
      batch.raw[0].append(.text(cells.0[0]), texts: &batch.texts)
      batch.raw[1]
        .append(
          cells.0[1].isEmpty ? .blank : .text(cells.0[1]), texts: &batch.texts)
      batch.values[0].append(.text(cells.1[0]), texts: &batch.texts)
      batch.values[1].append(.number(Double(cells.1[1]) ?? 0), texts: &batch.texts)
    }
    batch.otherRows = [OtherRow(Origin(file: 3, worksheet: 0, row: 9), .total)]
    try store.append(batch, of: "plans")
    #expect(
      try rows(store, #"SELECT * FROM "extract_plans" ORDER BY "row""#) == [
        "3 0 2 data corrected 沁县 3400万元", "3 0 3 data corrected 14 -", "3 0 10 total - - -",
      ])
    #expect(
      try rows(store, #"SELECT "row", "county", "amount" FROM "plan" ORDER BY "row""#) == [
        "2 14 34000000", "3 14 5",
      ])
    try store.close()
  }

  @Test func `a key that no source gives ends the run`() throws {
    let folder = try TemporaryFolder()
    let sample = try SampleStore.pipeline()
    let pipeline = PipelineDefinition(
      name: sample.name, title: sample.title, path: sample.path, root: sample.root,
      asOf: sample.asOf, levels: .ofCounty, reference: nil, catalogue: nil, sources: sample.sources,
      records: [.init(name: "plan", key: ["plan_id"])], rules: [], tables: [], reconciliations: [],
      gates: sample.gates, publications: [], keep: .all)
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let failure = try #require(throws: RunFailure.self) { try SetChecks(store).run() }
    #expect(failure.exit == .definition)
  }
}
