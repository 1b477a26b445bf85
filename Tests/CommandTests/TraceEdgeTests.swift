import Foundation
import PropertyTesting
import Testing

/// What is easily told wrong of figures, records and cells.
@Suite struct TraceEdgeTests {
  /// A folder with a pipeline that was run.
  private static func folder(
    _ pipeline: String, _ files: [String: String]
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(pipeline, to: "p.yml")
    for (name, text) in files { try folder.write(text, to: name) }
    let run = try MilletProcess(["run", "p.yml", "--quiet"], in: folder.url)
    try #require(run.status == 0, "\(run.errors)")
    return folder
  }

  private static func ask(_ folder: TemporaryFolder, _ words: [String]) throws -> MilletProcess {
    let answer = try MilletProcess(words, in: folder.url)
    #expect(answer.status == 0, "\(words): \(answer.errors)")
    return answer
  }

  @Test func `a page shows nothing of another table on the sheet`() throws {
    let folder = try Self.folder(
      """
      pipeline: f
      as_of: 2021-12-31
      sources:
        aps: {files: s.csv, record: person, table: {from: /^一、/, to: /^二、/}, variables: {pid: {type: identifier}, name: {sensitive: true}}}
        zcs: {files: s.csv, record: crop, table: {from: /^二、/}, variables: {cid: {type: identifier}, area: {type: number}, crop: {codes: {wheat: [], maize: []}}}}
      records: {person: {key: pid}, crop: {key: cid}}
      tables:
        t: {of: crop, by: [crop], measures: {n: count(*), a: sum(area)}}
        p: {of: person, measures: {n: count(*)}}
      gates: {quarantine_share: 1}
      """,
      [
        "s.csv": """
        一、人员,,
        pid,name,note
        p1,SECRETBOB,x
        p2,OCTAVIAN,y
        二、作物,,
        cid,area,crop
        c1,3,wheat
        c2,4,maize

        """
      ])
    for question in [
      ["t", "--row", "crop=wheat", "--column", "a"],
      ["p", "--row", "level=county", "--column", "n"],
    ] {
      let page = try Self.ask(folder, ["why", "f"] + question + ["--format", "html"])
      for secret in ["SECRETBOB", "OCTAVIAN"] {
        #expect(!page.output.contains(secret), "\(question)")
      }
    }
    let page = try Self.ask(
      folder, ["why", "f", "t", "--row", "crop=wheat", "--column", "a", "--format", "html"])
    #expect(page.output.contains(">area<") && !page.output.contains(">name<"))
  }

  @Test func `a row that gives two records tells what holds back which`() throws {
    let folder = try Self.folder(
      """
      pipeline: f
      as_of: 2021-12-31
      sources:
        persons: {files: s.csv, record: person, variables: {pid: {type: identifier}}}
        plots: {files: s.csv, record: plot, variables: {area: {type: number}}}
      tables:
        p: {of: person, measures: {n: count(*)}}
        q: {of: plot, measures: {n: count(*)}}
      gates: {quarantine_share: 1}
      """, ["s.csv": "pid,area\na,1\nb,x\n"])
    let person = try Self.ask(folder, ["why-not", "f", "pid=b", "p", "n"])
    #expect(person.output.contains("counts in p.n") && !person.output.contains("cell.not-a-number"))
    let plot = try Self.ask(folder, ["why-not", "f", "s.csv!3", "q", "n"])
    #expect(plot.output.contains("cell.not-a-number"), "\(plot.output)")
  }

  @Test func `a table that withholds tells of no record whether it counts`() throws {
    let county = try SmallCounty()
    try county.write(
      SmallCounty.pipeline.replacing(
        "    by: [township, village]",
        with: "    by: [township, village]\n    disclosure: {minimum: 2}"), to: "pipeline.yml")
    #expect(try county.run().status == 0)
    let answer = try MilletProcess(
      ["why-not", "small", "household_id=004", "enrolment", "insured"], in: county.folder)
    #expect(answer.status == 0)
    #expect(answer.output.contains("withholds") && !answer.output.contains("one.csv"))
    let impact = try MilletProcess(["impact", "small", "one.csv!D5"], in: county.folder)
    #expect(impact.output.contains("of a table that withholds figures"), "\(impact.output)")
    #expect(!impact.output.contains("counts"))
  }

  private static let waves = """
    pipeline: f
    as_of: 2022-12-31
    sources:
      a: {files: a.csv, as_of: 2020-12-31, record: household, variables: {hid: {type: identifier}, members: {type: integer}}}
      b: {files: b.csv, as_of: 2021-12-31, record: household, variables: {hid: {type: identifier}, members: {type: integer}}}
      c: {files: c.csv, record: household, variables: {hid: {type: identifier}, members: {type: integer}}}
    records: {household: {key: hid}}
    tables:
      t:
        of: household
        by: [wave]
        measures:
          s: sum(members)
          c: s - before.s
          cc: c - before.c
          new: count(* where before.hid is missing)
    """

  @Test func `impact follows figures over figures and reaches no wave beyond the next`() throws {
    let folder = try Self.folder(
      Self.waves,
      ["a.csv": "hid,members\n1,4\n", "b.csv": "hid,members\n1,5\n", "c.csv": "hid,members\n1,7\n"])
    func figures(_ cell: String) throws -> Set<String> {
      let answer = try Self.ask(folder, ["impact", "f", cell, "--format", "json"])
      let json =
        try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
      return Set(
        (json["figures"] as? [[String: Any]] ?? [])
          .map {
            let row = $0["row"] as? [String: String] ?? [:]
            return "\($0["column"] ?? "") \(row["wave"] ?? "")"
          })
    }
    let members = try figures("a.csv!B2")
    for figure in ["s 2020-12-31", "c 2021-12-31", "cc 2022-12-31"] {
      #expect(members.contains(figure), "\(members)")
    }
    let key = try figures("a.csv!A2")
    #expect(key.contains("new 2021-12-31") && !key.contains("new 2022-12-31"), "\(key)")
  }

  @Test func `a cell that the table's condition asks for is in the impact`() throws {
    let folder = try Self.folder(
      """
      pipeline: f
      as_of: 2021-12-31
      sources: {h: {files: h.csv, record: household, variables: {hid: {type: identifier}, x: {type: integer}}}}
      tables: {t: {of: household, where: x > 0, measures: {n: count(*)}}}
      """, ["h.csv": "hid,x\n1,1\n2,0\n"])
    let impact = try Self.ask(folder, ["impact", "f", "h.csv!B3"])
    #expect(impact.output.contains("left out by the table’s condition"), "\(impact.output)")
  }

  @Test func `a value that is carried down is its cell's above`() throws {
    let folder = try Self.folder(
      """
      pipeline: f
      as_of: 2021-12-31
      sources:
        h: {files: h.csv, record: household, fill_down: [water], variables: {hid: {type: identifier}, water: {codes: {tap: [], well: []}}}}
        p: {files: p.csv, record: person, variables: {pid: {type: identifier}, hid: {type: identifier}}}
      records: {household: {key: hid}, person: {key: pid, parent: household}}
      tables:
        t: {of: household, measures: {n: count(* where water = 'tap')}}
        u: {of: person, measures: {n: count(* where household.water = 'tap')}}
      """, ["h.csv": "hid,water\n1,tap\n2,\n", "p.csv": "pid,hid\na,2\n"])
    let why = try Self.ask(folder, ["why", "f", "u", "--column", "n"])
    #expect(why.output.contains("household.water  h.csv:h!B2"), "\(why.output)")
    let blank = try Self.ask(folder, ["impact", "f", "h.csv!B3"])
    #expect(blank.output.contains("no published figure depends on it"), "\(blank.output)")
    let above = try Self.ask(folder, ["impact", "f", "h.csv!B2"])
    #expect(above.output.contains("carried down to 1 rows below"))
    #expect(above.output.contains("2 published figures"), "\(above.output)")
  }

  @Test func `the greatest numbers of a page are none too great`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    for options in [
      ["--offset", "9223372036854775807"], ["--limit", "9223372036854775807", "--offset", "1"],
    ] {
      let answer = try MilletProcess(
        ["inspect", "small", "household"] + options, in: county.folder)
      #expect(answer.status == 0, "\(answer.errors)")
    }
  }

  @Test func `a record whose place a split leaves open counts nowhere for certain`() throws {
    let folder = try Self.folder(
      """
      pipeline: f
      as_of: 2022-12-31
      reference: {gazetteer: g.csv, changes: gc.csv}
      sources:
        h: {files: h.csv, as_of: 2020-12-31, record: household, variables: {hid: {type: identifier}, village: {type: place, level: village}}}
        n: {files: n.csv, record: household, variables: {hid: {type: identifier}, village: {type: place, level: village}}}
      records: {household: {key: hid}}
      tables: {t: {of: household, by: [township, village, wave], measures: {n: count(*)}}}
      """,
      [
        "h.csv": "hid,village\n1,旧村\n", "n.csv": "hid,village\n1,东村\n",
        "g.csv": """
        code,name,level,parent,valid_from,valid_to
        1,试验县,county,,,
        11,某镇,township,1,,
        111,旧村,village,11,,2021-06-01
        112,东村,village,11,2021-06-01,
        113,西村,village,11,2021-06-01,

        """, "gc.csv": "date,kind,from,to\n2021-06-01,split,111,112\n2021-06-01,split,111,113\n",
      ])
    let row = ["--row", "东村", "--row", "wave=2020-12-31"]
    let why = try Self.ask(folder, ["why", "f", "t", "--column", "n"] + row)
    #expect(why.output.contains("may lie in this row or in another"), "\(why.output)")
    let whyNot = try Self.ask(folder, ["why-not", "f", "h.csv!2", "t", "n"] + row)
    #expect(
      whyNot.output.contains("does not count in t.n: may lie in one row or in another"),
      "\(whyNot.output)")
    let impact = try Self.ask(folder, ["impact", "f", "h.csv!B2", "--format", "json"])
    #expect(impact.output.contains("\"place_open\""), "\(impact.output)")
  }
}
