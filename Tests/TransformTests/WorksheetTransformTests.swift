import SurveyModel
import Testing
import Transform

@Suite struct WorksheetTransformTests {
  private static let plainHeader: [Value?] = [
    "户编号", "行政村", "人口数", "参保人数", "饮水来源", "贷款余额（万元）", "调查日期",
  ]

  @Test func `a plain sheet gives its records`() throws {
    let sheet = SheetFixture(rows: [
      ["沁县甲镇农户登记表"], ["单位：人、万元"], Self.plainHeader,
      ["0001", "石板上村", 3, 2, "自来水", 1.5, "2021年10月8日"],
      ["0002", "石板上行政村", "３", "1,0", "自備井", "约2", 44_477],
      [],
      ["0003", "王泉村委会", "四", 2, "自来水（入户）", "300元", "2021.13.1"],
      ["合计", nil, 10, 14],
      ["填表人：某某"],
    ])
    let (batches, outcome) = try sheet.transformed()
    let records = batches[0]
    #expect(outcome.tally.isConserved == true)
    #expect(outcome.tally.read == 8)
    #expect(records.count == 3)
    #expect(values(records, "members") == [3, 3, 4])
    #expect(values(records, "loan") == [15_000, 20_000, 300])
    #expect(values(records, "water") == ["tap", "own_well", "tap"])
    #expect(
      values(records, "village") == ["140430101201", "140430101201", "140430101204"])
    #expect(values(records, "visited")[2] == .missing(.unreadable))
    #expect(records.statuses == [.clean, .quarantined, .corrected])
    #expect(
      records.changes.map(\.rule) == [.placeFormerName, .cellNotADate])
    #expect(records.quarantine.first?.code == .cellNotANumber)
    #expect(records.quarantine.first?.column == 3)
    #expect(records.otherRows.map(\.kind) == [.title, .note, .header, .total, .note])
  }

  private static let twoTables: [[Value?]] = [
    ["一、住户"], plainHeader,
    ["0001", "石板上村", 3, 2, "自来水", 1, "2021"], ["0002", "上石板村", 4, 4, "自备井", 2, "2021"],
    [], ["二、迁入住户"], plainHeader, ["0003", "走马岭村", 5, 1, "自来水", 3, "2021"],
    ["三、附注"], ["0004", "石板上村", 1, 1, "自来水", 0, "2021"],
  ]

  @Test(arguments: [1, 2, 3, 6, 7, 100])
  func `a table is cut out of a sheet of several`(batchRows: Int) throws {
    let first = SheetFixture(
      rows: Self.twoTables, region: TableRegion(to: .matching("^二、")))
    let (batches, outcome) = try first.transformed(batchRows: batchRows)
    #expect(batches.flatMap { values($0, "household_id") } == ["0001", "0002"])
    #expect(outcome.tally.isConserved)
    #expect(outcome.tally.other[.outside] == 5)
    let second = SheetFixture(
      rows: Self.twoTables,
      region: TableRegion(from: .beginning("二 、迁入"), to: .beginning("三、")))
    let (others, moved) = try second.transformed(batchRows: batchRows)
    #expect(others.flatMap { values($0, "household_id") } == ["0003"])
    #expect(moved.tally.isConserved)
    #expect(moved.headerRows == 6...6)
    #expect(
      others.flatMap { $0.otherRows.map(\.kind) }.count { $0 == .outside }
        == moved.tally.other[.outside])
  }

  @Test func `tables side by side are told apart by their columns`() throws {
    let rows = Self.twoTables[1...3].map { $0 + [nil] + $0.map { $0 } }
    let right = SheetFixture(rows: rows, region: TableRegion(columns: 8...14))
    let (batches, outcome) = try right.transformed()
    #expect(values(batches[0], "household_id") == ["0001", "0002"])
    #expect(outcome.mapping.map(\.column).min() == 8)
    #expect(throws: RunFailure.self) { try SheetFixture(rows: rows).transformed() }
  }

  @Test func `a table that no row begins is a failure that names the mark`() throws {
    let sheet = SheetFixture(rows: Self.twoTables, region: TableRegion(from: .matching("^九、")))
    let failure = #expect(throws: RunFailure.self) { try sheet.transformed() }
    #expect(failure?.diagnostic.code == .sheetNoHeader)
    #expect(failure?.diagnostic.message.description.contains("/^九、/") == true)
  }

  @Test func `notes of units beside each other are read from left to right`() throws {
    let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数", "贷款余额"]
    let row: [Value?] = ["1", "石板上", 3, 2, 5]
    let agreeing = SheetFixture(rows: [["单位：人", nil, "单位：万元"], header, row])
    #expect(values(try agreeing.transformed().records[0], "loan") == [50_000])
    let contrary = SheetFixture(rows: [["单位：元", nil, "单位：万元"], header, row])
    let failure = #expect(throws: RunFailure.self) { try contrary.transformed() }
    #expect(failure?.diagnostic.code == .sheetAmbiguousColumn)
    #expect(failure?.diagnostic.message.description.contains("元 and 万元") == true)
    let said = SheetFixture(
      rows: [["单位：元", nil, "单位：万元"], header.dropLast() + ["贷款余额（万元）"], row])
    #expect(values(try said.transformed().records[0], "loan") == [50_000])
  }

  @Test func `a merged header is read through its groups`() throws {
    let sheet = SheetFixture(
      rows: [
        ["户编号", "所在村", "基本情况", nil, "参保情况", nil],
        [nil, nil, "家庭人口", "人数", "人数", "其中脱贫"],
        ["1", "石板上", 3, 9, 2, 1],
      ],
      merged: ["A1:A2", "B1:B2", "C1:D1", "E1:F1"].compactMap { CellRange($0) })
    let records = try sheet.transformed().records[0]
    #expect(values(records, "members") == [3])
    #expect(values(records, "insured") == [2])
  }

  /// Groups are also centred across their columns, whatever else is merged.
  @Test(arguments: [
    ["A1:F1"], ["A1:F1", "A2:A3", "B2:B3"], ["A1:F1", "A2:A3", "B2:B3", "E2:F2"],
    ["A1:F1", "C2:D2"], [],
  ])
  func `a group that is not merged reaches to the next one`(merged: [String]) throws {
    let sheet = SheetFixture(
      rows: [
        ["登记表"], ["户编号", "所在村", "基本情况", nil, "参保情况", nil],
        [nil, nil, "人数", "家庭人口", "其中脱贫", "人数"],
        ["1", "石板上", 9, 3, 1, 2],
      ], merged: merged.compactMap { CellRange($0) })
    let records = try sheet.transformed().records[0]
    #expect(values(records, "members") == [3])
    #expect(values(records, "insured") == [2])
  }

  @Test func `a group does not reach beyond what is merged`() throws {
    let failure = #expect(throws: RunFailure.self) {
      try SheetFixture(
        rows: [
          ["户编号", "所在村", "家庭人口", "参保情况", nil], [nil, nil, nil, nil, "人数"],
          ["1", "石板上", 3, nil, 2],
        ], merged: ["A1:A2", "B1:B2", "C1:C2", "D1:D2"].compactMap { CellRange($0) }
      )
      .transformed()
    }
    #expect(failure?.diagnostic.code == .sheetMissingColumn)
  }

  @Test func `without merged ranges a group reaches to the next one`() throws {
    let sheet = SheetFixture(rows: [
      ["户编号", "所在村", "基本情况", nil, "参保情况", nil],
      [nil, nil, "家庭人口", "人数", "人数", "其中脱贫"],
      ["1", "石板上", 3, 9, 2, 1],
    ])
    #expect(values(try sheet.transformed().records[0], "insured") == [2])
  }

  /// Gaps in the rows below a header look like a header of several rows; to ask for the merged ranges
  /// may mean to read a worksheet of a million rows twice.
  @Test func `merged ranges are asked for only where they can make a better header`() throws {
    var count = 0
    let flat = SheetFixture(rows: [
      ["户编号", "所在村", "家庭人口", "参保人数", "备注"], ["1", "石板上", 3, 2, nil],
      ["2", "石板上", 4, 1, "迁入"],
    ])
    let records = try flat.transformed { count += 1 }.records[0]
    #expect(values(records, "members") == [3, 4])
    #expect(count == 0)
    let stacked = SheetFixture(rows: [
      ["户编号", "所在村", "家庭人口", "参保情况", nil], [nil, nil, nil, "人数", "其中脱贫"],
      ["1", "石板上", 3, 2, 1],
    ])
    #expect(values(try stacked.transformed { count += 1 }.records[0], "insured") == [2])
    #expect(count > 0)
  }

  @Test(arguments: [
    ([["户编号", "行政村", "参保人数"]], Diagnostic.Code.sheetMissingColumn),
    ([["户编号", "行政村", "参保人数", "人口数", "家庭人口"]], .sheetAmbiguousColumn),
    ([["甲", "乙"], ["丙", "丁"]], .sheetNoHeader),
  ])
  func `a header that does not fit stops the file`(rows: [[Value?]], code: Diagnostic.Code) {
    let failure = #expect(throws: RunFailure.self) {
      try SheetFixture(rows: rows + [["1", "石板上", 1, 1, 1]]).transformed()
    }
    #expect(failure?.diagnostic.code == code)
    #expect(failure?.diagnostic.remedy != nil)
  }

  @Test func `an unknown village is held back with candidates`() throws {
    let sheet = SheetFixture(rows: [
      ["户编号", "行政村", "人口数", "参保人数"], ["1", "石坂上", 3, 2], ["2", "上石板", 3, 2],
    ])
    let records = try sheet.transformed().records[0]
    #expect(records.statuses == [.quarantined, .clean])
    let entry = try #require(records.quarantine.first)
    #expect(entry.code == .placeUnknown)
    #expect(entry.remedy?.description.contains("石板上村") == true)
  }

  @Test func `totals that the rows deny go to quarantine`() throws {
    let sheet = SheetFixture(rows: [
      ["户编号", "行政村", "人口数", "参保人数"], ["1", "石板上", 3, 2], ["小计", nil, 3, 2],
      ["2", "石板上", 4, 4], ["小计", nil, 4, 4], ["合计", nil, 7, 5],
    ])
    let (batches, outcome) = try sheet.transformed()
    #expect(batches[0].quarantine.map(\.code) == [.sheetTotalDisagrees])
    #expect(batches[0].quarantine.first?.column == 3)
    #expect(outcome.tally.quarantined == 1)
    #expect(outcome.tally.other[.total] == 2)
    #expect(outcome.tally.isConserved == true)
  }

  @Test func `rules hold back, correct and note`() throws {
    let rules = [
      RuleDefinition(
        code: Diagnostic.Code(rawValue: "household.insured"), subject: .record("household"),
        condition: try Expression(parsing: "insured <= members"), severity: .quarantine),
      RuleDefinition(
        code: Diagnostic.Code(rawValue: "household.well"), subject: .record("household"),
        condition: try Expression(parsing: "water is not missing"),
        severity: .correct(variable: "water", .text("own_well"))),
      RuleDefinition(
        code: Diagnostic.Code(rawValue: "household.large"), subject: .record("household"),
        condition: try Expression(parsing: "members < 10"), severity: .warn),
    ]
    let sheet = SheetFixture(
      rows: [
        ["户编号", "行政村", "人口数", "参保人数", "饮水来源"], ["1", "石板上", 3, 4, "tap"],
        ["2", "石板上", 12, 4, nil], ["3", "石板上", "不详", 4, "tap"],
      ], rules: rules)
    let records = try sheet.transformed().records[0]
    #expect(records.statuses == [.quarantined, .corrected, .clean])
    #expect(records.quarantine.map(\.code.rawValue) == ["household.insured"])
    #expect(records.quarantine.first?.column == 3)
    #expect(values(records, "water")[1] == "own_well")
    #expect(records.findings.map(\.code.rawValue) == ["household.large"])
    #expect(values(records, "members")[2] == .missing(.unknown))
  }

  @Test func `sensitive cells are sealed wherever they go`() throws {
    let good = "99999919800101001X"
    let sheet = SheetFixture(rows: [
      ["户编号", "行政村", "人口数", "参保人数", "身份证号"],
      ["1", "石板上", 3, 2, .text(good)], ["2", "石板上", 3, 2, "999999198013010019"],
    ])
    let records = try sheet.transformed().records[0]
    let all = String(describing: records)
    #expect(!all.contains("999999198013010019"))
    #expect(
      records.changes.map(\.rule)
        == [.cellNotAnIdentifier, .cellNotAnIdentifier].suffix(records.changes.count))
    #expect(records.changes.allSatisfy { $0.old == .text("sealed18") })
  }

  @Test(arguments: 1...9)
  func `batches of any size give the same records`(size: Int) throws {
    var rows: [[Value?]] = [["登记表"], Self.plainHeader]
    for index in 1...20 {
      let village: Value = index % 3 == 0 ? "石板上" : "上石板"
      rows.append([.text("\(index)"), village, 3, .number(Double(index % 5)), "自来水"])
    }
    rows.append(["合计", nil, 60, 40])
    let sheet = SheetFixture(rows: rows)
    let whole = try sheet.transformed()
    let parts = try sheet.transformed(batchRows: max(size, 2))
    #expect(parts.outcome.tally == whole.outcome.tally)
    #expect(
      parts.records.flatMap { values($0, "insured") }
        == whole.records.flatMap { values($0, "insured") })
    #expect(parts.outcome.tally.isConserved == true)
  }

  private func values(_ records: RecordBatch, _ name: String) -> [Value] {
    let variable = records.schema.index(of: name) ?? 0
    return (0..<records.count).map { records.value(record: $0, variable: variable) }
  }
}
