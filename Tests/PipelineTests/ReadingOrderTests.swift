import Foundation
import Pipeline
import PropertyTesting
import SurveyModel
import Synchronization
import Testing

/// That neither the order in which files are read, nor how many at once, nor that there are others says
/// anything in what is published.
@Suite struct ReadingOrderTests {
  /// Holds threads up now and then, so that they overtake one another.
  private struct Jitter: RunObserver {
    let seed: UInt64

    func began(_ stage: RunStage) {}
    func ended(_ stage: RunStage, summary: String, seconds: Double) {}
    func advanced(_ stage: RunStage, done: Int, total: Int) {
      var random = SeededGenerator(seed: seed &+ UInt64(done))
      if random.next() % 2 == 0 {
        Thread.sleep(forTimeInterval: Double(random.next() % 3000) / 1e6)
      }
    }
  }

  private static let pipeline = """
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

  private static let others = """
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

  private static func county(_ random: inout SeededGenerator) throws -> TemporaryFolder {
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
  private static func run(
    _ folder: TemporaryFolder, readers: Int, seed: UInt64
  ) async throws -> [String: String] {
    let output = folder.path("out-\(seed)-\(readers)")
    let definition = try PipelineLoader.load(path: folder.path("pipeline.yml"))
    let summary = try await PipelineRunner(
      definition: definition,
      options: RunOptions(output: output, repetition: .always, readers: readers),
      observer: Jitter(seed: seed)
    )
    .run()
    let run = try #require(summary.folder, "\(summary)")
    var files: [String: String] = [:]
    let names = try #require(FileManager.default.enumerator(atPath: run))
      .compactMap { $0 as? String }
    for name in names where name.contains(".") && name != "run.json" && !name.hasSuffix(".sqlite") {
      files[name] = try String(contentsOfFile: "\(run)/\(name)", encoding: .utf8)
    }
    #expect(files.count > 8)
    return files
  }

  /// The numbers by which the store tells the rows of files apart, by their paths.
  private static func numbers(of output: String) throws -> [String: String] {
    var lines: [String] = []
    try RunInspection(run: "order", output: output)
      .rows(of: "source_file", where: nil, limit: 100, format: .csv) {
        lines += $0.split(separator: "\n").map(String.init)
      }
    let fields = lines.map { $0.split(separator: ",").map(String.init) }
    let header = try #require(fields.first)
    let number = try #require(header.firstIndex(of: "file"))
    let path = try #require(header.firstIndex(of: "path"))
    return Dictionary(uniqueKeysWithValues: fields.dropFirst().map { ($0[path], $0[number]) })
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `threads and their order leave no trace`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try Self.county(&random)
    let first = try await Self.run(folder, readers: 1, seed: seed)
    for (number, readers) in [2, 4, 7].enumerated() {
      let other = try await Self.run(folder, readers: readers, seed: seed &* 31 &+ UInt64(number))
      #expect(first.keys.sorted() == other.keys.sorted())
      for (name, text) in first { #expect(other[name] == text, "\(name) with \(readers) readers") }
    }
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func `other files leave no trace`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try Self.county(&random)
    let alone = try await Self.run(folder, readers: 2, seed: seed)
    try folder.write(
      Self.pipeline.replacing("#others", with: Self.others), to: "pipeline.yml")
    try folder.write("编号,行政村\nV1,甲村\nV2,没有村\nV3,丙村\n", to: "visits/0.csv")
    try folder.write("编号,行政村\nV4,乙村\n", to: "visits/zz.csv")
    let beside = try await Self.run(folder, readers: 2, seed: seed &+ 100)
    let numbers = try Self.numbers(of: folder.path("out-\(seed)-2"))
    let numbersBeside = try Self.numbers(of: folder.path("out-\(seed &+ 100)-2"))
    #expect(numbers.count == 7 && numbersBeside.count == 9)
    for (path, number) in numbers { #expect(numbersBeside[path] == number, "\(path)") }
    #expect(alone["tables/enrolment.csv"] == beside["tables/enrolment.csv"])
    for name in ["quarantine.csv", "changes.csv", "duplicates.csv"] {
      let lines = { (files: [String: String]) in
        files[name]?.split(separator: "\n").filter { !$0.contains("visits/") }
      }
      #expect(lines(alone) == lines(beside), "\(name)")
    }
  }
}
