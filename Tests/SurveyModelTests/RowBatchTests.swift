import SurveyModel
import Testing

@Suite struct RowBatchTests {
  @Test func `cells come back by row and column, blanks between them`() {
    var batch = RowBatch(sharedTexts: SharedTexts(table("水")))
    batch.beginRow(4)
    batch.set(column: 2, .number, 1.5.bitPattern)
    batch.beginRow(9)
    batch.set(column: 0, text: "山")
    batch.set(column: 1, .text, UInt64(TextID.shared(0).bits))
    batch.finish()
    #expect(batch.count == 2)
    #expect(batch.value(row: 0, column: 2) == .number(1.5))
    #expect(batch.value(row: 0, column: 0) == .blank)
    #expect(batch.value(row: 1, column: 0) == .text("山"))
    #expect(batch.value(row: 1, column: 1) == .text("水"))
    #expect(batch.value(row: 1, column: 2) == .blank)
    #expect(batch.value(row: 1, column: 77) == .blank)
    batch.removeAll()
    #expect(batch.count == 0)
    #expect(batch.columns.allSatisfy { $0.count == 0 })
  }

  @Test(arguments: [
    Value.blank, .missing(.refused), .number(-2), .text("沁县"), .boolean(true), .time(3600),
    .dateTime(44_477.5), .duration(90), .error("#N/A"),
  ])
  func `a value survives its column`(value: Value) {
    var column = ValueColumn()
    var texts = TextTable()
    column.append(value, texts: &texts)
    #expect(column.value(at: 0, texts: texts, shared: .none) == value)
    column.replace(at: 0, with: .text("新"), texts: &texts)
    #expect(column.value(at: 0, texts: texts, shared: .none) == .text("新"))
  }

  private func table(_ text: String) -> TextTable {
    var table = TextTable()
    table.append(text)
    return table
  }

  @Test func `a batch can be made as wide as another, whatever it held`() {
    var batch = RowBatch()
    batch.beginRow(0)
    for column in 0..<5 { batch.set(column: column, text: "x") }
    batch.finish()
    batch.resize(toColumns: 3)
    #expect(batch.columns.count == 3)
    batch.removeAll()
    batch.resize(toColumns: 7)
    batch.beginRow(4)
    batch.set(column: 6, text: "y")
    batch.finish()
    #expect(batch.columns.map(\.kinds.count) == Array(repeating: 1, count: 7))
    #expect(batch.value(row: 0, column: 6) == .text("y"))
  }
}
