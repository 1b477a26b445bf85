import Foundation
import Testing

/// Totals over places, and records without one, through the command.
@Suite struct PlaceTotalsTests {
  /// A gazetteer that is wrong, and what is said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let finding: String
    let gazetteer: String

    init(_ finding: String, _ lines: String...) {
      self.finding = finding
      gazetteer =
        "code,name,level,parent,valid_from,valid_to\n" + lines.joined(separator: "\n") + "\n"
    }

    var testDescription: String { finding }
  }

  private static let county = "1,试验县,county,,,"
  private static let township = "11,某镇,township,1,,"
  private static let villages = "111,甲村,village,11,,\n112,乙村,village,11,,"

  @Test(arguments: [
    Fault(
      "gazetteer.csv:3:1: error: 某镇 (11) of level township has no parent", county,
      "11,某镇,township,,,", villages),
    Fault(
      "gazetteer.csv:2:1: error: 试验县 (1) lies in 11, which is no wider level",
      "1,试验县,county,11,,", township, villages),
    Fault(
      "gazetteer.csv:3:1: error: 某镇 (11) lies in 12, which is no wider level", county,
      "11,某镇,township,12,,", "12,他镇,township,11,,", villages),
    Fault(
      "gazetteer.csv:3:1: error: 某镇 (11) lies in 11, which is no wider level", county,
      "11,某镇,township,11,,", villages),
    Fault(
      "gazetteer.csv:4:1: error: the parent 1l of 甲村 (111) is no place of the gazetteer", county,
      township, "111,甲村,village,1l,,", "112,乙村,village,11,,"),
    Fault(
      "gazetteer.csv:6:1: error: 112 is both 乙村 and 丙村", county, township, villages,
      "112,丙村,village,11,,"),
    Fault(
      "gazetteer.csv:4:1: error: 11 is both 某镇 and 他镇", county, township, "11,他镇,township,1,,",
      villages),
    Fault(
      "gazetteer.csv:4:1: error: the parent 11 of 甲村 (111) is no place of 2021-10-31", county,
      "11,某镇,township,1,,2021-03-01", villages),
    Fault(
      "gazetteer.csv:2:1: error: total is the code of the row of the grand total",
      "total,试验县,county,,,", "11,某镇,township,total,,", villages),
    Fault("gazetteer.csv: error: expected places that are valid on 2021-10-31, found none"),
  ])
  func `a gazetteer that would give a wrong total is refused with its line`(fault: Fault) throws {
    let county = try SmallCounty()
    try county.write(fault.gazetteer, to: "gazetteer.csv")
    for command in ["run", "check"] {
      let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
      #expect(process.status == 78, "\(command): \(process.errors)")
      #expect(process.errors.contains(fault.finding), "\(command): \(process.errors)")
      #expect(process.errors.contains("[place.gazetteer]"))
    }
    #expect(!county.exists("Output/small/latest"))
  }

  private static let rows = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    title: {zh: 试验调查}
    reference: {gazetteer: gazetteer.csv}
    sources:
      rows:
        files: registers/*.csv
        record: row
        variables: {id: {headers: id, type: identifier}, sort: {headers: kind}, n: {headers: n, type: integer}}
    records: {row: {key: id}}
    tables:
      kinds: {of: row, by: [sort], measures: {rows: count(*), n: sum(n), mean: mean(n), ids: count(distinct id)}}
      all: {of: row, by: [], measures: {rows: count(*), n: sum(n)}}
      villages: {of: row, by: [village], measures: {rows: count(*)}}
    """

  @Test(arguments: ["1,试验县,county,,,", "1,试验县,county,,,\n2,他县,county,,,"])
  func `records that can name no place count in the grand total and in no place`(
    gazetteer: String
  ) throws {
    let county = try SmallCounty()
    try county.write(Self.rows, to: "pipeline.yml")
    try county.write("id,kind,n\n1,x,10\n2,y,20\n3,x,5\n", to: "registers/one.csv")
    try county.write(
      "code,name,level,parent,valid_from,valid_to\n\(gazetteer)\n", to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/tables/kinds.csv") == """
        level,code,name,sort,rows,n,mean,ids
        total,total,试验调查,x,2,15,7.5,2
        total,total,试验调查,y,1,20,20,1

        """)
    #expect(
      try county.text("Output/small/latest/tables/all.csv")
        == "level,code,name,rows,n\ntotal,total,试验调查,3,35\n")
    #expect(
      try county.text("Output/small/latest/tables/villages.csv").split(separator: "\n").prefix(3)
        == ["level,code,name,county,township,rows", "total,total,试验调查,,,3", "county,1,试验县,试验县,,"])
    let log = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(log.contains("3 records of row, which has no variable that names a place"))
    #expect(log.contains("place.absent"))
  }

  private static let optional = SmallCounty.pipeline
    .replacing(
      "type: place, level: village}", with: "type: place, level: village, required: false}")

  @Test
  func `a record that names no place counts in the grand total and nowhere else, and is told`()
    throws
  {
    let county = try SmallCounty()
    try county.write(Self.optional, to: "pipeline.yml")
    let complete = try county.run()
    #expect(complete.status == 0 && !complete.errors.contains("[place.absent]"))
    let table = "Output/small/latest/tables/enrolment.csv"
    #expect(!(try county.text(table).contains("total")))
    try county.write(SmallCounty.register + "005,,8,2\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text(table) == """
        level,code,name,county,township,persons,insured,rate
        total,total,small,,,20,9,45.00
        county,1,试验县,试验县,,12,7,58.33
        township,11,某镇,试验县,某镇,12,7,58.33
        village,111,甲村,试验县,某镇,7,6,85.71
        village,112,乙村,试验县,某镇,5,1,20.00

        """)
    #expect(
      run.errors.contains(
        "pipeline.yml: warning: 1 records of household name no place; they count in the grand total alone"
      ), "\(run.errors)")
  }

  @Test func `several widest places have their total above them`() throws {
    let county = try SmallCounty()
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      111,甲村,village,11,,
      2,他县,county,,,
      21,他镇,township,2,,
      211,乙村,village,21,,
      """, to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/tables/enrolment.csv") == """
        level,code,name,county,township,persons,insured,rate
        total,total,small,,,12,7,58.33
        county,1,试验县,试验县,,7,6,85.71
        county,2,他县,他县,,5,1,20.00
        township,11,某镇,试验县,某镇,7,6,85.71
        township,21,他镇,他县,他镇,5,1,20.00
        village,111,甲村,试验县,某镇,7,6,85.71
        village,211,乙村,他县,他镇,5,1,20.00

        """)
    #expect(!run.errors.contains("[place.absent]"))
  }

  @Test func `a gazetteer without a county has the total above its townships`() throws {
    let county = try SmallCounty()
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to
      11,某镇,township,,,
      12,他镇,township,,,
      111,甲村,village,11,,
      121,乙村,village,12,,
      """, to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.text("Output/small/latest/tables/enrolment.csv")
    #expect(table.contains("\ntotal,total,small,,,12,7,58.33\ntownship,11,某镇,,某镇,7,6,85.71\n"))
  }

  @Test func `a village that lies in no township counts in its county, and is told`() throws {
    let county = try SmallCounty()
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,1,,
      """, to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.text("Output/small/latest/tables/enrolment.csv")
    #expect(table.contains("county,1,试验县,试验县,,12,7,58.33\ntownship,11,某镇,试验县,某镇,7,6,85.71\n"))
    #expect(
      run.errors.contains(
        """
        gazetteer.csv:5:1: warning: 1 records of household lie in no place of level township, but in \
        a wider one alone: 乙村 (112) [place.absent]
        """), "\(run.errors)")
  }

  @Test func `a total from which the places leave one record alone is withheld`() throws {
    let county = try SmallCounty()
    let pipeline = Self.optional
      .replacing("    by: [township, village]", with: "    disclosure: {minimum: 3}\n    by: []")
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(SmallCounty.register + "005,,8,2\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let table = try county.text("Output/small/latest/tables/enrolment.csv")
    #expect(table.contains("\ntotal,total,small,withheld,withheld,"), "\(table)")
  }
}
