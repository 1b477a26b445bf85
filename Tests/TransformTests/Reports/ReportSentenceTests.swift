import PropertyTesting
import SurveyModel
import Testing

/// The law of figures over sentences that are put together at random: no value is ever another, and
/// no name is of another clause.
struct ReportSentenceTests {
  /// A clause with one figure, and what it must be when it stands anywhere.
  private struct Clause {
    let before: String
    let number: String
    let behind: String
    let value: Double
    let unit: String
    /// The names that are fair; nil is always fair.
    let names: Set<String>
  }

  @Test(arguments: 0..<60)
  func `whatever stands around a figure, its value is its own and its name has a reason`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 7_000)
    for _ in 0..<12 {
      let clauses = (0..<Int.random(in: 1...4, using: &random)).map { _ in clause(&random) }
      var text = pick(["", "2022-08-01\n", "石门县：", "截至目前，"], &random)
      var places: [Int] = []
      for (index, clause) in clauses.enumerated() {
        if index > 0 { text += pick(["，", "；", "。", "、"], &random) }
        text += clause.before
        places.append(text.unicodeScalars.count)
        text += clause.number + clause.behind
      }
      text += "。"
      let facts = try ReportFacts.read(text)
      for (clause, place) in zip(clauses, places) {
        let end = place + clause.number.unicodeScalars.count
        for fact in facts where fact.start < end && place < fact.end {
          let value = try #require(fact.value, "seed \(seed): \(text) left \(fact.text) open")
          #expect(
            abs(abs(value) - clause.value) <= 1e-9 * max(1, clause.value),
            "seed \(seed): \(text) gave \(value) for \(clause.number)")
          #expect(fact.unit == clause.unit, "seed \(seed): \(text) gave \(fact.unit)")
          #expect(
            fact.indicator.map { clause.names.contains($0) } ?? true,
            "seed \(seed): \(text) named \(fact.text) \(fact.indicator ?? "")")
        }
        #expect(
          facts.contains { $0.start < end && place < $0.end },
          "seed \(seed): \(text) lost \(clause.number)")
      }
    }
  }

  private func clause(_ random: inout SeededGenerator) -> Clause {
    let count = number(&random, of: ["", "", "千", "万"])
    let amount = number(&random, of: ["万", "亿", "千万", ""])
    let tenths = Int.random(in: 11...999, using: &random)
    let rate = (written: "\(tenths / 10).\(tenths % 10)", value: Double(tenths) / 10)
    let clauses: [Clause] = [
      Clause(
        before: "派出工作队员", number: count.written, behind: "名", value: count.value, unit: "person",
        names: []),
      Clause(
        before: "落实修缮校舍资金", number: amount.written, behind: "元", value: amount.value,
        unit: "yuan", names: []),
      Clause(
        before: "自来水入户率达到", number: rate.written, behind: "%", value: rate.value,
        unit: "percent", names: ["tap_water_household_rate"]),
      Clause(
        before: "城乡居民医保参保人数", number: count.written, behind: "人", value: count.value,
        unit: "person", names: ["resident_insurance_enrolled"]),
      Clause(
        before: "全县GDP", number: amount.written, behind: "元", value: amount.value, unit: "yuan",
        names: ["gdp"]),
      Clause(
        before: "户籍人口", number: count.written, behind: "人", value: count.value, unit: "person",
        names: ["registered_population"]),
      Clause(
        before: "投资", number: amount.written, behind: "元解决农村饮水困难", value: amount.value,
        unit: "yuan", names: ["water_investment"]),
      Clause(
        before: "帮扶建档立卡贫困村", number: "47", behind: "个", value: 47, unit: "village",
        names: ["villages_out_of_poverty"]),
      Clause(
        before: "栽植苹果", number: count.written, behind: "亩", value: count.value, unit: "mu",
        names: []),
      Clause(
        before: "尚有", number: count.written, behind: "户未通自来水", value: count.value,
        unit: "household", names: []),
    ]
    return pick(clauses, &random)
  }

  /// A number in one of the ways that reports write it.
  private func number(
    _ random: inout SeededGenerator, of scales: [String]
  ) -> (written: String, value: Double) {
    let factors = ["": 1.0, "千": 1e3, "万": 1e4, "千万": 1e7, "亿": 1e8]
    let scale = pick(scales, &random)
    let factor = factors[scale] ?? 1
    switch Int.random(in: 0..<4, using: &random) {
    case 0 where scale == "万":
      let (head, rest) = (
        Int.random(in: 1...99, using: &random), Int.random(in: 100...9999, using: &random)
      )
      return ("\(head)万\(rest)", Double(head) * 1e4 + Double(rest))
    case 1 where scale.isEmpty:
      let (head, rest) = (
        Int.random(in: 1...99, using: &random), Int.random(in: 100...999, using: &random)
      )
      return ("\(head),\(rest)", Double(head * 1000 + rest))
    case 2 where !scale.isEmpty:
      let tenths = Int.random(in: 11...9999, using: &random)
      return ("\(tenths / 10).\(tenths % 10)\(scale)", Double(tenths) / 10 * factor)
    default:
      let whole = Int.random(in: 2...1899, using: &random)
      return ("\(whole)\(scale)", Double(whole) * factor)
    }
  }

  private func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }
}
