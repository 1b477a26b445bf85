import Foundation
import PropertyTesting
import Testing

/// `millet impact --value`: what would be published if a cell had another value.
@Suite struct ChangedCellTests {
  private struct Answer: Decodable {
    struct Figure: Decodable {
      let table: String
      let row: [String: String]
      let column: String
      let old: Cell?
      let new: Cell?
    }

    struct Cell: Decodable {
      let status: String
      let value: Double?
    }

    struct Rule: Decodable {
      let code: String
      let old: Int
      let new: Int
    }

    struct Statement: Decodable {
      let text: String
      let old: String
      let new: String
    }

    struct Gates: Decodable {
      let failing: [String]
      let passing: [String]
    }

    let figures: [Figure]
    let rules: [Rule]
    let statements: [Statement]
    let gates: Gates
  }

  private static let pipeline = SmallCounty.pipeline
    .replacing(
      "rate: {value: 100 * insured / persons, decimals: 2}",
      with: """
        rate: {value: 100 * insured / persons, decimals: 2}
              households: count(*)
              large: count(* where members > 3)
              oldest: max(members)
        """
    )
    .replacing(
      "household: {key: household_id}", with: "household: {key: household_id, survivor: fullest}")

  private static let header = ["户编号", "行政村", "人口数", "参保人数"]

  private static func write(_ rows: [[String]], to county: SmallCounty) throws {
    let lines = ([header] + rows).map { $0.joined(separator: ",") + "\n" }
    try county.write(lines.joined(), to: "registers/one.csv")
  }

  /// The published numbers by table, row and column.
  private static func figures(of county: SmallCounty) throws -> [String: Double] {
    var figures: [String: Double] = [:]
    let rows = try SampleRun.rows(ofText: county.newest("tables/enrolment.csv"))
    for row in rows {
      for column in ["persons", "insured", "rate", "households", "large", "oldest"] {
        if let value = row[column].flatMap(Double.init) {
          figures["\(row["code"] ?? "") \(column)"] = value
        }
      }
    }
    return figures
  }

  private static func rounded(_ cell: Answer.Cell?, _ column: String) -> Double? {
    cell?.value.map { column == "rate" ? ($0 * 100).rounded() / 100 : $0 }
  }

  @Test(arguments: 1...UInt64(ChangedCellTests.seeds))
  func `what is told is what a whole run with the cell edited comes to`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let county = try SmallCounty()
    try county.write(
      Self.pipeline.replacing("quarantine_share: 0.4", with: "quarantine_share: 1"),
      to: "pipeline.yml")
    var rows = (1...8)
      .map { number in
        [
          String(format: "%03d", number), random.pick(["甲村", "乙村"]), "\(1 + random.next() % 6)",
          "\(random.next() % 4)",
        ]
      }
    try Self.write(rows, to: county)
    #expect(try county.run().status == 0)
    let before = try Self.figures(of: county)
    let (row, column) = (Int(random.next() % 8), Int(random.next() % 4))
    let value = random.pick(
      [
        ["003", "900", "", "x"], ["甲村", "乙村", "丙村", "", "某镇"],
        ["7", "", "0", "-1", "三", "2.5", "9999999"],
        ["1", "5", "", "无", "0"],
      ][column])
    let cell = "one.csv!one!\(["A", "B", "C", "D"][column])\(row + 2)"
    let told = try MilletProcess(
      ["impact", "small", cell, "--value", value, "--format", "json"], in: county.folder)
    let words = "seed \(seed): \(cell) “\(rows[row][column])” → “\(value)”"
    try #require(told.status == 0, "\(words): \(told.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(told.output.utf8))
    rows[row][column] = value
    try Self.write(rows, to: county)
    let run = try county.run(["--force"])
    try #require(run.status == 0, "\(words): \(run.errors)")
    let after = try Self.figures(of: county)
    var changed: [String: [Double?]] = [:]
    for key in Set(before.keys).union(after.keys) where before[key] != after[key] {
      changed[key] = [before[key], after[key]]
    }
    var answered: [String: [Double?]] = [:]
    for figure in answer.figures {
      let (old, new) = (
        Self.rounded(figure.old, figure.column), Self.rounded(figure.new, figure.column)
      )
      if old != new { answered["\(figure.row["code"] ?? "") \(figure.column)"] = [old, new] }
    }
    #expect(answered == changed, "\(words)")
  }

  /// How many random edits are made.
  private static let seeds =
    ProcessInfo.processInfo.environment["MILLET_EDITS"].flatMap(Int.init) ?? 24

  @Test func `rules, verdicts and gates that would turn are told, and nothing of the trial stays`()
    throws
  {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let files = try FileManager.default.subpathsOfDirectory(atPath: county.folder.path)
    // One row of four is in quarantine; with another the gate of four tenths fails.
    let told = try MilletProcess(
      ["impact", "one.csv!D2", "--value", "4", "--format", "json"], in: county.folder)
    #expect(told.status == 0, "\(told.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(told.output.utf8))
    #expect(answer.rules.map(\.code) == ["household.insured"])
    #expect(answer.rules.map { [$0.old, $0.new] } == [[1, 2]])
    #expect(answer.gates.failing == ["quarantine_share"] && answer.gates.passing.isEmpty)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: county.folder.path) == files)
    let text = try MilletProcess(["impact", "one.csv!D2", "--value", "3"], in: county.folder)
    #expect(text.output.contains("insured: 7 → 8"), "\(text.output)")
  }

  @Test func `a run whose files are others now, a row that is not there and a report are refused`()
    throws
  {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let none = try MilletProcess(["impact", "one.csv!D99", "--value", "4"], in: county.folder)
    #expect(none.status == 64 && none.errors.contains("[trace.not-found]"), "\(none.errors)")
    let row = try MilletProcess(["impact", "one.csv!2", "--value", "4"], in: county.folder)
    #expect(row.status == 64 && row.errors.contains("[trace.not-found]"), "\(row.errors)")
    try county.write(SmallCounty.register + "005,乙村,6,2\n", to: "registers/one.csv")
    let changed = try MilletProcess(["impact", "one.csv!D2", "--value", "4"], in: county.folder)
    #expect(
      changed.status == 2 && changed.errors.contains("[trace.inputs-changed]"), "\(changed.errors)")
  }
}
