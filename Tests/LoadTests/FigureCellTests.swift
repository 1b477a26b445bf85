import SurveyModel
import Testing
import Workbooks

@testable import Load

@Suite struct FigureCellTests {
  @Test(arguments: [
    (1234.0, nil as Int?, "1234", 0), (0.125, nil, "0.125", 3), (60, 2, "60.00", 2),
    (2.345, 2, "2.35", 2), (-1, 0, "-1", 0), (0, nil, "0", 0), (0, 1, "0.0", 1),
  ])
  func `a figure is a number with the decimals that are published`(
    _ number: Double, _ decimals: Int?, _ shown: String, _ places: Int
  ) throws {
    let cell = FigureCell(decimals: decimals, marks: .bracket)
      .cell(PublishedCell(.number(number)), CellStyle())
    #expect(cell.content == .number(try #require(Double(shown)), shown: shown))
    #expect(cell.style.decimals == places)
  }

  @Test(arguments: MarkConvention.allCases)
  func `a cell without a figure is a text at the right`(_ marks: MarkConvention) {
    for absence in PublishedCell.Absence.allCases {
      let cell = FigureCell(decimals: 2, marks: marks).cell(.absent(absence), CellStyle())
      #expect(cell.content == .text(marks.mark(for: absence)))
      #expect(cell.style.alignment == .trailing)
      #expect(cell.style.decimals == nil)
    }
    let told = [PublishedCell.Absence.withheld, .missing, .notApplicable].map(marks.mark)
    #expect(Set(told).count == 3)
  }

  @Test func `where the table has no row the cell is blank`() {
    #expect(
      FigureCell(decimals: nil, marks: .sdmx).cell(nil, CellStyle()).content == .blank)
  }
}
