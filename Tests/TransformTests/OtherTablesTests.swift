import SurveyModel
import Testing
import Transform

/// A second table below the first one on a worksheet.
@Suite struct OtherTablesTests {
  private static let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数", "贷款余额"]
  private static let first: [[Value?]] = [
    header, ["K1", "石板上", 3, 2, 0], ["K2", "石板上", 4, 1, 5],
  ]

  private func held(
    _ rows: [[Value?]], batchRows: Int = 100
  ) throws -> (rows: [Int], outcome: WorksheetOutcome) {
    let (batches, outcome) = try SheetFixture(rows: rows).transformed(batchRows: batchRows)
    #expect(outcome.tally.isConserved)
    let entries = batches.flatMap(\.quarantine).filter { $0.code == .sheetOtherTable }
    return (entries.map { Int($0.origin.row) }, outcome)
  }

  @Test(
    arguments: [
      // The same words in other columns, with and without a gap, and among others.
      ["户编号", "行政村", "参保人数", "人口数", "贷款余额"], ["户编号", "行政村", "人口数", "贷款余额", "参保人数"],
      ["户编号", "参保人数", "人口数"], ["行政村", "户编号", "饮水来源"], ["户编号", "行政村", "贷款余额（元）"],
    ] as [[Value?]])
  func `its rows are not read by the columns of the first`(header: [Value?]) throws {
    let second: [[Value?]] = [header, ["K3", "石板上", 1, 2, 3], ["K4", "石板上", 2, 3, 4]]
    for size in [2, 3, 100] {
      let close = try held(Self.first + second, batchRows: size)
      #expect(close.rows == [4, 5])
      #expect(close.outcome.tally.clean == 2)
      let apart = try held(Self.first + [[], ["二、参保情况"]] + second, batchRows: size)
      #expect(apart.rows == [6, 7])
      if size == 100 { #expect(apart.outcome.tally.other[.title] == 1) }
    }
  }

  @Test(
    arguments: [
      ["村民小组", "组长", "耕地", "林地"], ["项目名称", "负责单位", "投资额"], ["年份", "类别", "数量", "金额", "比上年"],
    ] as [[Value?]])
  func `a header of other words behind a gap is one`(header: [Value?]) throws {
    let row: [Value?] = ["一组", "某某", 12, 30, 4]
    let second: [[Value?]] = [header, Array(row.prefix(header.count)), ["二组", "某某", 11]]
    // Wherever the border of a batch cuts the header from its title or from its rows.
    for size in [1, 2, 3, 4, 5, 100] {
      let gap = try held(Self.first + [[]] + second, batchRows: size)
      #expect(gap.rows == [5, 6])
      #expect(gap.outcome.tally.clean == 2)
      #expect(try held(Self.first + [["附表"]] + second, batchRows: size).rows == [5, 6])
      let title = try held(Self.first + [[], ["附表"]] + second, batchRows: size)
      #expect(title.rows == [6, 7])
      #expect(title.outcome.tally.other[.title] == 1)
    }
  }

  @Test(
    arguments: [
      [["户编号", "贷款情况", "贷款情况一", "贷款情况二"], [nil, nil, "笔数", "金额"]], [["户编号", "行政村", "低保", "五保"]],
      [["户编号", nil, "低保户", "五保户", "残疾"]],
    ] as [[[Value?]]])
  func `a header with a word of the first, and one of two rows`(header: [[Value?]]) throws {
    let rows: [[Value?]] = [["K3", "石板上", 1, 2, 3], ["K4", "石板上", 2, 3, 4]]
    let start = Self.first.count + header.count
    #expect(try held(Self.first + header + rows).rows.suffix(2) == [start, start + 1])
    let apart = try held(Self.first + [[], ["二、其他"]] + header + rows)
    #expect(apart.rows.suffix(2) == [start + 2, start + 3])
  }

  @Test func `totals of another table are not held against the first`() throws {
    let rows =
      Self.first + [
        ["合计", nil, 7, 3, 5], [], ["户编号", "参保人数", "人口数"], ["K3", 1, 2], ["合计", 1, 2],
      ]
    let found = try held(rows)
    #expect(found.rows == [6])
    #expect(found.outcome.tally.other[.total] == 2)
    #expect(found.outcome.tally.heldTotals == 0)
  }

  @Test(arguments: ["某镇住户登记表", "某镇住户登记表（二）", "某镇住户登记表(续)"])
  func `the title of the next page is one, and no record`(title: Value?) throws {
    let rows =
      [["某镇住户登记表（一）"]] + Self.first + [[title], Self.header, ["K3", "石板上", 2, 1, 0]]
    for size in [1, 2, 3, 100] {
      let (batches, outcome) = try SheetFixture(rows: rows).transformed(batchRows: size)
      #expect(outcome.tally.isConserved)
      #expect(outcome.tally.clean == 3)
      #expect(outcome.tally.other[.title] == 2)
      #expect(batches.flatMap(\.quarantine).isEmpty)
    }
  }

  @Test func `the first table goes on where its header is repeated`() throws {
    let rows =
      Self.first + [["户编号", "参保人数", "人口数"], ["K3", 1, 2], Self.header, ["K5", "石板上", 6, 1, 1]]
    let found = try held(rows)
    #expect(found.rows == [4])
    #expect(found.outcome.tally.clean == 3)
    #expect(found.outcome.tally.other[.header] == 3)
  }

  @Test(
    arguments: [
      [[], ["K3", "石板上", "外出", "不详", "-"], ["K4", "石板上", 1, 1, 1]],
      [Self.header, ["K4", "石板上", 1, 1, 1]], [[], ["K3", "石板上", 1, 1, 1]],
      [["K3", "石板上", "不详", "不详", nil]],
      [["户编号", "行政村", "人口数（人）", "参保人数", "贷款余额"], ["K3", "石板上", 1, 1, 1]],
    ] as [[[Value?]]])
  func `rows of data and pages are none`(rows: [[Value?]]) throws {
    for size in [1, 2, 3, 100] {
      #expect(try held(Self.first + rows, batchRows: size).rows.isEmpty)
    }
  }
}
