import SurveyModel
import Testing

@testable import Transform

/// Cells whose number format says more than their value.
@Suite struct ShownCellsTests {
  /// One column of a variable, below the header.
  private func read(
    _ cells: [Value?], as variable: VariableDefinition, header: String = "率",
    shown: [String: String], filledDown: Bool = false
  ) throws -> (values: [Value], records: RecordBatch, outcome: WorksheetOutcome) {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]), variable,
      ])
    let rows = cells.enumerated().map { index, cell in [.text("K\(index)"), cell] }
    let sheet = SheetFixture(rows: [["编号", .text(header)]] + rows, shown: shown)
    let (batches, outcome) = try sheet.transformed(as: schema)
    let records = batches[0]
    return ((0..<records.count).map { records.value(record: $0, variable: 1) }, records, outcome)
  }

  private func rate(
    _ unit: String?, kind: VariableDefinition.Kind = .number,
    missing: [String: MissingReason] = [:], scale: Double = 1, headers: [String] = ["率"]
  ) -> VariableDefinition {
    VariableDefinition(
      name: "rate", kind: kind, headers: headers, missing: missing, scale: scale, unit: unit)
  }

  @Test func `one rate in three writings is one percentage`() throws {
    let (values, records, outcome) = try read(
      [0.985, 98.5, "98.5%", "98.5 ％", 0.5785, 1, 0, "985‰"], as: rate("percent"),
      shown: ["B2": "%", "B6": "%", "B7": "%", "B8": "%"])
    #expect(values == [98.5, 98.5, 98.5, 98.5, 57.85, 100, 0, 98.5])
    #expect(records.quarantine.isEmpty)
    #expect(outcome.log.diagnostics.contains { $0.code == .sheetPercentCells })
  }

  @Test(arguments: ["率（%）", "率(％)"])
  func `a header in percent does for a variable without a unit`(header: String) throws {
    for headers in [["率", "率（%）"], ["率（%）"]] {
      let (values, _, _) = try read(
        [0.985, 98.5, "98.5%"], as: rate(nil, headers: headers), header: header,
        shown: ["B2": "%"])
      #expect(values == [98.5, 98.5, 98.5])
      let scaled = try read(
        [0.985, 98.5, "98.5%"], as: rate(nil, scale: 0.01, headers: headers), header: header,
        shown: ["B2": "%"])
      #expect(scaled.values == [0.985, 0.985, 0.985])
    }
  }

  @Test func `a share is no column of what it is a share of`() throws {
    let count = VariableDefinition(name: "n", kind: .integer, headers: ["户数"], unit: "household")
    let share = VariableDefinition(
      name: "share", kind: .number, headers: ["户数比重", "户数"], unit: "percent")
    let id = VariableDefinition(name: "id", kind: .identifier, headers: ["编号"])
    let rows: [[Value?]] = [["编号", "户数（%）"], ["K1", 5]]
    #expect(throws: RunFailure.self) {
      try SheetFixture(rows: rows)
        .transformed(as: RecordSchema(record: "v", variables: [id, count]))
    }
    let shares = try SheetFixture(rows: rows)
      .transformed(as: RecordSchema(record: "v", variables: [id, share])).records[0]
    #expect(shares.value(record: 0, variable: 1) == 5)
    let stacked: [[Value?]] = [
      ["编号", "脱贫户", nil], [nil, "户数", "户数（%）"], ["K1", 5, 50],
    ]
    let counts = try SheetFixture(rows: stacked)
      .transformed(as: RecordSchema(record: "v", variables: [id, count])).records[0]
    #expect(counts.value(record: 0, variable: 1) == 5)
  }

  @Test func `a percentage without a unit is a finding`() throws {
    let (values, records, _) = try read(
      [0.985, 98.5, "98.5%"], as: rate(nil), shown: ["B2": "%"])
    #expect(values == [.missing(.unreadable), 98.5, .missing(.unreadable)])
    #expect(records.quarantine.map(\.code) == [.cellPercent, .cellPercent])
    #expect(records.quarantine[0].message.description.contains("98.5%"))
    #expect(records.quarantine[0].remedy?.description.contains("unit: percent") == true)
    let yuan = try read([0.985], as: rate("yuan"), shown: ["B2": "%"])
    #expect(yuan.records.quarantine.map(\.code) == [.cellPercent])
  }

  @Test func `what stands for a missing value is missing in any format`() throws {
    let (values, _, _) = try read(
      [-99, -0.99, "-99", 0.5], as: rate("percent", missing: ["-99": .refused]),
      shown: ["B2": "%", "B3": "%", "B5": "%"])
    #expect(values == [.missing(.refused), .missing(.refused), .missing(.refused), 50])
  }

  @Test func `no percentage is the sum of others`() throws {
    let schema = RecordSchema(
      record: "v",
      variables: [
        VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]), rate("percent"),
      ])
    let sheet = SheetFixture(rows: [["编号", "率"], ["K1", 90], ["K2", 80], ["合计", 85]])
    #expect(try sheet.transformed(as: schema).records[0].quarantine.isEmpty)
  }

  @Test(arguments: [VariableDefinition.Kind.identifier, .text])
  func `zeros that only the format has belong to a key`(kind: VariableDefinition.Kind) throws {
    let (values, _, outcome) = try read(
      [46_400, "046400", 123_456, 7], as: rate(nil, kind: kind),
      shown: ["B2": "046400", "B5": "000007"])
    #expect(values == ["046400", "046400", "123456", "000007"])
    #expect(outcome.tally.clean == 4)
  }

  @Test func `a code is found with its zeros or without`() throws {
    let variable = VariableDefinition(
      name: "rate", kind: .code, headers: ["率"], codes: ["01": "one", "2": "two"])
    let (values, _, _) = try read([1, 2], as: variable, shown: ["B2": "01", "B3": "02"])
    #expect(values == ["one", "two"])
    let number = try read([1, 2], as: rate(nil, kind: .integer), shown: ["B2": "01", "B3": "02"])
    #expect(number.values == [1, 2])
  }

  @Test func `a date in a header is matched by what it shows`() throws {
    let october = Value.dateTime(44_470)
    for (shown, headers) in [
      ("2021年10月", ["2021年10月"]), ("Oct-21", ["oct-21"]), (nil, ["2021-10-01"]),
    ] {
      let schema = RecordSchema(
        record: "v",
        variables: [
          VariableDefinition(name: "id", kind: .identifier, headers: ["编号"]),
          VariableDefinition(name: "october", kind: .integer, headers: headers),
        ])
      let sheet = SheetFixture(
        rows: [["编号", october], ["K1", 3]], shown: shown.map { ["B1": $0] } ?? [:])
      let records = try sheet.transformed(as: schema).records[0]
      #expect(records.value(record: 0, variable: 1) == 3)
    }
    let failure = #expect(throws: RunFailure.self) {
      try SheetFixture(
        rows: [["户编号", "行政村", october]], shown: ["C1": "2021年10月"]
      )
      .transformed()
    }
    #expect(failure?.diagnostic.message.description.contains("2021年10月") == true)
  }

  @Test(arguments: [
    (0.985, "98.5%"), (0.07, "7%"), (0.5785, "57.85%"), (1, "100%"), (0, "0%"), (-0.1, "-10%"),
    (12.345, "1234.5%"), (0.00001, "0.001%"),
  ])
  func `a percentage has the digits of its number`(number: Double, text: String) {
    #expect(PercentText.text(number) == text)
  }
}
