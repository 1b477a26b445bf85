import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct SetRulesTests {
  private static let members = RecordSchema(
    record: "person",
    variables: [
      VariableDefinition(name: "person_id", kind: .identifier),
      VariableDefinition(name: "household_id", kind: .identifier),
      VariableDefinition(name: "name", sensitivity: .sensitive),
      VariableDefinition(name: "age", kind: .integer),
      VariableDefinition(name: "role", kind: .code, codes: ["head": "head", "child": "child"]),
    ])

  private func pipeline(_ rules: [RuleDefinition]) throws -> PipelineDefinition {
    let sample = try SampleStore.pipeline()
    return PipelineDefinition(
      name: "sample", title: sample.title, path: "sample.yml", root: "/", asOf: sample.asOf,
      levels: .ofCounty, reference: nil, catalogue: nil,
      sources: [
        SourceDefinition(
          name: "households", files: [], content: .records(SampleStore.households)),
        SourceDefinition(name: "persons", files: [], content: .records(Self.members)),
        SourceDefinition(name: "plans", files: [], content: .records(SampleStore.plans)),
      ],
      records: [
        .init(name: "household", key: ["household_id"]),
        .init(name: "person", key: ["person_id"], parent: "household"),
      ], rules: rules, tables: [], reconciliations: [], gates: sample.gates, publications: [],
      keep: .all)
  }

  private func rule(
    _ check: String, of record: String = "household", _ severity: RuleDefinition.Severity
  ) throws -> RuleDefinition {
    RuleDefinition(
      code: Diagnostic.Code(rawValue: "test.rule"), subject: .record(record),
      condition: try Expression(parsing: check), severity: severity)
  }

  private static func person(
    _ id: String, _ household: String, _ age: Double?, _ role: String?
  ) -> [Value] {
    [
      .text(id), .text(household), .text("hash-\(id)"), age.map(Value.number) ?? .blank,
      role.map(Value.text) ?? .blank,
    ]
  }

  @Test(arguments: [
    "sum(person.age * 1000000000 * 1000000000) > 0",
    ScalarCompilerTests.nested("members / (", 8, of: "sum(person.age)") + " > 0",
    "sum(\(ScalarCompilerTests.nested("person.age / (", 8, of: "person.age"))) > 0",
    "sum(person.age where \(ScalarCompilerTests.nested("not (", 8, of: "person.age > 1"))) > 0",
    "any(\(ScalarCompilerTests.nested("not (", 8, of: "person.age > 1")))",
    "sum(\(ScalarCompilerTests.chain(" + ", 5000, of: "person.age"))) > 0",
  ])
  func `SQLite takes whatever a rule over members says`(_ check: String) throws {
    let folder = try TemporaryFolder()
    let store = try self.store(in: folder, [try rule(check, .note)])
    try SetChecks(store).run()
    try store.close()
  }

  /// Three households of two, one and two members; the last member's age is missing.
  private func store(
    in folder: TemporaryFolder, _ rules: [RuleDefinition], name: String = "s.sqlite",
    heldPerson: Int? = nil, members: [Double] = [2, 3, 2]
  ) throws -> StageStore {
    let store = try StageStore(at: "\(folder.path)/\(name)", for: pipeline(rules))
    try store.append(SampleStore.files)
    let households = SampleStore.batch(
      SampleStore.households, file: 0,
      members.enumerated()
        .map { SampleStore.household("h\($0.offset + 1)", "140101", "tap", $0.element) })
    var persons = SampleStore.batch(
      Self.members, file: 1,
      [
        Self.person("p1", "h1", 40, "head"), Self.person("p2", "h1", 8, "child"),
        Self.person("p3", "h2", 70, "child"), Self.person("p4", "h3", 30, "head"),
        Self.person("p5", "h3", nil, nil),
      ])
    if let heldPerson { persons.statuses[heldPerson] = .quarantined }
    try store.append(households, of: "households")
    try store.append(SampleStore.outcome(of: households, source: "households"), of: "households")
    try store.append(persons, of: "persons")
    try store.append(SampleStore.outcome(of: persons, source: "persons"), of: "persons")
    return store
  }

  private func rows(_ store: StageStore, _ query: String) throws -> [String] {
    var rows: [String] = []
    try store.rows(of: query) {
      rows.append($0.map { $0?.published ?? "-" }.joined(separator: " "))
    }
    return rows
  }

  /// A rule, the number of cases it is tested on, and the households that fail.
  struct Case: Sendable, CustomTestStringConvertible {
    let check: String
    let tested: Int
    let failed: [String]

    var testDescription: String { check }
  }

  @Test(arguments: [
    Case(check: "count(person) = members", tested: 3, failed: ["h2"]),
    Case(check: "count(person where person.role = 'head') = 1", tested: 2, failed: ["h2"]),
    Case(check: "exists(person where person.role = 'head')", tested: 3, failed: ["h2"]),
    Case(check: "any(person.age > 35)", tested: 2, failed: []),
    Case(check: "every(person.age < 60)", tested: 2, failed: ["h2"]),
    Case(check: "sum(person.age) > 48", tested: 2, failed: ["h1"]),
    Case(check: "max(person.age) - min(person.age) < 32 or members > 2", tested: 2, failed: ["h1"]),
    Case(check: "mean(person.age) < 50", tested: 2, failed: ["h2"]),
    Case(check: "count(distinct person.role) = 2", tested: 3, failed: ["h2", "h3"]),
    Case(check: "count(person) = 0 or members > 0", tested: 3, failed: []),
    Case(check: "count(person) <= previous.members", tested: 0, failed: []),
  ])
  func `a rule over members fails where it should`(example: Case) throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder, [try rule(example.check, .quarantine)])
    let tally = try #require(try SetChecks(store).run()[0])
    #expect(tally.tested == example.tested)
    #expect(tally.failed == example.failed.count)
    let held = try rows(
      store,
      """
      SELECT DISTINCT h.household_id FROM quarantine q JOIN household h ON h.origin = q.origin
      WHERE q.code = 'test.rule' ORDER BY 1
      """)
    #expect(held == example.failed)
    #expect(try store.tallies().allSatisfy(\.tally.isConserved))
    try store.close()
  }

  @Test func `a member that is held back leaves its household untested, a copy does not`() throws {
    let folder = try TemporaryFolder()
    let store = try store(
      in: folder, [try rule("count(person) = members", .quarantine)], heldPerson: 1)
    #expect(try SetChecks(store).run()[0]?.tested == 2)
    try store.close()
  }

  @Test func `a member may be held against its household, which takes it along`() throws {
    let folder = try TemporaryFolder()
    let store = try store(
      in: folder,
      [
        try rule("household.members < 3", of: "person", .warn),
        try rule("count(person) = members", .stop),
      ])
    let tallies = try SetChecks(store).run()
    #expect(tallies[0]?.tested == 5 && tallies[0]?.failed == 1)
    #expect(
      try rows(store, #"SELECT "code", "severity" FROM "diagnostic" ORDER BY 1"#) == [
        "rule.stopped error", "test.rule warning",
      ])
    #expect(
      try rows(store, #"SELECT "code" FROM "quarantine" ORDER BY 1"#)
        == ["record.orphan", "test.rule"])
    try store.close()
  }

  @Test func `a correction is logged and leaves the cell as it was read`() throws {
    let folder = try TemporaryFolder()
    let count = try Expression(parsing: "count(person)")
    let store = try store(
      in: folder,
      [try rule("count(person) = members", .correct(variable: "members", count))])
    #expect(try SetChecks(store).run()[0]?.corrected == 1)
    #expect(
      try rows(store, #"SELECT "household_id", "members", "status" FROM "household" ORDER BY 1"#)
        == ["h1 2 clean", "h2 1 corrected", "h3 2 clean"])
    #expect(
      try rows(
        store, #"SELECT "members" FROM "extract_households" WHERE "kind" = 'data' ORDER BY "row""#)
        == ["2", "3", "2"])
    #expect(
      try rows(store, #"SELECT "record", "variable", "old", "new", "rule", "column" FROM "change""#)
        == ["household members 3 1 test.rule E"])
    #expect(try store.tallies().first?.tally.corrected == 1)
    try store.close()
  }

  @Test func `a value that is none of the variable's is not set`() throws {
    let folder = try TemporaryFolder()
    let half = try Expression(parsing: "count(person) / 2")
    let store = try store(
      in: folder, [try rule("count(person) = members", .correct(variable: "members", half))])
    #expect(try SetChecks(store).run()[0]?.corrected == 0)
    #expect(
      try rows(store, #"SELECT "household_id" FROM "household" WHERE "status" = 'quarantined'"#)
        == ["h2"])
    try store.close()
  }

  @Test func `records are held against the latest run, and no earlier file is touched`() throws {
    let folder = try TemporaryFolder()
    let first = try store(in: folder, [], name: "first.sqlite", members: [2, 3])
    try SetChecks(first).run()
    try first.close()
    let path = "\(folder.path)/first.sqlite"
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let store = try store(
      in: folder, [try rule("abs(members - previous.members) <= 1", .quarantine)],
      members: [2, 5, 2])
    let tally = try #require(try SetChecks(store).run(against: path)[0])
    // The third household is new: there is nothing to hold it against.
    #expect(tally.tested == 2 && tally.failed == 1)
    #expect(
      try rows(store, #"SELECT "message" FROM "quarantine" WHERE "code" = 'test.rule'"#) == [
        "expected abs(members - previous.members) <= 1, found members 5, previous.members 3"
      ])
    try store.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }
}
