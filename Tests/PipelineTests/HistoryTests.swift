import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Pipeline

/// Histories of random edits, after each of which a run that reads what changed publishes what one does that
/// reads everything.
@Suite struct HistoryTests {
  /// A county whose files, definition, places and answers change.
  private struct County {
    let folder: TemporaryFolder
    var random: SeededGenerator
    /// What each file held after the steps so far.
    var past: [[String: String]] = []

    /// - Parameters:
    ///   - seed: Decides all that happens.
    ///   - looksBack: Whether a rule holds records against those of the run before.
    /// - Throws: When the folder cannot be written.
    init(seed: UInt64, looksBack: Bool) throws {
      random = SeededGenerator(seed: seed)
      folder = try RandomCounty.folder(&random)
      try folder.write("name,level,within,code,decided_on,note\n", to: "decisions.csv")
      try folder.write(
        RandomCounty.pipeline
          .replacing(
            "{gazetteer: gazetteer.csv}",
            with: "{gazetteer: gazetteer.csv, decisions: decisions.csv}"
          )
          .replacing(
            "rules:\n",
            with: """
              rules:
                \(looksBack ? "- {check: members - previous.members <= 3, of: household, severity: quarantine, code: household.jump}" : "")

              """)
          + "keep_runs: 3\n", to: "pipeline.yml")
    }

    var names: [String] {
      get throws {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("registers"))
          .map { "registers/\($0)" }.sorted()
      }
    }

    func state() throws -> [String: String] {
      var state: [String: String] = [:]
      for name in try names + ["pipeline.yml", "gazetteer.csv", "decisions.csv"] {
        state[name] = try folder.text(name)
      }
      return state
    }

    func restore(_ state: [String: String]) throws {
      for name in try names where state[name] == nil {
        try FileManager.default.removeItem(atPath: folder.path(name))
      }
      for (name, text) in state { try folder.write(text, to: name) }
    }

    mutating func edit(
      _ name: String, _ body: (inout [String], inout SeededGenerator) -> Void
    ) throws {
      var lines = try folder.text(name).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      if lines.last == "" { lines.removeLast() }
      body(&lines, &random)
      try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    private mutating func row() -> String {
      "H\(random.next() % 300),\(random.pick(["甲村", "乙村", "丙村", "丁村", "无名村"])),\(random.next() % 10),\(random.next() % 9)"
    }

    /// Makes one change, and says which.
    mutating func change() throws -> String {
      past.append(try state())
      let name = random.pick(try names)
      switch random.next() % 14 {
      case 0, 1:
        let row = row()
        try edit(name) { lines, random in
          let at = 1 + Int(random.next() % UInt64(lines.count))
          if at < lines.count { lines[at] = row } else { lines.append(row) }
        }
        return "a row of \(name)"
      case 2:
        try edit(name) { lines, _ in if lines.count > 2 { lines.removeLast() } }
        return "a row less in \(name)"
      case 3:
        let rows = (0..<5).map { _ in row() }
        try folder.write(
          (["户编号,行政村,人口数,参保人数"] + rows).joined(separator: "\n") + "\n",
          to: "registers/\(random.next() % 20 + 10).csv")
        return "another file"
      case 4 where try names.count > 2:
        try FileManager.default.removeItem(atPath: folder.path(name))
        return "without \(name)"
      case 5:
        try FileManager.default.moveItem(
          atPath: folder.path(name), toPath: folder.path("registers/n\(random.next() % 1000).csv"))
        return "another name for \(name)"
      case 6:
        let text = try folder.text(name)
        try folder.write(
          random.happens(50) ? text + "\n" : "\u{FEFF}" + text.replacing("\u{FEFF}", with: ""),
          to: name)
        return "\(name) saved again"
      case 7:
        try folder.write(
          "# a remark \(random.next())\n" + folder.text("pipeline.yml"), to: "pipeline.yml")
        return "a remark"
      case 8:
        try edit("pipeline.yml") { lines, random in
          lines = lines.map { line in
            line.hasPrefix("  - {check: members < ")
              ? "  - {check: members < \(random.next() % 3 + 7), of: household, severity: \(random.pick(["warn", "quarantine"])), code: household.large}"
              : line
          }
        }
        return "another rule"
      case 9:
        try edit("pipeline.yml") { lines, random in
          let decimals = random.next() % 4
          lines = lines.map { $0.replacing(/decimals: [0-9]/, with: "decimals: \(decimals)") }
        }
        return "another table"
      case 10:
        try edit("pipeline.yml") { lines, random in
          let type = random.pick(["integer", "number"])
          lines = lines.map {
            $0.replacing(/人口数, type: [a-z]+/, with: "人口数, type: \(type)")
          }
        }
        return "another type"
      case 11:
        try edit("gazetteer.csv") { lines, random in
          let name = random.pick(["甲村", "戊村", "无名村", "甲村村"])
          lines.append("\(200 + random.next() % 50),\(name),village,12,,")
          if random.happens(50) { lines.remove(at: lines.count - 1) }
          if random.happens(30), lines.count > 8 { lines.removeLast() }
        }
        return "other places"
      case 12:
        try edit("decisions.csv") { lines, random in
          if lines.count > 1, random.happens(50) {
            lines.removeLast()
          } else {
            lines.append("\(random.pick(["无名村", "甲村村", "戊村"])),village,,111,2021-01-01,")
          }
        }
        return "other decisions"
      default:
        let at = Int(random.next() % UInt64(past.count))
        try restore(past[at])
        return "as it was before step \(at)"
      }
    }

    /// How a run into an output ended: its folder, or the code of what stopped it.
    func run(
      into output: String, _ repetition: RunOptions.Repetition, _ reading: RunOptions.Reading
    ) async throws -> (summary: RunSummary?, fault: String) {
      do throws(RunFailure) {
        let summary = try await PipelineRunner(
          definition: PipelineLoader.load(path: folder.path("pipeline.yml")),
          options: RunOptions(
            output: folder.path(output), repetition: repetition, readers: 2, reading: reading),
          observer: SilentObserver()
        )
        .run()
        return (summary, "")
      } catch {
        return (nil, error.diagnostic.code.rawValue)
      }
    }
  }

  @Test(arguments: 0..<30) func `what is read again decides nothing`(seed: Int) async throws {
    var county = try County(seed: UInt64(7000 + seed), looksBack: seed % 2 == 0)
    let files = FileManager.default
    var story: [String] = []
    var (unchanged, restored) = (0, 0)
    for step in 0..<10 {
      if step > 0 { story.append(try county.change()) }
      // The full run is held against the very same earlier runs.
      try? files.removeItem(atPath: county.folder.path("full"))
      if files.fileExists(atPath: county.folder.path("out")) {
        try files.copyItem(atPath: county.folder.path("out"), toPath: county.folder.path("full"))
        try? files.removeItem(atPath: county.folder.path("full/order/pieces"))
      }
      let (run, fault) = try await county.run(into: "out", .whenChanged, .changed)
      if run?.status == .unchanged {
        // What stays was held against the run before it, and so is what it is compared with.
        let latest = try #require(FinishedRun(latestIn: county.folder.path("full/order")))
        try files.removeItem(atPath: county.folder.path("full/order/latest"))
        if let previous = latest.previous {
          try files.createSymbolicLink(
            atPath: county.folder.path("full/order/latest"), withDestinationPath: "runs/\(previous)"
          )
        }
      }
      let (full, fullFault) = try await county.run(into: "full", .always, .all)
      #expect(fault == fullFault, "seed \(seed): \(story)")
      guard let run, let full else { continue }
      let isUnchanged = run.status == .unchanged
      let stays = isUnchanged || run.status == .restored
      #expect(stays ? full.status == .published : run.status == full.status, "\(story)")
      guard let one = run.folder, let other = full.folder else { continue }
      let own = try #require(RunFiles(of: one))
      let others = try #require(RunFiles(of: other))
      // A package names the bytes that were read, which may be others that give the same.
      let differing = own.differences(from: others)
        .filter { !isUnchanged || $0 != "datapackage.json" }
      #expect(differing.isEmpty, "seed \(seed): \(story)")
      unchanged += isUnchanged ? 1 : 0
      restored += run.status == .restored ? 1 : 0
    }
    // Remarks and files that were saved again are among the steps of nearly every history.
    if seed == 0 { #expect(unchanged > 0, "\(story)") }
    if seed % 2 == 0 { #expect(restored == 0) }
  }
}
