import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

/// Codes and missing texts mean the same in a text of CSV and in a number, date, truth value or error
/// of a workbook.
@Suite struct MissingAndCodesTests {
  @Test(arguments: [
    Value.text("-99"), .text("-99.0"), .text(" －99 "), .number(-99),
  ])
  func `a missing code is one in a number cell and in a text`(cell: Value) throws {
    for kind in [
      VariableDefinition.Kind.integer, .number, .code, .boolean, .date,
    ] {
      let fixture = VariableFixture(
        VariableDefinition(name: "v", kind: kind, missing: ["-99": .refused]), scale: 10_000)
      #expect(try fixture.read(cell) == .value(.missing(.refused)), "\(kind) \(cell)")
    }
  }

  @Test(arguments: [
    VariableDefinition.Kind.text, .identifier, .place(.village, within: nil), .residentID,
  ])
  func `a missing code of a text is that very text`(kind: VariableDefinition.Kind) throws {
    let fixture = VariableFixture(
      VariableDefinition(name: "v", kind: kind, missing: ["99": .unknown]))
    #expect(try fixture.read(.number(99)) == .value(.missing(.unknown)))
    #expect(try fixture.read(.text("99")) == .value(.missing(.unknown)))
    #expect(try fixture.read(.text("099")) != .value(.missing(.unknown)))
  }

  @Test func `a missing code is told before the unit of the column is applied`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .number, missing: ["-99": .unknown], unit: "yuan")
    let fixture = VariableFixture(
      variable, conventions: Conventions(units: ["yuan": ["元"]]), scale: 10_000)
    #expect(try fixture.read(.number(-99)) == .value(.missing(.unknown)))
    #expect(try fixture.read(.number(-98)) == .value(.number(-980_000)))
    #expect(try fixture.read(.text("-99元")) == .value(.number(-99)))
  }

  @Test func `a date that stands for nothing is one in a date cell too`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .date, missing: ["1900/1/1": .unknown, "99999999": .refused])
    let fixture = VariableFixture(variable)
    for cell in [Value.text("1900/1/1"), .text("1900-01-01"), .dateTime(2), .number(19_000_101)] {
      #expect(try fixture.read(cell) == .value(.missing(.unknown)), "\(cell)")
    }
    #expect(try fixture.read(.number(99_999_999)) == .value(.missing(.refused)))
    #expect(try fixture.finding(.text("99999998")) == .cellNotADate)
  }

  @Test func `an error of a spreadsheet is the text that CSV has for it`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .integer, missing: ["#N/A": .notApplicable])
    for cell in [Value.text("#N/A"), .error("#N/A")] {
      #expect(try VariableFixture(variable).read(cell) == .value(.missing(.notApplicable)))
    }
    #expect(try VariableFixture(variable).finding(.error("#REF!")) == .cellError)
  }

  @Test(arguments: [
    (Value.number(1), "tap"), (.text("1"), "tap"), (.text("1.0"), "tap"), (.text("１"), "tap"),
    (.number(2.5), "half"), (.text("2.50"), "half"), (.boolean(true), "sure"),
    (.text("true"), "sure"), (.dateTime(44_477), "day"), (.text("2021-10-08"), "day"),
  ])
  func `a code is one in a cell of any kind`(cell: Value, code: String) throws {
    let variable = VariableDefinition(
      name: "v", kind: .code,
      codes: ["1": "tap", "2.5": "half", "TRUE": "sure", "2021-10-08": "day"])
    #expect(try VariableFixture(variable).read(cell) == .value(.text(code)))
  }

  @Test func `a code with leading zeros is no number`() throws {
    let variable = VariableDefinition(name: "v", kind: .code, codes: ["01": "a", "1": "b"])
    #expect(try VariableFixture(variable).read(.text("01")) == .value(.text("a")))
    #expect(try VariableFixture(variable).read(.number(1)) == .value(.text("b")))
    #expect(try VariableFixture(variable).finding(.text("001")) == .cellNotCoded)
  }

  @Test func `a text that is a code is none of the codebook's missing texts`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .code, codes: ["不详": "unclear", "有": "some"])
    let conventions = Conventions(missing: ["不详": .unknown, "-": .blank])
    let fixture = VariableFixture(variable, conventions: conventions)
    #expect(try fixture.read("不详") == .value(.text("unclear")))
    #expect(try fixture.read("-") == .value(.blank))
  }

  /// The ways of a reader that remembers and of one that looks at every cell are one.
  @Test func `a column of numbers keeps its missing codes`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .integer, missing: ["-99": .unknown, "98": .refused])
    let schema = RecordSchema(record: "r", variables: [variable])
    let context = try SheetFixture.context()
    var column = ColumnReader(
      ValueReader(variable: variable, scale: 1, context: context), column: 0, container: nil,
      seal: nil)
    var batch = RowBatch()
    for (row, number) in [3.0, -99, 98, -98].enumerated() {
      batch.beginRow(row)
      batch.set(column: 0, .number, number.bitPattern)
    }
    batch.finish()
    var records = RecordBatch(schema: schema, sharedTexts: batch.sharedTexts)
    records.origins = (0..<4).map { Origin(file: 0, worksheet: 0, row: UInt32($0)) }
    _ = column.read([0, 1, 2, 3], of: batch, within: nil, into: &records, at: 0, keep: .all)
    #expect(
      (0..<4).map { records.value(record: $0, variable: 0) }
        == [3, .missing(.unknown), .missing(.refused), -98])
  }

  @Test(arguments: [
    ([Value.text("NA"), .text("NA")], true), ([.text("NA"), .number(-9)], true),
    ([.blank, .text("NA")], true), ([.text("NA"), .number(4)], false),
    ([.text("字迹不清"), .blank], false), ([.text("NA"), .text("?")], false),
  ])
  func `a repeated group whose cells are all missing is nobody`(
    cells: [Value], isNobody: Bool
  ) throws {
    let missing: [String: MissingReason] = ["NA": .blank, "-9": .unknown, "字迹不清": .unreadable]
    let schema = RecordSchema(
      record: "child",
      variables: [
        VariableDefinition(name: "household", kind: .identifier, headers: ["hh"]),
        VariableDefinition(
          name: "name", headers: ["c{n}"], missing: missing, isRequired: false),
        VariableDefinition(
          name: "age", kind: .integer, headers: ["a{n}"], missing: missing, isRequired: false),
      ])
    let source = SourceDefinition(
      name: "s", files: [], content: .records(schema), members: [SourceDefinition.Member(number: 1)]
    )
    var transform = WorksheetTransform(
      file: SourceFile(number: 0, rank: 0, path: "a.csv", sources: ["s"], size: 0, sha256: ""),
      worksheet: WorksheetInfo(index: 0, name: "a"), source: source, schema: schema,
      context: try SheetFixture.context(), keep: .all, member: SourceDefinition.Member(number: 1))
    var batch = RowBatch()
    for (row, values) in [["hh", "c1", "a1"], ["1"] + cells].enumerated() {
      batch.beginRow(row)
      for (column, value) in values.enumerated() where value != .blank {
        let single = ValueColumn([value], texts: &batch.texts)
        batch.set(column: column, single.kinds[0], single.payloads[0])
      }
    }
    batch.finish()
    _ = try transform.records(of: batch) { [] }
    let records = try #require(try transform.remainder { [] }.first)
    #expect(records.count == (isNobody ? 0 : 1))
    #expect(try transform.outcome().tally.isConserved)
  }
}
