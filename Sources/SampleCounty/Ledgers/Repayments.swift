/// How a loan that is outstanding is being paid back.
struct Repayment: HouseholdEntry {
  /// The loan.
  let loan: Loan
  /// The day on which it is due.
  let due: CalendarDay
  /// What should have been paid back, in yuan.
  var overdue = 0

  var household: Int { loan.household }
}

extension LedgerFile {
  /// The banks' watch over the loans that are outstanding: what is due when, and what is overdue.
  static func repayments(of county: County) -> Self {
    let asOf = CalendarDay(2021, 10, 31)
    let columns: [LedgerColumn<Repayment>] = [
      .serial, .key("监测编号"),
      .text("贷款编号", width: 16) { county.loanNumber($0.loan) },
      .township(of: county), .village(of: county), .household(),
      .text("借款人") { county.households[$0.household].headName },
      .day("到期日") { $0.due }, .yuan("贷款余额") { $0.loan.balance * 100 },
      .yuan("逾期金额") { $0.overdue },
      .count("逾期天数（天）") { $0.overdue > 0 ? asOf.serial - $0.due.serial : 0 },
      .text("主责银行", width: 18) { ["农商银行", "邮储银行", "村镇银行"][$0.loan.number % 3] },
    ]
    let ledger = Ledger(
      "到期与逾期监测", title: "沁县脱贫人口小额信贷到期与逾期监测台账", office: "沁县金融服务中心",
      prefix: "JC", entries: Repayment.all(in: county), columns: columns,
      flaws: [
        .repeated("监测编号"), .repeated("监测编号"),
        .invented("逾期金额", .yuan(600_000), .overdueAboveBalance),
        .invented("贷款编号", .text("XD999-10001"), .orphanRepayment),
        .invented("逾期金额", .text("协商中"), .notANumber),
        .spoilt("到期日", "2022年11月31日", .impossibleDate),
      ]
    ) {
      $0.money = .tenThousands
      $0.dates = .iso
      $0.parting = .blank
    }
    return Self(path: "credit/小额信贷到期逾期监测台账", format: .xlsx, ledgers: [ledger])
  }
}

extension Repayment {
  /// The loans that are outstanding, by household.
  static func all(in county: County) -> [Self] {
    var random = SeededGenerator(seed: 41)
    let asOf = CalendarDay(2021, 10, 31)
    var all = county.loans.filter { $0.balance > 0 }
      .map { loan in
        // Two years, or three for those whose two are over.
        let years = loan.day < CalendarDay(2019, 11, 1) && random.chance(80) ? 3 : 2
        return Self(loan: loan, due: CalendarDay(serial: loan.day.serial + 365 * years))
      }
    var seen: Set<Int> = []
    let late =
      random.shuffled(all.indices.filter { all[$0].due < asOf && all[$0].loan.balance >= 300 })
      .filter { seen.insert(all[$0].household).inserted }
      .prefix(Totals.overdueHouseholds)
    let parts = apportion(
      Totals.overdueHundreds, by: late.map { all[$0].loan.balance })
    for (index, part) in zip(late, parts) { all[index].overdue = part * 100 }
    return all
  }
}

extension County {
  /// The number of a loan.
  func loanNumber(_ loan: Loan) -> String {
    let village = villages[village(of: households[loan.household])]
    return "XD\(village.code.dropFirst(6).prefix(3))-\(10_000 + loan.number)"
  }
}
