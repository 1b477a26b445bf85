import Foundation
import PropertyTesting
import Testing

/// A county of one township and two villages in a folder of its own, with its pipeline.
final class SmallCounty: Sendable {
  static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: registers/*.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
          insured: {headers: 参保人数, type: integer}
    records:
      household: {key: household_id}
    rules:
      - {check: insured <= members, of: household, severity: quarantine, code: household.insured}
    tables:
      enrolment:
        of: household
        by: [township, village]
        measures:
          persons: sum(members)
          insured: sum(insured)
          rate: {value: 100 * insured / persons, decimals: 2}
    gates: {quarantine_share: 0.4}
    """

  static let register = """
    户编号,行政村,人口数,参保人数
    001,甲村,3,2
    002,甲村,4,4
    003,乙村,2,3
    004,乙村,5,1

    """

  private let temporary: TemporaryFolder
  var folder: URL { temporary.url }

  init() throws {
    temporary = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "registers"), withIntermediateDirectories: true)
    try write(Self.pipeline, to: "pipeline.yml")
    try write(Self.register, to: "registers/one.csv")
    try write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,
      """, to: "gazetteer.csv")
  }

  func write(_ text: String, to name: String) throws {
    try temporary.write(text, to: name)
  }

  /// Writes the pipeline with other words in the place of some that it has.
  func rewrite(_ words: String, with others: String) throws {
    #expect(Self.pipeline.contains(words))
    try write(Self.pipeline.replacing(words, with: others), to: "pipeline.yml")
  }

  func text(_ name: String) throws -> String {
    try temporary.text(name)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// A file of the newest run, whether it is the latest or stands beside.
  func newest(_ name: String) throws -> String {
    let runs = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "Output/small/runs"),
      includingPropertiesForKeys: [.contentModificationDateKey])
    let dated = try runs.map { run in
      (run, try run.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate)
    }
    let newest = dated.max { ($0.1 ?? .distantPast) < ($1.1 ?? .distantPast) }?.0
    return try text("Output/small/runs/\(newest?.lastPathComponent ?? "")/\(name)")
  }

  func run(_ more: [String] = [], environment: [String: String] = [:]) throws -> MilletProcess {
    try MilletProcess(["run", "pipeline.yml"] + more, in: folder, environment: environment)
  }
}
