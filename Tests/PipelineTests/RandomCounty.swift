import Foundation
import Pipeline
import PropertyTesting
import SurveyModel
import Synchronization
import Testing

/// A small county with random registers, whose pipeline has duplicates, rules, names of no village and
/// figures that are withheld.
struct RandomCounty {
  /// Holds threads up now and then, so that they overtake one another, and hears what was read.
  private final class Jitter: RunObserver {
    let seed: UInt64
    let reading = Mutex("")

    init(seed: UInt64) { self.seed = seed }

    func hear(_ event: RunEvent) {
      guard case .stageEnded(let ended) = event.content, ended.stage == .extract else { return }
      reading.withLock { $0 = ended.summary }
    }
    func advanced(_ stage: RunStage, done: Int, total: Int) {
      var random = SeededGenerator(seed: seed &+ UInt64(done))
      if random.next() % 2 == 0 {
        Thread.sleep(forTimeInterval: Double(random.next() % 3000) / 1e6)
      }
    }
  }

  static let pipeline = """
    pipeline: order
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: [registers/*.csv]
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
          insured: {headers: 参保人数, type: integer}
    #others
    records:
      household: {key: household_id, survivor: fullest}
    rules:
      - {check: insured <= members, of: household, severity: quarantine, code: household.insured}
      - {check: members < 9, of: household, severity: warn, code: household.large}
    tables:
      enrolment:
        of: household
        by: [township, village]
        disclosure: {minimum: 2}
        measures:
          households: count(*)
          persons: sum(members)
          villages: count(distinct village)
          rate: {value: 100 * sum(insured) / persons, decimals: 2}
    gates: {quarantine_share: 0.9}

    """

  static let others = """
      visits:
        files: visits/*.csv
        record: visit
        variables: {visit_id: {headers: 编号, type: identifier}, village: {headers: 行政村, type: place, level: village}}
    """

  /// A register of a few households, some of which stand in others too, have a wrong figure, or live
  /// where there is no village.
  private static func register(_ random: inout SeededGenerator, households: Int) -> String {
    var text = "户编号,行政村,人口数,参保人数\n"
    for _ in 0..<households {
      let village = ["甲村", "乙村", "丙村", "丁村", "甲村村", "无名村"][Int(random.next() % 6)]
      let members = random.next() % 10
      let insured = random.next() % 11
      text += "H\(random.next() % 300),\(village),\(members),\(insured)\n"
    }
    return text
  }

  static func folder(_ random: inout SeededGenerator) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(pipeline, to: "pipeline.yml")
    try folder.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      12,另镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,
      121,丙村,village,12,,
      122,丁村,village,12,,

      """, to: "gazetteer.csv")
    for name in ["registers", "visits"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    for number in 0..<7 {
      let households = Int(random.next() % 60)
      try folder.write(
        register(&random, households: households), to: "registers/\(number).csv")
    }
    return folder
  }

  /// What a run published, by file, but for what tells of the run itself and for the store.
  static func run(
    _ folder: TemporaryFolder, readers: Int, seed: UInt64
  ) async throws -> [String: String] {
    try await run(folder, into: "out-\(seed)-\(readers)", readers: readers, seed: seed).files
  }

  /// What a run published, and what it says that it read.
  static func run(
    _ folder: TemporaryFolder, into output: String, readers: Int = 2, seed: UInt64 = 0,
    reading: RunOptions.Reading = .all
  ) async throws -> (files: [String: String], reading: String) {
    let (summary, reading) = try await summary(
      folder, into: output, readers: readers, seed: seed, reading: reading)
    let run = try #require(summary.folder, "\(summary)")
    var files: [String: String] = [:]
    let names = try #require(FileManager.default.enumerator(atPath: run))
      .compactMap { $0 as? String }
    // The page tells of the runs before it as well.
    let others: Set = ["run.json", "index.html"]
    for name in names
    where name.contains(".") && !others.contains(name) && !name.hasSuffix(".sqlite") {
      files[name] = try String(contentsOfFile: "\(run)/\(name)", encoding: .utf8)
    }
    #expect(files.count > 6)
    return (files, reading)
  }

  /// How a run ended, and what it says that it read.
  static func summary(
    _ folder: TemporaryFolder, into output: String, readers: Int = 2, seed: UInt64 = 0,
    reading: RunOptions.Reading = .all
  ) async throws -> (RunSummary, reading: String) {
    let definition = try PipelineLoader.load(path: folder.path("pipeline.yml"))
    let observer = Jitter(seed: seed)
    let summary = try await PipelineRunner(
      definition: definition,
      options: RunOptions(
        output: folder.path(output), repetition: .always, readers: readers,
        reading: reading),
      observer: observer
    )
    .run()
    return (summary, observer.reading.withLock { $0 })
  }
}
