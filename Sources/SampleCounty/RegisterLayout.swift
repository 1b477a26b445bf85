/// How a township lays out and writes its workbook.
package struct RegisterLayout: Sendable {
  /// What stands above the header.
  enum Heading: Hashable, Sendable {
    case none
    case title
    case titleAndUnit
  }

  /// How counts are written.
  enum Numbers: Hashable, Sendable {
    case numbers
    case texts
    /// Every third row in full-width digits.
    case someFullWidth
  }

  /// What stands at the foot of the households.
  enum Foot: Hashable, Sendable {
    case none
    case values
    case formulas
    /// A total that somebody typed and that is wrong.
    case wrong
  }

  /// How money is written.
  enum Money: Hashable, Sendable {
    case yuan
    case tenThousands
    /// Yuan as text with thousands separators.
    case separatedYuan
  }

  var worksheet = "住户登记表"
  var loanWorksheet = "小额信贷"
  var heading = Heading.titleAndUnit
  var numbers = Numbers.numbers
  var dates = DateForm.serial
  var foot = Foot.none
  var money = Money.yuan
  var hasLoanTotal = true
  var isTwoRowHeader = false
  var headers: [RegisterColumn: String] = [:]
  var loanHeaders: [LoanColumn: String] = [:]
  var omitted: Set<RegisterColumn> = []
  var hasNumericIDs = false
  var waterWords = ["自来水", "集中供水点", "自备井"]
  var safetyWord = "是"
  var hasBlankRows = false
  var hasStaleCopy = false
  var isTraditional = false
  var isSpreadsheetML = false
  var habits = Workbook.Habits()
  /// How many of a hundred natural villages are written in another form of their village's name.
  var otherSpellings = 10

  /// The columns, in their order.
  package var columns: [RegisterColumn] {
    RegisterColumn.allCases.filter { !omitted.contains($0) }
  }

  /// The head of a column.
  package func header(_ column: RegisterColumn) -> String {
    headers[column] ?? column.usualHeader
  }

  /// The head of a column of loans.
  package func header(_ column: LoanColumn) -> String {
    if let header = loanHeaders[column] { return header }
    let unit = money == .tenThousands ? "（万元）" : "（元）"
    return switch column {
    case .loanID: "贷款编号"
    case .township: header(RegisterColumn.township)
    case .village: header(RegisterColumn.village)
    case .householdID: header(RegisterColumn.householdID)
    case .borrower: "借款人"
    case .date: "放款日期"
    case .amount: "放款金额\(unit)"
    case .balance: "贷款余额\(unit)"
    }
  }

  /// The groups of a two-row header.
  static let groups: [(title: String, columns: [RegisterColumn])] = [
    ("户主信息", [.head, .headID]), ("人口情况", [.members, .lifted]),
    ("参保情况", [.insured, .insuredLifted]), ("饮水情况", [.water, .safety]),
  ]
}
