import Testing

@testable import SampleCounty

/// What the cells of the registers say, read back without the county behind them.
private struct WrittenRows {
  var households: [[RegisterColumn: String]] = []
  var loans: [[LoanColumn: String]] = []

  init(_ sample: Sample) {
    let held = Set(
      sample.flaws.filter { $0.kind.outcome == "quarantine" }
        .map { flaw in
          "\(flaw.file)!\(flaw.worksheet)!\(flaw.cell.drop { $0.isLetter })"
        })
    for (index, layout) in RegisterLayout.townships.enumerated() {
      let (file, workbook, _) = sample.workbooks[index]
      let sheets = workbook.worksheets.filter { !$0.isHidden }
      for (sheet, isLoans) in zip(sheets, [false, true]) {
        for (row, cells) in sheet.rows.enumerated()
        where !held.contains("\(file)!\(sheet.name)!\(row + 1)") {
          let texts = cells.map(Self.text)
          if isLoans {
            let values = Dictionary(
              uniqueKeysWithValues: zip(LoanColumn.allCases, texts))
            if values[.loanID]?.hasPrefix("XD") == true { loans.append(values) }
          } else {
            let values = Dictionary(uniqueKeysWithValues: zip(layout.columns, texts))
            if values[.householdID]?.first?.isNumber == true { households.append(values) }
          }
        }
      }
    }
  }

  private static func text(_ cell: Cell) -> String {
    switch cell.content {
    case .blank: ""
    case .text(let text): text
    case .richText(let runs): runs.joined()
    case .number(let number): String(number)
    case .hundredths(let number): decimalText(hundredths: number)
    case .decimal(let number, let places): decimalText(number, places: places)
    case .date(let day): day.text(.iso)
    case .formula(_, let value): decimalText(hundredths: value)
    case .error(let code): code
    }
  }

  /// The sum of a count over households that meet a condition.
  func sum(
    _ column: RegisterColumn, where condition: ([RegisterColumn: String]) -> Bool = { _ in true }
  ) -> Int {
    households.filter(condition)
      .map { row in
        // Full-width digits have the values of the usual ones.
        (row[column] ?? "").reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
      }
      .reduce(0, +)
  }
}

@Suite struct WrittenRowsTests {
  private static let rows = WrittenRows(SampleTests.sample)

  private static func isWell(_ row: [RegisterColumn: String]) -> Bool {
    row[.water]?.hasSuffix("井") == true
  }

  private static func isTap(_ row: [RegisterColumn: String]) -> Bool {
    row[.water]?.contains("自来水") == true || row[.water]?.contains("自來水") == true
  }

  @Test func `the clean rows add up to the county's households and persons`() {
    #expect(Self.rows.households.count == 50_090)
    #expect(Set(Self.rows.households.map { $0[.householdID] }).count == 50_090)
    #expect(Self.rows.sum(.members) == 140_991)
    #expect(Self.rows.sum(.insured) == 136_298)
    #expect(Self.rows.sum(.lifted) == 30_964)
    #expect(Self.rows.sum(.insuredLifted) == 30_964)
  }

  @Test func `the clean rows add up to the county's sources of water`() {
    #expect(Self.rows.households.count(where: Self.isTap) == 49_198)
    #expect(Self.rows.households.count(where: Self.isWell) == 381)
    #expect(
      Self.rows.households.count { !Self.isTap($0) && !Self.isWell($0) } == 511)
    #expect(Self.rows.sum(.members, where: Self.isWell) == 1_072)
  }

  @Test func `the clean rows add up to the county's loans`() {
    func hundreds(_ row: [LoanColumn: String], _ column: LoanColumn) -> Int {
      let text = row[column] ?? ""
      let digits = text.filter(\.isNumber)
      let number = Int(digits) ?? 0
      // Yuan have no point and are never under a thousand but for nought; 万元 have up to two places.
      guard number >= 1_000 && !text.contains(".") else {
        let places = text.split(separator: ".").dropFirst().first?.count ?? 0
        return places == 0 ? number * 100 : places == 1 ? number * 10 : number
      }
      return number / 100
    }
    func households(_ rows: [[LoanColumn: String]]) -> Int {
      Set(rows.map { $0[.householdID] }).count
    }
    let loans = Self.rows.loans
    let outstanding = loans.filter { hundreds($0, .balance) > 0 }
    let lent = loans.filter { $0[.date]?.hasPrefix("2021") == true }
    #expect(households(outstanding) == 2_764)
    #expect(outstanding.map { hundreds($0, .balance) }.reduce(0, +) == 1_363_696)
    #expect(households(lent) == 914)
    #expect(lent.map { hundreds($0, .amount) }.reduce(0, +) == 461_760)
  }
}
