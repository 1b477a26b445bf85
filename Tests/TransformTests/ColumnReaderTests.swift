import ChineseText
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// A column read at once gives what its cells give one by one.
@Suite struct ColumnReaderTests {
  private static let cells: [Value] = [
    .blank, "石板上村", "石板上行政村", "上石板", "王泉村", " 走马岭村 ", "不详", "不 詳", "-", "－", "0012", "ａｂ12",
    "ab-12",
    "A 1", "张某某", " 张某某", "張某某\u{3000}", "é", "e\u{301}", "", "　", "自来水", "自來水（入戶）", "自备井", "河水",
    "3", "３",
    "1,024", "约3万", "三", "2021年10月8日", "2021-10", "20211008", "110105194912310021",
    "11010519491231002x",
    "110105194912310022", "110105491231002", "11010519491331002X", "１１０１０５１９４９１２３１００２１", 3, 2.5, 0,
    44_477, 1e17, .boolean(true), .dateTime(44_477.5), .error("#N/A"), .duration(60),
  ]

  private static let kinds: [VariableDefinition.Kind] = [
    .text, .identifier, .integer, .number, .date, .boolean, .code, .residentID,
    .place(.village, within: nil),
  ]

  @Test(arguments: kinds, [Sensitivity.open, .sensitive])
  func `a column gives what its cells give one by one`(
    kind: VariableDefinition.Kind, sensitivity: Sensitivity
  ) throws {
    let variable = VariableDefinition(
      name: "v", kind: kind, codes: ["自来水": "tap", "是": "true"], unit: "person",
      sensitivity: sensitivity)
    let schema = RecordSchema(record: "r", variables: [variable])
    let context = try SheetFixture.context()
    let reader = ValueReader(variable: variable, scale: 1, context: context)
    for seed in UInt64(1)...40 {
      var generator = SeededGenerator(seed: seed)
      var column = ColumnReader(
        reader, column: 0, container: nil, seal: sensitivity == .sensitive ? context.seal : nil)
      for _ in 0..<3 {
        let cells = (0..<60).map { _ in generator.pick(Self.cells) }
        let batch = Self.batch(cells, &generator)
        var records = RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
        records.texts = batch.texts
        records.origins = cells.indices.map {
          Origin(file: 0, worksheet: 0, row: UInt32($0))
        }
        let rows = Array(cells.indices)
        let findings = column.read(
          rows, of: batch, within: nil, into: &records, at: 0, keep: .all)
        var expected: [Int: ValueReader.Reading] = [:]
        for row in rows {
          let (value, finding) = Self.stored(
            reader.read(cells[row], within: nil), context, variable)
          #expect(records.value(record: row, variable: 0) == value, "seed \(seed), \(cells[row])")
          let raw =
            sensitivity == .sensitive ? cells[row].sealed(by: context.seal) : cells[row]
          #expect(records.rawValue(record: row, variable: 0) == raw, "seed \(seed), \(cells[row])")
          expected[row] = finding
        }
        let found = Dictionary(uniqueKeysWithValues: findings.map { ($0.record, $0.reading) })
        #expect(found == expected, "seed \(seed)")
      }
    }
  }

  @Test func `the same name within two places is asked twice`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .place(.village, within: "township"), headers: [])
    let context = try SheetFixture.context()
    let reader = ValueReader(variable: variable, scale: 1, context: context)
    var column = ColumnReader(reader, column: 0, container: 1, seal: nil)
    var townships = ColumnReader.Places()
    let here = townships.number(of: PlaceContainer(code: "140430101"))
    let elsewhere = townships.number(of: PlaceContainer(code: "140430199"))
    townships.numbers = [here, elsewhere, ColumnReader.Places.lost, ColumnReader.Places.none]
    var generator = SeededGenerator(seed: 1)
    let batch = Self.batch(Array(repeating: "石板上村", count: 4), &generator)
    var records = RecordBatch(
      schema: RecordSchema(record: "r", variables: [variable]), sharedTexts: batch.sharedTexts)
    records.texts = batch.texts
    _ = column.read(
      [0, 1, 2, 3], of: batch, within: townships, into: &records, at: 0, keep: .records)
    let values = (0..<4)
      .map { records.values[0].value(at: $0, texts: records.texts, shared: records.sharedTexts) }
    #expect(
      values == ["140430101201", .missing(.unreadable), .missing(.unreadable), "140430101201"])
  }

  /// What the long way stores for a reading, and what it has to say of it.
  private static func stored(
    _ reading: ValueReader.Reading, _ context: TransformContext, _ variable: VariableDefinition
  ) -> (Value, ValueReader.Reading?) {
    let (value, finding): (Value, ValueReader.Reading?) =
      switch reading {
      case .value(let value): (value, value == .blank ? reading : nil)
      case .interpreted(let value, _), .decided(let value, _): (value, reading)
      case .unreadable, .unplaced: (.missing(.unreadable), reading)
      }
    return (variable.sensitivity == .sensitive ? value.sealed(by: context.seal) : value, finding)
  }

  /// The texts of all cells, as the shared strings of a workbook.
  private static let shared: (ids: [String: Int], texts: SharedTexts) = {
    var table = TextTable()
    var ids: [String: Int] = [:]
    for case .text(let text) in cells where ids[text] == nil { ids[text] = table.append(text) }
    return (ids, SharedTexts(table))
  }()

  /// A batch of one column, some of its texts shared strings.
  private static func batch(_ cells: [Value], _ generator: inout SeededGenerator) -> RowBatch {
    var batch = RowBatch(sharedTexts: shared.texts)
    for (row, cell) in cells.enumerated() {
      batch.beginRow(row)
      if case .text(let text) = cell, let index = shared.ids[text], generator.happens(50) {
        batch.set(column: 0, .text, UInt64(TextID.shared(index).bits))
      } else {
        let single = ValueColumn([cell], texts: &batch.texts)
        batch.set(column: 0, single.kinds[0], single.payloads[0])
      }
    }
    batch.finish()
    return batch
  }
}
