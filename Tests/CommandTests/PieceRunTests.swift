import Foundation
import PropertyTesting
import Testing

/// That the sample county's runs are the same out of stored pieces.
@Suite struct PieceRunTests {
  /// The files of the latest run, but for what tells of the run itself and for the store.
  private static func published(_ latest: URL) throws -> [String: Data] {
    let names = try #require(
      FileManager.default.enumerator(atPath: latest.resolvingSymlinksInPath().path)
    )
    .compactMap { $0 as? String }
    var files: [String: Data] = [:]
    for name in names
    where name.contains(".") && !["run.json", "stages.sqlite", "index.html"].contains(name)
      && !name.hasPrefix("migration-report.")
    {
      files[name] = try Data(contentsOf: latest.appending(path: name))
    }
    return files
  }

  @Test(arguments: ["qin-county", "qin-county-migration"])
  func `pieces give what the files gave`(pipeline: String) throws {
    let folder = try TemporaryFolder()
    let latest = folder.url.appending(path: "\(pipeline)/latest")
    var runs: [[String: Data]] = []
    for _ in 0..<2 {
      let run = try MilletProcess([
        "run", "Pipelines/\(pipeline).yml", "--output", folder.path, "--force",
      ])
      try #require(run.status == 0, "\(run.errors)")
      runs.append(try Self.published(latest))
      let isFound = runs.count > 1
      #expect(run.errors.contains(", 0 of them from pieces") == !isFound, "\(run.errors)")
    }
    #expect(runs[0].count > 8)
    #expect(runs[0].keys.sorted() == runs[1].keys.sorted())
    for (name, bytes) in runs[0] { #expect(runs[1][name] == bytes, "\(name)") }
  }
}
