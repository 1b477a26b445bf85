import Foundation
import Testing

/// What Millet resolved in the sample county against what is true of it.
@Suite struct GroundTruthTests {
  /// A household row as a run has it.
  private struct Row {
    let village: String
    let household: String
    let status: String
  }

  /// The rows of a run's households by file, worksheet and row.
  private static func rows(_ run: String) throws -> [String: Row] {
    func table(_ name: String) throws -> [[String: String]] {
      let folder = FileManager.default.temporaryDirectory.appending(path: "millet-\(UUID()).csv")
      let listing = try MilletProcess([
        "inspect", run, name, "--limit", "100000", "--format", "csv",
      ])
      try #require(listing.status == 0, "\(listing.errors)")
      try Data(listing.output.utf8).write(to: folder)
      defer { try? FileManager.default.removeItem(at: folder) }
      return try SampleRun.rows(of: folder)
    }
    var paths: [String: String] = [:]
    for file in try table("source_file") { paths[file["file"] ?? ""] = file["path"] }
    var sheets: [String: String] = [:]
    for sheet in try table("worksheet") {
      sheets["\(sheet["file"] ?? "")!\(sheet["worksheet"] ?? "")"] = sheet["name"]
    }
    var rows: [String: Row] = [:]
    for row in try table("household") {
      let file = row["file"] ?? ""
      let sheet = sheets["\(file)!\(row["worksheet"] ?? "")"] ?? ""
      rows["\(paths[file] ?? "")!\(sheet)!\(row["row"] ?? "")"] = Row(
        village: row["village"] ?? "", household: row["household_id"] ?? "",
        status: row["status"] ?? "")
    }
    return rows
  }

  private static func truths() throws -> [[String: String]] {
    try SampleRun.rows(of: MilletProcess.root.appending(path: "Samples/qin-county/truth.csv"))
  }

  private static func key(_ truth: [String: String]) -> String {
    "Samples/qin-county/\(truth["file"] ?? "")!\(truth["worksheet"] ?? "")!\(truth["row"] ?? "")"
  }

  /// The spellings that rules cannot undo.
  private static let doubtful: Set = ["homophone", "misspelt", "dropped", "swapped"]

  @Test func `with the analyst's decisions every row is in its true village`() throws {
    let run = try SampleRun.shared.get()
    let rows = try Self.rows(run.latest.path)
    let truths = try Self.truths()
    #expect(truths.count > 9_000)
    #expect(Set(truths.map { $0["spelling"] ?? "" }).count == 21)
    for truth in truths {
      let row = try #require(rows[Self.key(truth)], "\(truth)")
      #expect(row.village == truth["village"], "\(truth)")
      #expect(row.household == truth["household_id"], "\(truth)")
    }
    // A household's number begins with its village's code: no clean row at all is elsewhere.
    let clean = rows.values.filter { $0.status != "quarantined" }
    #expect(clean.count == 50_090)
    #expect(clean.allSatisfy { $0.village == "140430\($0.household.prefix(6))" })
  }

  @Test func `without decisions rules resolve their share, and the rest waits with the truth`()
    throws
  {
    let output = FileManager.default.temporaryDirectory.appending(path: "millet-truth-\(UUID())")
    defer { try? FileManager.default.removeItem(at: output) }
    let process = try MilletProcess([
      "run", "Pipelines/qin-county.yml", "--output", output.path, "--quiet", "--set",
      "reference.decisions=~", "--set", "gates.quarantine_share=0.5",
    ])
    try #require(process.status == 0, "\(process.errors)")
    let latest = output.appending(path: "qin-county/latest")
    let rows = try Self.rows(latest.path)
    var remedies: [String: String] = [:]
    for entry in try SampleRun.rows(of: latest.appending(path: "quarantine.csv"))
    where entry["variable"] == "village" && entry["code"] == "place.unknown" {
      let key = "\(entry["file"] ?? "")!\(entry["worksheet"] ?? "")!\(entry["row"] ?? "")"
      remedies[key] = entry["remedy"]
    }
    var ruled = (all: 0, resolved: 0)
    var waiting = 0
    for truth in try Self.truths() {
      let row = try #require(rows[Self.key(truth)], "\(truth)")
      let village = truth["village"] ?? ""
      #expect(row.household == truth["household_id"])
      let isDoubtful = Self.doubtful.contains(truth["spelling"] ?? "")
      if !isDoubtful { ruled.all += 1 }
      if row.village.isEmpty {
        // Held back, with the truth among at most three candidates.
        waiting += 1
        let remedy = try #require(remedies[Self.key(truth)], "\(truth)")
        #expect(remedy.contains("(\(village))"), "\(truth): \(remedy)")
        #expect(remedy.matches(of: /\(\d{12}\)/).count <= 3)
        #expect(row.status == "quarantined")
      } else {
        #expect(row.village == village, "\(truth)")
        #expect(!isDoubtful, "\(truth)")
        if !isDoubtful { ruled.resolved += 1 }
      }
    }
    #expect(ruled.resolved * 100 >= ruled.all * 99, "\(ruled)")
    #expect(waiting >= 1_000)
    // One line a name, with all its rows.
    let needed = try SampleRun.rows(of: latest.appending(path: "decisions-needed.csv"))
    let decisions = try SampleRun.rows(
      of: MilletProcess.root.appending(path: "Pipelines/qin-county.decisions.csv"))
    for decision in decisions {
      let lines = needed.filter { line in
        line["within"] == decision["within"]
          && (1...3)
            .contains { line["candidate_\($0)"]?.hasPrefix(decision["code"] ?? "?") ?? false }
      }
      #expect(!lines.isEmpty, "\(decision)")
    }
    #expect(needed.compactMap { Int($0["rows"] ?? "") }.reduce(0, +) == remedies.count)
  }
}
