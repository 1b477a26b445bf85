import SurveyModel
import Testing

@testable import Transform

/// Formulas that the file has no values for.
@Suite struct UncalculatedCellTests {
  private static let cell = Value.error(Value.uncalculatedCode)

  @Test(arguments: [
    VariableDefinition.Kind.number, .integer, .text, .identifier, .date, .boolean, .code,
    .residentID,
  ])
  func `a formula that was never calculated is no value of any kind`(
    kind: VariableDefinition.Kind
  ) throws {
    #expect(try VariableFixture(kind).finding(Self.cell) == .cellUncalculated)
  }

  @Test func `the row of a variable that is not required is held back, with the way to mend it`()
    throws
  {
    let header: [Value?] = ["户编号", "行政村", "人口数", "参保人数", "贷款余额"]
    let fixture = SheetFixture(rows: [
      header, ["001", "石板上村", 3, 2, Self.cell], ["002", "石板上村", 3, 2, nil],
    ])
    let records = try fixture.transformed().records
    let entries = records.flatMap(\.quarantine)
    #expect(entries.map(\.code) == [.cellUncalculated])
    #expect(entries.first?.column == 4)
    #expect(entries.first?.remedy.map { "\($0)" }?.contains("let it calculate") == true)
    #expect(records.flatMap(\.statuses) == [.quarantined, .clean])
  }
}
