import SurveyModel
import Testing

@testable import Load

/// Tables on the map of another date, of a county where one village was split and two were merged.
@Suite struct PlaceMapTests {
  private static let schema = RecordSchema(
    record: "household",
    variables: [
      VariableDefinition(name: "id", kind: .identifier),
      VariableDefinition(name: "village", kind: .place(.village, within: nil)),
      VariableDefinition(
        name: "hamlet", kind: .place(.naturalVillage, within: "village"), isRequired: false),
      VariableDefinition(name: "members", kind: .integer),
    ])

  private static func day(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: text))
  }

  /// 甲村 (A) gave 乙村 (B) away; 丁村 (D) became part of 丙村 (C), with its natural village.
  private static func history() throws -> PlaceHistory {
    let date = try day("2021-03-01")
    return PlaceHistory(
      places: [
        Place(
          code: "14", name: "沁县", level: .county, parent: nil, validFrom: try day("2000-01-01")),
        Place(code: "T1", name: "东镇", level: .township, parent: "14"),
        Place(code: "T2", name: "西乡", level: .township, parent: "14"),
        Place(code: "A", name: "甲村", level: .village, parent: "T1"),
        Place(code: "B", name: "乙村", level: .village, parent: "T1", validFrom: date),
        Place(code: "C", name: "丙村", level: .village, parent: "T2"),
        Place(code: "D", name: "丁村", level: .village, parent: "T2", validTo: date),
        Place(code: "C1", name: "丙", level: .naturalVillage, parent: "C"),
        Place(code: "D1", name: "丁", level: .naturalVillage, parent: "D", validTo: date),
        Place(code: "C2", name: "丁", level: .naturalVillage, parent: "C", validFrom: date),
      ],
      changes: [
        PlaceChange(date: date, kind: .split, from: "A", to: "B", line: 2),
        PlaceChange(date: date, kind: .merge, from: "D", to: "C", line: 3),
        PlaceChange(date: date, kind: .transfer, from: "D1", to: "C2", line: 4),
      ])
  }

  private static func table(_ base: String?) throws -> TableDefinition {
    TableDefinition(
      name: "t", record: "household", levels: [.township, .village],
      measures: [
        try SampleStore.measure("households", "count(*)"),
        try SampleStore.measure("members", "sum(members)"),
        try SampleStore.measure("villages", "count(distinct village)"),
        try SampleStore.measure("rate", "100 * households / members", decimals: 1),
      ], base: try base.map(day))
  }

  /// The table as published, and what the check of its map finds.
  private static func tabulate(
    _ table: TableDefinition, _ households: [(village: String, hamlet: String?, members: Double)]
  ) throws -> (csv: String, log: [Diagnostic]) {
    let folder = try TemporaryFolder()
    let pipeline = PipelineDefinition(
      name: "map", title: Label(), path: "map.yml", root: "/", asOf: try day("2021-10-31"),
      reference: .init(gazetteer: "gazetteer.csv", changes: "changes.csv"), catalogue: nil,
      sources: [SourceDefinition(name: "households", files: ["*"], content: .records(schema))],
      records: [.init(name: "household", key: ["id"])], rules: [], tables: [table],
      reconciliations: [], gates: .init(), publications: [.csv], keep: .records)
    let store = try StageStore(at: "\(folder.path)/stages.sqlite", for: pipeline)
    let rows: [[Value]] = households.enumerated()
      .map { number, household in
        [
          .text("h\(number)"), .text(household.village),
          household.hamlet.map(Value.text) ?? .blank, .number(household.members),
        ]
      }
    try store.append(SampleStore.batch(schema, file: 0, rows), of: "households")
    try store.append(try history())
    let compiled = try TableCompiler(pipeline).compile(table)
    try store.tabulate(compiled)
    let log = try MapCheck(store).test([compiled])
    try TableFile(compiled).write(to: "\(folder.path)/t.csv", from: store)
    try store.close()
    return (try folder.text("t.csv"), log.diagnostics)
  }

  @Test func `natural villages bring records to the villages of before, and the totals stay`()
    throws
  {
    let households: [(String, String?, Double)] = [
      ("A", nil, 1), ("B", nil, 2), ("C", "C1", 4), ("C", "C2", 8), ("C", "C2", 16),
    ]
    let own = try Self.tabulate(try Self.table(nil), households)
    #expect(
      own.csv == """
        level,code,name,county,township,households,members,villages,rate
        county,14,沁县,沁县,,5,31,3,16.1
        township,T1,东镇,沁县,东镇,2,3,2,66.7
        township,T2,西乡,沁县,西乡,3,28,1,10.7
        village,A,甲村,沁县,东镇,1,1,1,100.0
        village,B,乙村,沁县,东镇,1,2,1,50.0
        village,C,丙村,沁县,西乡,3,28,1,10.7

        """)
    let before = try Self.tabulate(try Self.table("2020-12-31"), households)
    #expect(
      before.csv == """
        level,code,name,county,township,households,members,villages,rate
        county,14,沁县,沁县,,5,31,3,16.1
        township,T1,东镇,沁县,东镇,2,3,1,66.7
        township,T2,西乡,沁县,西乡,3,28,2,10.7
        village,A,甲村,沁县,东镇,2,3,1,66.7
        village,C,丙村,沁县,西乡,1,4,1,25.0
        village,D,丁村,沁县,西乡,2,24,1,8.3

        """)
    #expect(before.log.isEmpty)
    let same = try Self.tabulate(try Self.table("2021-10-31"), households)
    #expect(same.csv == own.csv)
  }

  @Test func `what a merger leaves open is missing below its township, and reported`() throws {
    let (csv, log) = try Self.tabulate(
      try Self.table("2020-12-31"), [("A", nil, 1), ("C", "C1", 4), ("C", nil, 8)])
    #expect(
      csv == """
        level,code,name,county,township,households,members,villages,rate
        county,14,沁县,沁县,,3,13,,23.1
        township,T1,东镇,沁县,东镇,1,1,1,100.0
        township,T2,西乡,沁县,西乡,2,12,,16.7
        village,A,甲村,沁县,东镇,1,1,1,100.0
        village,C,丙村,沁县,西乡,,,,
        village,D,丁村,沁县,西乡,,,,

        """)
    #expect(log.map(\.code) == [.placeUndecided])
    let finding = try #require(log.first)
    #expect(finding.severity == .warning)
    #expect(finding.location == SourceLocation(file: "changes.csv", .line(3, column: 1)))
    #expect(finding.message.description.contains("records of 丙村 (C) (1 of household)"))
    #expect(finding.message.description.contains("丙村 (C), 丁村 (D)"))
    #expect(finding.message.description.hasSuffix("they count in 西乡 (T2)"))
  }

  @Test func `a base before the county is no table`() throws {
    let (_, log) = try Self.tabulate(try Self.table("1999-12-31"), [("A", nil, 1)])
    #expect(log.contains { $0.code == .placeNotConserved && $0.severity == .error })
  }
}
