import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct TableCompilerTests {
  private func csv(_ table: TableDefinition, reversed: Bool = false) throws -> String {
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try SampleStore.filled(in: folder, pipeline, reversed: reversed)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    try store.tabulate(compiled)
    try CSVTables.write(compiled, to: "\(folder.path)/t.csv", from: store.engine)
    try store.close()
    return try folder.text("t.csv")
  }

  @Test func `every place has a row and figures known only to the county are missing below it`()
    throws
  {
    #expect(
      try csv(try SampleStore.water()) == """
        level,code,name,county,township,households,members,tap_households,tap_rate,villages,lent,target
        county,14,沁县,沁县,,5,14,3,60.00,3,70000.5,34000000
        township,1401,东镇,沁县,东镇,4,9,2,50.00,2,50000,
        township,1402,西乡,沁县,西乡,1,5,1,100.00,1,20000.5,
        village,140101,上村,沁县,东镇,2,5,1,50.00,1,50000,
        village,140102,下村,沁县,东镇,2,4,1,50.00,1,0,
        village,140201,石村,沁县,西乡,1,5,1,100.00,1,20000.5,

        """)
  }

  @Test func `the order in which files are appended leaves no trace`() throws {
    let table = try SampleStore.water()
    #expect(try csv(table) == csv(table, reversed: true))
  }

  @Test(arguments: [
    ("count(*) where water != 'tap'", "1"),
    ("count(water)", "4"),
    ("count(*) where water is missing", "1"),
    ("count(*) where water is missing or members > 4", "2"),
    ("count(*) where not (water = 'tap')", "1"),
    ("count(*) where water in ('tap', 'well') and members >= 3", "3"),
    ("mean(members)", "3.5"),
    ("max(members) - min(members)", "3"),
    ("count(distinct water) where members < 5", "2"),
    ("sum(members) where water = 'none'", "0"),
    ("sum(members) where water is missing", ""),
    ("sum(members) / 0", ""),
    ("7 / 2", "3.5"),
    ("count(*) where year(visited) = 2021", "5"),
    ("count(*) where visited < '2021-11'", "5"),
    ("count(*) where length(household_id) = 2", "5"),
    ("abs(0 - sum(income))", "0.6000000000000001"),
    ("count(*) where household_id = 'it''s; DROP TABLE household'", "0"),
  ])
  func `a formula gives the county's figure`(_ formula: String, _ expected: String) throws {
    let table = TableDefinition(
      name: "t", record: "household", levels: [],
      measures: [try SampleStore.measure("figure", formula)])
    #expect(
      try csv(table) == "level,code,name,figure\ncounty,14,沁县,\(expected)\n")
  }

  @Test(arguments: [
    ("count(*) where colour = 'red'", "unknown variable “colour”"),
    ("households * 2", "unknown measure “households”"),
    ("sum(water)", "expected a number in sum"),
    ("count(*) where members = 'three'", "does not compare"),
    ("count(*) where members", "expected a condition"),
    ("sum(count(*))", "has no value on one record"),
  ])
  func `a formula that means nothing is named`(_ formula: String, _ reason: String) throws {
    let table = TableDefinition(
      name: "t", record: "household", levels: [],
      measures: [try SampleStore.measure("figure", formula)])
    let compiler = try SampleStore.compiler(SampleStore.pipeline())
    let failure = try #require(throws: RunFailure.self) { try compiler.compile(table) }
    #expect(failure.exit == .definition)
    #expect(failure.diagnostic.code == .pipelineExpression)
    #expect(failure.description.contains(reason))
  }

  @Test func `dimensions split each place, missing values last`() throws {
    let table = TableDefinition(
      name: "t", record: "household", levels: [.township], dimensions: ["water"],
      filter: try Expression(parsing: "length(household_id) = 2"),
      measures: [try SampleStore.measure("households", "count(*)")])
    #expect(
      try csv(table) == """
        level,code,name,county,water,households
        county,14,沁县,沁县,tap,3
        county,14,沁县,沁县,well,1
        county,14,沁县,沁县,,1
        township,1401,东镇,沁县,tap,2
        township,1401,东镇,沁县,well,1
        township,1401,东镇,沁县,,1
        township,1402,西乡,沁县,tap,1
        township,1402,西乡,沁县,well,0
        township,1402,西乡,沁县,,0

        """)
  }

  @Test func `a measure and a variable may share a name`() throws {
    let table = TableDefinition(
      name: "t", record: "household", levels: [],
      measures: [
        try SampleStore.measure("members", "sum(members)"),
        try SampleStore.measure("double", "2 * members + sum(members)"),
      ])
    #expect(try csv(table) == "level,code,name,members,double\ncounty,14,沁县,14,42\n")
  }

  @Test func `figures of too few records are withheld, and what gives them by subtraction`() throws
  {
    let table = TableDefinition(
      name: "t", record: "household", levels: [.township],
      measures: [try SampleStore.measure("members", "sum(members)")], minimumCount: 3)
    #expect(
      try csv(table) == """
        level,code,name,county,members
        county,14,沁县,沁县,14
        township,1401,东镇,沁县,withheld
        township,1402,西乡,沁县,withheld

        """)
  }

  @Test func `measures that name each other twice cost no more for being many`() throws {
    var measures = [try SampleStore.measure("m0", "count(*) + sum(members)")]
    for number in 1...200 {
      measures.append(
        try SampleStore.measure("m\(number)", "m\(number - 1) / 2 + m\(number - 1) / 2"))
    }
    let table = TableDefinition(
      name: "t", record: "household", levels: [.village], measures: measures, minimumCount: 2)
    let line = try csv(table).split(separator: "\n")[1]
    #expect(line.hasSuffix(",19,19"), "\(line)")
  }

  @Test func `a table has as many measures, and counts as many different values, as are asked for`()
    throws
  {
    var measures: [TableDefinition.Measure] = []
    for number in 0..<900 {
      measures.append(
        try SampleStore.measure("n\(number)", "sum(members + \(number)) where members > 0"))
    }
    for number in 0..<120 {
      measures.append(
        try SampleStore.measure(
          "d\(number)", "count(distinct household_id) where members > \(number % 5)"))
    }
    let sum = (0..<900).map { "n\($0)" }.joined(separator: " + ")
    measures.append(try SampleStore.measure("all", sum))
    let table = TableDefinition(
      name: "t", record: "household", levels: [.township], measures: measures)
    let line = try csv(table).split(separator: "\n")[1].split(separator: ",")
    #expect(line[4] == "14" && line[5] == "18")
    #expect(line[904..<909] == ["4", "4", "3", "2", "1"])
    #expect(line.last == "\(900 * 14 + 4 * 899 * 450)")
  }

  @Test func `a sum of whole numbers beyond 64 bits is a fraction, and one beyond all is told`()
    throws
  {
    let folder = try TemporaryFolder()
    let table = TableDefinition(
      name: "t", record: "household", levels: [],
      measures: [
        try SampleStore.measure("great", "sum(members * members)"),
        try SampleStore.measure("vast", "sum(income * 10 * income)"),
      ])
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let rows = (0..<20)
      .map { SampleStore.household("h\($0)", "140101", "tap", 3_000_000_000, income: 1e154) }
    try store.append(SampleStore.batch(SampleStore.households, file: 0, rows), of: "households")
    try store.append(SampleStore.places)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    let log = try store.tabulate(compiled).log
    try CSVTables.write(compiled, to: "\(folder.path)/t.csv", from: store.engine)
    try store.close()
    #expect(
      try folder.text("t.csv")
        == "level,code,name,great,vast\ncounty,14,沁县,180000000000000000000,\n")
    #expect(log.diagnostics.map(\.code) == [.tableNotEstimable])
    #expect(log.diagnostics.first?.severity == .warning)
  }
}
