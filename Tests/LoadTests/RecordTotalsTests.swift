import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct RecordTotalsTests {
  /// Rows of random villages, keys and statuses.
  private func batches(_ random: inout SeededGenerator) -> [RecordBatch] {
    (UInt32(0)..<2)
      .map { file in
        let rows = (0..<40)
          .map { _ in
            SampleStore.household(
              "h\(Int.random(in: 0..<60, using: &random))",
              ["140101", "140102", "140201"].randomElement(using: &random) ?? "", "tap",
              Double(Int.random(in: 1..<9, using: &random)))
          }
        var batch = SampleStore.batch(SampleStore.households, file: file, rows)
        for index in rows.indices {
          batch.statuses[index] = RecordStatus.allCases.randomElement(using: &random) ?? .clean
        }
        return batch
      }
  }

  @Test(arguments: 1...10)
  func `rows are conserved and levels add up whatever is held back`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let table = try SampleStore.water()
    let pipeline = try SampleStore.pipeline(tables: [table])
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(SampleStore.files)
    try store.append(SampleStore.places)
    for batch in batches(&random) {
      try store.append(batch, of: "households")
      try store.append(try SampleStore.outcome(of: batch, source: "households"), of: "households")
    }
    try SetChecks(store).run()
    let tally = try #require(try store.tallies().first?.tally)
    #expect(tally.isConserved, "seed \(seed)")
    #expect(tally.read == 82, "seed \(seed)")
    try store.tabulate(try SampleStore.compiler(pipeline).compile(table))
    var sums: [String: Double] = [:]
    let query = #"SELECT "level", SUM("households") FROM "table_water" GROUP BY "level""#
    try store.rows(of: query) { row in sums[row[0]?.string ?? ""] = row[1]?.double }
    let clean = Double(tally.clean + tally.corrected)
    #expect(sums == ["county": clean, "township": clean, "village": clean], "seed \(seed)")
    try store.close()
  }
}
