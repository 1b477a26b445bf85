import Foundation
import Testing

/// Edit rules of every kind, from the pipeline file to `edits.csv`.
@Suite struct EditReportTests {
  private static let rules = """
    rules:
      - {check: insured <= members, of: household, severity: quarantine, code: household.insured}
      - {check: members <= 20, of: household, severity: quarantine, code: household.insured}
      - {check: insured >= 0, of: household, severity: correct, set: {insured: 0}, code: household.negative}
      - {check: members <= previous.members + 1, of: household, severity: warn, code: household.grown}
      - {check: members > 0, of: household, severity: note, code: household.empty}
      - {check: rate <= 100, table: enrolment, level: village, severity: warn, code: enrolment.rate}
    tables:
    """

  private func county(_ rows: String) throws -> SmallCounty {
    let county = try SmallCounty()
    let old = """
      rules:
        - {check: insured <= members, of: household, severity: quarantine, code: household.insured}
      tables:
      """
    #expect(SmallCounty.pipeline.contains(old))
    try county.write(
      SmallCounty.pipeline.replacing(old, with: Self.rules)
        .replacing("quarantine_share: 0.4", with: "quarantine_share: 0.6"), to: "pipeline.yml")
    try county.write("户编号,行政村,人口数,参保人数\n" + rows, to: "registers/one.csv")
    return county
  }

  @Test func `an earlier run that cannot be read is told, since nothing is held against it`() throws
  {
    let county = try SmallCounty()
    try county.rewrite(
      "rules:\n",
      with:
        "rules:\n  - {check: members <= previous.members, of: household, severity: warn, code: household.grown}\n"
    )
    #expect(try county.run().status == 0)
    try county.write("no database", to: "Output/small/latest/stages.sqlite")
    try county.write(SmallCounty.register + "005,乙村,1,1\n", to: "registers/one.csv")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    for loss in ["layouts are not compared", "rules on previous.… are not tested"] {
      #expect(
        try county.text("Output/small/latest/diagnostics.jsonl").contains(loss), "\(run.errors)")
    }
    #expect(run.errors.contains("[store.earlier-unreadable]"), "\(run.errors)")
  }

  @Test func `every rule is counted, and every variable that was changed or named`() throws {
    let county = try county("001,甲村,3,2\n002,甲村,4,-1\n003,乙村,2,3\n004,乙村,21,22\n005,乙村,不详,1\n")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "edits: 6 rules, 17 cases tested, 4 failed (1 corrected); 1 values changed"),
      "\(run.errors)")
    #expect(
      try county.text("Output/small/latest/edits.csv") == """
        by,of,number,name,severity,condition,cases,tested,not_tested,failed,corrected,changed,named,share
        rule,household,1,household.insured,quarantine,insured <= members,5,4,1,2,0,,,0.5
        rule,household,2,household.insured,quarantine,members <= 20,5,4,1,1,0,,,0.25
        rule,household,3,household.negative,correct,insured >= 0,5,4,1,1,1,,,0.25
        rule,household,4,household.grown,warn,members <= (previous.members + 1),5,0,5,0,0,,,
        rule,household,5,household.empty,note,members > 0,5,4,1,0,0,,,0
        rule,enrolment (village),6,enrolment.rate,warn,rate <= 100,2,1,1,0,0,,,0
        variable,household,,household_id,,,5,,,,,0,0,0
        variable,household,,village,,,5,,,,,0,0,0
        variable,household,,members,,,5,,,,,0,2,0
        variable,household,,insured,,,5,,,,,1,1,0.2

        """)
    let held = try county.text("Output/small/latest/quarantine.csv")
    #expect(held.contains("correct members, or insured: no smaller change satisfies every rule"))
    // Households of 21 with 22 insured: both must be wrong.
    #expect(held.contains("correct members and insured: no smaller change satisfies every rule"))
    let report = try county.text("Output/small/latest/run.json")
    #expect(report.contains(#""rules": 6"#), "\(report)")
  }

  @Test func `a second run is held against the first, and against the same again when forced`()
    throws
  {
    let county = try county("001,甲村,3,2\n002,甲村,4,1\n")
    #expect(try county.run().status == 0)
    try county.write("户编号,行政村,人口数,参保人数\n001,甲村,3,2\n002,甲村,9,1\n", to: "registers/one.csv")
    for options in [[], ["--force"]] {
      let run = try county.run(options)
      #expect(run.status == 0, "\(run.errors)")
      let edits = try county.text("Output/small/latest/edits.csv")
      #expect(
        edits.contains("household.grown,warn,members <= (previous.members + 1),2,2,0,1,0,,,0.5"),
        "\(edits)")
      #expect(try county.text("Output/small/latest/diagnostics.jsonl").contains("household.grown"))
    }
  }

  @Test func `a rule that only quarantines does not stop because another of its code would`() throws
  {
    let county = try county("001,甲村,3,2\n003,乙村,2,3\n")
    try county.write(
      try county.text("pipeline.yml")
        .replacing(
          "members <= 20, of: household, severity: quarantine",
          with: "members <= 20, of: household, severity: stop"), to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    try county.write("户编号,行政村,人口数,参保人数\n001,甲村,30,2\n", to: "registers/one.csv")
    #expect(try county.run().status == 1)
  }
}
