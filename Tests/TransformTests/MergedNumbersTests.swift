import SurveyModel
import Testing
import Transform

/// Numbers in cells that are merged over several records.
@Suite struct MergedNumbersTests {
  private static let rows: [[Value?]] = [
    ["户编号", "行政村", "人口数", "参保人数", "贷款余额"], ["K1", "石板上", 3, 2, 500], ["K2", "石板上", 4, 1, nil],
    ["K3", "石板上", 4, 1, nil], ["K4", "石板上", 4, 1, 7],
  ]

  private func transformed(
    _ merged: [String], rows: [[Value?]] = rows, batchRows: Int = 100
  ) throws -> (held: [UInt32], found: [Diagnostic]) {
    var sheet = SheetFixture(rows: rows)
    sheet.merged = try merged.map { try #require(CellRange($0)) }
    let (batches, outcome) = try sheet.transformed(batchRows: batchRows)
    #expect(outcome.tally.isConserved)
    let numbers = batches.flatMap { $0.origins.map(\.row) }
    #expect(numbers == numbers.sorted())
    let held = batches.flatMap { batch in
      zip(batch.origins, batch.statuses).filter { $1 == .quarantined }.map(\.0.row)
    }
    #expect(outcome.tally.quarantined == held.count)
    #expect(Set(batches.flatMap(\.quarantine).map(\.origin.row)) == Set(held))
    return (held, outcome.log.diagnostics.filter { $0.code == .sheetMergedNumbers })
  }

  private func messages(_ merged: [String]) throws -> [Diagnostic] {
    let (held, found) = try transformed(merged)
    #expect(held.isEmpty)
    return found
  }

  @Test(arguments: [1, 2, 100])
  func `one that stands for several of them is told with its place`(size: Int) throws {
    let found = try transformed(["E2:E4", "A1:B1"], batchRows: size).found
    #expect(found.map(\.severity) == [.warning])
    #expect(
      found.map(\.location.place)
        == [.cell(sheet: "住户", CellReference(row: 1, column: 4))])
    #expect(found[0].message.description.contains("E2:E4"))
  }

  @Test(arguments: [3, 4, 100])
  func `records of one number are held back together`(size: Int) throws {
    #expect(try transformed(["E2:E4", "A1:B1"], batchRows: size).held == [1, 2, 3])
    let entries = try SheetFixture(rows: Self.rows, merged: [#require(CellRange("E2:E4"))])
      .transformed().records.flatMap(\.quarantine)
    #expect(entries.map(\.code) == Array(repeating: .sheetMergedNumbers, count: 3))
    #expect(entries.map(\.variable) == ["loan", "loan", "loan"])
    #expect(entries.first?.remedy?.description.contains("fill_down") == true)
  }

  @Test func `what is missing may be so in several`() throws {
    var rows = Self.rows
    rows[1] = ["K1", "石板上", 3, 2, "不详"]
    let (held, found) = try transformed(["E2:E4"], rows: rows)
    #expect(held.isEmpty && found.isEmpty)
    rows[1] = ["K1", "石板上", 3, 2, "500元"]
    #expect(try transformed(["E2:E4"], rows: rows).held == [1, 2, 3])
  }

  @Test func `one beside a range of rows that are no records is not`() throws {
    var rows = Self.rows
    // The rows below the total's are not of the table; the number beside the range has a blank one.
    rows[3] = ["合计", nil, 7, nil, nil]
    rows[4] = ["注：以上不含外出", nil, nil, nil, nil]
    let (held, found) = try transformed(["D4:D5", "C4:C5"], rows: rows)
    #expect(held.isEmpty && found.isEmpty)
    rows[2] = ["K2", "石板上", 4, 1, nil]
    #expect(try transformed(["D3:D4"], rows: rows).held.isEmpty)
  }

  @Test(arguments: [[], ["E4:E5"], ["A1:E1"], ["B2:B5"], ["E2:F2"]] as [[String]])
  func `other ranges and blank cells are not`(merged: [String]) throws {
    #expect(try messages(merged).isEmpty)
  }

  @Test func `one over two columns is told, too`() throws {
    var rows = Self.rows
    rows[2] = ["K2", "石板上", 4, 1, nil]
    var sheet = SheetFixture(rows: rows)
    sheet.merged = try [#require(CellRange("D3:E3"))]
    #expect(try transformed(["D3:E3"], rows: rows).held == [2])
    #expect(
      try sheet.transformed().outcome.log.diagnostics.contains { $0.code == .sheetMergedNumbers })
  }

  @Test func `several are told at once`() throws {
    var sheet = SheetFixture(rows: Self.rows + [["K5", "石板上", 4, 1, nil]])
    sheet.merged = ["E2:E4", "E5:E6"].compactMap { CellRange($0) }
    let found = try sheet.transformed().outcome.log.diagnostics
      .filter { $0.code == .sheetMergedNumbers }
    #expect(found.count == 1)
    #expect(found.first?.message.description.contains("E2:E4, E5:E6") == true)
  }
}
