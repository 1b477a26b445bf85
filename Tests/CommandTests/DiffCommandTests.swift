import Foundation
import PropertyTesting
import Testing

/// `millet diff` on a small county that changes from run to run.
@Suite struct DiffCommandTests {
  /// A county that was run, changed, and run again.
  private static func county(
    _ change: (SmallCounty) throws -> Void
  ) throws -> (county: SmallCounty, first: String) {
    let county = try SmallCounty()
    let run = try MilletProcess(["run", "pipeline.yml", "--quiet"], in: county.folder)
    try #require(run.status == 0, "\(run.errors)")
    let latest = county.folder.appending(path: "Output/small/latest")
    let first = latest.resolvingSymlinksInPath().lastPathComponent
    try change(county)
    let again = try MilletProcess(["run", "pipeline.yml", "--quiet"], in: county.folder)
    try #require(again.status == 0, "\(again.errors)")
    return (county, first)
  }

  private static func diff(
    _ county: SmallCounty, _ arguments: [String]
  ) throws -> [String: Any] {
    let diff = try MilletProcess(
      ["diff"] + arguments + ["--format", "json"], in: county.folder)
    try #require(diff.status == 0, "\(diff.errors)")
    return try JSONSerialization.jsonObject(with: Data(diff.output.utf8)) as? [String: Any] ?? [:]
  }

  private static func causes(_ json: [String: Any]) -> [String] {
    (json["inputs"] as? [String: Any])?["causes"] as? [String] ?? []
  }

  @Test func `a changed file is told with its records and figures`() throws {
    let (county, first) = try Self.county { county in
      try county.write(
        """
        户编号,行政村,人口数,参保人数
        001,甲村,3,3
        002,甲村,4,4
        004,乙村,5,1
        005,乙村,6,6

        """, to: "registers/one.csv")
    }
    let text = try MilletProcess(["diff", "small@\(first)", "small"], in: county.folder)
    #expect(text.status == 0, "\(text.errors)")
    for line in [
      "  source data: 1 files changed, 0 added, 0 removed",
      "  all that differs below is due to source data: nothing else differs",
      "household: 1 changed, 1 added, 0 removed",
      "  changed  001  registers/one.csv:one!2:2  insured 2 → 3",
      "  added  005  registers/one.csv:one!5:5", "    village 乙村 code=112",
      "      rate  20.00 → 63.64  (+43.64)",
    ] {
      #expect(text.output.contains(line + "\n"), "\(line) in \(text.output)")
    }
    let figure = try MilletProcess(
      [
        "diff", "small@\(first)", "small", "enrolment", "--row", "level=county", "--column",
        "insured",
      ], in: county.folder)
    for line in [
      "insured: 7 → 14", "  1 records count now and did not (together 6)",
      "  0 records counted and do not now (together 0)",
      "  1 records count with another value (together +1)",
      "    001  registers/one.csv:one!2:2  2 → 3",
    ] {
      #expect(figure.output.contains(line + "\n"), "\(line) in \(figure.output)")
    }
  }

  @Test func `each kind of input is told from the others`() throws {
    let (definition, first) = try Self.county { county in
      try county.rewrite("rate: {value: 100 *", with: "rate: {value: 1000 *")
    }
    let json = try Self.diff(definition, ["small@\(first)", "small"])
    #expect(Self.causes(json) == ["definition"])
    #expect((json["records"] as? [Any])?.isEmpty == true)
    let figures = json["figures"] as? [[String: Any]] ?? []
    #expect(figures.count == 4 && figures.allSatisfy { $0["column"] as? String == "rate" })
    #expect(figures.allSatisfy { $0["cause"] as? String == "definition" })

    let (villages, before) = try Self.county { county in
      try county.write(
        """
        code,name,level,parent,valid_from,valid_to
        1,试验县,county,,,
        11,某镇,township,1,,
        111,甲村,village,11,,
        113,乙村,village,11,,

        """, to: "gazetteer.csv")
    }
    let moved = try Self.diff(villages, ["small@\(before)", "small"])
    #expect(Self.causes(moved) == ["villages"])
    let rows = Set(
      (moved["figures"] as? [[String: Any]] ?? [])
        .compactMap { ($0["row"] as? [String: String])?["code"] })
    #expect(rows == ["112", "113"])

    let (both, start) = try Self.county { county in
      try county.rewrite("rate: {value: 100 *", with: "rate: {value: 1000 *")
      try county.write(SmallCounty.register + "006,甲村,1,1\n", to: "registers/one.csv")
    }
    let two = try Self.diff(both, ["small@\(start)", "small"])
    #expect(Self.causes(two) == ["data", "definition"])
    #expect((two["figures"] as? [[String: Any]] ?? []).allSatisfy { $0["cause"] is NSNull })
  }

  @Test func `a run differs in nothing from itself`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let json = try Self.diff(county, ["small", "small"])
    #expect(Self.causes(json).isEmpty)
    #expect((json["figures"] as? [Any])?.isEmpty == true)
    #expect(try MilletProcess(["diff", "small@2", "nothing"], in: county.folder).status == 2)
    #expect(
      try MilletProcess(["diff", "small", "small", "enrolment"], in: county.folder).status == 64)
  }
}
