import Foundation
import Testing

/// Which runs stay, and what `millet gc` frees.
@Suite struct OldRunsTests {
  private static func county(_ retention: String? = nil) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline + (retention.map { "\nkeep_runs: \($0)\n" } ?? "\n"), to: "pipeline.yml")
    return county
  }

  private static func runs(_ county: SmallCounty) throws -> [String] {
    try FileManager.default
      .contentsOfDirectory(
        atPath: county.folder.appending(path: "Output/small/runs").path
      )
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func latest(_ county: SmallCounty) throws -> String {
    try FileManager.default
      .destinationOfSymbolicLink(
        atPath: county.folder.appending(path: "Output/small/latest").path
      )
      .replacing("runs/", with: "")
  }

  /// Runs the pipeline on registers of so many persons, one behind the other.
  private static func run(_ county: SmallCounty, members: ClosedRange<Int>) throws {
    for number in members {
      try county.write(
        "户编号,行政村,人口数,参保人数\n001,甲村,\(number),1\n", to: "registers/one.csv")
      let run = try county.run()
      try #require(run.status == 0, "\(run.errors)")
    }
  }

  /// Gives a copy of the latest run another time.
  private static func copyLatest(_ county: SmallCounty, to name: String) throws {
    let runs = county.folder.appending(path: "Output/small/runs")
    try FileManager.default.copyItem(
      at: runs.appending(path: try latest(county)), to: runs.appending(path: name))
  }

  private static func collect(_ county: SmallCounty, _ more: String...) throws -> MilletProcess {
    try MilletProcess(["gc", "pipeline.yml"] + more, in: county.folder)
  }

  @Test func `without a word every run stays`() throws {
    let county = try Self.county()
    try Self.run(county, members: 1...4)
    #expect(try Self.runs(county).count == 4)
    let gc = try Self.collect(county)
    #expect(gc.status == 0 && gc.output.isEmpty)
    #expect(gc.errors.contains("no keep_runs"))
    #expect(try Self.runs(county).count == 4)
  }

  @Test func `a run leaves the newest, and the one that it was held against`() throws {
    let county = try Self.county("1")
    try Self.run(county, members: 1...5)
    // The latest, and the one before it.
    #expect(try Self.runs(county).count == 2)
    #expect(try Self.runs(county).contains(Self.latest(county)))
    let four = try Self.county("4")
    try Self.run(four, members: 1...6)
    #expect(try Self.runs(four).count == 4)
  }

  @Test func `runs that a gate holds back go as well, and latest stays`() throws {
    let county = try Self.county("2")
    try Self.run(county, members: 1...1)
    let latest = try Self.latest(county)
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,1,2\n002,甲村,1,1\n", to: "registers/one.csv")
    for _ in 0..<4 { #expect(try county.run().status == 1) }
    #expect(try Self.latest(county) == latest)
    #expect(try Self.runs(county).count == 3)
    #expect(try Self.runs(county).contains(latest))
  }

  @Test func `age and number each keep a run`() throws {
    let county = try Self.county()
    try Self.run(county, members: 1...1)
    try Self.copyLatest(county, to: "20190101T000000Z-0123456789ab")
    try Self.copyLatest(county, to: "20190102T000000Z-0123456789ab")
    try Self.copyLatest(county, to: "of-ones-own")
    let young = try Self.collect(county, "--set", "keep_runs={days: 40000}")
    #expect(young.output.isEmpty, "\(young.output)")
    let few = try Self.collect(county, "--set", "keep_runs={count: 9, days: 30}")
    #expect(few.output.isEmpty, "\(few.output)")
    let old = try Self.collect(county, "--set", "keep_runs={days: 30}", "--dry-run")
    #expect(
      old.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } } == [
        "runs/20190101T000000Z-0123456789ab", "runs/20190102T000000Z-0123456789ab",
      ])
    #expect(old.output.contains(/\t[1-9][0-9]{4,}\n/), "\(old.output)")
    #expect(try Self.runs(county).count == 4)
    let gone = try Self.collect(county, "--set", "keep_runs={days: 30}")
    #expect(gone.output == old.output && gone.errors.contains("2 gone"))
    #expect(try Self.runs(county).count == 2)
    #expect(try county.run().errors.contains("unchanged"))
  }

  @Test func `what dead runs left goes, and pieces that nobody takes`() throws {
    let county = try Self.county()
    try Self.run(county, members: 1...1)
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "Output/small/runs/.20200101T000000Z-a.partial"),
      withIntermediateDirectories: false)
    try county.write("x", to: "Output/small/runs/.20200101T000000Z-a.partial/stages.sqlite")
    try county.write("x", to: "Output/small/pieces/one.part")
    let pieces = county.folder.appending(path: "Output/small/pieces")
    let piece = try #require(
      try FileManager.default.contentsOfDirectory(atPath: pieces.path)
        .first { !$0.hasSuffix(".part") })
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now.addingTimeInterval(-40 * 86_400)],
      ofItemAtPath: pieces.appending(path: piece).path)
    let gc = try Self.collect(county)
    #expect(gc.status == 0, "\(gc.errors)")
    #expect(
      gc.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
        == [
          "runs/.20200101T000000Z-a.partial", "pieces/\(piece)", "pieces/one.part",
        ]
        .sorted { ($0.hasPrefix("runs") ? 0 : 1, $0) < ($1.hasPrefix("runs") ? 0 : 1, $1) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: pieces.path).isEmpty)
    #expect(try county.run(["--force"]).errors.contains("0 of them from pieces"))
  }

  @Test func `while a run is made nothing goes`() throws {
    let county = try Self.county("1")
    try Self.run(county, members: 1...1)
    let locked = try MilletProcess(
      [
        county.folder.appending(path: "Output/small/.lock").path, MilletProcess.program.path, "gc",
        "pipeline.yml",
      ], in: county.folder, program: URL(filePath: "/usr/bin/flock"))
    #expect(locked.status == 75 && locked.errors.contains("[store.locked]"), "\(locked.errors)")
    #expect(locked.output.isEmpty && !locked.errors.contains("--wait"))
    #expect(try Self.runs(county).count == 1)
  }

  @Test func `folders that no run made are left alone, and count for nothing`() throws {
    let county = try Self.county("1")
    try Self.run(county, members: 1...1)
    for name in ["2019-backup", "archive", "zz", "20200101T000000Z-notdigits00"] {
      try Self.copyLatest(county, to: name)
    }
    try Self.run(county, members: 2...4)
    // The latest and the one before it, beside the four.
    #expect(try Self.runs(county).count == 6)
    let gc = try Self.collect(county)
    #expect(gc.status == 0 && gc.output.isEmpty, "\(gc.output)\(gc.errors)")
  }

  @Test func `where there are no results gc says so`() throws {
    let county = try Self.county()
    let gc = try Self.collect(county, "--output", "nowhere")
    #expect(gc.status == 2 && gc.errors.contains("expected the results of runs"), "\(gc.errors)")
  }

  @Test func `how many runs stay makes no other run`() throws {
    let county = try Self.county()
    try Self.run(county, members: 1...1)
    try county.write(
      SmallCounty.pipeline + "\nkeep_runs: {count: 3, days: 4}\n", to: "pipeline.yml")
    #expect(try county.run().errors.contains("unchanged"))
  }

  @Test(arguments: ["0", "{}", "{counts: 3}", "{days: many}", "all"])
  func `a number that says nothing is refused`(value: String) throws {
    let county = try Self.county(value)
    let run = try county.run()
    #expect(run.status == 78 && run.errors.contains("pipeline.yml:"), "\(run.errors)")
  }
}
