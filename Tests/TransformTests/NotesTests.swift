import SurveyModel
import Testing
import Transform

/// Notes below a table, in the words of the codebook.
@Suite struct NotesTests {
  private static let conventions = Conventions(
    totals: ["合计", "Total"],
    notes: ["注", "说明", "填表人", "审核人", "Note", "Source", "Prepared by", "*"],
    suffixes: SheetFixture.conventions.suffixes)
  private static let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数"]

  private func transformed(
    _ rows: [[Value?]], batchRows: Int = 100
  ) throws -> (ids: [Value], outcome: WorksheetOutcome) {
    let sheet = SheetFixture(rows: [Self.header] + rows, conventions: Self.conventions)
    let (batches, outcome) = try sheet.transformed(batchRows: batchRows)
    #expect(outcome.tally.isConserved)
    return (
      batches.flatMap { batch in
        (0..<batch.count).map { batch.value(record: $0, variable: 0) }
      }, outcome
    )
  }

  @Test(
    arguments: [
      [["Note: the figures are provisional."]], [["Source: county office"]], [["注：1. 本表数据截至年底。"]],
      [["说明：……"]], [["* 不含外出人员"]], [["Prepared by: N. N."]], [["NOTES"]],
      [["注：1. 本表数据截至年底。"], ["2. 人口数含外出人员。"], ["（3）参保人数以医保局口径为准。"]],
      [["填表人：某某", nil, "审核人：某某"]], [[nil, "注：本表由各村填报"], [nil, "数据以年末登记的户籍为准，不含外来人口。"]],
      [
        ["Note: the figures are provisional."], [],
        ["They were collected by the township offices."],
      ],
    ] as [[[Value?]]])
  func `notes are no data`(notes: [[Value?]]) throws {
    let rows = [["K1", "石板上", 3, 2], ["K2", "石板上", 4, 1]] as [[Value?]]
    for size in [1, 3, 100] {
      let (ids, outcome) = try transformed(rows + notes, batchRows: size)
      #expect(ids == ["K1", "K2"])
      #expect(outcome.tally.other[.note] == notes.count { !$0.isEmpty })
    }
  }

  @Test(
    arguments: [
      [["1) The figures are provisional."], ["2) They are of the end of the year."]],
      [["（1）本表数据截至年底。"]], [["① 不含外来人口"]], [["2021年10月31日"]], [["1、本表由各村填报"], ["2、不含外来人口"]],
      [["Last updated: 2021-10-31"]], [["更新时间：2021-10-31"]],
    ] as [[[Value?]]])
  func `numbered lines and dates below a table of one key are notes`(notes: [[Value?]]) throws {
    let schema = RecordSchema(
      record: "village",
      variables: [
        VariableDefinition(name: "name", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "n", kind: .integer, headers: ["数"], isRequired: false),
      ])
    let rows = [["村名", "数"], ["甲村", 1], ["乙村", nil], ["丙村", 3]] as [[Value?]]
    let conventions = Conventions(notes: ["Last updated", "更新时间"])
    for size in [1, 3, 100] {
      let (batches, outcome) = try SheetFixture(rows: rows + notes, conventions: conventions)
        .transformed(batchRows: size, as: schema)
      #expect(batches.reduce(0) { $0 + $1.count } == 3)
      #expect(outcome.tally.other[.note] == notes.count)
    }
    // Villages that are numbered throughout are villages, whatever else is known of them.
    let numbered = [["村名", "数"], ["1、甲村", 1], ["2、乙村", nil], ["3)丙村", 3]] as [[Value?]]
    let (batches, _) = try SheetFixture(rows: numbered, conventions: conventions)
      .transformed(as: schema)
    #expect(batches[0].count == 3)
  }

  @Test func `data below a note are data`() throws {
    let (ids, outcome) = try transformed([
      ["K1", "石板上", 3, 2], ["注：以下为新增"], ["K2", "石板上", 4, 1], ["K3", nil, nil, nil],
      ["Noteworthy", "石板上", 1, 1],
    ])
    #expect(ids == ["K1", "K2", "K3", "NOTEWORTHY"])
    #expect(outcome.tally.other[.note] == 1)
    #expect(outcome.tally.quarantined == 1)
  }

  @Test(
    arguments: [
      ["*H9", 5, "b"], ["注家村", "5", nil], ["Source1", 5, nil], ["说明书", "五", "b"],
    ] as [[Value?]])
  func `a row with data is none, whatever its first cell begins with`(row: [Value?]) throws {
    let schema = RecordSchema(
      record: "village",
      variables: [
        VariableDefinition(name: "name", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "n", kind: .text, headers: ["数"], isRequired: false),
        VariableDefinition(name: "remark", kind: .text, headers: ["备考"], isRequired: false),
      ])
    let sheet = SheetFixture(
      rows: [
        ["村名", "数", "备考"], ["H1", 1, "a"], row, ["H3", 3, "c"], ["注：本表为初步数。", nil, nil],
      ], conventions: Self.conventions)
    let (batches, outcome) = try sheet.transformed(as: schema)
    #expect(batches.map(\.count).reduce(0, +) == 3)
    #expect(outcome.tally.other[.note] == 1)
  }
}
