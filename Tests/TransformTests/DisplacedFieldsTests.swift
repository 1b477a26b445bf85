import SurveyModel
import Testing
import Transform

/// Rows of delimited text whose fields may not stand where the header has them.
@Suite struct DisplacedFieldsTests {
  private static let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数", "贷款余额"]

  private func transformed(
    _ rows: [[Value?]], usual: Int = 5, delimiter: Character = ",",
    region: TableRegion = .worksheet, doubtful: Set<Int> = [], batchRows: Int = 100
  ) throws -> (held: [Int: [Diagnostic.Code]], outcome: WorksheetOutcome) {
    let sheet = SheetFixture(
      rows: [Self.header] + rows, region: region,
      delimited: DelimitedForm(delimiter: delimiter, usualFields: usual), doubtfulRows: doubtful)
    let (batches, outcome) = try sheet.transformed(batchRows: batchRows)
    #expect(outcome.tally.isConserved)
    let entries = batches.flatMap(\.quarantine)
    return (
      Dictionary(grouping: entries) { Int($0.origin.row) }.mapValues { $0.map(\.code) }, outcome
    )
  }

  @Test(arguments: [1, 2, 100])
  func `a row of more fields than the header is held back, with the reason`(size: Int) throws {
    let (held, outcome) = try transformed(
      [
        ["K1", "石板上", "3", "2", "0"], ["K2", "石板上", "3", "2", "1", "234"],
        ["K3", "石板上", "1", "1", "0", nil, nil], ["K4", "石板上", "4", "1", "5"],
      ], batchRows: size)
    #expect(held == [2: [.sheetSurplusFields]])
    #expect(outcome.tally.clean == 3)
  }

  @Test func `the reason names the fields and the delimiter`() throws {
    let sheet = SheetFixture(
      rows: [Self.header, ["K2", "石板上", "3", "2", "1", "234"]],
      delimited: DelimitedForm(delimiter: ",", usualFields: 5))
    let entry = try #require(try sheet.transformed().records[0].quarantine.first)
    #expect(entry.message.description.contains("at most 5 fields, found 6: a “,”"))
    #expect(entry.remedy?.description.contains("in quotation marks") == true)
  }

  @Test func `a parted number is told where the last field was blank`() throws {
    let rows: [[Value?]] = [
      ["K1", "石板上", "3", "2", nil], ["K2", "石板上", "3", "1", "234", nil],
      ["K3", "石板上", "3", "2", nil, nil], ["K4", "石板上", "12", "2", "345"],
    ]
    #expect(try transformed(rows).held == [2: [.sheetSurplusFields]])
    // What commas do not part is no number with a comma.
    #expect(try transformed(rows, delimiter: ";").held.isEmpty)
    // Where most rows are short, one that has all its fields may be shifted.
    let short: [[Value?]] = [["K1", "石板上", "3", "2"], ["K2", "石板上", "3", "1", "234"]]
    #expect(try transformed(short, usual: 4).held == [2: [.sheetSurplusFields]])
  }

  @Test(
    arguments: [
      ["K1 石板上", "3", "2", "0"], ["K1", "石板上", "32", "0"], ["K1", "石板上", "3", "2"], ["K1", "石板"],
      ["上"],
    ] as [[Value?]])
  func `a row of fewer fields than the others is held back`(row: [Value?]) throws {
    let rows: [[Value?]] = [row, ["K2", "石板上", "3", "2", nil], ["K3", "石板上", "4", "1", "5"]]
    #expect(try transformed(rows).held[1]?.first == .sheetMissingFields)
    // Where the header has more fields than all rows, or rows end where their last value does.
    let wide = ["K2", "石板上", "3", "2"] as [Value?]
    #expect(try transformed([wide, wide], usual: 4).held.isEmpty)
    let sheet = SheetFixture(
      rows: [Self.header, wide, ["K3", "石板上", "4", "1", "5"]],
      delimited: DelimitedForm(delimiter: ",", usualFields: 5, ends: .ragged))
    #expect(try sheet.transformed().outcome.tally.clean == 2)
  }

  @Test func `half of a number in a column that few rows fill is told`() throws {
    let sheet = SheetFixture(
      rows: [Self.header, ["K2", "石板上", "3", "1", "234"], ["K3", "石板上", "4", "15", "5"]],
      delimited: DelimitedForm(delimiter: ",", usualFields: 5, tailFields: [4: 9_000]))
    let (batches, _) = try sheet.transformed()
    #expect(batches[0].quarantine.map(\.code) == [.sheetSurplusFields])
    #expect(batches[0].quarantine.map(\.origin.row) == [1])
  }

  @Test func `half of a number where other rows have something else is told`() throws {
    let rows: [[Value?]] = [
      ["K2", "石板上", "3", "1", "234"], ["K3", "石板上", "4", "5", "234"],
      ["K4", "石板上", "4", "15", "234"],
      ["K5", "石板上", "4", "1", "23"], ["K6", "石板上", "4", nil, "234"],
    ]
    let sheet = SheetFixture(
      rows: [Self.header] + rows,
      delimited: DelimitedForm(
        delimiter: ",", usualFields: 5, usualFilled: 5, tailFields: [4: 9_000]))
    let held = try sheet.transformed().records[0].quarantine
      .filter { $0.code == .sheetSurplusFields }
    #expect(held.map(\.origin.row) == [1, 2])
  }

  @Test func `the tail of a text below no name is told, unless most rows have one there`() throws {
    let header = Self.header + [nil, nil]
    let rows: [[Value?]] = [
      ["K2", "石板上", "3", "1", "0", nil, nil], ["K3", "石板上", "4", "1", "0", "后半句", nil],
    ]
    func held(_ usualFilled: Int) throws -> [UInt32] {
      let form = DelimitedForm(delimiter: ",", usualFields: 7, usualFilled: usualFilled)
      return try SheetFixture(rows: [header] + rows, delimited: form).transformed().records
        .flatMap(\.quarantine).filter { $0.code == .sheetSurplusFields }.map(\.origin.row)
    }
    #expect(try held(5) == [2])
    #expect(try held(6) == [])
  }

  @Test func `a text that is parted pushes the others to the blank end of its row`() throws {
    let rows: [[Value?]] = [
      ["K2", "石板上", "3", "1", nil], ["K3", "石板上", "3", "1", nil, nil],
      ["K4", "石板上", "3", "2", "1", nil], ["K5", "石板上", "3", "2", "7"],
    ]
    func held(_ usualFilled: Int, hasWideRows: Bool = false) throws -> [UInt32] {
      let form = DelimitedForm(
        delimiter: ",", usualFields: 5, usualFilled: usualFilled, hasWideRows: hasWideRows)
      return try SheetFixture(rows: [Self.header] + rows, delimited: form).transformed().records
        .flatMap(\.quarantine).map(\.origin.row)
    }
    #expect(try held(4) == [3])
    #expect(try held(5) == [3])
    // Where many rows have one field more, it is the delimiter at their end.
    #expect(try held(5, hasWideRows: true) == [])
  }

  @Test func `columns that the pipeline leaves out are no surplus`() throws {
    let rows: [[Value?]] = [
      ["K1", "石板上", "3", "2", "0", "x"], ["K2", "石板上", "3", "2", "0", "1", "y"],
    ]
    let region = TableRegion(columns: 0...4)
    #expect(try transformed(rows, usual: 6, region: region).held == [2: [.sheetSurplusFields]])
    #expect(try transformed(rows, usual: 6).held.count == 2)
  }

  @Test func `totals are not held against rows that nobody can read`() throws {
    let (held, outcome) = try transformed([
      ["K1", "石板上", "3", "2", "0"], ["K2", "石板上", "3", "2", "1", "234"],
      ["合计", nil, "6", "4", "1234"],
    ])
    #expect(held == [2: [.sheetSurplusFields]])
    #expect(outcome.tally.other[.total] == 1)
  }

  @Test func `a row that may hold others is held back`() throws {
    let (held, _) = try transformed(
      [["K1", "石板上", "3", "2", "0"], ["K2", "石板上", "3", "2", "0"]], doubtful: [2])
    #expect(held == [2: [.sourceQuotedRows]])
  }
}
