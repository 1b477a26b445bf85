import Foundation
import PropertyTesting
import Testing

/// What a run would do, told before it is made.
@Suite struct PlanTests {
  /// A change of the county of two registers, and the lines of the plan that tell of it.
  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable (SmallCounty) throws -> Void
    let lines: [String]

    var testDescription: String { name }
  }

  private static let second = "户编号,行政村,人口数,参保人数\n101,甲村,3,2\n"

  private static func county() throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(second, to: "registers/two.csv")
    #expect(try county.run().status == 0)
    return county
  }

  /// Every path below the results, with its bytes and when it was changed.
  private static func state(of county: SmallCounty) throws -> [String] {
    let folder = county.folder.appending(path: "Output").path
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .map { name in
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        return
          "\(name) \(attributes[.size] ?? "") \(attributes[.modificationDate] ?? "") \(attributes[.posixPermissions] ?? "")"
      }
  }

  @Test(arguments: [
    Change(
      name: "a file changed",
      make: { try $0.write(second + "102,甲村,1,1\n", to: "registers/two.csv") },
      lines: [
        "take     registers/one.csv: its content, and all that decides what it gives, are as before",
        "read     registers/two.csv: its content changed",
        "compute  table enrolment: it is computed over all records of a run",
        "of the files 1 changed; unless it comes to the same as",
      ]),
    Change(
      name: "a file is new",
      make: { try $0.write(second.replacing("101", with: "201"), to: "registers/three.csv") },
      lines: ["read     registers/three.csv: it is new", "of the files 1 new"]),
    Change(
      name: "a file has another name",
      make: { county in
        try FileManager.default.moveItem(
          at: county.folder.appending(path: "registers/two.csv"),
          to: county.folder.appending(path: "registers/zwei.csv"))
      },
      lines: [
        "read     registers/zwei.csv: it is new here; its content was at registers/two.csv",
        "of the files 1 new, 1 gone",
      ]),
    Change(
      name: "a variable reads otherwise",
      make: {
        try $0.rewrite("{headers: 参保人数, type: integer}", with: "{headers: 参保人数, type: number}")
      },
      lines: [
        "read     registers/one.csv: the definition of households changed",
        "the definition changed: source households",
      ]),
    Change(
      name: "a table is another", make: { try $0.rewrite("decimals: 2", with: "decimals: 3") },
      lines: [
        "take     registers/one.csv", "compute  table enrolment: its definition changed",
        "the definition changed: table enrolment",
      ]),
    Change(
      name: "a place has another name",
      make: { county in
        let places = try county.text("gazetteer.csv")
        try county.write(places.replacing("乙村", with: "丙村"), to: "gazetteer.csv")
      },
      lines: [
        "read     registers/one.csv: what it asked of places or the catalogue is answered otherwise",
        "take     registers/two.csv", "the gazetteer changed (gazetteer.csv)",
      ]),
    Change(
      name: "a result is gone",
      make: { county in
        try FileManager.default.removeItem(
          at: county.folder.appending(path: "Output/small/latest/tables/enrolment.csv"))
      }, lines: ["take     registers/one.csv", "files of the latest run are gone"]),
    Change(
      name: "pieces are gone",
      make: { county in
        try FileManager.default.removeItem(at: county.folder.appending(path: "Output/small/pieces"))
        try county.rewrite("decimals: 2", with: "decimals: 3")
      }, lines: ["read     registers/one.csv: its piece is not stored any more"]),
  ])
  func `each item of a plan says why, and a plan changes nothing`(change: Change) throws {
    let county = try Self.county()
    try change.make(county)
    let before = try Self.state(of: county)
    let plan = try county.run(["--plan"])
    #expect(plan.status == 0, "\(plan.errors)")
    for line in change.lines { #expect(plan.output.contains(line), "\(plan.output)") }
    #expect(try Self.state(of: county) == before)
    // What is planned is what is done.
    let taken = plan.output.split(separator: "\n").count { $0.hasPrefix("take ") }
    let read = plan.output.split(separator: "\n").count { $0.hasPrefix("read ") }
    let run = try county.run()
    #expect(
      run.errors.contains(
        "\(read + taken) of \(read + taken) files read, \(taken) of them from pieces"),
      "\(plan.output)\(run.errors)")
  }

  @Test func `a plan of a first run reads everything and leaves no folder behind`() throws {
    let county = try SmallCounty()
    let plan = try county.run(["--plan"])
    #expect(plan.status == 0)
    #expect(plan.output.contains("read     registers/one.csv: there is no key"), "\(plan.output)")
    #expect(plan.output.contains("publish  a new run: there is no earlier run"), "\(plan.output)")
    #expect(!county.exists("Output"))
  }

  @Test func `where nothing changed a plan says so, and what is forced says that`() throws {
    let county = try Self.county()
    try county.write("# a remark\n" + SmallCounty.pipeline, to: "pipeline.yml")
    #expect(try county.run(["--plan"]).output.hasPrefix("stay  "))
    let forced = try county.run(["--plan", "--force", "--full"]).output
    #expect(forced.contains("read     registers/one.csv: --full reads every file"), "\(forced)")
    #expect(forced.contains("publish  a new run: --force asks for it"), "\(forced)")
    #expect(try county.run(["--plan", "--verify"]).output.contains("--verify holds it against"))
    #expect(
      try county.run(["--plan", "--until", "find", "--force"]).output.hasPrefix("stay  nothing"))
    try county.rewrite("decimals: 2", with: "decimals: 3")
    #expect(try !county.run(["--plan"]).output.contains("unless it comes to the same"))
    let partial = try county.run(["--plan", "--until", "extract", "--force"]).output
    #expect(partial.contains("keep  a run to look at"), "\(partial)")
    #expect(!partial.contains("compute"))
  }

  @Test func `a plan is JSON Lines where that is asked for, and wrong where the run would be`()
    throws
  {
    let county = try Self.county()
    try county.rewrite("decimals: 2", with: "decimals: 3")
    let lines = try county.run(["--plan", "--json"]).output.split(separator: "\n")
    for line in lines {
      let item = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
      #expect(Set(item.keys) == ["kind", "action", "name", "reason"])
      #expect(item["kind"] == "plan.item")
    }
    #expect(lines.count == 5)
    try FileManager.default.removeItem(at: county.folder.appending(path: "gazetteer.csv"))
    #expect(try county.run(["--plan"]).status == 78)
    #expect(try county.run(["--plan", "--only", "nothing"]).status == 64)
  }
}
