import Foundation
import Testing

/// Waves, groups and conditions where something is missing.
@Suite struct WaveEdgeTests {
  private static let head = """
    pipeline: small
    root: .
    as_of: 2021-12-31
    reference: {gazetteer: gazetteer.csv, attributes: {kind: text}}
    sources:
      first:
        files: registers/2020.csv
        as_of: 2020-12-31
        record: household
        variables: &household
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village, required: false}
          members: {headers: 人口数, type: integer, required: false}
      second: {files: registers/2021.csv, record: household, variables: *household}

    """

  /// Runs a pipeline over two waves of households.
  private static func run(
    _ rest: String, first: String = "1,甲村,2\n2,乙村,3\n", second: String = "1,甲村,3\n2,乙村,3\n3,,4\n",
    with files: [String: String] = [:]
  ) throws -> (county: SmallCounty, run: MilletProcess) {
    let county = try SmallCounty()
    try county.write(head + rest + "\ngates: {quarantine_share: 1}\n", to: "pipeline.yml")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to,kind
      1,试验县,county,,,,
      11,某镇,township,1,,,
      111,甲村,village,11,,,mountain
      112,乙村,village,11,,,plain
      """, to: "gazetteer.csv")
    try county.write("户编号,行政村,人口数\n" + first, to: "registers/2020.csv")
    try county.write("户编号,行政村,人口数\n" + second, to: "registers/2021.csv")
    try FileManager.default.removeItem(at: county.folder.appending(path: "registers/one.csv"))
    for (file, text) in files { try county.write(text, to: file) }
    return (county, try county.run())
  }

  @Test func `the grand total has a row in every wave where one needs it`() throws {
    let (county, run) = try Self.run(
      """
      records: {household: {key: household_id}}
      tables:
        t: {of: household, by: [wave], measures: {n: count(*), more: n - before.n, share: 100 * n / total.n}}
      """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/t.csv") == """
        level,code,name,wave,n,more,share
        total,total,small,2020-12-31,2,,100
        total,total,small,2021-12-31,3,1,100
        county,1,试验县,2020-12-31,2,,100
        county,1,试验县,2021-12-31,2,0,66.66666666666667

        """)
  }

  @Test func `a key with a place in it tells no record of another wave`() throws {
    for table in [
      "by: [wave], measures: {n: count(* where before.members > 1)}",
      "by: [wave], count: panel, measures: {n: count(*)}",
    ] {
      let (_, run) = try Self.run(
        "records: {household: {key: [village, household_id]}}\ntables: {t: {of: household, \(table)}}"
      )
      #expect(run.status == 78, "\(run.errors)")
    }
  }

  @Test func `what leaves records out of a table leaves those of other measures out`() throws {
    let plan = """
        plans:
          files: registers/plan.csv
          record: plan
          variables:
            village: {headers: 村, type: place, level: village}
            target: {headers: 目标, type: integer}

      """
    let files = ["registers/plan.csv": "村,目标\n甲村,6\n乙村,100\n"]
    func table(_ filter: String) -> String {
      """
      \(plan)records: {household: {key: household_id}}
      tables:
        t:
          of: household
          where: \(filter)
          measures: {n: count(*), target: {value: sum(target), of: plan}}
      """
    }
    let (county, run) = try Self.run(table("place.kind = 'mountain'"), with: files)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.newest("tables/t.csv").contains("county,1,试验县,1,6\n"))
    let refused = try Self.run(table("members > 1"), with: files).run
    #expect(refused.status == 78)
    #expect(refused.errors.contains("plan has no “members”, which where: of the table is about"))
  }

  @Test func `a key with nothing behind it is no key`() throws {
    let (_, run) = try Self.run(
      """
      records: {household: {key: household_id}}
      tables:
        t:
          of: household
          wave: 2021-12-31
          disclosure:
          measures: {n: count(*)}
      """)
    #expect(run.status == 78)
    #expect(run.errors.contains("expected a value behind “disclosure”, found none"))
  }

  @Test func `parents of another wave hold nobody back`() throws {
    let (county, run) = try Self.run(
      """
        persons:
          files: registers/persons-2020.csv
          as_of: 2020-12-31
          record: person
          variables: &person
            person_id: {headers: 编号, type: identifier}
            household_id: {headers: 户编号, type: identifier}
        later: {files: registers/persons-2021.csv, record: person, variables: *person}
        births:
          files: registers/births.csv
          as_of: 2019-12-31
          record: person
          variables: *person
      records: {household: {key: household_id}, person: {key: person_id, parent: household}}
      tables: {t: {of: person, by: [wave], measures: {n: count(*)}}}
      """,
      with: [
        "registers/persons-2020.csv": "编号,户编号\n7,1\n8,9\n",
        "registers/persons-2021.csv": "编号,户编号\n7,1\n9,2\n",
        "registers/births.csv": "编号,户编号\n7,1\n9,2\n",
      ])
    #expect(run.status == 0, "\(run.errors)")
    // Of 2019 no household is known; in 2020 one person's is not there.
    let table = try county.newest("tables/t.csv")
    for line in [",2019-12-31,2\n", ",2020-12-31,1\n", ",2021-12-31,2\n"] {
      #expect(table.contains(line), "\(table)")
    }
  }

  @Test func `over no record nothing holds for any and everything for every one`() throws {
    let (county, run) = try Self.run(
      """
      records: {household: {key: household_id}}
      tables:
        t:
          of: household
          by: [village]
          where: members > 2
          wave: 2020-12-31
          measures: {n: count(*), some: count(* where members > 2), large: number(any(members > 2)), all: number(every(members > 9))}
      """)
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.newest("tables/t.csv")
    #expect(table.contains("village,111,甲村,试验县,某镇,0,0,0,1\n"), "\(table)")
    #expect(table.contains("village,112,乙村,试验县,某镇,1,1,1,0\n"), "\(table)")
  }

  @Test func `what a panel leaves out is not told where figures are withheld`() throws {
    let (county, run) = try Self.run(
      """
      records: {household: {key: household_id}}
      tables:
        t: {of: household, by: [wave], count: panel, disclosure: {minimum: 3}, measures: {n: count(*)}}
      """)
    #expect(run.status == 0, "\(run.errors)")
    let note = "table t leaves out records of household that are not in every wave"
    #expect(try county.newest("diagnostics.jsonl").contains(note))
    #expect(try !county.newest("diagnostics.jsonl").contains("table t counts"))
  }

  @Test func `a group of columns that a sheet lacks is nobody`() throws {
    func source(_ groups: String) -> String {
      """
        persons:
          files: registers/persons.csv
          record: person
          repeat: \(groups)
          variables:
            household_id: {headers: 户编号, type: identifier}
            name: {headers: "{n}姓名", sensitive: true, required: false}
            age: {headers: "{n}年龄", type: integer, required: false}
      records: {household: {key: household_id}}
      tables: {t: {of: person, measures: {n: count(*)}}}
      """
    }
    let files = ["registers/persons.csv": "户编号,1姓名,1年龄,2姓名,2年龄\n1,样本甲,30,样本乙,31\n2,样本丙,40,,\n"]
    let (county, run) = try Self.run(source("4"), with: files)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.newest("tables/t.csv").hasSuffix(",3\n"))
    let refused = try Self.run(source("['1', '2', '3']"), with: files).run
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains("expected a column of the group 3, such as 3姓名, 3年龄, found none"))
  }
}
