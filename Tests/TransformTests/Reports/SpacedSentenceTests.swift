import PropertyTesting
import SurveyModel
import Testing

/// The law of figures over English sentences that are put together at random: no value is ever
/// another, no name is of another clause, and a role is what the words around the figure say.
struct SpacedSentenceTests {
  /// A clause with one figure, and what it must be when it stands anywhere.
  private struct Clause {
    let before: String
    let number: String
    let behind: String
    let value: Double
    let unit: String
    /// The names that are fair; nil is always fair.
    var names: Set<String> = []
    var role: Fact.Role?
  }

  /// A number in words or digits, and its value.
  private typealias Numeral = (written: String, value: Double)

  private static let head = "The office of the district gives these figures for the year.\n"

  @Test(arguments: 0..<60)
  func `whatever stands around a figure, its value is its own and its name has a reason`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 11_000)
    for _ in 0..<12 {
      let clauses = (0..<Int.random(in: 1...4, using: &random)).map { _ in clause(&random) }
      var text = Self.head + pick(Self.prefixes, &random)
      var places: [Int] = []
      for (index, clause) in clauses.enumerated() {
        if index > 0 { text += pick([", and ", "; ", ". ", ", while ", ", but "], &random) }
        text += clause.before
        places.append(text.unicodeScalars.count)
        text += clause.number + clause.behind
      }
      text += "."
      try check(zip(clauses, places).map { ($0, $1) }, in: text, seed: seed)
    }
  }

  private static let prefixes = [
    "", "As of 30 June 2021, ", "In Redhill district, ", "In 2021 ", "According to the survey, ",
    "At the end of March 2020 ", "- ", "In FY 2019-20, ", "(a) ", "3. ",
  ]

  private func check(
    _ clauses: [(clause: Clause, place: Int)], in text: String, seed: Int
  ) throws {
    let facts = try ReportFacts.read(text)
    var ends: [Range<Int>] = []
    for (clause, place) in clauses {
      let end = place + clause.number.unicodeScalars.count
      ends.append(place..<end)
      let found = facts.filter { $0.start < end && place < $0.end }
      #expect(found.count == 1, "seed \(seed): \(text) gave \(found.count) for \(clause.number)")
      guard let fact = found.first else { continue }
      let value = try #require(fact.value, "seed \(seed): \(text) left \(fact.text) open")
      #expect(
        abs(value - clause.value) <= 1e-9 * max(1, abs(clause.value)),
        "seed \(seed): \(text) gave \(value) for \(clause.number)")
      #expect(fact.unit == clause.unit, "seed \(seed): \(text) gave \(fact.unit) to \(fact.text)")
      #expect(
        fact.indicator.map { clause.names.contains($0) } ?? true,
        "seed \(seed): \(text) named \(fact.text) \(fact.indicator ?? "")")
      #expect(
        fact.role == clause.role,
        "seed \(seed): \(text) made \(fact.text) \(fact.role?.rawValue ?? "plain")")
    }
    for fact in facts {
      #expect(
        ends.contains { fact.start < $0.upperBound && $0.lowerBound < fact.end },
        "seed \(seed): \(text) has no figure \(fact.text)")
    }
  }

  // MARK: Clauses

  private func clause(_ random: inout SeededGenerator) -> Clause {
    let count = count(&random)
    let share = share(&random)
    let amount = amount(&random)
    let clauses = [
      Clause(
        before: "the registered population was ", number: count.written, behind: "",
        value: count.value, unit: "person", names: ["registered_population"]),
      Clause(
        before: "the registered population of the county stood at ", number: count.written,
        behind: "", value: count.value, unit: "person", names: ["registered_population"]),
      Clause(
        before: "the number of households was ", number: count.written, behind: "",
        value: count.value, unit: "household", names: ["total_households"]),
      Clause(
        before: "the number of households with a latrine was ", number: count.written, behind: "",
        value: count.value, unit: "household"),
      Clause(
        before: "the scheme served ", number: count.written, behind: " people",
        value: count.value, unit: "person"),
      Clause(
        before: "there were ", number: count.written, behind: " households without tap water",
        value: count.value, unit: "household"),
      Clause(
        before: "", number: share.written, behind: " of households had tap water",
        value: share.value, unit: "percent", names: ["tap_water_household_rate"]),
      Clause(
        before: "tap water coverage stood at ", number: share.written, behind: "",
        value: share.value, unit: "percent", names: ["tap_water_coverage_rate"]),
      Clause(
        before: "coverage fell by ", number: share.written, behind: "", value: -share.value,
        unit: "percent", role: .change),
      Clause(
        before: "the district plans to train ", number: count.written, behind: " women by 2027",
        value: count.value, unit: "person", role: .target),
      Clause(
        before: "an outlay of Rs. ", number: amount.written, behind: " was spent",
        value: amount.value, unit: "rupee"),
      Clause(
        before: "the birth rate was ", number: "22.7", behind: " per 1,000", value: 22.7,
        unit: "permille", names: ["birth_rate"]),
      Clause(
        before: "there were ", number: "943", behind: " females per 1000 males", value: 943,
        unit: "permille"),
      Clause(
        before: "each household had ", number: "4.2", behind: " persons per household", value: 4.2,
        unit: "person"),
      Clause(
        before: "", number: "1 in 5", behind: " households had a pump", value: 20,
        unit: "percent"),
      Clause(
        before: "the road NH-44 passes ", number: "twenty-one", behind: " villages", value: 21,
        unit: "village"),
    ]
    return pick(clauses, &random)
  }

  /// A count in one of the ways that reports write it.
  private func count(_ random: inout SeededGenerator) -> Numeral {
    let head = Int.random(in: 11...99, using: &random)
    let tail = Int.random(in: 100...999, using: &random)
    let tenths = Int.random(in: 11...999, using: &random)
    let numerals: [Numeral] = [
      ("\(tail)", Double(tail)),
      ("\(head),\(tail)", Double(head * 1000 + tail)),
      ("\(head) \(tail)", Double(head * 1000 + tail)),
      ("\(head)\u{202F}\(tail)", Double(head * 1000 + tail)),
      ("\(head % 9 + 1),\(head),\(tail)", Double((head % 9 + 1) * 100_000 + head * 1000 + tail)),
      ("\(tenths / 10).\(tenths % 10) lakh", Double(tenths) * 10_000),
      ("\(tenths / 10).\(tenths % 10) million", Double(tenths) * 100_000),
      ("\(head % 9 + 1) lakh \(head) thousand", Double((head % 9 + 1) * 100_000 + head * 1000)),
      ("two hundred and forty", 240), ("three million two hundred thousand", 3_200_000),
      ("half a million", 500_000),
    ]
    return pick(numerals, &random)
  }

  private func share(_ random: inout SeededGenerator) -> Numeral {
    let tenths = Int.random(in: 11...999, using: &random)
    let written = "\(tenths / 10).\(tenths % 10)"
    return pick(
      [(written + "%", Double(tenths) / 10), (written + " per cent", Double(tenths) / 10)], &random)
  }

  private func amount(_ random: inout SeededGenerator) -> Numeral {
    let head = Int.random(in: 11...99, using: &random)
    let tail = Int.random(in: 100...999, using: &random)
    return pick(
      [
        ("\(head),\(tail)", Double(head * 1000 + tail)),
        ("\(head) crore", Double(head) * 1e7), ("\(head).5 crore", (Double(head) + 0.5) * 1e7),
        ("\(head) crore 20 lakh", Double(head) * 1e7 + 2e6),
        ("\(head),\(head),\(tail)", Double(head * 100_000 + head * 1000 + tail)),
      ], &random)
  }

  private func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }
}
