import Foundation
import Testing

@testable import SampleCounty

@Suite struct SampleTests {
  static let sample = Sample()

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The content of every file under a folder, by its relative path.
  private static func files(under folder: URL) throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var contents: [String: Data] = [:]
    // Folders have no extension.
    for path in paths where path.contains(".") {
      contents[path] = try Data(contentsOf: folder.appendingPathComponent(path))
    }
    return contents
  }

  /// Writes a sample into a folder of its own and gives its files.
  private static func written(_ sample: Sample) throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sample-county-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try sample.write(to: folder)
    return try files(under: folder)
  }

  private static func differing(_ left: [String: Data], _ right: [String: Data]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  @Test func `writes the same bytes twice, and they are the committed ones`() throws {
    let first = try Self.written(Self.sample)
    let second = try Self.written(Sample())
    let committed = try Self.files(
      under: Self.root.appendingPathComponent("Samples/qin-county", isDirectory: true))
    #expect(Self.differing(first, second) == [])
    #expect(
      Self.differing(first, committed) == [],
      "run `swift run SampleCounty` and commit what it writes")
    #expect(first.values.map(\.count).reduce(0, +) < 12_000_000)
  }

  @Test func `the decisions file answers every name that is merely similar`() throws {
    let committed = try String(
      contentsOf: Self.root.appendingPathComponent("Pipelines/qin-county.decisions.csv"),
      encoding: .utf8)
    #expect(committed == Self.sample.decisions)
    let county = Self.sample.county
    let names = Set(county.villages.map(\.stem) + county.formerVillages.map(\.stem))
    #expect(Self.sample.misnamings.count == 18)
    #expect(Set(Self.sample.misnamings.map(\.spelling)).count == 4)
    #expect(Self.sample.misnamings.filter { names.contains($0.stem) } == [])
  }

  @Test func `every kind of flaw is there, and the rows that do not count are under one percent`() {
    let kinds: Set<FlawKind> = Set(Self.sample.flaws.map(\.kind))
    #expect(kinds == Set(FlawKind.allCases))
    let additional = Self.sample.flaws.count { $0.kind.outcome == "quarantine" }
    #expect(additional * 100 < Totals.households)
    #expect(Set(Self.sample.flaws).count == Self.sample.flaws.count)
  }

  @Test func `the damaged report has lost a figure and still has the others`() throws {
    let texts = Dictionary(uniqueKeysWithValues: Self.sample.texts.map { ($0.file, $0.text) })
    let clean = try #require(texts["reports/county-report.txt"])
    let damaged = try #require(texts["reports/county-report-damaged.txt"])
    #expect(clean.contains("下拨48万元"))
    #expect(damaged.contains("下?lián)?8萬元"))
    #expect(!damaged.contains("48萬元"))
    for figure in ["50090", "140991", "98.22%", "99.24%", "136298", "13636.96", "30964"] {
      #expect(clean.contains(figure))
      #expect(damaged.contains(figure))
    }
  }
}
