/// A township's list of loans.
struct LoanWorksheet {
  /// The worksheet.
  private(set) var worksheet: Worksheet
  /// The flaws in it.
  private(set) var flaws: [Flaw] = []

  private let county: County
  private let layout: RegisterLayout
  private let file: String

  /// One row before it is laid out.
  private struct Row {
    var loan: Loan
    var overrides: [LoanColumn: Cell] = [:]
    var flaw: (column: LoanColumn, kind: FlawKind)?
  }

  init(township: Int, of county: County, layout: RegisterLayout, file: String) {
    self.county = county
    self.layout = layout
    self.file = file
    func script(_ text: String) -> String {
      layout.isTraditional ? TraditionalScript.convert(text) : text
    }
    worksheet = Worksheet(name: script(layout.loanWorksheet))
    worksheet.widths = [16, 12, 16, 16, 16, 14, 18, 18]
    let name = county.townships[township].name
    if layout.heading != .none {
      if !layout.isSpreadsheetML { worksheet.merge(columns: 0...7, rows: 1...1) }
      worksheet.append([.text(script("\(name)脱贫人口小额信贷明细表"), style: .title)])
    }
    worksheet.append(LoanColumn.allCases.map { .text(script(layout.header($0)), style: .header) })
    let rows = rows(of: township)
    for row in rows {
      if let flaw = row.flaw, let column = LoanColumn.allCases.firstIndex(of: flaw.column) {
        flaws.append(
          Flaw(
            file: file, worksheet: worksheet.name,
            cell: cellReference(column: column, row: worksheet.nextRow), kind: flaw.kind))
      }
      worksheet.append(LoanColumn.allCases.map { cell($0, of: row, script: script) })
    }
    guard layout.hasLoanTotal else { return }
    var total = Array(repeating: Cell.blank, count: 8)
    total[0] = .text(script("合计"), style: .header)
    total[6] = layout.cell(ofHundreds: rows.map(\.loan.amount).reduce(0, +))
    total[7] = layout.cell(ofHundreds: rows.map(\.loan.balance).reduce(0, +))
    worksheet.append(total)
  }

  private func rows(of township: Int) -> [Row] {
    var rows = county.loans
      .filter { loan in
        county.villages[county.village(of: county.households[loan.household])].township == township
      }
      .map { Row(loan: $0) }
    // Where there is a total, every row counts.
    guard !layout.hasLoanTotal else { return rows }
    var number = 9_000
    func invented(_ index: Int, _ column: LoanColumn, _ kind: FlawKind, _ cell: Cell) -> Row {
      number += 1
      var row = rows[index]
      row.loan.number = number
      row.overrides[column] = cell
      row.flaw = (column, kind)
      return row
    }
    let orphan = invented(20, .householdID, .orphanLoan, .text("1400000001"))
    let above = invented(
      40, .balance, .balanceAboveAmount,
      layout.cell(ofHundreds: rows[40].loan.amount + 100))
    let word = invented(60, .amount, .notANumber, .text("待定"))
    var copy = rows[80]
    copy.flaw = (.loanID, .duplicateLoan)
    rows.insert(copy, at: 95)
    rows.insert(word, at: 61)
    rows.insert(above, at: 41)
    rows.insert(orphan, at: 21)
    return rows
  }

  private func cell(_ column: LoanColumn, of row: Row, script: (String) -> String) -> Cell {
    if let override = row.overrides[column] { return override }
    let household = county.households[row.loan.household]
    let village = county.villages[county.village(of: household)]
    return switch column {
    case .loanID: .text("XD\(village.code.dropFirst(6).prefix(3))-\(10_000 + row.loan.number)")
    case .township: .text(script(county.townships[village.township].name))
    case .village: .text(script(village.name))
    case .householdID: layout.hasNumericIDs ? .number(household.id) : .text("\(household.id)")
    case .borrower: .text(script(household.headName))
    case .date: layout.cell(of: row.loan.day)
    case .amount: layout.cell(ofHundreds: row.loan.amount)
    case .balance: layout.cell(ofHundreds: row.loan.balance)
    }
  }
}
