import Foundation
import Testing

/// The sample county's pipeline, run once for all tests that look at its results.
final class SampleRun: Sendable {
  /// The results, or why there are none.
  static let shared = Result { try SampleRun() }

  let process: MilletProcess
  let latest: URL
  private let output: URL

  private init() throws {
    output = FileManager.default.temporaryDirectory.appending(path: "millet-sample-\(UUID())")
    process = try MilletProcess(["run", "Pipelines/qin-county.yml", "--output", output.path])
    latest = output.appending(path: "qin-county/latest")
  }

  deinit {
    try? FileManager.default.removeItem(at: output)
  }

  /// The rows of a published CSV file, by column.
  func rows(_ name: String) throws -> [[String: String]] {
    try Self.rows(of: latest.appending(path: name))
  }

  /// The rows of a CSV file, by column.
  static func rows(of file: URL) throws -> [[String: String]] {
    rows(ofText: try String(contentsOf: file, encoding: .utf8))
  }

  /// The rows of the text of a CSV file, by column.
  static func rows(ofText text: String) -> [[String: String]] {
    var records: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"":
        if !isQuoted, field.hasSuffix("\u{0}") { field.append("\"") }
        if isQuoted { field.append("\u{0}") }
        isQuoted.toggle()
      case "," where !isQuoted:
        records[records.count - 1].append(field.filter { $0 != "\u{0}" })
        field = ""
      case "\n" where !isQuoted:
        records[records.count - 1].append(field.filter { $0 != "\u{0}" })
        field = ""
        records.append([])
      default: field.append(character)
      }
    }
    let header = records[0]
    return records.dropFirst().filter { $0.count == header.count }
      .map {
        Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
      }
  }
}
