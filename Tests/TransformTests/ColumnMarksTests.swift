import SurveyModel
import Testing
import Transform

/// The row of column marks that forms have below their header.
@Suite struct ColumnMarksTests {
  private static let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数", "贷款余额"]

  @Test(
    arguments: [
      ["甲", "乙", 1, 2, 3], ["甲", "乙", "1", "2", "3"], ["(1)", "(2)", "(3)", "(4)", "(5)"],
      ["（1）", "（2）", "（3）", "（4）", "（5）"], [-1, -2, -3, -4, -5], ["一", "二", "三", "四", "五"],
      ["①", "②", "③", "④", "⑤"], ["A", "B", 1, 2, "3=1+2"], ["A", "B", "C", "D", "E"],
      ["甲", "乙", "1", "2", "3＝1＋2"], ["甲", "乙", "1", "2", "3=2÷1×100%"], ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"],
      ["I", "II", "III", "IV", "V"], ["栏次", "甲", 1, 2, 3], ["栏次", 1, 2, 3, 4], [1, 2, 3, 4, 5],
      [nil, "甲", 1, 2, 3], [nil, nil, 1, 2, 3], ["甲", nil, 1, 2, "3(1-2)"],
      ["序号", 1, 2, 3, 4], ["栏次", nil, 1, 2, 3], ["01", "02", "03", "04", "05"],
      ["1.", "2.", "3.", "4.", "5."], ["1、", "2、", "3、", "4、", "5、"],
      ["1)", "2)", "3)", "4)", "5)"], ["甲", "乙", 1, nil, 2], ["A", "B", "C", nil, nil],
      ["①", "②", "③", nil, nil], ["(1)", nil, "(2)", nil, "(3)"], ["1", "2", "3", nil, nil],
      ["一", "二", "三", nil, nil],
    ] as [[Value?]])
  func `a row of marks is no record`(marks: [Value?]) throws {
    let sheet = SheetFixture(rows: [
      Self.header, marks, ["K1", "石板上", 3, 2, 0], ["K2", "石板上", 4, 1, 5], ["合计", nil, 7, 3, 5],
    ])
    let (batches, outcome) = try sheet.transformed()
    #expect(values(batches[0], "household_id") == ["K1", "K2"], "\(marks)")
    #expect(outcome.tally.other[.header] == 2)
    #expect(outcome.tally.isConserved)
    #expect(batches[0].quarantine.isEmpty)
    let notes = outcome.log.diagnostics.filter { $0.code == .sheetColumnMarks }
    #expect(notes.map(\.severity) == [.note])
    #expect(notes.map(\.location.place) == [.row(sheet: "住户", row: 1)])
  }

  @Test(
    arguments: [
      // The next row goes on counting, or something in the row is no mark, or out of order.
      (["甲", "石板上", 1, 2, 3], ["乙", "石板上", 2, 2, 3]), ([1, "石板上", 3, 4, 5], [2, "石板上", 1, 1, 1]),
      ([1, "石板上", 1, 1, 1], [5, "石板上", 1, 1, 1]), ([2, "石板上", 3, 4, 5], [7, "石板上", 1, 1, 1]),
      (["甲", "石板上", nil, nil, nil], ["K2", "石板上", 1, 1, 1]),
      (["I", "II", 1, 2, 3], ["J", "VI", 1, 1, 1]), (["A", "B", 1, 2, 3], ["C", "x", 1, 1, 1]),
      (["01", "石板上", 1, 2, 3], ["02", "石板上", 1, 1, 1]),
      (["1.", "石板上", 2, 3, 4], ["2.", "石板上", 1, 1, 1]),
      (["01", "02", 3, 4, 5], ["02", "03", 1, 1, 1]),
    ] as [([Value?], [Value?])])
  func `a row of data is none of marks`(first: [Value?], second: [Value?]) throws {
    let sheet = SheetFixture(rows: [Self.header, first, second])
    let (batches, outcome) = try sheet.transformed()
    #expect(batches[0].count == 2)
    #expect(outcome.tally.other[.header] == 1)
  }

  /// Columns of nothing but numbers, and a key that is one.
  private func numbers(
    _ rows: [[Value?]], header: SourceDefinition.Header = .automatic
  ) throws -> (records: [RecordBatch], outcome: WorksheetOutcome) {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]),
        VariableDefinition(name: "a", kind: .integer, headers: ["人口"]),
        VariableDefinition(name: "b", kind: .number, headers: ["面积"], isRequired: false),
        VariableDefinition(name: "c", kind: .number, headers: ["收入"], isRequired: false),
      ])
    return try SheetFixture(rows: rows, header: header).transformed(as: schema)
  }

  @Test(
    arguments: [
      // Counting down, too.
      ([[1, 2, 3, 4], [2, 3, 4, 5]], [], 0), ([[1, 2, nil, nil], [7, 5, nil, nil]], [], 0),
      ([["甲", 1, nil, nil], ["乙", 3, nil, nil]], [], 0),
      ([["甲", 1, nil, nil], ["甲", 3, nil, nil]], [], 0),
      // Counted anew, or beside words.
      ([[1, 2, 3, 4], [1, 5, 6, 7]], [1], 0), ([[1, 2, 3, 4], ["K1", 5, 6, 7]], [1], 0),
      ([["甲", 1, nil, nil], ["K1", 3, nil, nil]], [1], 0),
      // Nobody knows.
      ([[1, 2, 3, 4], [1001, 5, 6, 7]], [], 1), ([[1, 2, 3, 4], [7, "不详", 6, 7]], [], 1),
      ([[1, 2, 3, nil]], [], 1),
    ] as [([[Value?]], [Int], Int)])
  func `numbers in running order are marks only where they are no data`(
    rows: [[Value?]], marks: [Int], held: Int
  ) throws {
    let (batches, outcome) = try numbers([["编号", "人口", "面积", "收入"]] + rows)
    #expect(batches[0].count == rows.count - marks.count)
    #expect(
      batches[0].otherRows.filter { $0.kind == .header }.map { Int($0.origin.row) } == [0] + marks)
    #expect(batches[0].quarantine.map(\.code) == Array(repeating: .sheetColumnMarks, count: held))
    #expect(outcome.tally.quarantined == held)
    #expect(outcome.tally.isConserved)
  }

  @Test(
    arguments: [
      (["栏次", 1, 2], ["一号", "石板上村", 5], true), (["甲", 1], ["石板上村", 5], true),
      (["甲", "1"], ["乙村", "5"], true), (["栏次", 1], ["石板上村", 5], true),
      ([1, 2], ["石板上村", 5], true),
      (["1", "2"], ["石板上村", "5"], true), ([nil, "甲", 1], [1, "石板上村", 5], true),
      (["甲", 1], ["乙", 2], false), ([1, 2], [2, 5], false), ([1, 2], [7, 5], false),
    ] as [([Value?], [Value?], Bool)])
  func `tables of two columns have marks, too`(
    first: [Value?], second: [Value?], isMarks: Bool
  ) throws {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "v", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "n", kind: .integer, headers: ["人口"], isRequired: false),
      ])
    let header: [Value?] = (first.count == 3 ? ["序号"] : []) + ["村名", "人口"]
    let (batches, _) = try SheetFixture(rows: [header, first, second, ["丙村", "丙村", 9]])
      .transformed(as: schema)
    #expect(batches[0].otherRows.count { $0.kind == .header } == (isMarks ? 2 : 1), "\(first)")
  }

  @Test func `numbers that are repeated below are no marks`() throws {
    let repeated = try numbers([
      ["编号", "人口", "面积", "收入"], [1, 2, 3, 4], [1, 5, 6, 7], [1, 8, 9, 3],
    ])
    #expect(repeated.records[0].count == 3)
    #expect(repeated.records[0].quarantine.map(\.code) == [.sheetColumnMarks])
    let counted = try numbers([
      ["编号", "人口", "面积", "收入"], [1, 2, 3, 4], [1, 5, 6, 7], [2, 8, 9, 3],
    ])
    #expect(counted.records[0].count == 2)
    #expect(counted.records[0].quarantine.isEmpty)
  }

  @Test(
    arguments: [
      ["一", "二", "三", "四"], ["A", "B", "C", "D"], ["(1)", "(2)", "(3)", "(4)"],
      ["甲", "乙", "丙", "丁"],
    ] as [[Value?]])
  func `a letter among the data is no mark that goes on`(marks: [Value?]) throws {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "v", kind: .text, headers: ["村名"]),
        VariableDefinition(name: "h", kind: .integer, headers: ["户数"], isRequired: false),
        VariableDefinition(name: "n", kind: .integer, headers: ["人口"], isRequired: false),
        VariableDefinition(name: "t", kind: .text, headers: ["附记"], isRequired: false),
      ])
    let rows: [[Value?]] = [
      ["村名", "户数", "人口", "附记"], marks, ["甲村", 3, 5, "x"], ["乙村", 1, 2, "五"],
    ]
    let (batches, _) = try SheetFixture(rows: rows).transformed(as: schema)
    #expect(values(batches[0], "v") == ["甲村", "乙村"])
  }

  @Test func `the pipeline says whether a row belongs to the header`() throws {
    let rows: [[Value?]] = [["编号", "人口", "面积", "收入"], [1, 2, 3, 4], [1001, 5, 6, 7]]
    let data = try numbers(rows, header: .rows(first: 1, count: 1))
    #expect(values(data.records[0], "id") == ["1", "1001"])
    #expect(data.outcome.tally.clean == 2)
    let marks = try numbers(rows, header: .rows(first: 1, count: 2))
    #expect(values(marks.records[0], "id") == ["1001"])
    #expect(values(marks.records[0], "c") == [7])
  }

  @Test func `a note may stand between the header and the marks`() throws {
    let sheet = SheetFixture(rows: [
      Self.header, ["单位：户、人"], ["甲", "乙", 1, 2, 3], ["K1", "石板上", 3, 2, 0],
    ])
    #expect(values(try sheet.transformed().records[0], "household_id") == ["K1"])
  }

  @Test func `the marks of every page are passed over`() throws {
    let sheet = SheetFixture(rows: [
      Self.header, ["甲", "乙", 1, 2, 3], ["K1", "石板上", 3, 2, 0], Self.header, ["甲", "乙", 1, 2, 3],
      ["K2", "石板上", 4, 1, 5],
    ])
    for size in [1, 3, 4, 5, 100] {
      let (batches, outcome) = try sheet.transformed(batchRows: size)
      #expect(batches.flatMap { values($0, "household_id") } == ["K1", "K2"])
      #expect(outcome.tally.other[.header] == 4)
    }
  }

  @Test func `a form without data has none`() throws {
    let (batches, outcome) = try SheetFixture(rows: [Self.header, ["甲", "乙", 1, 2, 3]])
      .transformed()
    #expect(batches[0].count == 0)
    #expect(outcome.log.diagnostics.map(\.code).contains(.sheetEmpty))
  }

  private func values(_ records: RecordBatch, _ name: String) -> [Value] {
    guard let variable = records.schema.index(of: name) else { return [] }
    return (0..<records.count).map { records.value(record: $0, variable: variable) }
  }
}
