import SurveyModel
import Testing
import Transform

/// Numbers in cells that are merged over several records.
@Suite struct MergedNumbersTests {
  private static let rows: [[Value?]] = [
    ["户编号", "行政村", "人口数", "参保人数", "贷款余额"], ["K1", "石板上", 3, 2, 500], ["K2", "石板上", 4, 1, nil],
    ["K3", "石板上", 4, 1, nil], ["K4", "石板上", 4, 1, 7],
  ]

  private func messages(_ merged: [String], batchRows: Int = 100) throws -> [Diagnostic] {
    var sheet = SheetFixture(rows: Self.rows)
    sheet.merged = try merged.map { try #require(CellRange($0)) }
    let outcome = try sheet.transformed(batchRows: batchRows).outcome
    #expect(outcome.tally.clean == 4)
    return outcome.log.diagnostics.filter { $0.code == .sheetMergedNumbers }
  }

  @Test(arguments: [1, 2, 100])
  func `one that counts for the first of them only is told with its place`(size: Int) throws {
    let found = try messages(["E2:E4", "A1:B1"], batchRows: size)
    #expect(found.map(\.severity) == [.warning])
    #expect(
      found.map(\.location.place)
        == [.cell(sheet: "住户", CellReference(row: 1, column: 4))])
    #expect(found[0].message.description.contains("E2:E4"))
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
