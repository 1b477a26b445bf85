import Foundation
import Testing

/// One household roll in both forms offices write it in, to the same records.
@Suite struct HouseholdRollTests {
  private static func pipeline(_ persons: String, _ households: String) -> String {
    """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: registers/*.csv
        record: household
    \(households)
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
      persons:
        files: registers/*.csv
        record: person
    \(persons)
          sex: {type: code, codes: {male: 男, female: 女}, derive: sex(person_id)}
          birth_date: {type: date, derive: birth_date(person_id)}
          age: {type: integer, derive: age(birth_date)}
    records:
      household: {key: household_id}
      person: {parent: household}
    rules:
      - {check: count(person) = members, of: household, severity: warn, code: household.count}
      - {check: exists(person where person.role = 'head'), of: household, severity: quarantine}
    tables:
      persons:
        of: person
        by: [village]
        measures:
          persons: count(*)
          minors: count(*) where age < 18
          women: count(*) where sex = 'female'
    gates: {quarantine_share: 0.5}
    """
  }

  private static let long = pipeline(
    """
        fill_down: [village, household_id]
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          name: {headers: 姓名, sensitive: true}
          person_id: {headers: 身份证号, type: resident_id, sensitive: true, required: false}
          role: {headers: 与户主关系, codes: {head: [户主, 本人], child: [长子, 子, 女], spouse: 妻}}
    """, "    first_rows_of: household_id\n    fill_down: village")

  private static let wide = pipeline(
    """
        repeat: 4
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          name: {headers: "成员{n}姓名", sensitive: true}
          person_id: {headers: "成员{n}身份证号", type: resident_id, sensitive: true, required: false}
          role: {headers: "成员{n}关系", codes: {head: [户主, 本人], child: [长子, 子, 女], spouse: 妻}}
    """, "")

  private static let longRows = """
    户编号,行政村,人口数,姓名,身份证号,与户主关系
    001,甲村,3,试甲一,99999919800101001X,户主
    ,,,试甲二,999999198203020029,妻
    ,,,试甲三,999999201012310031,长子
    002,,2,试甲四,,本人
    003,乙村,1,试乙一,999999195005050040,户主
    003,乙村,1,试乙二,,女

    """

  private static let wideRows = """
    户编号,行政村,人口数,成员1姓名,成员1身份证号,成员1关系,成员二姓名,成员二身份证号,成员二关系,成员3姓名,成员3身份证号,成员3关系
    001,甲村,3,试甲一,99999919800101001X,户主,试甲二,999999198203020029,妻,试甲三,999999201012310031,长子
    002,甲村,2,试甲四,,本人,,,,,,
    003,乙村,1,试乙一,999999195005050040,户主,试乙二,,女,,,

    """

  private func run(_ pipeline: String, _ rows: String) throws -> (SmallCounty, MilletProcess) {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(rows, to: "registers/one.csv")
    return (county, try county.run())
  }

  /// Made-up numbers with the right check characters.
  private func checked(_ rows: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return rows.replacing(/999999[0-9]{11}[0-9X]/) { match in
      let digits = String(match.output.dropLast())
      let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
      return digits + String(Array("10X98765432")[sum % 11])
    }
  }

  private func persons(_ county: SmallCounty) throws -> [String] {
    let inspection = try MilletProcess(
      ["inspect", "Output/small/latest", "person", "--format", "csv"], in: county.folder)
    let lines = inspection.output.split(separator: "\n")
      .map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    let wanted = ["household_id", "village", "role", "sex", "birth_date", "age", "status"]
    let header = try #require(lines.first)
    let columns = try wanted.map { name in try #require(header.firstIndex(of: name)) }
    return lines.dropFirst().map { line in columns.map { line[$0] }.joined(separator: " ") }
      .sorted()
  }

  private static let expected = [
    "001 111 child male 2010-12-31 10 clean", "001 111 head male 1980-01-01 41 clean",
    "001 111 spouse female 1982-03-02 39 clean", "002 111 head    clean",
    "003 112 child    clean", "003 112 head female 1950-05-05 71 clean",
  ]

  @Test func `a roll of one row a member gives households and persons`() throws {
    let (county, run) = try run(Self.long, checked(Self.longRows))
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "households: 7 rows read = 3 clean (0 corrected) + 0 in quarantine + 4 not data "
          + "(3 continuation, 1 header)"), "\(run.errors)")
    #expect(
      run.errors.contains("persons: 7 rows read = 6 clean (0 corrected) + 0 in quarantine"),
      "\(run.errors)")
    #expect(try persons(county) == Self.expected)
    let table = try county.text("Output/small/latest/tables/persons.csv")
    #expect(table.contains("village,111,甲村,试验县,某镇,4,1,1"), "\(table)")
    // What the sheet leaves blank stays blank in what was read.
    let raw = try MilletProcess(
      ["inspect", "Output/small/latest", "extract_persons", "--format", "csv"], in: county.folder)
    #expect(raw.output.contains(",3,data,clean,,,"), "\(raw.output)")
  }

  @Test func `a roll of one row a household gives the same, each cell in its own column`() throws {
    let (county, run) = try run(Self.wide, checked(Self.wideRows))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try persons(county) == Self.expected)
    let mapping = try MilletProcess(
      ["inspect", "Output/small/latest", "mapping", "--format", "csv"], in: county.folder)
    #expect(
      mapping.output.contains("role,F,") && mapping.output.contains("role,L,"), "\(mapping.output)")
  }

  @Test(arguments: [(long, longRows), (wide, wideRows)])
  func `household counts are held against the members`(pipeline: String, rows: String) throws {
    let (county, _) = try run(pipeline, checked(rows))
    let edits = try county.text("Output/small/latest/edits.csv")
    #expect(edits.contains("household.count,warn,count(person) = members,3,3,0,2,0"), "\(edits)")
    let findings = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(findings.contains("found count(person) 2, members 1"), "\(findings)")
  }

  @Test func `a roll that comes again in the same layout has not drifted`() throws {
    let (county, first) = try run(Self.wide, checked(Self.wideRows))
    #expect(first.status == 0, "\(first.errors)")
    try county.write(checked(Self.wideRows).replacing("试甲四", with: "试甲五"), to: "registers/one.csv")
    let second = try county.run()
    #expect(second.status == 0, "\(second.errors)")
    #expect(!second.errors.contains("drifted"), "\(second.errors)")
  }

  @Test func `a wrong cell of a later member is named where it stands`() throws {
    let (county, run) = try run(Self.wide, checked(Self.wideRows).replacing("女", with: "不知"))
    #expect(run.status == 0, "\(run.errors)")
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(held.contains("registers/one.csv,one,4,I4,role,不知,cell.not-a-code"), "\(held)")
  }

  @Test(arguments: [
    ("repeat: 4", "repeat: 0"), ("repeat: 4\n", "\n"), ("成员{n}", "成员"),
    ("age(birth_date)", "age(person_id)"), ("age(birth_date)", "birth_date(household_id)"),
    ("count(person) = members", "sex(household_id) = 'male'"),
  ])
  func `a roll that means nothing is refused`(old: String, new: String) throws {
    #expect(Self.wide.contains(old))
    let (_, run) = try run(Self.wide.replacing(old, with: new), Self.wideRows)
    #expect(run.status == 78, "\(run.errors)")
  }
}
