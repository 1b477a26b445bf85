extension County {
  mutating func grantLoans(random: inout SeededGenerator) {
    let eligible = random.shuffled(households.indices.filter { households[$0].lifted > 0 })
    let new = Array(eligible.prefix(Totals.lentHouseholds))
    let old = Array(eligible[Totals.lentHouseholds..<Totals.balanceHouseholds])
    let repaid = Array(eligible[Totals.balanceHouseholds..<Totals.balanceHouseholds + 300])
    var granted = lend(to: new, random: &random)
    // Some had repaid a loan before they took up this year's.
    for household in repaid + new.prefix(200) {
      granted.append(
        Loan(household: household, day: oldDay(&random), amount: 500, balance: 0))
    }
    let outstanding = granted.map(\.balance).reduce(0, +)
    granted += carry(old, balance: Totals.balanceHundreds - outstanding, random: &random)
    // By household, so that a township's loans stand in the order of its villages.
    granted.sort { ($0.household, $0.day) < ($1.household, $1.day) }
    var numbers: [Int: Int] = [:]
    loans = granted.map { loan in
      var loan = loan
      let township = villages[village(of: households[loan.household])].township
      numbers[township, default: 0] += 1
      loan.number = numbers[township, default: 0]
      return loan
    }
  }

  /// This year's loans, a few of them a household's second; so their mean is above the cap.
  private func lend(to receivers: [Int], random: inout SeededGenerator) -> [Loan] {
    var amounts = receivers.indices.map { index in
      if index < 60 { return 300 }
      return index < 90 ? 200 : 500
    }
    var second = Totals.lentHundreds - amounts.reduce(0, +)
    var result: [Loan] = []
    for (index, household) in receivers.enumerated().reversed() where second > 0 {
      let amount = min(second, index.isMultiple(of: 4) ? 300 : 200)
      result.append(
        Loan(household: household, day: newDay(&random), amount: amount, balance: amount))
      second -= amount
    }
    amounts = random.shuffled(amounts.dropLast(result.count)) + amounts.suffix(result.count)
    for (household, amount) in zip(receivers, amounts) {
      let repaid = random.chance(5) ? 10 + random.below(80) : 0
      result.append(
        Loan(
          household: household, day: newDay(&random), amount: amount, balance: amount - repaid))
    }
    return result
  }

  /// Loans of the years before, outstanding to the given sum.
  private func carry(
    _ debtors: [Int], balance: Int, random: inout SeededGenerator
  ) -> [Loan] {
    var result = debtors.enumerated()
      .map { index, household in
        let amount = index < 40 ? 300 : 500
        return Loan(household: household, day: oldDay(&random), amount: amount, balance: amount)
      }
    var excess = result.map(\.balance).reduce(0, +) - balance
    precondition(excess >= 0)
    while excess > 0 {
      let index = random.below(result.count)
      guard result[index].balance == result[index].amount else { continue }
      let repaid = min(excess, 4 + random.below(200))
      result[index].balance -= repaid
      excess -= repaid
    }
    return result
  }

  private func oldDay(_ random: inout SeededGenerator) -> CalendarDay {
    CalendarDay(serial: CalendarDay(2019, 1, 7).serial + random.below(700))
  }

  private func newDay(_ random: inout SeededGenerator) -> CalendarDay {
    CalendarDay(serial: CalendarDay(2021, 1, 5).serial + random.below(298))
  }
}
