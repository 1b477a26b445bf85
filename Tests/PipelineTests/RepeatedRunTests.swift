#if os(Linux)
import Foundation
import Pipeline
import PropertyTesting
import Testing

/// Runs one behind the other in one process.
@Suite struct RepeatedRunTests {
  private static let files = [
    "small.yml": """
    pipeline: small
    root: .
    as_of: 2021-10-31
    keep_runs: 3
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: "*/households.csv"
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          head: {headers: 户主, sensitive: true}
          members: {headers: 人口数, type: integer}
    records:
      household: {key: household_id}
    tables:
      persons: {of: household, by: [village], measures: {persons: sum(members)}}
    publish: [csv, xlsx, ods, sqlite, {migration: county.sqlite}]
    """,
    "gazetteer.csv": """
    code,name,level,parent,valid_from,valid_to
    1,试验县,county,,,
    11,某镇,township,1,,
    111,甲村,village,11,,
    """,
  ]

  /// What a process holds, and what stands on its disk.
  private struct Holding: CustomStringConvertible {
    let descriptors: Int
    /// In kibibytes.
    let memory: Int
    let files: Int

    init(_ output: String) throws {
      descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      // The second number is the pages that are in memory (proc_pid_statm(5)).
      let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        .split(separator: " ")
      memory = (Int(pages[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
      files = try FileManager.default.subpathsOfDirectory(atPath: output).count
    }

    var description: String { "\(descriptors) descriptors, \(memory) KiB, \(files) files" }
  }

  /// The most that a run may leave in memory, in kibibytes; some sixty are gaps between what threads allocate.
  private static let mostLeft = 100

  @Test func `fifty runs leave no descriptor, no memory and no file behind`() async throws {
    // A process of its own, in which nothing else is at work.
    let ended = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      let folder = try TemporaryFolder()
      for (name, text) in RepeatedRunTests.files { try folder.write(text, to: name) }
      let register = folder.url.appending(path: "one")
      try FileManager.default.createDirectory(at: register, withIntermediateDirectories: false)
      let definition = try PipelineLoader.load(path: folder.path("small.yml"))
      let rows = (1...200).map { "\($0),甲村,某甲\($0),3\n" }.joined()
      var early: Holding?
      for number in 1...50 {
        try folder.write("户编号,行政村,户主,人口数\n\(rows)999,甲村,某乙,\(number)\n", to: "one/households.csv")
        let summary = try await PipelineRunner(
          definition: definition, options: RunOptions(), observer: SilentObserver()
        )
        .run()
        try #require(summary.status == .published, "\(summary)")
        if number == 10 { early = try Holding(folder.path("Output")) }
      }
      let (before, after) = (try #require(early), try Holding(folder.path("Output")))
      print("\(before), then \(after)")
      #expect(after.descriptors <= before.descriptors)
      #expect(after.files <= before.files)
      #expect(
        after.memory - before.memory < 40 * RepeatedRunTests.mostLeft, "\(before), then \(after)")
    }
    print(String(decoding: ended?.standardOutputContent ?? [], as: UTF8.self))
  }
}
#endif
