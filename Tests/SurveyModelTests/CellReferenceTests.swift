import SurveyModel
import Testing

@Suite struct CellReferenceTests {
  @Test(arguments: [
    ("A1", 0, 0), ("C12", 11, 2), ("AB3", 2, 27), ("XFD1048576", 1_048_575, 16_383),
  ])
  func `a reference names a row and a column`(text: String, row: Int, column: Int) {
    #expect(CellReference(text) == CellReference(row: row, column: column))
    #expect(CellReference(row: row, column: column).description == text)
  }

  @Test(arguments: ["", "A", "1", "A0", "1A", "A1B", "AAAA1", "A-1", "Ａ1", "A99999999999999999999"])
  func `what is no reference gives none`(text: String) {
    #expect(CellReference(text) == nil)
  }

  @Test func `every column's letters name it again`() {
    for column in 0..<CellReference.limit.columns {
      let text = CellReference(row: 6, column: column).description
      #expect(CellReference(text) == CellReference(row: 6, column: column))
    }
  }

  @Test func `a range contains its corners and no more`() throws {
    let range = try #require(CellRange("B2:C3"))
    #expect(range.contains(CellReference(row: 1, column: 1)))
    #expect(range.contains(CellReference(row: 2, column: 2)))
    #expect(!range.contains(CellReference(row: 0, column: 1)))
    #expect(CellRange("B2:C3:D4") == nil)
    #expect(CellRange("B2")?.last == CellReference(row: 1, column: 1))
  }
}
