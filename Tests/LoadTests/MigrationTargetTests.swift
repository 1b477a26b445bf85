import Foundation
import GRDB
import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// What a target refuses, and what stays as it is.
@Suite struct MigrationTargetTests {
  private static let rows = MigrationSample.Rows(
    households: [
      SampleStore.household("h1", "140101", "tap", 3),
      SampleStore.household("h2", "140102", nil, 2),
    ], loans: [[.text("l1"), .text("h1"), .text("140101"), .number(50)]])

  /// Runs statements on the target as somebody else does.
  private static func execute(_ statements: String, _ sample: MigrationSample) throws {
    let queue = try DatabaseQueue(path: sample.target)
    try queue.writeWithoutTransaction { try $0.execute(sql: statements) }
    try queue.close()
  }

  private static func refused(
    _ sample: MigrationSample, _ rows: MigrationSample.Rows = rows,
    _ mode: MigrationSample.Mode = .upsert, as name: String = "sample"
  ) throws -> Diagnostic? {
    let path = sample.target
    let before = try? Data(contentsOf: URL(filePath: path))
    let failure = #expect(throws: RunFailure.self) { try sample.bring(rows, mode, as: name) }
    let after = try? Data(contentsOf: URL(filePath: path))
    #expect(before == after)
    #expect(failure?.diagnostic.location.file == path)
    return failure?.diagnostic
  }

  @Test func `tables of others stay, whatever becomes of the rows`() throws {
    let sample = try MigrationSample()
    try Self.execute(
      "CREATE TABLE note (a TEXT); INSERT INTO note VALUES ('of others'); PRAGMA user_version = 0",
      sample)
    var rows = Self.rows
    try sample.bring(rows, .replace)
    rows.households.removeLast()
    try sample.bring(rows, .replace)
    let queue = try DatabaseQueue(path: sample.target)
    #expect(try queue.read { try String.fetchAll($0, sql: "SELECT a FROM note") } == ["of others"])
    #expect(try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    #expect(try queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
    let log = try queue.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT number || record || mode || before || inserted || updated || deleted || after
          FROM millet_migration ORDER BY number, record
          """)
    }
    #expect(
      log == [
        "1householdreplace02002", "1loanreplace01001", "1placereplace07007",
        "2householdreplace20011", "2loanreplace10001", "2placereplace70007",
      ])
  }

  @Test func `a new target is read by its owner alone, and a trial makes none`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert, for: .trial)
    #expect(!FileManager.default.fileExists(atPath: sample.target))
    try sample.bring(Self.rows, .upsert)
    let attributes = try FileManager.default.attributesOfItem(atPath: sample.target)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a key that is there with other values is named by its row`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .insert)
    var rows = Self.rows
    rows.households[1] = SampleStore.household("h2", "140102", "well", 2)
    let refusal = try Self.refused(sample, rows, .insert)
    #expect(refusal?.code == .migrationConflict)
    #expect(
      refusal?.message.description
        == "expected new keys only, found 1 household that are there with other values, read at a.xlsx:表一!3:3"
    )
  }

  @Test func `what was changed since it was inserted stays so, and what is gone comes again`()
    throws
  {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .insert)
    try Self.execute(
      """
      UPDATE household SET water = 'spring' WHERE household_id = 'h1';
      DELETE FROM household WHERE household_id = 'h2'
      """, sample)
    let change = try sample.bring(Self.rows, .insert)
    let household = try #require(change.tables.first)
    #expect(household.kept == 1 && household.inserted == 1 && household.after == 2)
    #expect(change.warning?.code == .migrationTargetChanged)
    #expect(
      try sample.rows(of: "household", ["household_id", "water"]).map { $0[1] }
        == [.text("spring"), nil])
  }

  @Test func `what the pipeline itself changed since is no change of others`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .insert)
    var corrected = Self.rows
    corrected.households[0] = SampleStore.household("h1", "140101", "well", 3)
    try sample.bring(corrected, .upsert)
    #expect(try Self.refused(sample, Self.rows, .insert)?.code == .migrationConflict)
    try sample.bring(Self.rows, .upsert)
    #expect(try sample.bring(Self.rows, .insert).warning == nil)
  }

  @Test func `rows without a key come all or not at all`() throws {
    let sample = try MigrationSample()
    let plans = MigrationSample.Rows(plans: [
      [.text("14"), .number(5)], [.text("14"), .number(5)], [.text("14"), .missing(.unknown)],
    ])
    #expect(try sample.bring(plans, .insert).tables[0].inserted == 3)
    #expect(try sample.bring(plans, .insert).tables[0].unchanged == 3)
    var more = plans
    more.plans.append([.text("14"), .number(6)])
    #expect(try Self.refused(sample, more, .insert)?.code == .migrationConflict)
    let change = try sample.bring(more, .replace).tables[0]
    #expect(change.inserted == 1 && change.deleted == 0 && change.after == 4)
    more.plans.removeFirst(2)
    #expect(try sample.bring(more, .replace).tables[0].deleted == 2)
  }

  @Test func `rows of another pipeline are not replaced, and may stand beside others`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    let refusal = try Self.refused(sample, Self.rows, .replace, as: "other")
    #expect(refusal?.code == .migrationConflict)
    #expect(refusal?.message.description.contains("brought by sample too") ?? false)
    let others = MigrationSample.Rows(households: [
      SampleStore.household("h7", "140101", "tap", 1)
    ])
    #expect(try sample.bring(others, .upsert, as: "other").tables[0].after == 3)
  }

  @Test func `records that a pipeline has no more stay as they are`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .replace)
    let before = try sample.rows(of: "household", ["household_id", "village"])
    try sample.bring(MigrationSample.Rows(plans: [[.text("14"), .number(5)]]), .replace)
    #expect(try sample.rows(of: "household", ["household_id", "village"]) == before)
    #expect(try sample.rows(of: "plan", ["county"]).count == 1)
  }

  @Test(arguments: [
    ("ALTER TABLE household ADD COLUMN note TEXT", "the column note is none of the migration's"),
    ("ALTER TABLE household RENAME COLUMN water TO tap", "the column water is not there"),
    (
      "ALTER TABLE household RENAME TO old; CREATE VIEW household AS SELECT * FROM old", "is a view"
    ),
    (
      "DROP TABLE loan; CREATE TABLE loan (source_row INTEGER, loan_id TEXT PRIMARY KEY)",
      "the column source_row may lack a value"
    ),
  ]) func `tables that are others are told, and nothing changes`(
    _ change: String, _ words: String
  ) throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    try Self.execute(change, sample)
    let refusal = try Self.refused(sample)
    #expect(refusal?.code == .migrationSchema)
    #expect(refusal?.message.description.contains(words) ?? false, "\(String(describing: refusal))")
  }

  @Test(arguments: [
    (
      "DELETE FROM household WHERE household_id = 'h2'; UPDATE loan SET household_id = 'h2'; INSERT INTO loan SELECT source_row, 'l9', 'h8', NULL, village, NULL, 1, NULL FROM loan",
      "1 of loan without their household"
    ),
    (
      "CREATE TABLE visit (h TEXT REFERENCES household (household_id)); INSERT INTO visit VALUES ('h5')",
      "1 of visit without their household"
    ),
  ]) func `references that lead nowhere are told, and nothing changes`(
    _ change: String, _ words: String
  ) throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    try Self.execute("PRAGMA foreign_keys = OFF; \(change)", sample)
    let refusal = try Self.refused(sample)
    #expect(refusal?.code == .storeFailed)
    #expect(refusal?.message.description.contains(words) ?? false, "\(String(describing: refusal))")
  }

  @Test func `a disk that fails at the end is told as the target has it then`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    var rows = Self.rows
    rows.households.append(SampleStore.household("h3", "140102", "well", 2))
    sample.engines = UnconfirmedProvider(moment: .before)
    let failure = #expect(throws: RunFailure.self) { try sample.bring(rows, .upsert) }
    #expect(failure?.diagnostic.message.description == "the disk failed")
    #expect(try sample.rows(of: "household", ["household_id"]).count == 2)
    sample.engines = UnconfirmedProvider(moment: .behind)
    try sample.bring(rows, .upsert)
    #expect(sample.unconfirmed?.severity == .warning)
    #expect(try sample.rows(of: "household", ["household_id"]).count == 3)
  }

  @Test func `references between tables of others are theirs`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    try Self.execute(
      """
      PRAGMA foreign_keys = OFF; CREATE TABLE visitor (id INTEGER PRIMARY KEY);
      CREATE TABLE visit (
        h TEXT REFERENCES household (household_id), v INTEGER REFERENCES visitor (id));
      INSERT INTO visit VALUES ('h1', 5)
      """, sample)
    #expect(try sample.bring(Self.rows, .upsert).tables.filter { !$0.isNone }.isEmpty)
  }

  @Test func `a trigger of one table that takes rows of another away is told`() throws {
    let sample = try MigrationSample()
    var rows = Self.rows
    rows.households.append(SampleStore.household("h9", "140102", "well", 2))
    try sample.bring(rows, .upsert)
    try Self.execute(
      """
      CREATE TRIGGER other AFTER INSERT ON loan
      BEGIN DELETE FROM household WHERE household_id = 'h9'; END
      """, sample)
    rows = Self.rows
    rows.loans.append([.text("l2"), .text("h2"), .text("140102"), .number(60)])
    let refusal = try Self.refused(sample, rows)
    #expect(
      refusal?.message.description
        == "expected the run's values in the target, found others in household")
  }

  @Test func `a trigger that refuses or changes rows is told`() throws {
    let sample = try MigrationSample()
    try sample.bring(Self.rows, .upsert)
    try Self.execute(
      """
      CREATE TRIGGER no_more BEFORE INSERT ON household
      BEGIN SELECT RAISE(ABORT, 'closed for the year'); END
      """, sample)
    var rows = Self.rows
    rows.households.append(SampleStore.household("h3", "140102", "well", 2))
    #expect(
      try Self.refused(sample, rows)?.message.description
        == "cannot change the target, which is as it was: closed for the year")
    try Self.execute(
      """
      DROP TRIGGER no_more; CREATE TRIGGER other AFTER INSERT ON household
      BEGIN UPDATE household SET members = 9 WHERE household_id = NEW.household_id; END
      """, sample)
    let refusal = try Self.refused(sample, rows)
    #expect(refusal?.message.description.contains("household.members") ?? false)
  }

  @Test func `a record without its whole key is named by its row`() throws {
    let sample = try MigrationSample()
    var rows = Self.rows
    rows.households.append(
      [.missing(.unknown)] + SampleStore.household("", "140102", "tap", 1).dropFirst())
    let refusal = try Self.refused(sample, rows)
    #expect(refusal?.code == .migrationKeyMissing)
    #expect(refusal?.message.description.hasSuffix("read at a.xlsx:表一!4:4") ?? false)
    #expect(!FileManager.default.fileExists(atPath: sample.target))
  }

  @Test func `rows whose keys may be missing are replaced, and brought in no other way`() throws {
    let sample = try MigrationSample()
    var rows = Self.rows
    rows.isKeyRequired = false
    let keyless = [.missing(.unknown)] + SampleStore.household("", "140102", "tap", 1).dropFirst()
    rows.households += [keyless, keyless]
    #expect(try Self.refused(sample, rows, .insert)?.code == .migrationKeyMissing)
    let first = try sample.bring(rows, .replace).tables[0]
    #expect(first.inserted == 4 && first.after == 4)
    #expect(try sample.bring(rows, .replace).tables.filter { !$0.isNone }.isEmpty)
    rows.households.removeLast()
    rows.households[0] = SampleStore.household("h1", "140102", "tap", 3)
    let next = try sample.bring(rows, .replace).tables[0]
    #expect(next.updated == 1 && next.deleted == 1 && next.unchanged == 2 && next.after == 3)
    let found = try sample.rows(of: "household", ["household_id", "household_id_missing"])
    #expect(
      Set(found.map { Array($0[..<2]) })
        == [[nil, .text("unknown")], [.text("h1"), nil], [.text("h2"), nil]])
  }

  @Test func `a file that is no database, a folder and a place that is not there are told`() throws
  {
    let sample = try MigrationSample()
    try String(repeating: "no database", count: 100).write(toFileAt: sample.target)
    let refusal = try Self.refused(sample)
    #expect(refusal?.message.description.hasSuffix("the file is no database") ?? false)
    #expect(refusal?.remedy?.description.contains("remove") == false)
    try FileManager.default.removeItem(atPath: sample.target)
    try FileManager.default.createDirectory(
      atPath: sample.target, withIntermediateDirectories: false)
    #expect(
      try Self.refused(sample)?.message.description
        == "expected a database, found something that is no file")
  }
}
