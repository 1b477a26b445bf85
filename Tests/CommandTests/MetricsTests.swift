import Foundation
import Testing

/// The figures of a run for a collector of metrics.
@Suite struct MetricsTests {
  /// The samples of a file, whose every line is one, or says what the next are.
  private static func samples(_ text: String) throws -> [String: Double] {
    var samples: [String: Double] = [:]
    var typed: Set<String> = []
    let sample = #/([a-z_]+)(\{[a-z]+="(?:[^"\\\n]|\\.)*"(?:,[a-z]+="(?:[^"\\\n]|\\.)*")*\}) (\S+)/#
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if let type = line.wholeMatch(of: #/# TYPE (\S+) gauge/#) {
        #expect(typed.insert(String(type.output.1)).inserted, "\(line)")
      } else if !line.hasPrefix("# HELP ") {
        let match = try #require(line.wholeMatch(of: sample), "\(line)")
        #expect(typed.contains(String(match.output.1)), "\(line)")
        let name = String(match.output.1 + match.output.2)
        #expect(samples[name] == nil, "\(line)")
        let value = try #require(Double(String(match.output.3)))
        samples[name] = value
      }
    }
    return samples
  }

  private static let success = #"millet_run_last_success_timestamp_seconds{pipeline="small"}"#
  private static let end = #"millet_run_last_end_timestamp_seconds{pipeline="small"}"#

  private static func rows(_ state: String) -> String {
    #"millet_rows{pipeline="small",source="households",state="\#(state)"}"#
  }

  private static func status(_ word: String) -> String {
    #"millet_run_status{pipeline="small",status="\#(word)"}"#
  }

  private func run(_ county: SmallCounty, _ more: [String] = []) throws -> [String: Double] {
    _ = try county.run(["--metrics", "small.prom"] + more)
    return try Self.samples(county.text("small.prom"))
  }

  @Test func `a run leaves its figures`() throws {
    let county = try SmallCounty()
    let before = Date.now.timeIntervalSince1970
    let found = try run(county)
    #expect(found[Self.status("published")] == 1 && found[Self.status("failed")] == 0)
    #expect(found[Self.rows("read")] == 5 && found[Self.rows("quarantined")] == 1)
    #expect(found[#"millet_table_rows{pipeline="small",table="enrolment"}"#] == 4)
    #expect(found[#"millet_files{pipeline="small"}"#] == 1)
    #expect(found[#"millet_pieces_reused{pipeline="small"}"#] == 0)
    #expect(found[#"millet_warnings{pipeline="small"}"#] == 0)
    #expect(found[#"millet_stage_seconds{pipeline="small",stage="extract"}"#] != nil)
    #expect(try #require(found[Self.success]) >= before && found[Self.success] == found[Self.end])
    let forced = try run(county, ["--force"])
    #expect(forced[#"millet_pieces_reused{pipeline="small"}"#] == 1)
  }

  @Test func `a run that fails leaves the last success and the rows as they were`() throws {
    let county = try SmallCounty()
    let good = try run(county)
    for (word, more) in [
      ("gate_failed", ["--set", "gates.quarantine_share=0"]), ("unchanged", []),
    ] {
      let next = try run(county, more)
      #expect(next[Self.status(word)] == 1 && next[Self.status("published")] == 0)
      #expect(next[Self.rows("read")] == 5)
      #expect(try #require(next[Self.end]) > good[Self.end] ?? 0)
      #expect((next[Self.success] == good[Self.success]) == (word == "gate_failed"))
    }
    let before = try run(county)
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    let failed = try run(county)
    #expect(failed[Self.status("failed")] == 1)
    #expect(failed[Self.success] == before[Self.success])
    #expect(failed[Self.rows("read")] == 5)
  }

  @Test func `metrics that cannot be written are a warning, and of another name a wrong usage`()
    throws
  {
    let county = try SmallCounty()
    let run = try county.run(["--metrics", "nowhere/small.prom"])
    #expect(run.status == 0)
    #expect(run.errors.contains("[run.unrecorded]"), "\(run.errors)")
    #expect(try county.run(["--metrics", "small.txt"]).status == 64)
    try county.write(
      SmallCounty.pipeline + "\nobserve: {metrics: small.txt}\n", to: "pipeline.yml")
    #expect(try county.run().status == 78)
    try county.write(
      SmallCounty.pipeline + "\nobserve: {metrics: own.prom}\n", to: "pipeline.yml")
    #expect(try county.run().status == 0)
    #expect(try Self.samples(county.text("own.prom"))[Self.status("unchanged")] == 1)
  }
}
