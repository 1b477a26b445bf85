import SurveyModel
import Testing
import Transform

/// Which rows are no records by the words that label them.
@Suite struct RowLabelTests {
  private static let conventions = Conventions(
    totals: ["合计", "总计", "总数", "累计", "总", "Total", "Sum"], subtotals: ["小计"],
    notes: ["注", "备注", "说明", "Remark"],
    missing: ["-": .blank, "不详": .unknown], suffixes: SheetFixture.conventions.suffixes,
    placeNames: PlaceNaming(endings: ["庄", "寨"]), columnMarks: ["序号"],
    summaries: ["其中", "平均", "最高", "Average", "Avg", "Max", "Min"])

  private static let schema = RecordSchema(
    record: "village",
    variables: [
      VariableDefinition(name: "village", kind: .text, headers: ["村名"]),
      VariableDefinition(name: "persons", kind: .integer, headers: ["人口"], isRequired: false),
      VariableDefinition(name: "insured", kind: .integer, headers: ["参保"], isRequired: false),
      VariableDefinition(name: "remark", kind: .text, headers: ["备注", "附记"], isRequired: false),
    ])

  /// The zero-based rows that are records, and the others by what they are.
  private func read(
    _ rows: [[Value?]], as schema: RecordSchema = schema, batchRows: Int = 100
  ) throws -> (records: [Int], tally: RowTally) {
    let (batches, outcome) = try SheetFixture(rows: rows, conventions: Self.conventions)
      .transformed(batchRows: batchRows, as: schema)
    #expect(outcome.tally.isConserved)
    return (batches.flatMap { $0.origins.map { Int($0.row) } }, outcome.tally)
  }

  @Test(
    arguments: [
      "其中二户外出", "合计有误，已更正", "小计未核", "备注见附页", "注：新迁入", "平均分配", "Total to be checked", "总表另附",
      "最高一户已核实", "说明", "合计",
    ] as [Value], ["备注", "附记"] as [Value])
  func `a remark that stands first drops no record`(remark: Value, header: Value) throws {
    if header == "附记", remark == "合计" || remark == "小计未核" || remark == "平均分配" { return }
    let (records, _) = try read([
      [header, "村名", "人口", "参保"], [nil, "甲村", 5, 3], [remark, "乙村", 4, 2], [nil, "丙村", 1, 1],
    ])
    #expect(records == (header == "备注" ? [1, 2, 3] : records))
    #expect(records.count == 3 || header == "附记")
  }

  @Test func `a sentence before a name is a remark under any header`() throws {
    let (records, _) = try read([
      ["附记", "村名", "人口"], ["合计有误，已更正", "甲村", 5], ["其中二户外出，一户迁入。", "乙村", 4],
    ])
    #expect(records == [1, 2])
  }

  @Test func `a total below remarks is a total`() throws {
    let rows: [[Value?]] = [
      ["备注", "村名", "人口", "参保"], ["其中二户外出", "甲村", 5, 3], ["合计", nil, 5, 3],
    ]
    let (records, tally) = try read(rows)
    #expect(records == [1])
    #expect(tally.other[.total] == 1)
    let inItsColumn = try read(Array(rows.dropLast()) + [[nil, "合计", 5, 3]])
    #expect(inItsColumn.records == [1])
  }

  @Test(
    arguments: [
      "合计村", "小计村", "总寨村", "总寨", "合计庄", "备注村", "说明村", "注家庄", "注庄", "其中寨", "Sumner", "Summer Hill",
    ]
      as [Value])
  func `a place may begin as a label does`(name: Value) throws {
    // Whether its numbers happen to be the sum of those above, or it has none.
    for rest in [[5, 3], [nil, nil]] as [[Value?]] {
      let (records, _) = try read([
        ["村名", "人口", "参保"], ["甲村", 5, 3], [name] + rest, ["丙村", 1, 1],
      ])
      #expect(records == [1, 2, 3], "\(name) \(rest)")
    }
  }

  @Test func `a place of the gazetteer is one, whatever it begins with`() throws {
    let conventions = Conventions(
      totals: ["石板", "合计"], subtotals: [], notes: ["走马"],
      suffixes: SheetFixture.conventions.suffixes)
    let sheet = SheetFixture(
      rows: [
        ["户编号", "行政村", "人口数", "参保人数"], [nil, "石板上村", 3, 2], [nil, "走马岭村", nil, nil],
        ["合计", nil, 3, 2],
      ], conventions: conventions)
    let (batches, outcome) = try sheet.transformed()
    #expect(batches.flatMap { $0.origins.map(\.row) } == [1, 2])
    #expect(outcome.tally.other[.total] == 1)
  }

  @Test(
    arguments: [
      "合计", "总数", "累计", "Sum", "SUM:", "Total", "Total villages", "All total", "全县合计", "合计（2个村）",
      "（合计）", "【总计】", "*合计", "——合计——", "（合计：）", "(Total)",
      "总 计",
    ] as [Value])
  func `a sum is told where its label stands`(word: Value) throws {
    let header: [Value?] = ["序号", "村名", "人口", "参保"]
    let rows: [[Value?]] = [header, [1, "甲村", 5, 3], [2, "乙村", 4, 2]]
    for first in [nil, 3, "-", "—", "3"] as [Value?] {
      let (records, tally) = try read(rows + [[first, word, 9, 5]])
      #expect(records == [1, 2], "\(String(describing: first)) \(word)")
      #expect(tally.other[.total] == 1)
      // One that the rows deny is held back.
      #expect(try read(rows + [[first, word, 8, 5]]).tally.heldTotals == 1)
    }
  }

  @Test(
    arguments: ["平均", "合计平均", "（平均）", "全县最高", "最高", "Avg.", "Average", "Max", "MIN", "Max.", "平均数"]
      as [Value])
  func `what says something of the rows is no record`(word: Value) throws {
    for first in [nil, 3, "-"] as [Value?] {
      let (records, tally) = try read([
        ["序号", "村名", "人口", "参保"], [1, "甲村", 5, 3], [2, "乙村", 4, 2], [first, word, 4.5, 2.5],
      ])
      #expect(records == [1, 2])
      #expect(tally.other[.total] == 1)
    }
  }

  @Test func `a total in the second column of names is one`() throws {
    let schema = RecordSchema(
      record: "village",
      variables: [
        VariableDefinition(name: "township", kind: .text, headers: ["乡镇"]),
        VariableDefinition(name: "village", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "persons", kind: .integer, headers: ["人口"]),
      ])
    let (records, tally) = try read(
      [
        ["乡镇", "村名", "人口"], ["甲镇", "甲村", 5], ["甲镇", "乙村", 4], ["甲镇", "小计", 9],
        ["乙镇", "合计村", 9], ["乙镇", "小计", 9], ["合计", "-", 18],
      ], as: schema)
    #expect(records == [1, 2, 4])
    #expect(tally.other[.total] == 3)
    #expect(tally.heldTotals == 0)
  }

  @Test func `a total in a column that no record needs is one`() throws {
    let (records, tally) = try read([
      ["村名", "组", "人口"], ["甲村", "一组", 5], ["甲村", "二组", 4], ["甲村", "小计", 9], ["乙村", "平均组", 3],
      ["乙村", "小计", 3], [nil, "合计", 12],
    ])
    #expect(records == [1, 2, 4])
    #expect(tally.other[.total] == 3)
    #expect(tally.heldTotals == 0)
  }

  @Test func `a remark of a member whose household is carried down is none of a total`() throws {
    let schema = RecordSchema(
      record: "person",
      variables: [
        VariableDefinition(name: "village", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "id", kind: .identifier, headers: ["户号"], isRequired: false),
        VariableDefinition(name: "age", kind: .integer, headers: ["年龄"], isRequired: false),
        VariableDefinition(name: "remark", kind: .text, headers: ["备注"], isRequired: false),
      ])
    let rows: [[Value?]] = [
      ["村名", "备注", "户号", "年龄"], ["甲村", nil, "K1", 40], [nil, "其中一人外出", nil, 38],
      [nil, "合计有误", "K2", 12], [nil, "合计", nil, 90],
    ]
    let sheet = SheetFixture(
      rows: rows, conventions: Self.conventions, filledDown: ["village"])
    let (batches, outcome) = try sheet.transformed(as: schema)
    #expect(batches.flatMap { $0.origins.map(\.row) } == [1, 2, 3])
    #expect(outcome.tally.isConserved)
  }

  @Test(arguments: ["MAX-01", "Min-3", "SUM7", "Maxwell", "Totalville"] as [Value])
  func `a key or a name may begin with letters of a label`(key: Value) throws {
    let schema = RecordSchema(
      record: "household",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["户号"]),
        VariableDefinition(name: "name", kind: .text, headers: ["户主"], isRequired: false),
        VariableDefinition(name: "persons", kind: .integer, headers: ["人口"]),
      ])
    let (records, _) = try read(
      [["户号", "户主", "人口"], ["K1", "Max", 3], [key, "某某", 3], [7, "Min", 2]], as: schema)
    #expect(records == [1, 2, 3])
  }
}
