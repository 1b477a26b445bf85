import Testing

@Suite struct CheckAndInspectTests {
  @Test func `check shows the layout and runs nothing`() throws {
    let county = try SmallCounty()
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("D  参保人数 → insured"))
    #expect(!county.exists("Output"))
  }

  @Test func `check names every file that would stop a run`() throws {
    let county = try SmallCounty()
    try county.write("户编号,行政村\n1,甲村\n", to: "registers/two.csv")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 2)
    #expect(check.errors.contains("[sheet.missing-column]"))
  }

  @Test(arguments: ["check", "run"])
  func `texts that are one to a cell and mean two things are a mistake of the definition`(
    command: String
  ) throws {
    let county = try SmallCounty()
    try county.rewrite(
      "insured: {headers: 参保人数, type: integer}",
      with: "insured: {headers: 参保人数, codes: {tap: [自来水], well: [自來水]}}")
    let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
    #expect(process.status == 78)
    #expect(process.errors.contains("pipeline.yml:13:"), "\(process.errors)")
    #expect(process.errors.contains("[pipeline.invalid-value]"), "\(process.errors)")
  }

  @Test func `a layout that drifted since the latest run is named with its cells`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let untouched = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(!untouched.errors.contains("layout-drifted"), "\(untouched.errors)")
    try county.write(
      "户编号,行政村,参保人数,人口数\n001,甲村,2,3\n002,甲村,4,4\n", to: "registers/one.csv")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 0)
    #expect(check.errors.contains("registers/one.csv:one!D1: warning:"), "\(check.errors)")
    #expect(
      check.errors.contains(
        "members in D1 “人口数”, was in C1 “人口数”; insured in C1 “参保人数”, was in D1"),
      "\(check.errors)")
    let run = try county.run()
    #expect(run.status == 0)
    #expect((run.output + run.errors).contains("[sheet.layout-drifted]"))
    #expect(
      try county.text("Output/small/latest/diagnostics.jsonl").contains("sheet.layout-drifted"))
    let accepted = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(!accepted.errors.contains("layout-drifted"), "\(accepted.errors)")
  }

  @Test func `a header that only moved down is no more than a note`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    try county.write("某镇登记表\n" + SmallCounty.register, to: "registers/one.csv")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.errors.contains("note: the header stands in row 2"), "\(check.errors)")
  }

  @Test func `inspect lists tables and shows rows`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    let tables = try MilletProcess(["inspect", "small"], in: county.folder)
    #expect(tables.output.contains("household_clean"))
    let rows = try MilletProcess(
      ["inspect", "small", "household", "--where", "members > 4", "--format", "csv"],
      in: county.folder)
    #expect(rows.output.split(separator: "\n").count == 2, "\(rows.output)")
    let lines = try MilletProcess(
      ["inspect", "Output/small/latest", "enrolment", "--limit", "1", "--format", "jsonl"],
      in: county.folder)
    #expect(lines.output.contains(#""name":"试验县""#))
    #expect(try MilletProcess(["inspect", "nothing"], in: county.folder).status == 2)
  }

  @Test func `inspect chooses columns, orders, pages, counts values and says what columns are`()
    throws
  {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    func inspect(_ arguments: [String]) throws -> MilletProcess {
      try MilletProcess(["inspect", "small"] + arguments, in: county.folder)
    }
    let sorted = try inspect([
      "household", "--columns", "household_id,members", "--sort=-members", "--format", "csv",
    ])
    #expect(
      sorted.output == "household_id,members\n004,5\n002,4\n001,3\n003,2\n", "\(sorted.errors)")
    let page = try inspect([
      "household", "--columns", "household_id", "--limit", "1", "--offset", "1",
    ])
    #expect(page.output == "household_id\n002\n")
    #expect(page.errors == "rows 2 to 2 of 4; --offset 2 has the next\n")
    let values = try inspect(["quarantine", "--by", "code", "--format", "csv"])
    #expect(
      values.output.hasPrefix(
        "code,rows,example,message\nhousehold.insured,1,registers/one.csv:one!4:4,expected insured"),
      "\(values.output)")
    let described = try inspect(["enrolment", "--describe", "--format", "csv"])
    #expect(described.output.contains("rate,measure,,,,100 * insured / persons\n"))
    #expect(try inspect(["household", "--describe"]).output.contains("place"))
    for (arguments, words) in [
      (["household", "--sort", "member"], "expected a column of the table"),
      (["household", "--columns", "village,x"], "expected a column of the table"),
      (["household", "--by", "x"], "expected a column of the table"),
      (["household", "--by", "village", "--describe"], "expected one of"),
      (["--describe"], "expected a table"), (["household", "--limit=-1"], "0 or more"),
    ] {
      let refused = try inspect(arguments)
      #expect(refused.status == 64, "\(arguments)")
      #expect(refused.errors.contains(words), "\(arguments): \(refused.errors)")
      #expect(refused.output.isEmpty)
    }
  }

  @Test func `values in clear are no order and are not counted`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "      members:",
      with: "      head: {headers: 户主, sensitive: {store: clear}, required: false}\n      members:")
    try county.write(
      "户编号,行政村,人口数,参保人数,户主\n001,甲村,3,2,张三\n", to: "registers/one.csv")
    #expect(try county.run().status == 0)
    for option in ["--by", "--sort"] {
      let inspect = try MilletProcess(
        ["inspect", "small", "household", option, "head"], in: county.folder)
      #expect(inspect.status == 64)
      #expect(inspect.errors.contains("expected an open column, found head"))
      #expect(!inspect.errors.contains("张三") && inspect.output.isEmpty)
    }
  }

  @Test(arguments: [
    "1; DROP TABLE household", "1=0) UNION ALL SELECT * FROM person; --", "1 = ", "(", "",
    "head = '张三'", "members > (SELECT 1)",
  ])
  func `a condition of inspect is compiled and never pasted`(condition: String) throws {
    let county = try SmallCounty()
    try county.rewrite(
      "      members:",
      with: "      head: {headers: 户主, sensitive: {store: clear}, required: false}\n      members:")
    try county.write(
      "户编号,行政村,人口数,参保人数,户主\n001,甲村,3,2,张三\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let inspect = try MilletProcess(
      ["inspect", "small", "household", "--where", condition], in: county.folder)
    #expect(inspect.status == 64, "\(inspect.output)")
    #expect(inspect.output.isEmpty)
    #expect(inspect.errors.contains("[pipeline.expression]"), "\(inspect.errors)")
  }
}
