import Foundation
import GRDB
import PropertyTesting
import Testing

/// `millet why`, `why-not` and `impact` on a small county.
@Suite struct WhyCommandTests {
  private static func county() throws -> SmallCounty {
    let county = try SmallCounty()
    let run = try MilletProcess(["run", "pipeline.yml", "--quiet"], in: county.folder)
    try #require(run.status == 0, "\(run.errors)")
    return county
  }

  private static func why(
    _ county: SmallCounty, _ arguments: [String], in folder: String = ""
  ) throws -> MilletProcess {
    try MilletProcess(
      arguments, in: folder.isEmpty ? county.folder : county.folder.appending(path: folder))
  }

  @Test func `a figure is told with its formula, its records and their cells`() throws {
    let county = try Self.county()
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "rate"])
    #expect(why.status == 0, "\(why.errors)")
    for line in [
      "rate: 20.00",
      "  row    level=village code=112 name=乙村 county=试验县 township=某镇",
      "  rate = 100 * insured / persons = 100 * 1 / 5 = 20, published 20.00",
      "  insured = sum(insured) = 1", "  numerator insured, denominator persons",
      "  1 records of household count",
      "  1 left out: in quarantine (household.insured 1)",
      "    registers/one.csv:one!5:5  gives 1", "      insured  D5  1",
      "      village  B5  “乙村” → 112 乙村",
    ] {
      #expect(why.output.contains(line + "\n"), "\(line) in \(why.output)")
    }
  }

  @Test func `it is found from any folder of the project`() throws {
    let county = try Self.county()
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "rate"], in: "registers")
    #expect(why.status == 0, "\(why.errors)")
  }

  @Test func `what is not there is told with what is`() throws {
    let county = try Self.county()
    for (arguments, found) in [
      (["why", "small", "enrolment", "--row", "丙村", "--column", "rate"], "none that does"),
      (["why", "small", "enrolment", "--column", "rate"], "found 4: level=county"),
      (["why", "small", "enrolment", "--row", "甲村", "--column", "rat"], "persons, insured, rate"),
      (["why", "small", "enrollment", "--row", "甲村", "--column", "rate"], "enrolment"),
      (["why", "small", "enrolment", "--row", "a=b", "--column", "rate"], "level, code, name"),
      (["why-not", "small", "two.csv!B3", "enrolment", "rate"], "expected a file of the run"),
      (["why-not", "small", "one.csv!X!B3", "enrolment", "rate"], "expected a worksheet"),
      (["why-not", "small", "one.csv!?", "enrolment", "rate"], "expected a cell"),
      (["why-not", "small", "household_id=9", "enrolment", "rate"], "found none in the run"),
      (["impact", "small", "one.csv!one!5?"], "expected a cell"),
    ] {
      let answer = try Self.why(county, arguments)
      #expect(answer.status == 64, "\(arguments): \(answer.errors)")
      #expect(answer.errors.contains(found), "\(arguments): \(answer.errors)")
      #expect(answer.errors.contains("[trace.not-found]"))
      #expect(answer.output.isEmpty)
    }
    #expect(try Self.why(county, ["why", "nothing", "t", "--column", "c"]).status == 2)
  }

  @Test func `a record is told with the first condition that it fails`() throws {
    let county = try Self.county()
    let held = try Self.why(county, ["why-not", "small", "one.csv!one!4", "enrolment", "rate"])
    #expect(held.output.contains("does not count in enrolment.rate: in quarantine"))
    #expect(held.output.contains("household.insured: "))
    let elsewhere = try Self.why(
      county,
      ["why-not", "small", "household_id=001", "enrolment", "rate", "--row", "乙村"])
    #expect(
      elsewhere.output.contains("does not count in enrolment.rate: it lies in other rows"),
      "\(elsewhere.output)")
    let counts = try Self.why(
      county,
      ["why-not", "small", "household_id=001", "enrolment", "rate", "--row", "code=111"])
    #expect(counts.output.contains("counts in enrolment.rate"))
    let header = try Self.why(county, ["why-not", "small", "one.csv!B1", "enrolment", "rate"])
    #expect(
      header.output
        == "registers/one.csv:one!B1 is to households a row of kind “header”, no record\n")
  }

  @Test func `a cell is told with the figures that depend on it`() throws {
    let county = try Self.county()
    let impact = try Self.why(county, ["impact", "small", "one.csv!one!D5"])
    #expect(impact.status == 0, "\(impact.errors)")
    #expect(impact.output.contains("6 published figures depend on it"), "\(impact.output)")
    #expect(impact.output.contains("rule household.insured: insured <= members"))
    let key = try Self.why(county, ["impact", "small", "one.csv!one!A5"])
    #expect(key.output.contains("decides duplicates"))
    #expect(key.output.contains("no published figure depends on it"))
    let held = try Self.why(county, ["impact", "small", "one.csv!one!D4"])
    #expect(held.output.contains("no published figure depends on it"))
  }

  @Test func `records that do not give the figure are told, with status 2`() throws {
    let county = try Self.county()
    let store = county.folder.appending(path: "Output/small/latest/stages.sqlite")
    let queue = try DatabaseQueue(path: store.path)
    try queue.write {
      try $0.execute(sql: "UPDATE household SET members = 6 WHERE household_id = '004'")
    }
    try queue.close()
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "persons"])
    #expect(why.status == 2)
    #expect(
      why.errors.contains("the run published 5, its records give 6 [trace.not-reproduced]"),
      "\(why.errors)")
  }

  @Test func `a run without its definition says so`() throws {
    let county = try Self.county()
    let store = county.folder.appending(path: "Output/small/latest/stages.sqlite")
    let queue = try DatabaseQueue(path: store.path)
    try queue.write { try $0.execute(sql: "DELETE FROM definition") }
    try queue.close()
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "persons"])
    #expect(why.status == 2)
    #expect(why.errors.contains("[trace.no-definition]"), "\(why.errors)")
  }

  @Test func `the definition of the run is asked and not that of today`() throws {
    let county = try Self.county()
    try county.write("pipeline: small\n", to: "pipeline.yml")
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "rate"])
    #expect(why.status == 0, "\(why.errors)")
  }

  @Test func `figures of few records are not told by their records`() throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(
        "    by: [township, village]",
        with: "    by: [township, village]\n    disclosure: {minimum: 2}"), to: "pipeline.yml")
    let run = try MilletProcess(["run", "pipeline.yml", "--quiet"], in: county.folder)
    try #require(run.status == 0, "\(run.errors)")
    for format in ["text", "json", "html", "prov"] {
      let why = try Self.why(
        county,
        ["why", "small", "enrolment", "--row", "乙村", "--column", "rate", "--format", format])
      #expect(why.status == 0, "\(why.errors)")
      #expect(why.output.contains("withheld"))
      #expect(!why.output.contains("one.csv:one"), "\(format): \(why.output)")
      #expect(!why.output.contains("20.0"), "\(format)")
    }
  }

  @Test func `the page asks for nothing and shows no name`() throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(
        "      members:", with: "      head: {headers: 户主, sensitive: true}\n      members:"),
      to: "pipeline.yml")
    try county.write(
      """
      户编号,行政村,户主,人口数,参保人数,电话
      001,甲村,张三,3,2,13800000000
      004,乙村,李四,5,1,13900000000

      """, to: "registers/one.csv")
    let run = try MilletProcess(["run", "pipeline.yml", "--quiet"], in: county.folder)
    try #require(run.status == 0, "\(run.errors)")
    let why = try Self.why(
      county, ["why", "small", "enrolment", "--row", "乙村", "--column", "rate", "--format", "html"])
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("default-src 'none'; style-src 'sha256-"))
    #expect(why.output.contains(">人口数<"), "the header as it stands")
    #expect(why.output.contains("▒▒"))
    for secret in ["李四", "张三", "139", "138", "<script", "http:", "https:"] {
      #expect(!why.output.contains(secret), "\(secret)")
    }
  }
}
