import Foundation
import Testing

/// What readers find under `latest`, but for what tells of the run's own time.
struct PublishedState: Equatable {
  /// The bytes of the files, by their names; of a store what it holds.
  private let files: [String: Data]

  /// Looks at a pipeline's folder.
  ///
  /// - Throws: When `latest` names no whole run.
  init(_ folder: URL) throws {
    let latest = folder.appending(path: "latest")
    let report = try JSONDecoder()
      .decode(Report.self, from: Data(contentsOf: latest.appending(path: "run.json")))
    try Self.require(report.status == "published", "the status is \(report.status)")
    var files: [String: Data] = [:]
    for output in report.outputs where output.path != "run.json" {
      let file = latest.appending(path: output.path)
      let bytes = try Data(contentsOf: file)
      try Self.require(bytes.count == output.bytes, "\(output.path) has another size")
      if output.path == "stages.sqlite" {
        files[output.path] = try Self.content(of: file)
      } else if output.path.hasPrefix("migration-report.") {
        // It names the run.
        files[output.path] = Data(
          String(decoding: bytes, as: UTF8.self)
            .replacing(/[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}(-[0-9]+)?/, with: "RUN")
            .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "TIME").utf8)
      } else if output.path != "diagnostics.jsonl" {
        files[output.path] = bytes
      }
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: latest.path + "/")
      .filter { !["run.json", "diagnostics.jsonl", "tables"].contains($0) }
    try Self.require(Set(names) == Set(files.keys), "it has other files than it says")
    self.files = files
  }

  /// The names of the files that differ.
  func differences(from other: Self) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  private struct Report: Decodable {
    struct Output: Decodable {
      let path: String
      let bytes: Int
    }

    let status: String
    let outputs: [Output]
  }

  /// Something is not as it must be.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private static func require(_ holds: Bool, _ words: String) throws {
    guard holds else { throw Fault(description: words) }
  }

  /// What a store holds, whatever stands on which of its pages.
  private static func content(of store: URL) throws -> Data {
    let dump = try MilletProcess(
      ["-readonly", store.path, "PRAGMA integrity_check", ".dump"],
      program: URL(filePath: "/usr/bin/sqlite3"))
    try require(
      dump.status == 0 && dump.output.hasPrefix("ok\n"), "the store is damaged: \(dump.errors)")
    return Data(dump.output.utf8)
  }
}
