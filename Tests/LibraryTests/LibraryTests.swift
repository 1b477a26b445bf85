import Foundation
import Pipeline
import SurveyModel
import Synchronization
import Testing

/// What the package is to others: this target sees what is public, and nothing else.
@Suite struct LibraryTests {
  private static let files = [
    "small.yml": """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: households.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
    records:
      household: {key: household_id}
    tables:
      persons: {of: household, by: [village], measures: {persons: sum(members)}}
    gates: {quarantine_share: 0.5}
    """,
    "gazetteer.csv": """
    code,name,level,parent,valid_from,valid_to
    1,试验县,county,,,
    11,某镇,township,1,,
    111,甲村,village,11,,
    """,
    "households.csv": """
    户编号,行政村,人口数
    001,甲村,3
    002,甲村,4
    003,丙村,2

    """,
  ]

  /// Calls with a folder of the files, which goes away afterwards.
  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "millet-library-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    try await body(folder)
  }

  @Test func `a pipeline is loaded, checked, run and looked into`() async throws {
    try await withFolder { folder in
      let definition = try PipelineLoader.load(path: folder.appending(path: "small.yml").path)
      #expect(definition.name == "small")
      #expect(definition.asOf == CalendarDate(year: 2021, month: 10, day: 31))
      let output = folder.appending(path: "Output").path
      #expect(try PipelineCheck(definition, output: output).exit == .published)

      let summary = try await PipelineRunner(
        definition: definition, options: RunOptions(output: output), observer: SilentObserver()
      )
      .run()
      #expect(summary.status == .published)
      let tally = try #require(summary.tallies.first?.tally)
      #expect(tally.isConserved)
      #expect((tally.read, tally.clean, tally.quarantined) == (4, 2, 1))
      #expect(tally.other == [.header: 1])
      var persons = ""
      try RunInspection(run: "small", output: output)
        .rows(of: "persons", where: nil, limit: 10, format: .csv) { persons += $0 }
      #expect(persons.contains("甲村"))
    }
  }

  /// Keeps what it hears.
  private final class Listener: RunObserver {
    private let heard = Mutex<[RunEvent]>([])

    var events: [RunEvent] { heard.withLock { $0 } }

    func hear(_ event: RunEvent) { heard.withLock { $0.append(event) } }
  }

  @Test func `an observer hears of a run from its beginning to its end, however that is`()
    async throws
  {
    try await withFolder { folder in
      let definition = try PipelineLoader.load(path: folder.appending(path: "small.yml").path)
      for tables in [[], ["nothing"]] {
        let listener = Listener()
        let options = RunOptions(output: folder.appending(path: "Output").path, tables: tables)
        _ = try? await PipelineRunner(
          definition: definition, options: options, observer: listener
        )
        .run()
        guard case .runStarted(let started)? = listener.events.first?.content,
          case .runEnded(let summary)? = listener.events.last?.content
        else {
          Issue.record("\(listener.events)")
          return
        }
        #expect(started.file.hasSuffix("small.yml"))
        #expect(summary.status == (tables.isEmpty ? .published : .wrongUsage))
        #expect(listener.events.allSatisfy { $0.pipeline == "small" })
        #expect(listener.events.last?.run == summary.id)
        #expect(listener.events.last?.json.hasPrefix(#"{"kind":"run.ended","time":"2"#) == true)
      }
    }
  }

  @Test func `a gate that fails is a finding with its place, code and exit status`() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "small.yml").path
      let definition = try PipelineLoader.load(
        path: path, settings: [("gates.quarantine_share", "0.01")])
      let summary = try await PipelineRunner(
        definition: definition,
        options: RunOptions(output: folder.appending(path: "Output").path),
        observer: SilentObserver()
      )
      .run()
      #expect((summary.status, summary.exit) == (.gateFailed, .gateFailed))
      let finding = try #require(summary.diagnostics.first { $0.severity == .error })
      #expect(finding.code == .gateFailed)
      #expect("\(finding)".contains(finding.location.file))
    }
  }

  @Test func `a definition that is wrong is a failure with its exit status`() async throws {
    try await withFolder { folder in
      let failure = #expect(throws: RunFailure.self) {
        try PipelineLoader.load(
          path: folder.appending(path: "small.yml").path, settings: [("as_of", "yesterday")])
      }
      #expect(failure?.exit == .definition)
      #expect(failure?.diagnostic.code == .pipelineInvalidValue)
    }
  }

  @Test func `cells are listed within the limits that are asked for`() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "households.csv").path
      var limits = ReadingLimits.default
      limits.cells = 100
      var bytes: [UInt8] = []
      let counts = try CellListing(path: path, sheet: nil, format: .text, limits: limits)
        .run { bytes += $0 }
      #expect(String(decoding: bytes, as: UTF8.self).contains("甲村"))
      #expect((counts.rows, counts.cells) == (4, 12))
      #expect(counts.kinds[Int(ValueKind.text.rawValue)] == 12)

      limits[.cells] = 2
      let refusal = #expect(throws: RunFailure.self) {
        try CellListing(path: path, sheet: nil, format: .none, limits: limits).run { _ in }
      }
      #expect(refusal?.diagnostic.code == .sourceLimit)
    }
  }
}
