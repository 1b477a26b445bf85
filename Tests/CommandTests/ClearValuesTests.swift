import Foundation
import Testing

/// Sensitive values that the pipeline keeps clear in the store: there, and nowhere else.
@Suite struct ClearValuesTests {
  private static let names = ["王试验", "李试验", "张试验"]
  private static let ids = ["999999198001010011", "999999198203020023"]

  private static func pipeline(_ sensitive: String, _ more: String = "") -> String {
    """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: registers/*
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          head_name: {headers: 户主姓名, sensitive: \(sensitive)}
          head_id: {headers: 身份证号, type: resident_id, sensitive: \(sensitive), required: false, unreadable: missing}
          members: {headers: 人口数, type: integer}
          age: {type: integer, derive: age(birth_date(head_id))}
    \(more)
    records: {household: {key: household_id, same: [[head_name, village]]}}
    rules:
      - {check: head_name = previous.head_name, of: household, severity: note, code: household.head}
      - {check: members < 9 or head_name is missing, of: household, severity: quarantine, code: household.large}
    tables:
      heads: {of: household, by: [village], measures: {heads: count(distinct head_name), oldest: max(age)}}
    gates: {quarantine_share: 1}
    """
  }

  private static let register = """
    户编号,行政村,户主姓名,身份证号,人口数
    1,甲村,王试验,999999198001010011,3
    1,甲村,李试验,999999198203020023,4
    2,甲村,王试验,,5
    3,甲村,张试验,,30

    """

  private func county(_ sensitive: String) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(Self.pipeline(sensitive), to: "pipeline.yml")
    try county.write(Self.register, to: "registers/one.csv")
    return county
  }

  /// The files below the output that hold a marked text.
  private func holders(_ county: SmallCounty) throws -> Set<String> {
    let output = county.folder.appending(path: "Output")
    let files = FileManager.default.enumerator(at: output, includingPropertiesForKeys: nil)
    var holders: Set<String> = []
    for case let file as URL in try #require(files) {
      guard let data = try? Data(contentsOf: file) else { continue }
      let holds = (Self.names + Self.ids).contains { data.range(of: Data($0.utf8)) != nil }
      if holds { holders.insert(file.lastPathComponent) }
    }
    return holders
  }

  @Test(arguments: ["true", "{store: hash}", "{store: clear}"])
  func `only the store has clear values, and only when the pipeline says so`(
    sensitive: String
  ) throws {
    let expected: Set = sensitive == "{store: clear}" ? ["stages.sqlite"] : []
    let county = try county(sensitive)
    var runs = [try county.run(), try county.run(["--force"])]
    #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.errors))")
    for table in [
      "household", "household_clean", "extract_households", "duplicate_value", "change",
    ] {
      for format in ["text", "csv", "jsonl"] {
        runs.append(
          try MilletProcess(["inspect", "small", table, "--format", format], in: county.folder))
      }
    }
    #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.errors))")
    for mark in Self.names + Self.ids {
      #expect(runs.allSatisfy { !$0.output.contains(mark) && !$0.errors.contains(mark) }, "\(mark)")
    }
    #expect(try holders(county) == expected)
    let store = county.folder.appending(path: "Output/small/latest/stages.sqlite")
      .resolvingSymlinksInPath().path
    let mode = try FileManager.default.attributesOfItem(atPath: store)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // The same figures either way.
    let table = try county.text("Output/small/latest/tables/heads.csv")
    #expect(table.contains("village,111,甲村,试验县,某镇,1,41"), "\(table)")
  }

  @Test(arguments: ["true", "{store: clear}"])
  func `duplicates stand side by side, sensitive values as hashes or not at all`(
    sensitive: String
  ) throws {
    let county = try county(sensitive)
    try county.write(
      "户编号,行政村,户主姓名,身份证号,人口数\n1,甲村,王试验,999999198001010011,3\n", to: "registers/two.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let lines = try county.text("Output/small/latest/duplicates.csv").split(separator: "\n")
      .map(String.init)
    try #require(lines.count == 10, "\(lines)")
    #expect(
      lines[0]
        == "record,by,kept,file,worksheet,row,survivor_file,survivor_worksheet,survivor_row,variable,cell,value,survivor_cell,survivor_value"
    )
    let first = "household,household_id,first,registers/one.csv,one,3,registers/one.csv,one,2,"
    #expect(lines[3] == first + "members,E3,4,E2,3", "\(lines)")
    let heads = lines[1].dropFirst(first.count).split(separator: ",")
    #expect(lines[1].hasPrefix(first + "head_name,C3,"), "\(lines)")
    if sensitive == "true" {
      #expect(heads[2].count == 32 && heads[4].count == 32 && heads[2] != heads[4], "\(heads)")
    } else {
      #expect(heads[2] == "(withheld)" && heads[4] == "(withheld)")
    }
    #expect(lines.contains { $0.hasPrefix("household,\"head_name, village\",first,") }, "\(lines)")
    // An equal row of another file has one line, with nothing to show.
    #expect(
      lines.contains(
        "household,household_id,first,registers/two.csv,two,2,registers/one.csv,one,2,,,,,"),
      "\(lines)")
    let package = try county.text("Output/small/latest/datapackage.json")
    #expect(package.contains("duplicates.csv"))
  }

  @Test(arguments: [
    ("      copy: {derive: head_name}", ""), ("", "by: [head_name]"),
    ("      twice: {type: integer, derive: phone * 2}", ""),
    ("", "measures: {heads: max(phone)}"),
  ])
  func `nothing gives sensitive values another name`(variable: String, table: String) throws {
    let county = try SmallCounty()
    var text = Self.pipeline(
      "{store: clear}",
      "      phone: {headers: 电话, type: integer, sensitive: {store: clear}, required: false}\n"
        + variable)
    if table.hasPrefix("by") { text = text.replacingOccurrences(of: "by: [village]", with: table) }
    if table.hasPrefix("measures") {
      text = text.replacingOccurrences(
        of: "measures: {heads: count(distinct head_name), oldest: max(age)}", with: table)
    }
    try county.write(text, to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("is sensitive, and"), "\(run.errors)")
  }

  @Test func `two sources of one record say the same of a variable`() throws {
    let county = try county("true")
    let more = """
        others:
          files: registers/*
          record: household
          variables:
            household_id: {headers: 户编号, type: identifier}
            head_name: {headers: 户主姓名, sensitive: {store: clear}}
      """
    try county.write(Self.pipeline("true", more), to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("head_name of household"), "\(run.errors)")
  }

  @Test
  func `a migration has clear values in its databases, and no sum or checksum that tells one`()
    throws
  {
    let county = try SmallCounty()
    let phone = "13800009999"
    try county.write(
      SmallCounty.pipeline.replacing(
        "      members:",
        with: "      phone: {headers: 电话, type: integer, sensitive: {store: clear}}\n      members:"
      )
        + "\npublish: {migration: records.sqlite, into: target.sqlite, mode: upsert}\n",
      to: "pipeline.yml")
    try county.write("户编号,行政村,电话,人口数,参保人数\n001,甲村,\(phone),3,2\n", to: "registers/one.csv")
    let run = try county.run()
    try #require(run.status == 0, "\(run.errors)")
    for name in ["migration.csv", "migration-report.txt", "migration-report.html", "changes.csv"] {
      #expect(try !county.text("Output/small/latest/\(name)").contains(phone), "\(name)")
    }
    #expect(!run.errors.contains(phone))
    #expect(
      try county.text("Output/small/latest/migration.csv")
        .contains(
          "household,phone,1,1,0,0,(withheld),(withheld),(withheld),(withheld),equal\n"))
    #expect(
      try county.text("Output/small/latest/migration.csv")
        .contains("household,members,1,1,0,0,3,3,"))
    for name in ["target.sqlite", "Output/small/latest/records.sqlite"] {
      let found = try MilletProcess(
        [name, "SELECT phone FROM household"], in: county.folder,
        program: URL(filePath: "/usr/bin/sqlite3"))
      #expect(found.output == "\(phone)\n")
    }
  }
}
