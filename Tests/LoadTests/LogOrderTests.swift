import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

@Suite struct LogOrderTests {
  private static func entry(_ row: UInt32, _ code: String) -> QuarantineEntry {
    QuarantineEntry(
      origin: Origin(file: 0, worksheet: 0, row: row), column: nil, variable: nil, value: .blank,
      code: .init(rawValue: code), message: "none", remedy: nil)
  }

  private func codes(_ append: (StageStore) throws -> Void) throws -> [String] {
    let folder = try TemporaryFolder()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: SampleStore.pipeline())
    try store.append(SampleStore.files)
    try append(store)
    let path = "\(folder.path)/quarantine.csv"
    try LogFiles(store).writeQuarantine(to: path)
    try store.close()
    return try folder.text("quarantine.csv").split(separator: "\n").dropFirst()
      .map { String($0.split(separator: ",", omittingEmptySubsequences: false)[6]) }
  }

  @Test(arguments: [true, false])
  func `what two sources say of a row stands together, and what checks say behind it`(
    _ householdsFirst: Bool
  ) throws {
    let households = [Self.entry(3, "a.first"), Self.entry(5, "a.second")]
    let persons = [Self.entry(5, "b.third"), Self.entry(5, "b.fourth")]
    let found = try codes { store in
      if householdsFirst { try store.append(households, of: "households") }
      try store.append(persons, of: "persons")
      if !householdsFirst { try store.append(households, of: "households") }
      try SetChecks(store).run()
      try store.append([Self.entry(5, "c.fifth")], of: nil)
      try store.append([Self.entry(5, "c.sixth")], of: nil)
    }
    #expect(found == ["a.first", "a.second", "b.third", "b.fourth", "c.fifth", "c.sixth"])
  }

  @Test func `a migration without records has the places`() throws {
    let folder = try TemporaryFolder()
    let sample = try SampleStore.pipeline()
    let pipeline = PipelineDefinition(
      name: "facts", title: sample.title, path: "facts.yml", root: "/", asOf: sample.asOf,
      levels: .ofCounty, reference: nil, catalogue: nil,
      sources: [SourceDefinition(name: "reports", files: [], content: .facts)], records: [],
      rules: [], tables: [], reconciliations: [], gates: sample.gates, publications: [],
      keep: .all)
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    try store.append(SampleStore.places)
    try Migration(store)
      .run(to: "\(folder.path)/records.sqlite", comparison: "\(folder.path)/migration.csv")
    let target = try store.engines.open("\(folder.path)/records.sqlite", version: 0)
    #expect(try target.count(of: "place") == SampleStore.places.count)
    #expect(try target.count(of: "source_row") == 0)
    try store.close()
  }
}
