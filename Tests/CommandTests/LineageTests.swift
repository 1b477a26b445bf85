import Foundation
import Testing

/// What a run tells a catalogue of data lineage.
@Suite struct LineageTests {
  private typealias Event = [String: Any]

  private static func events(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n")
      .map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
  }

  private static func types(_ text: String) throws -> [String] {
    try events(text).compactMap { $0["eventType"] as? String }
  }

  /// A member behind a path of keys.
  private static func member<Member>(_ event: [String: Any], _ path: String...) -> Member? {
    path.reduce(event as Any?) { ($0 as? [String: Any])?[$1] } as? Member
  }

  private static let pipeline = SmallCounty.pipeline
    .replacing("pipeline: small", with: "pipeline: small\ntitle: {en: A small county}")
    .replacing(
      "      members: {headers: 人口数, type: integer}",
      with: """
              head_name: {headers: 户主姓名, sensitive: true, required: false}
              members: {headers: 人口数, type: integer}
              large: {type: boolean, derive: members > 4}
        """
    )
    .replacing(
      "      persons: sum(members)",
      with: """
              persons: {value: sum(members), label: {en: Persons}}
              heads: count(distinct head_name) where large
              most: max(case when large then members else insured end)
        """
    )
    .replacing(
      "    by: [township, village]", with: "    by: [township, village]\n    where: members > 0")

  private static func county() throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    return county
  }

  /// The events of one run of every kind of ending.
  private static let endings = Result { () throws -> String in
    let county = try LineageTests.county()
    let arguments = ["--lineage", "lineage.jsonl", "--quiet"]
    for more in [
      [], [], ["--force", "--set", "gates.quarantine_share=0"], ["--until", "extract"],
    ] {
      _ = try county.run(arguments + more)
    }
    let lock = try #require(
      FileHandle(forWritingAtPath: county.folder.appending(path: "Output/small/.lock").path))
    #expect(flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    _ = try county.run(arguments + ["--force"])
    #expect(flock(lock.fileDescriptor, LOCK_UN) == 0)
    try county.write("户编号,行政村\n1,丙村\n", to: "registers/one.csv")
    _ = try county.run(arguments)
    return try county.text("lineage.jsonl")
  }

  @Test func `a run begins once and ends once, as what became of it`() throws {
    let text = try Self.endings.get()
    #expect(
      try Self.types(text) == [
        "START", "RUNNING", "COMPLETE", "START", "COMPLETE", "START", "RUNNING", "FAIL", "START",
        "RUNNING",
        "COMPLETE", "START", "ABORT", "START", "RUNNING", "FAIL",
      ])
    var runs: [String] = []
    for event in try Self.events(text) {
      let id: String = try #require(Self.member(event, "run", "runId"))
      #expect(
        id.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#)
          != nil)
      if runs.last != id { runs.append(id) }
      #expect(Self.member(event, "job", "name") == "small")
      #expect(Self.member(event, "job", "namespace") == "default")
      let type = try #require(event["eventType"] as? String)
      let message: String? = Self.member(event, "run", "facets", "errorMessage", "message")
      #expect((message != nil) == ["FAIL", "ABORT"].contains(type))
    }
    #expect(runs.count == 6 && Set(runs).count == 6)
  }

  @Test func `every facet names its schema, and who tells it`() throws {
    func check(_ value: Any, isFacet: Bool) {
      if let list = value as? [Any] { for item in list { check(item, isFacet: false) } }
      guard let object = value as? [String: Any] else { return }
      if isFacet {
        #expect((object["_producer"] as? String)?.hasPrefix("urn:millet:") == true)
        let schema = (object["_schemaURL"] as? String) ?? ""
        #expect(
          schema.contains(
            #/^https:\/\/openlineage\.io\/spec\/facets\/\d-\d-\d\/\w+\.json#\/\$defs\/\w+$/#),
          "\(schema)")
      }
      for (name, member) in object {
        if ["facets", "inputFacets", "outputFacets"].contains(name) {
          for facet in (member as? [String: Any] ?? [:]).values { check(facet, isFacet: true) }
        } else {
          check(member, isFacet: false)
        }
      }
    }
    for event in try Self.events(Self.endings.get()) { check(event, isFacet: false) }
  }

  /// The schemas of OpenLineage are no part of the project: a folder of them is named by a variable.
  private static let specification = ProcessInfo.processInfo.environment["MILLET_OPENLINEAGE_SPEC"]

  @Test(
    .enabled(
      if: specification != nil && SchemaChecker.isThere,
      "MILLET_OPENLINEAGE_SPEC names no folder with OpenLineage.json and facets/*.json"))
  func `every event is valid by the schemas of OpenLineage`() throws {
    let county = try SmallCounty()
    let faults = try SchemaChecker.lineageFaults(
      of: Self.endings.get(), by: try #require(Self.specification), in: county.folder)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `the inputs are the sources, with their files, fields, rows and what was asserted`()
    throws
  {
    let events = try Self.events(Self.endings.get())
    let inputs = try #require(events[2]["inputs"] as? [[String: Any]])
    #expect(inputs.count == 2)
    let source = inputs[0]
    #expect((source["name"] as? String)?.hasSuffix("/registers/*.csv") == true)
    let fields: [[String: Any]] = try #require(Self.member(source, "facets", "schema", "fields"))
    #expect(
      fields.compactMap { $0["name"] as? String }
        == ["household_id", "village", "head_name", "members", "insured"])
    #expect(Self.member(source, "inputFacets", "inputStatistics", "rowCount") == 5)
    let locations: [String]? = Self.member(
      source, "inputFacets", "subset", "inputCondition", "locations")
    #expect(locations?.map { $0.hasSuffix("/registers/one.csv") } == [true])
    let assertions: [[String: Any]] = try #require(
      Self.member(source, "inputFacets", "dataQualityAssertions", "assertions"))
    let rule = assertions.first { $0["assertion"] as? String == "household.insured" }
    #expect(rule?["success"] as? Bool == false && rule?["actual"] as? String == "1")
    let gate = assertions.first { $0["assertion"] as? String == "gate.quarantine_share" }
    #expect(gate?["success"] as? Bool == true)
    #expect((inputs[1]["name"] as? String)?.hasSuffix("/gazetteer.csv") == true)
  }

  @Test func `each column says what it is made of, by the trees of its formulas`() throws {
    let events = try Self.events(Self.endings.get())
    let outputs = try #require(events[2]["outputs"] as? [[String: Any]])
    let table = try #require(outputs.first)
    #expect((table["name"] as? String)?.hasSuffix("/small/latest/tables/enrolment.csv") == true)
    #expect(Self.member(table, "outputFacets", "outputStatistics", "rowCount") == 4)
    func uses(_ fields: [[String: Any]]?) -> [String] {
      (fields ?? [])
        .flatMap { field in
          (field["transformations"] as? [[String: Any]] ?? [])
            .map { how in
              let mask = how["masking"] as? Bool == true ? " masked" : ""
              return "\(field["field"] ?? "") \(how["type"] ?? "") \(how["subtype"] ?? "")\(mask)"
            }
        }
    }
    func column(_ name: String) -> [String] {
      uses(Self.member(table, "facets", "columnLineage", "fields", name, "inputFields"))
    }
    #expect(column("code") == ["code DIRECT IDENTITY"])
    #expect(column("persons") == ["members DIRECT AGGREGATION"])
    #expect(column("heads") == ["head_name DIRECT AGGREGATION masked", "members INDIRECT FILTER"])
    #expect(
      column("most") == [
        "members INDIRECT CONDITIONAL", "members DIRECT AGGREGATION", "insured DIRECT AGGREGATION",
      ])
    #expect(column("rate") == ["insured DIRECT AGGREGATION", "members DIRECT AGGREGATION"])
    #expect(
      uses(Self.member(table, "facets", "columnLineage", "dataset")) == [
        "members INDIRECT FILTER", "village INDIRECT GROUP_BY", "code INDIRECT JOIN",
      ])
    for event in events where event["eventType"] as? String != "COMPLETE" {
      #expect((event["outputs"] as? [Any])?.isEmpty == true)
    }
  }

  // MARK: Endpoints

  @Test(.enabled(if: LineageEndpoint.isThere, "there is no python3, or no curl"))
  func `an endpoint is told by the variables of OpenLineage's clients, and nobody sees the key`()
    throws
  {
    let county = try Self.county()
    let endpoint = try LineageEndpoint(.well, in: county.folder)
    let run = try county.run(
      ["--json", "--log", "run.log"],
      environment: [
        "OPENLINEAGE_URL": endpoint.url, "OPENLINEAGE_API_KEY": "made-up-key",
        "OPENLINEAGE_NAMESPACE": "tests", "PATH": "/usr/bin:/bin",
      ])
    #expect(run.status == 0 && !run.errors.contains("unrecorded"), "\(run.errors)")
    #expect(
      try Self.types(endpoint.told.joined(separator: "\n")) == ["START", "RUNNING", "COMPLETE"])
    #expect(Set(endpoint.heads) == ["/api/v1/lineage Bearer made-up-key"])
    let said = run.errors + run.output + (try county.text("run.log")) + endpoint.told.joined()
    #expect(!said.contains("made-up-key"))
    #expect(endpoint.told.allSatisfy { $0.contains(#""namespace":"tests""#) })
  }

  @Test(
    .enabled(if: LineageEndpoint.isThere, "there is no python3, or no curl"),
    arguments: [
      (LineageEndpoint.Manner.faulty, "it answers 500"), (.elsewhere, "it answers 302"),
      (.silent, "it does not answer in time"),
    ])
  func `an endpoint that does not take events costs some seconds and a warning`(
    manner: LineageEndpoint.Manner, words: String
  ) throws {
    let county = try Self.county()
    let endpoint = try LineageEndpoint(manner, in: county.folder)
    let start = ContinuousClock.now
    let run = try county.run(
      ["--lineage", "\(endpoint.url)/lineage?secret"], environment: ["PATH": "/usr/bin:/bin"])
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(run.status == 0 && county.exists("Output/small/latest"))
    #expect(
      run.errors.contains("expected to write the lineage of the run here, found that \(words)"))
    #expect(run.errors.contains("\(endpoint.url)/lineage: warning: "), "\(run.errors)")
    #expect(!run.errors.contains("secret"))
    #expect(!endpoint.heads.contains { $0.hasPrefix("/moved") })
  }

  @Test(.enabled(if: LineageEndpoint.isThere, "there is no python3, or no curl"))
  func `an endpoint that is down is a warning, and so is a program that is not there`() throws {
    let county = try Self.county()
    let url = "http://127.0.0.1:9"
    let down = try county.run(["--lineage", url], environment: ["PATH": "/usr/bin:/bin"])
    #expect(down.status == 0 && down.errors.contains("nothing listens there"), "\(down.errors)")
    let none = try county.run(["--force", "--lineage", url], environment: ["PATH": "/nowhere"])
    #expect(none.status == 0 && none.errors.contains("there is no program curl"), "\(none.errors)")
  }

  @Test(arguments: [
    "{file: a.jsonl, url: 'https://lineage.example/'}", "{}", "{url: lineage.example}",
    "{url: 'https://name:word@lineage.example/'}",
  ])
  func `a place of lineage that is none is an error of the pipeline file`(lineage: String) throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline + "\nobserve:\n  lineage: \(lineage)\n", to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("pipeline.yml:28:"), "\(run.errors)")
  }
}
