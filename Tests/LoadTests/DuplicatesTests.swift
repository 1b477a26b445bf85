import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct DuplicatesTests {
  private typealias Survivor = PipelineDefinition.RecordDefinition.Survivor

  private func pipeline(_ evidences: [[String]], _ survivor: Survivor) throws -> PipelineDefinition
  {
    let sample = try SampleStore.pipeline()
    return PipelineDefinition(
      name: "sample", title: sample.title, path: "sample.yml", root: "/", asOf: sample.asOf,
      levels: .ofCounty, reference: nil, catalogue: nil,
      sources: [
        SourceDefinition(name: "households", files: [], content: .records(SampleStore.households))
      ],
      records: [
        .init(
          name: "household", key: ["household_id"], evidences: evidences, survivor: survivor)
      ], rules: [], tables: [], reconciliations: [], gates: sample.gates, publications: [],
      keep: .records)
  }

  /// The rows that stay, and what is said of the others.
  private func settled(
    _ files: [[[Value]]], _ evidences: [[String]] = [], _ survivor: Survivor = .first,
    reversed: Bool = false
  ) throws -> (kept: [String], held: [String]) {
    let folder = try TemporaryFolder()
    let store = try StageStore(
      at: "\(folder.path)/s.sqlite", for: pipeline(evidences, survivor))
    try store.append(SampleStore.files)
    let batches = files.enumerated()
      .map { SampleStore.batch(SampleStore.households, file: UInt32($0.offset), $0.element) }
    for batch in reversed ? batches.reversed() : batches {
      try store.append(batch, of: "households")
      try store.append(SampleStore.outcome(of: batch, source: "households"), of: "households")
    }
    try SetChecks(store).run()
    #expect(try store.tallies().allSatisfy(\.tally.isConserved))
    func rows(_ query: String) throws -> [String] {
      var rows: [String] = []
      try store.rows(of: query) {
        rows.append($0.map { $0?.published ?? "-" }.joined(separator: " "))
      }
      return rows
    }
    let kept = try rows(#"SELECT "file", "row" FROM "household_clean" ORDER BY "origin""#)
    let held = try rows(#"SELECT "code", "message" FROM "quarantine" ORDER BY "origin""#)
    #expect(try rows(#"SELECT COUNT(*) FROM "duplicate""#) == ["\(held.count)"])
    try store.close()
    return (kept, held)
  }

  private func household(_ id: String, _ head: String, _ members: Double?, _ day: Int) -> [Value] {
    var values = SampleStore.household(id, "140101", "tap", members)
    values[2] = .text(head)
    values[6] = CalendarDate(year: 2021, month: 10, day: day).map(Value.date) ?? .blank
    return values
  }

  @Test func `the same evidence under another key is a likely duplicate, across files`() throws {
    let files = [
      [household("h1", "a", 3, 1), household("h2", "b", 2, 1)],
      [household("h3", "a", 4, 2)],
    ]
    for reversed in [false, true] {
      let (kept, held) = try settled(files, [["head_name", "village"]], reversed: reversed)
      #expect(kept == ["0 2", "0 3"])
      #expect(
        held == [
          "record.likely-duplicate expected one household of its head_name, village, found another "
            + "with other values at a.xlsx:表一!2:2: household_id h3 here and h1 there, members 4 here "
            + "and 3 there, visited 2021-10-02 here and 2021-10-01 there"
        ])
    }
  }

  @Test func `the pipeline says which row survives`() throws {
    let files = [
      [household("h1", "a", nil, 5), household("h1", "a", 3, 1), household("h1", "a", 3, 9)]
    ]
    #expect(try settled(files).kept == ["0 2"])
    #expect(try settled(files, [], .fullest).kept == ["0 3"])
    #expect(try settled(files, [], .latest("visited")).kept == ["0 4"])
  }

  @Test func `a sensitive value that differs is named and not shown`() throws {
    let held = try settled([[household("h1", "hash-a", 3, 1), household("h1", "hash-b", 3, 1)]])
      .held
    #expect(held.count == 1)
    #expect(held[0].hasSuffix("head_name (withheld) here and (withheld) there"), "\(held)")
  }

  @Test func `a row without the evidence is nobody's duplicate`() throws {
    var nameless = household("h2", "", 3, 1)
    nameless[2] = .blank
    var other = nameless
    other[0] = .text("h3")
    #expect(try settled([[nameless, other]], [["head_name"]]).held.isEmpty)
  }
}
