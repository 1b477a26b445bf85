import Foundation
import Testing

/// Names, identity numbers and telephone numbers in every place that they could leak from, and a search
/// for them in everything that a run leaves behind.
@Suite struct PrivacyTests {
  private static let names = [
    "王试验", "李试验", "张试验", "刘试验", "陈试验", "杨试验", "赵试验", "黄试验", "周试验", "吴试验",
    "徐试验", "孙试验", "欧阳试验",
  ]
  private static let ids = ["999999198001010011", "999999198203020023", "999999197505050039"]
  private static let phones = ["13800000001", "13900000002", "13700000003", "13600000004"]

  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    codebook: codebook.yml
    reference: {gazetteer: gazetteer.csv, decisions: decisions.csv}
    sources:
      households:
        files: registers/*
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          head_name: {headers: 户主姓名, sensitive: true}
          head_id: {headers: 身份证号, type: resident_id, sensitive: true, required: false, unreadable: missing}
          phone: {headers: 联系电话, sensitive: true, required: false}
          members: {headers: 人口数, type: integer}
          water: {headers: 饮水, codes: {tap: 自来水, well: 自备井}}
          visited: {headers: 日期, type: date, required: false}
          poor: {headers: 脱贫, type: boolean, codes: {"true": 是, "false": 否}, required: false, unreadable: missing}
          age: {type: integer, derive: age(birth_date(head_id))}
    records: {household: {key: household_id}}
    rules:
      - {check: head_name != phone, of: household, severity: quarantine, code: household.same}
      - {check: members < 20 or head_name is missing, of: household, severity: warn, code: household.large}
      - {check: head_name = previous.head_name, of: household, severity: note, code: household.head}
    tables:
      heads: {of: household, by: [village], measures: {heads: count(distinct head_name), oldest: max(age)}}
    gates: {quarantine_share: 1}
    publish: [csv, {migration: out.sqlite}]
    """

  private static let codebook = """
    conventions:
      totals: [合计]
      notes: [填表人, 注]
      suffixes: {village: [村]}
      surnames: [王, 李, 张, 刘, 陈, 杨, 赵, 黄, 周, 吴, 徐, 孙, 欧阳]
    variables: {}
    """

  private static let register = """
    某镇农户登记表 负责人 王试验 13800000001
    填表人：李试验 13900000002
    户编号,行政村,户主姓名,身份证号,联系电话,人口数,饮水,日期,脱贫,张试验,13700000003
    1,甲村,刘试验,999999198001010011,13800000001,3,自来水,,是,陈试验,
    2,甲村,刘试验,999999198203020023,13900000002,3,自来水,,,,
    2,甲村,陈试验,999999197505050039,13700000003,4,自来水,,,,
    3,甲村,刘试验,999999198001010011,刘试验,3,自来水,,,,
    4,甲村,杨试验,999999,1390000,赵试验,13600000004,999999198203020023,黄试验,,
    5,周试验,吴试验,,,999999197505050039,徐试验,13900000002,,,
    999999198001010011,甲村,孙试验,,,3,自来水,,,,
    7,13800000001,孙试验,,,30,自来水,,,,
    8,甲村,欧阳试验,,,30,欧阳试验,李试验 13700000003,,,
    合计,,,,,80,,,,,
    填表人：李试验 13900000002

    """

  private func county() throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(Self.pipeline, to: "pipeline.yml")
    try county.write(Self.codebook, to: "codebook.yml")
    try county.write(Self.register, to: "registers/one.csv")
    try FileManager.default.createDirectory(
      at: county.folder.appending(path: "Output"), withIntermediateDirectories: true)
    try county.write(
      "name,level,within,code,decided_on,note\n孙试验,village,,111,,13600000004\n赵试验,village,,999,,\n",
      to: "decisions.csv")
    return county
  }

  /// Every way in which a run is told, into files that are searched with all others.
  private static let told = [
    "--json", "--log", "Output/runs.log", "--metrics", "Output/runs.prom", "--lineage",
    "Output/lineage.jsonl",
  ]

  /// The marked texts that a run left anywhere below a folder or said on its way.
  private func leaks(
    _ county: SmallCounty, _ runs: [MilletProcess],
    of marks: [String] = names + ids + phones
  ) throws -> [String] {
    var found: [String] = []
    func search(_ data: Data, _ place: String) {
      for mark in marks where data.range(of: Data(mark.utf8)) != nil {
        found.append("\(place): \(mark)")
      }
    }
    for run in runs {
      search(Data(run.output.utf8), "stdout")
      search(Data(run.errors.utf8), "stderr")
    }
    let output = county.folder.appending(path: "Output")
    let files = FileManager.default.enumerator(at: output, includingPropertiesForKeys: nil)
    for case let file as URL in try #require(files) {
      search(Data(file.lastPathComponent.utf8), "name of a file")
      if let data = try? Data(contentsOf: file) { search(data, file.lastPathComponent) }
    }
    return found
  }

  private func mode(_ county: SmallCounty, _ name: String) throws -> Int {
    let path = county.folder.appending(path: "Output/small/\(name)").resolvingSymlinksInPath().path
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `nothing of a person is in what a run leaves behind`() throws {
    let county = try county()
    let first = try county.run(Self.told)
    #expect(first.status == 0, "\(first.errors)")
    // Once more, so that records are held against those of an earlier run.
    let second = try county.run(["--force"] + Self.told)
    for name in ["runs.log", "runs.prom", "lineage.jsonl"] {
      #expect(try county.text("Output/\(name)").contains("small"), "\(name)")
    }
    let third = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    let found = try leaks(county, [first, second, third])
    #expect(found.isEmpty, "\(found)")
    let held = try county.text("Output/small/latest/quarantine.csv")
    for code in [
      "household.same", "record.conflict", "cell.not-a-number", "cell.not-a-code", "place.unknown",
      "cell.not-an-identifier",
    ] {
      #expect(held.contains(code), "\(held)")
    }
    #expect(held.contains("(withheld)"))
  }

  @Test func `what is kept as hashes is for its owner alone`() throws {
    let county = try county()
    #expect(try county.run().status == 0)
    for name in ["latest/stages.sqlite", "latest/out.sqlite", ".sensitive-key"] {
      #expect(try mode(county, name) == 0o600, "\(name)")
    }
  }

  @Test func `the numbers behind the sensitive columns still count`() throws {
    let county = try county()
    #expect(try county.run().status == 0)
    let table = try county.text("Output/small/latest/tables/heads.csv")
    // Households 1, 2 and 7 are not held back; the head of 1 and 2 is one person to the store.
    #expect(table.contains("village,111,甲村,试验县,某镇,1,41"), "\(table)")
  }

  @Test(arguments: [
    "王试验,13800000001,999999198203020023,饮水\n1,甲村,3,自来水\n",
    "李试验 13700000003\n张试验\n",
    "户编号,户编号,行政村,户主姓名,人口数,饮水,王试验\n1,1,甲村,刘试验,3,自来水,13800000001\n",
    "\u{0}PK\u{3}\u{4}王试验999999198203020023",
  ])
  func `a file that cannot be read says nothing of whom it is about`(text: String) throws {
    let county = try county()
    try county.write(text, to: "registers/two.csv")
    let run = try county.run(Self.told)
    #expect(run.status == 2, "\(run.errors)")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    let found = try leaks(county, [run, check])
    #expect(found.isEmpty, "\(found)")
  }

  private static let strayed = [
    "阿依古丽·买买提", "欧阳试验", "Zhang Shiyan", "WANG SHI YAN", "王主任", "Mr. Shiyan", "某三不管人",
    "Jane Example", "试　验　人　某",
  ]

  private static let conventions = """
    conventions:
      suffixes: {village: [村]}
      surnames: [王, 欧阳]
      latin_surnames: [Zhang, Wang]
      titles: [主任]
      addresses: [Mr]
      place_names: {words: [小区]}
    variables: {}
    """

  @Test(arguments: strayed)
  func `a name in the column of villages, on a tab or in a header is not shown`(name: String) throws
  {
    let county = try SmallCounty()
    try county.write(
      "codebook: codebook.yml\n"
        + SmallCounty.pipeline
        .replacing("gates: {quarantine_share: 0.4}", with: "gates: {quarantine_share: 1}")
        .replacing("registers/*.csv", with: "registers/*"), to: "pipeline.yml")
    try county.write(Self.conventions, to: "codebook.yml")
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,\(name),4,4\n003,\(name),4,4\n004,丁戊小区,1,1\n",
      to: "registers/one.csv")
    let isRecognised = name != "某三不管人" && name != "Jane Example" && name != "试　验　人　某"
    let tab = isRecognised ? name : "表"
    try county.write(
      """
      <?xml version="1.0"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="\(tab)"><Table>
      \(Self.row(["户编号", "行政村", "人口数", "参保人数", tab]))
      \(Self.row(["005", "丙丁村", "3", "2", ""]))
      </Table></Worksheet></Workbook>
      """, to: "registers/two.xml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    let inspect = try MilletProcess(["inspect", "small", "extract_households"], in: county.folder)
    let found = try leaks(county, [run, check, inspect], of: [name])
    #expect(found.isEmpty, "\(found)")
    let needed = try county.text("Output/small/latest/decisions-needed.csv")
    // What speaks of a place is shown; what does not has a line that tells where it is.
    #expect(needed.contains("丙丁村,village"), "\(needed)")
    #expect(needed.contains("丁戊小区,village"), "\(needed)")
    #expect(needed.contains("\n,village,,,,,2,registers/one.csv:one!3:3,"), "\(needed)")
  }

  @Test(arguments: strayed)
  func `a name in the column of hamlets is not shown where the village is unknown`(
    name: String
  )
    throws
  {
    let county = try SmallCounty()
    try county.write(
      "codebook: codebook.yml\n"
        + SmallCounty.pipeline
        .replacing("gates: {quarantine_share: 0.4}", with: "gates: {quarantine_share: 1}")
        .replacing("registers/*.csv", with: "registers/*")
        .replacing(
          "members:",
          with:
            "hamlet: {headers: 小组, type: place, level: natural_village, within: village, required: false}\n"
            + "      members:"), to: "pipeline.yml")
    try county.write(Self.conventions, to: "codebook.yml")
    try county.write(
      "户编号,行政村,小组,人口数,参保人数\n001,甲村,,3,2\n002,丙丁村,\(name),4,4\n003,丙丁村,丁戊小区,1,1\n",
      to: "registers/one.csv")
    try county.write(
      """
      <?xml version="1.0"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>
      \(Self.row(["户编号", "行政村", "小组", "人口数", "参保人数"]))
      <Row><Cell><Data ss:Type="String">005</Data></Cell><Cell><Data ss:Type="String">丙丁村</Data></Cell>
      <Cell><Data ss:Type="Number">13800000001</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell>
      <Cell><Data ss:Type="Number">1</Data></Cell></Row>
      </Table></Worksheet></Workbook>
      """, to: "registers/two.xml")
    let run = try MilletProcess(["run", "pipeline.yml"], in: county.folder)
    #expect(run.status == 0, "\(run.errors)")
    let inspect = try MilletProcess(["inspect", "small", "extract_households"], in: county.folder)
    let found = try leaks(county, [run, inspect], of: [name, "13800000001"])
    #expect(found.isEmpty, "\(found)")
    // What speaks of a place is shown.
    #expect(inspect.output.contains("丁戊小区"), "\(inspect.output)")
  }

  @Test func `a text that resembles no place is shown by its first character and its length`()
    throws
  {
    let county = try SmallCounty()
    try county.rewrite("gates: {quarantine_share: 0.4}", with: "gates: {quarantine_share: 1}")
    let long = String(repeating: "走", count: 1_000)
    try county.write(
      "户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,某三不管人,4,4\n003,\(long),4,4\n",
      to: "registers/one.csv")
    #expect(try county.run().status == 0)
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(held.contains("found a text that resembles no place (某…, 5 characters)"), "\(held)")
    #expect(held.contains("found a text of 3000 bytes, longer than a place's name can be"))
    #expect(held.utf8.count < 2000)
  }

  private static func row(_ texts: [String]) -> String {
    "<Row>" + texts.map { "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>" }.joined() + "</Row>"
  }
}
