import SurveyModel
import Testing
import Transform

/// Rows of totals below or above the rows that they sum.
@Suite struct TotalsCheckTests {
  private static let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数"]

  private func household(_ id: Value, _ members: Value, _ insured: Value = 1) -> [Value?] {
    [id, "石板上", members, insured]
  }

  private func total(_ word: Value, _ members: Value, _ insured: Value? = nil) -> [Value?] {
    [word, nil, members, insured]
  }

  /// The rows, by their place below the header, that are held back.
  private func held(_ rows: [[Value?]], batchRows: Int = 100) throws -> [Int] {
    let (batches, outcome) = try SheetFixture(rows: [Self.header] + rows)
      .transformed(batchRows: batchRows)
    #expect(outcome.tally.isConserved)
    let totals = rows.count { $0.count > 1 && $0[1] == nil }
    let entries = batches.flatMap(\.quarantine)
    #expect(entries.allSatisfy { $0.code == .sheetTotalDisagrees })
    let held = Set(entries.map { Int($0.origin.row) })
    #expect(outcome.tally.heldTotals == held.count)
    #expect(outcome.tally.other[.total, default: 0] == totals - held.count)
    #expect(
      batches.flatMap(\.otherRows).count { $0.kind == .total } == totals - held.count)
    return held.sorted()
  }

  @Test(arguments: [1, 2, 3, 100])
  func `a total above the rows sums those below`(size: Int) throws {
    let rows = [household("1", 5), household("2", 4), household("3", 3)]
    #expect(try held([total("合计", 12, 3)] + rows, batchRows: size) == [])
    #expect(try held([total("合计", 13, 3)] + rows, batchRows: size) == [1])
    #expect(try held([total("总计", 12)] + rows + [total("合计", 12, 3)], batchRows: size) == [])
    #expect(try held([total("总计", 12)] + rows + [total("合计", 11, 3)], batchRows: size) == [5])
  }

  @Test func `subtotals above their rows are held against them`() throws {
    let rows = [
      total("合计", 12), total("小计", 9), household("1", 5), household("2", 4), total("小计", 3),
      household("3", 3),
    ]
    #expect(try held(rows) == [])
    var wrong = rows
    wrong[4] = total("小计", 4)
    #expect(try held(wrong) == [5])
    wrong = rows
    wrong[1] = total("小计", 8)
    #expect(try held(wrong) == [2])
    wrong = rows
    wrong[0] = total("合计", 9)
    // The first total may be that of its section only where another total ends it.
    #expect(try held(wrong) == [1])
  }

  @Test func `totals of sections stand above each of them`() throws {
    let rows = [
      total("合计", 9), household("1", 5), household("2", 4), total("合计", 3), household("3", 3),
    ]
    #expect(try held(rows) == [])
    #expect(try held(rows + [total("合计", 12)]) == [])
    #expect(try held(Array(rows.dropLast()) + [household("3", 4)]) == [4])
  }

  @Test func `subtotals of two levels stand above their rows`() throws {
    #expect(
      try held([
        total("小计", 9), total("小计", 5), household("1", 5), total("小计", 4), household("2", 4),
        total("小计", 3), total("小计", 3), household("3", 3),
      ]) == [])
  }

  @Test(
    arguments: [
      "全县合计", "本页小计", "石板上村小计", "总 计", "甲镇 合计", "各村总计", "其中：低收入户", "其中", "全县平均", "平均", "Average",
      "average (all)",
    ] as [Value])
  func `sums by a longer name, means and parts are no records`(name: Value) throws {
    let rows = [household("1", 5), household("2", 4)]
    let isSum = !["其中：低收入户", "其中", "全县平均", "平均", "Average", "average (all)"].contains(name)
    #expect(try held(rows + [total(name, isSum ? 9 : 4.5)]) == [])
    #expect(try held(rows + [total(name, 8)]) == (isSum ? [3] : []))
  }

  @Test(arguments: ["其中村", "平均村"] as [Value])
  func `a place may be called as a part or a mean is`(name: Value) throws {
    let rows = [household("1", 5), household(name, 4)]
    #expect(try held(rows + [total("合计", 9)]) == [])
  }

  @Test func `totals of several levels stand below their rows`() throws {
    let rows = [
      household("1", 5), household("2", 4), total("村小计", 9), household("3", 3), total("村小计", 3),
      total("镇合计", 12), household("4", 7), total("村小计", 7), total("镇合计", 7), total("总计", 19),
      total("Total", 19),
    ]
    #expect(try held(Array(rows.dropLast())) == [])
    var wrong = Array(rows.dropLast())
    wrong[8] = total("镇合计", 8)
    #expect(try held(wrong) == [9])
    wrong = Array(rows.dropLast())
    wrong[9] = total("总计", 20)
    #expect(try held(wrong) == [10])
  }

  @Test func `a total below its rows does not wait for others`() throws {
    #expect(
      try held([
        household("1", 5), total("小计", 4), household("2", 4), total("小计", 4), total("合计", 9),
      ]) == [2])
    #expect(try held([household("1", 5), total("合计", 4), household("2", 4)]) == [2])
  }

  @Test func `what nobody can sum denies nothing`() throws {
    let sheet = SheetFixture(rows: [
      Self.header, total("合计", 12, 2), household("1", 5), household("2", "好几口"),
    ])
    let (batches, outcome) = try sheet.transformed()
    #expect(batches.flatMap(\.quarantine).map(\.code) == [.cellNotANumber])
    #expect(outcome.tally.isConserved)
  }

  @Test func `a form of a total alone is held back`() throws {
    #expect(try held([total("合计", 12)]) == [1])
    #expect(try held([total("合计", 0)]) == [])
  }
}
