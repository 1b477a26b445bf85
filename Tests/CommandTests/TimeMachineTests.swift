import Foundation
import Testing

/// A small county whose villages changed, through the command.
@Suite struct TimeMachineTests {
  private static let gazetteer = """
    code,name,level,parent,valid_from,valid_to
    1,试验县,county,,,
    11,某镇,township,1,,
    111,甲村,village,11,,
    112,乙村,village,11,,
    113,丙村,village,11,,2021-03-01
    """

  private static let changes = """
    date,kind,from,to
    2021-03-01,merge,113,112
    """

  private static let register = """
    户编号,行政村,人口数,参保人数
    001,甲村,3,2
    002,甲村,4,4
    003,丙村,2,1
    004,乙村,5,1

    """

  private static func county(
    _ pipeline: String = SmallCounty.pipeline, gazetteer: String = gazetteer,
    changes: String = changes, decisions: String? = nil
  ) throws -> SmallCounty {
    let county = try SmallCounty()
    let files =
      "{gazetteer: gazetteer.csv, changes: changes.csv"
      + (decisions == nil ? "}" : ", decisions: decisions.csv}")
    try county.write(
      pipeline.replacing("{gazetteer: gazetteer.csv}", with: files), to: "pipeline.yml")
    try county.write(gazetteer, to: "gazetteer.csv")
    try county.write(changes, to: "changes.csv")
    try county.write(register, to: "registers/one.csv")
    if let decisions { try county.write(decisions, to: "decisions.csv") }
    return county
  }

  private static let enrolment = "tables/enrolment.csv"

  @Test func `as-of tabulates on the villages of another day and says what it cannot decide`()
    throws
  {
    let county = try Self.county()
    let run = try county.run(["--as-of", "2020-12-31"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest(Self.enrolment) == """
        level,code,name,county,township,persons,insured,rate
        county,1,试验县,试验县,,14,8,57.14
        township,11,某镇,试验县,某镇,14,8,57.14
        village,111,甲村,试验县,某镇,7,6,85.71
        village,112,乙村,试验县,某镇,,,
        village,113,丙村,试验县,某镇,,,

        """)
    #expect(run.errors.contains("changes.csv:2:1: warning: records of 乙村 (112) (2 of household)"))
    #expect(run.errors.contains("[place.undecided]"))
    let package = try county.newest("datapackage.json")
      .filter { !$0.isWhitespace }
    #expect(package.contains(#""as_of":"2021-10-31""#) && package.contains(#""base":"2020-12-31""#))
  }

  @Test func `what a split or a regrouping leaves open counts in the smallest certain parent`()
    throws
  {
    let gazetteer = """
      code,name,level,parent,valid_from,valid_to
      1,试验县,county,,,
      11,某镇,township,1,,
      12,他镇,township,1,,
      111,甲村,village,11,,
      112,乙村,village,11,,2021-03-01
      113,丙村,village,12,,2021-03-01
      114,丁村,village,11,2021-03-01,
      115,戊村,village,12,2021-03-01,
      116,己村,village,11,,2021-05-01
      117,庚村,village,12,2021-05-01,
      118,辛村,village,12,,2021-06-01
      119,壬村,village,12,2021-06-01,
      120,癸村,village,12,2021-06-01,
      1111,西坡,natural_village,112,,2021-03-01
      1112,西坡,natural_village,114,2021-03-01,
      """
    let changes = """
      date,kind,from,to
      2021-03-01,regroup,112,114
      2021-03-01,regroup,112,115
      2021-03-01,regroup,113,114
      2021-03-01,regroup,113,115
      2021-03-01,transfer,1111,1112
      2021-05-01,rename,116,117
      2021-06-01,split,118,119
      2021-06-01,split,118,120
      """
    let pipeline = SmallCounty.pipeline
      .replacing("as_of: 2021-10-31", with: "as_of: 2020-12-31\nbase: 2021-10-31")
      .replacing(
        "level: village}\n",
        with: """
          level: village}
                natural_village: {headers: 自然村, type: place, level: natural_village, within: village, required: false}

          """)
    let county = try Self.county(pipeline, gazetteer: gazetteer, changes: changes)
    func publish(_ rows: String) throws -> (table: String, errors: String) {
      try county.write("户编号,行政村,自然村,人口数,参保人数\n" + rows, to: "registers/one.csv")
      let run = try county.run(["--force"])
      #expect(run.status == 0, "\(run.errors)")
      return (try county.newest(Self.enrolment), run.errors)
    }
    // A natural village decides for its household, a rename and a transfer for all of theirs.
    let decided = try publish("1,甲村,,3,2\n2,乙村,西坡,4,4\n3,己村,,5,1\n")
    #expect(
      decided.table == """
        level,code,name,county,township,persons,insured,rate
        county,1,试验县,试验县,,12,7,58.33
        township,11,某镇,试验县,某镇,7,6,85.71
        township,12,他镇,试验县,他镇,5,1,20.00
        village,111,甲村,试验县,某镇,3,2,66.67
        village,114,丁村,试验县,某镇,4,4,100.00
        village,115,戊村,试验县,他镇,0,0,
        village,117,庚村,试验县,他镇,5,1,20.00
        village,119,壬村,试验县,他镇,0,0,
        village,120,癸村,试验县,他镇,0,0,

        """)
    #expect(!decided.errors.contains("[place.undecided]"))
    // The heirs of 辛村 are of one township, those of 丙村 are not.
    let split = try publish("1,甲村,,3,2\n2,辛村,,4,4\n")
    #expect(
      split.table == """
        level,code,name,county,township,persons,insured,rate
        county,1,试验县,试验县,,7,6,85.71
        township,11,某镇,试验县,某镇,3,2,66.67
        township,12,他镇,试验县,他镇,4,4,100.00
        village,111,甲村,试验县,某镇,3,2,66.67
        village,114,丁村,试验县,某镇,0,0,
        village,115,戊村,试验县,他镇,0,0,
        village,117,庚村,试验县,他镇,0,0,
        village,119,壬村,试验县,他镇,,,
        village,120,癸村,试验县,他镇,,,

        """)
    #expect(split.errors.contains("changes.csv:8:1: warning: records of 辛村 (118) (1 of household)"))
    #expect(split.errors.contains("they count in 他镇 (12) [place.undecided]"))
    let regrouped = try publish("1,甲村,,3,2\n2,丙村,,4,4\n")
    #expect(
      regrouped.table == """
        level,code,name,county,township,persons,insured,rate
        county,1,试验县,试验县,,7,6,85.71
        township,11,某镇,试验县,某镇,,,
        township,12,他镇,试验县,他镇,,,
        village,111,甲村,试验县,某镇,3,2,66.67
        village,114,丁村,试验县,某镇,,,
        village,115,戊村,试验县,他镇,,,
        village,117,庚村,试验县,他镇,0,0,
        village,119,壬村,试验县,他镇,0,0,
        village,120,癸村,试验县,他镇,0,0,

        """)
    #expect(regrouped.errors.contains("they count in 试验县 (1) [place.undecided]"))
  }

  @Test func `a table's own base stays whatever the command says`() throws {
    let pipeline = SmallCounty.pipeline
      .replacing("  enrolment:\n", with: "  enrolment:\n    base: 2021-10-31\n")
    let county = try Self.county(pipeline)
    #expect(try county.run(["--as-of", "2020-12-31"]).status == 0)
    let text = try county.newest(Self.enrolment)
    #expect(text.contains("village,112,乙村,试验县,某镇,7,2,28.57"))
    #expect(!text.contains("丙村"))
  }

  @Test func `data of an earlier day are read with its villages and put on those of today`() throws
  {
    let county = try Self.county()
    let run = try county.run(["--set", "as_of=2020-12-31", "--as-of", "2021-10-31"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try county.newest(Self.enrolment).contains("village,112,乙村,试验县,某镇,7,2,28.57"))
    #expect(!run.errors.contains("[place.undecided]"))
  }

  @Test func `a base on which the county is no place is not published`() throws {
    let county = try Self.county(
      gazetteer: Self.gazetteer.replacing("county,,,", with: "county,,2000-01-01,"))
    let run = try county.run(["--as-of", "1999-12-31"])
    #expect(run.status == 1)
    #expect(run.errors.contains("[place.not-conserved]"))
    #expect(run.errors.contains("[gate.failed]"))
  }

  @Test func `as-of on the command line leaves latest on the definition's own villages`() throws {
    let county = try Self.county()
    #expect(try county.run().status == 0)
    let published = try county.text("Output/small/latest/tables/enrolment.csv")
    for base in [["--as-of", "2020-12-31"], ["--set", "base=2020-12-31"]] {
      let run = try county.run(base + ["--json"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains(#""status":"aside""#))
      #expect(run.errors.contains("latest stays"))
      #expect(try county.newest(Self.enrolment).contains("丙村"))
      #expect(try county.text("Output/small/latest/tables/enrolment.csv") == published)
    }
    #expect(try county.run(["--json"]).output.contains(#""status":"unchanged""#))
  }

  @Test(arguments: ["2020", "yesterday"])
  func `a base that is no day is refused`(day: String) throws {
    let county = try Self.county()
    let run = try county.run(["--as-of", day])
    #expect(run.status == 78)
    #expect(run.errors.contains("[pipeline.invalid-value]"))
  }

  @Test func `a base without a gazetteer is refused, and so are the levels of places`() throws {
    let county = try SmallCounty()
    let bare = SmallCounty.pipeline.replacing("reference: {gazetteer: gazetteer.csv}\n", with: "")
    for (pipeline, word) in [
      (bare, "expected a gazetteer for the rows of level township"),
      (bare.replacing("by: [township, village]", with: "by: []"), "no gazetteer says"),
    ] {
      try county.write(pipeline, to: "pipeline.yml")
      let run = try county.run(["--as-of", "2020-12-31"])
      #expect(run.status == 78)
      #expect(run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test func `check counts the places and changes`() throws {
    let county = try Self.county()
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(
      check.errors.contains(
        """
        gazetteer.csv: note: 4 places on 2021-10-31 (1 of level county, 1 of level township, \
        2 of level village), 1 lines of other dates [place.counted]
        """), "\(check.errors)")
    #expect(
      check.errors.contains(
        "changes.csv: note: 1 changes (1 merge) from 2021-03-01 to 2021-03-01 [place.counted]"))
  }

  /// A mistake in the files of places, and where it must be found.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let gazetteer: String
    let changes: String
    let finding: String

    init(_ finding: String, gazetteer: String = "", changes: String = "") {
      self.finding = finding
      self.gazetteer = gazetteer
      self.changes = changes
    }

    var testDescription: String { finding }
  }

  @Test(arguments: [
    Mistake(
      "gazetteer.csv:7:1: error: 112 is both 乙村 and 新乙村 on 2019-01-01",
      gazetteer: "112,新乙村,village,11,2019-01-01,"),
    Mistake(
      "gazetteer.csv:7:1: warning: 丁村 (114) ends on 2019-01-01, before it begins on 2020-01-01",
      gazetteer: "114,丁村,village,11,2020-01-01,2019-01-01"),
    Mistake(
      "gazetteer.csv:7:1: error: the parent 99 of 丁村 (114) is no place of the gazetteer",
      gazetteer: "114,丁村,village,99,,"),
    Mistake(
      "gazetteer.csv:7:1: error: 丁村 (114) lies in 111, which is no wider level",
      gazetteer: "114,丁村,village,111,,"),
    Mistake(
      "gazetteer.csv:7:1: warning: 112 and 114 are both 乙村 in one place",
      gazetteer: "114,乙村,village,11,,"),
    Mistake(
      "gazetteer.csv:7:1: note: 丁村 (114) ends on 2020-01-01 and no change says as what",
      gazetteer: "114,丁村,village,11,,2020-01-01"),
    Mistake(
      "changes.csv:3:1: warning: the change of 2021-05-01 names 199, which the gazetteer lacks",
      changes: "2021-05-01,merge,199,112"),
    Mistake(
      "changes.csv:3:1: warning: 111 goes on after the merge of 2021-05-01",
      changes: "2021-05-01,merge,111,112"),
    Mistake(
      "changes.csv:3:1: warning: 113 was no place before its change of 2021-05-01",
      changes: "2021-05-01,merge,113,112"),
    Mistake(
      "changes.csv:3:1: warning: the changes of 2021-05-01 lead from 114 back to it",
      gazetteer: "114,丁村,village,11,,2021-05-01\n115,戊村,village,11,,2021-05-01",
      changes: "2021-05-01,merge,114,115\n2021-05-01,merge,115,114"),
  ])
  func `check names the line of a mistake about places`(mistake: Mistake) throws {
    let county = try Self.county(
      gazetteer: Self.gazetteer + "\n" + mistake.gazetteer + "\n",
      changes: Self.changes + "\n" + mistake.changes + "\n")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.errors.contains(mistake.finding), "\(check.errors)")
    #expect(check.errors.contains("[place.gazetteer]"))
  }

  @Test func `a decision for a place that is gone is reported by check and run`() throws {
    let county = try Self.county(
      decisions: "name,level,within,code\n并村,village,,113\n甲午村,village,,111\n")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.errors.contains("decisions.csv:2:1: warning: the decision for 并村 names 113"))
    #expect(check.errors.contains("remedy: decide anew: it became, or lies in, 乙村 (112)"))
    #expect(!check.errors.contains("甲午村"))
    let run = try county.run()
    #expect(run.status == 0)
    let log = try county.text("Output/small/latest/diagnostics.jsonl")
    #expect(log.contains("decisions.csv:2:1") && log.contains("decisions.csv:3:1"))
  }

  @Test func `a decision against the name of another place is reported`() throws {
    let county = try Self.county(decisions: "name,level,within,code\n乙村,village,,111\n")
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(
      check.errors.contains(
        "decisions.csv:2:1: warning: the decision takes 乙村 for 甲村 (111), by its name it is 乙村 (112)"
      ))
    #expect(check.errors.contains("[place.gazetteer]"))
  }

  @Test func `names that wait for an answer are lines that an analyst can copy`() throws {
    let county = try Self.county(decisions: "name,level,within,code\n乙午村,village,,111\n")
    try county.write(
      """
      户编号,行政村,人口数,参保人数
      001,贾村,3,2
      002,贾村,4,4
      003,賈村,4,4
      004,乙村,5,1
      005,乙村,5,1
      006,老君洞村,5,1
      007,乙村,5,1
      008,乙村,5,1

      """, to: "registers/one.csv")
    let run = try county.run(["--set", "gates.quarantine_share=0.6"])
    #expect(run.status == 0, "\(run.errors)")
    let needed = "Output/small/latest/decisions-needed.csv"
    #expect(
      try county.text(needed) == """
        name,level,within,code,decided_on,note,rows,first_row,candidate_1,candidate_2,candidate_3
        老君洞村,village,,,,,1,registers/one.csv:one!7:7,,,
        贾村,village,,,,,3,registers/one.csv:one!2:2,111 甲村 (same_sound),112 乙村 (one_character),

        """)
    // A copied line without an answer is refused, one with an answer is replayed for every spelling.
    let line = try #require(try county.text(needed).split(separator: "\n").dropFirst(2).first)
    try county.write("name,level,within,code\n\(line)\n", to: "decisions.csv")
    #expect(try county.run().status == 78)
    try county.write(
      "name,level,within,code\n\(line.replacing("village,,,", with: "village,,111,"))\n",
      to: "decisions.csv")
    #expect(try county.run().status == 0)
    #expect(try county.text(needed).split(separator: "\n").count == 2)
    #expect(try county.text("Output/small/latest/changes.csv").contains("place.decided"))
  }
}
