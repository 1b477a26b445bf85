import SurveyModel
import Testing

@testable import Transform

/// Values as offices write them.
@Suite struct OfficeValuesTests {
  private func read(
    _ cell: Value, _ kind: VariableDefinition.Kind, unit: String? = nil,
    ranges: VariableDefinition.Ranges = .refused, scale: Double = 1
  ) throws -> ValueReader.Reading {
    let conventions = Conventions(
      units: ["yuan": ["元"], "mu": ["亩"], "person": ["人", "口"]],
      multipliers: ["万": 10_000, "千": 1000], approximations: ["约", "左右"],
      missing: ["不详": .unknown, "不适用": .notApplicable, "拒答": .refused, "字迹不清": .unreadable],
      conversions: ["mu": ["公顷": 15, "分": 0.1]],
      ranges: RangeWords(
        between: ["至", "到", "~", "-"], atLeast: ["及以上", "以上", "不少于"],
        atMost: ["以下", "不超过"]), yes: ["是", "有", "√", "已参加"],
      no: ["否", "无", "×", "未参加"])
    let context = try SheetFixture.context(conventions: conventions)
    let variable = VariableDefinition(name: "v", kind: kind, unit: unit, ranges: ranges)
    return ValueReader(variable: variable, scale: scale, context: context).read(cell, within: nil)
  }

  @Test(arguments: [
    ("是", true), ("有", true), ("√", true), ("已参加", true), ("是（2020年起）", true), ("☑是□否", true),
    ("否", false), ("无", false), ("×", false), ("未参加", false), ("□是☑否", false), ("是□ 否☑", false),
    ("是√ 否", true),
  ])
  func `yes and no are understood in all the ways`(text: String, flag: Bool) throws {
    #expect(try read(.text(text), .boolean) == .value(.boolean(flag)), "\(text)")
  }

  @Test(arguments: [
    ("0.2万", 1.0, 2000.0), ("0.2万", 10_000, 2000), ("2万", 10_000, 20_000), ("2万元", 10_000, 20_000),
    ("一万二千", 10_000, 12_000), ("约十二万", 10_000, 120_000), ("1.5亿", 10_000, 150_000_000),
    ("一万二千元", 10_000, 12_000), ("一万二千元", 1, 12_000), ("三千元", 1, 3000), ("1.2千元", 1, 1200),
    ("2", 10_000, 20_000), ("三", 10_000, 30_000), ("二万", 1, 20_000),
    ("2万", 15, 300_000),
  ])
  func `ten thousands in a number and in its header count once`(
    text: String, scale: Double, number: Double
  ) throws {
    #expect(
      try read(.text(text), .number, unit: "yuan", scale: scale) == .value(.number(number)),
      "\(text)")
  }

  @Test func `a range says its ten thousands once`() throws {
    for (text, scale) in [("1-2万", 1.0), ("1-2万", 10_000), ("1-2", 10_000), ("一至二万", 1)] {
      #expect(
        try read(.text(text), .number, unit: "yuan", ranges: .lower, scale: scale)
          == .interpreted(.number(10_000), .cellRange), "\(text)")
    }
  }

  @Test(arguments: ["□是□否", "☑是☑否", "是否", "也许"])
  func `neither is neither`(text: String) throws {
    guard case .unreadable(.cellNotABoolean, _) = try read(.text(text), .boolean) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test(arguments: [
    ("3-5", 3.0, 4.0, 5.0), ("3~5人", 3, 4, 5), ("三至五人", 3, 4, 5), ("1万-2万", 10_000, 15_000, 20_000),
    ("2到4", 2, 3, 4),
  ])
  func `a range is taken as the pipeline says`(
    text: String, low: Double, middle: Double, high: Double
  ) throws {
    for (ranges, number) in [
      (VariableDefinition.Ranges.lower, low), (.middle, middle), (.upper, high),
    ] {
      #expect(
        try read(.text(text), .number, unit: "person", ranges: ranges)
          == .interpreted(.number(number), .cellRange))
    }
    guard case .unreadable = try read(.text(text), .number, unit: "person") else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test(arguments: [
    ("10以上", 10.0, true), ("10人及以上", 10, true), ("不少于10人", 10, true), ("10以下", 10, false),
    ("不超过10", 10, false),
  ])
  func `an open range has its one end`(text: String, number: Double, isLower: Bool) throws {
    let ranges: VariableDefinition.Ranges = isLower ? .lower : .upper
    #expect(
      try read(.text(text), .number, unit: "person", ranges: ranges)
        == .interpreted(.number(number), .cellRange))
    // The end that it does not have is nobody's guess.
    let other: VariableDefinition.Ranges = isLower ? .upper : .lower
    guard case .unreadable = try read(.text(text), .number, unit: "person", ranges: other) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test(arguments: [
    ("2公顷", 30.0), ("3.5亩", 3.5), ("十二亩", 12), ("5分", 0.5), ("1.2万亩", 12_000),
  ])
  func `units of other worth are converted`(text: String, number: Double) throws {
    #expect(try read(.text(text), .number, unit: "mu") == .value(.number(number)))
  }

  @Test(arguments: [
    (["收入（元/月）"], nil, 1200.0), (["收入（万元/年）"], nil, 1_000_000), (["收入"], "单位：元/月", 1200),
    (["收入"], "单位：人/元/年", 100), (["收入"], "单位：万元", 1_000_000),
  ])
  func `a unit in the header or above the sheet is applied`(
    header: [String], note: String?, number: Double
  ) throws {
    let conventions = Conventions(
      notes: ["单位"], unitNotes: ["单位"], units: ["person": ["人"]], multipliers: ["万": 10_000],
      conversions: ["yuan_per_year": ["元": 1, "元/年": 1, "元/月": 12]])
    let schema = RecordSchema(
      record: "household",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]),
        VariableDefinition(name: "income", kind: .number, headers: ["收入"], unit: "yuan_per_year"),
      ])
    let source = SourceDefinition(name: "s", files: [], content: .records(schema))
    var transform = WorksheetTransform(
      file: SourceFile(number: 0, rank: 0, path: "a.xlsx", sources: ["s"], size: 0, sha256: ""),
      worksheet: WorksheetInfo(index: 0, name: "表"), source: source, schema: schema,
      context: try SheetFixture.context(conventions: conventions), keep: .all)
    var batch = RowBatch()
    let rows: [[Value]] =
      (note.map { [[.text($0)]] } ?? []) + [[.text("编号")] + header.map(Value.text), ["1", 100]]
    for (row, cells) in rows.enumerated() {
      batch.beginRow(row)
      for (column, cell) in cells.enumerated() {
        let single = ValueColumn([cell], texts: &batch.texts)
        batch.set(column: column, single.kinds[0], single.payloads[0])
      }
    }
    batch.finish()
    _ = try transform.records(of: batch) { [] }
    let records = try #require(try transform.remainder { [] }.first)
    #expect(records.value(record: 0, variable: 1) == .number(number))
  }

  @Test(arguments: [
    ("不详", MissingReason.unknown), ("不适用", .notApplicable), ("拒答", .refused),
    ("字迹不清", .unreadable), ("", .blank),
  ])
  func `why a value is missing is kept apart`(text: String, reason: MissingReason) throws {
    #expect(try read(.text(text), .number) == .value(.missing(reason)))
  }

  @Test(arguments: [
    ("2021年10月8日", "2021-10-08"), ("2021.10", "2021-10"), ("二〇二一年十月", "2021-10"), ("2021年", "2021"),
    ("2021/1/2", "2021-01-02"), ("20211008", "2021-10-08"),
  ])
  func `a date keeps its precision`(text: String, iso: String) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(try read(.text(text), .date) == .value(.date(date)))
  }
}
