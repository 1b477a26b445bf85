import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// Targets after histories by lot, held against a model in plain Swift.
@Suite struct MigrationHistoryTests {
  private typealias Mode = PipelineDefinition.MigrationPublication.Mode
  private static let villages = ["140101", "140102", "140201"]

  /// Rows by lot; few keys, so that runs share some.
  private static func rows(_ random: inout SeededGenerator) -> MigrationSample.Rows {
    var rows = MigrationSample.Rows()
    rows.content = "\(random.next() % 3)"
    var keys: [String] = []
    for number in 0..<8 where random.happens(60) {
      keys.append("h\(number)")
      rows.households.append(
        SampleStore.household(
          "h\(number)", random.pick(villages),
          random.happens(30) ? nil : random.pick(["tap", "well"]),
          random.happens(20) ? nil : Double(random.next() % 2 + 1),
          income: random.happens(20) ? nil : Double(random.next() % 2) / 10))
    }
    rows.households.shuffle(using: &random)
    for number in 0..<4 where !keys.isEmpty && random.happens(60) {
      rows.loans.append([
        .text("l\(number)"), .text(random.pick(keys)), .text(random.pick(villages)),
        random.happens(20) ? .missing(.refused) : .number(Double(random.next() % 2) * 1000.5),
      ])
    }
    rows.places[3] = Place(
      code: "140101", name: random.pick(["上村", "新村"]), level: .village, parent: "1401")
    if random.happens(50) { rows.places.append(Self.late) }
    return rows
  }

  /// A village that no household is in.
  private static let late = Place(
    code: "140203", name: "后村", level: .village, parent: "1402")

  @Test(arguments: 0..<8)
  func `a target has what its history says, and the same run again changes nothing`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let sample = try MigrationSample()
    var model = MigrationModel()
    for step in 0..<5 {
      let mode = random.pick(Mode.allCases)
      let owner = random.happens(80) ? "sample" : "other"
      let rows = Self.rows(&random)
      guard !rows.households.isEmpty else { continue }
      let comment: Comment = "seed \(seed), step \(step), \(mode) by \(owner): \(rows)"
      guard let expected = model.bring(rows, mode, as: owner) else {
        let failure = #expect(throws: RunFailure.self, comment) {
          try sample.bring(rows, mode, as: owner)
        }
        #expect(failure?.diagnostic.code == .migrationConflict, comment)
        try Self.compare(sample, model, comment)
        continue
      }
      // What a trial says is what is done.
      let tried = try sample.bring(rows, mode, as: owner, for: .trial)
      let change = try sample.bring(rows, mode, as: owner)
      #expect(tried == change, comment)
      let found = change.tables.map {
        MigrationModel.Counts(
          inserted: $0.inserted, updated: $0.updated, unchanged: $0.unchanged, deleted: $0.deleted)
      }
      #expect(found == expected, comment)
      #expect(change.places.kept == model.keptPlaces, comment)
      #expect(change.columns.filter { !$0.isEqual }.isEmpty, comment)
      try Self.compare(sample, model, comment)
      let again = try sample.bring(rows, mode, as: owner)
      #expect(again.all.filter { !$0.isNone }.isEmpty, comment)
      _ = model.bring(rows, mode, as: owner)
      try Self.compare(sample, model, comment)
    }
  }

  private static func compare(
    _ sample: MigrationSample, _ model: MigrationModel, _ comment: Comment
  ) throws {
    guard !model.households.isEmpty else { return }
    #expect(
      try sample.rows(of: "household", MigrationModel.householdColumns)
        == MigrationModel.rows(of: model.households), comment)
    #expect(
      try sample.rows(of: "loan", MigrationModel.loanColumns)
        == MigrationModel.rows(of: model.loans), comment)
    var places: [String: String] = [:]
    try SampleStore.engines.open(sample.target, version: 0)
      .rows(of: .columns(["code", "name"], of: "place")) { row throws(RunFailure) in
        places[row[0]?.published ?? ""] = row[1]?.published
      }
    #expect(places.filter { $0.key != "140202" } == model.places, comment)
  }

  @Test(arguments: 100..<106) func `replacing gives what a new target has`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (used, new) = try (MigrationSample(), MigrationSample())
    for mode in [Mode.upsert, .upsert] { try used.bring(Self.rows(&random), mode) }
    var rows = Self.rows(&random)
    rows.households.append(SampleStore.household("h9", "140101", nil, 1))
    try used.bring(rows, .replace)
    try new.bring(rows, .replace)
    for (record, columns) in [
      ("household", MigrationModel.householdColumns), ("loan", MigrationModel.loanColumns),
    ] {
      #expect(try used.rows(of: record, columns) == new.rows(of: record, columns), "seed \(seed)")
    }
    let counts = try [used, new]
      .map { sample in
        try SampleStore.engines.open(sample.target, version: 0).count(of: "source_row")
      }
    #expect(counts[0] == counts[1], "seed \(seed)")
  }
}
