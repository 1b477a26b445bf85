import Foundation
import Pipeline
import PropertyTesting
import SurveyModel
import Testing

/// That neither the order in which files are read, nor how many at once, nor that there are others says
/// anything in what is published.
@Suite struct ReadingOrderTests {
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
    let folder = try RandomCounty.folder(&random)
    let first = try await RandomCounty.run(folder, readers: 1, seed: seed)
    for (number, readers) in [2, 4, 7].enumerated() {
      let other = try await RandomCounty.run(
        folder, readers: readers, seed: seed &* 31 &+ UInt64(number))
      #expect(first.keys.sorted() == other.keys.sorted())
      for (name, text) in first { #expect(other[name] == text, "\(name) with \(readers) readers") }
    }
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func `other files leave no trace`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try RandomCounty.folder(&random)
    let alone = try await RandomCounty.run(folder, readers: 2, seed: seed)
    try folder.write(
      RandomCounty.pipeline.replacing("#others", with: RandomCounty.others), to: "pipeline.yml")
    try folder.write("编号,行政村\nV1,甲村\nV2,没有村\nV3,丙村\n", to: "visits/0.csv")
    try folder.write("编号,行政村\nV4,乙村\n", to: "visits/zz.csv")
    let beside = try await RandomCounty.run(folder, readers: 2, seed: seed &+ 100)
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
