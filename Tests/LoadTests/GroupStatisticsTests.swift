import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// Figures over the values of a group, against plain calculations.
@Suite struct GroupStatisticsTests {
  private static func quantile(_ values: [Double], _ share: Double) -> Double? {
    let sorted = values.sorted()
    guard let last = sorted.last else { return nil }
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    return lower + 1 < sorted.count
      ? sorted[lower] * (1 - (place - Double(lower))) + sorted[lower + 1] * (place - Double(lower))
      : last
  }

  /// By the values repeated as often as their weights say: halfway between the ends of the share.
  private static func quantile(
    _ pairs: [(value: Double, weight: Double)], _ share: Double
  ) -> Double? {
    let all = pairs.flatMap { Array(repeating: $0.value, count: Int($0.weight)) }.sorted()
    guard !all.isEmpty else { return nil }
    let place = share * Double(all.count)
    let next = all[min(Int(place + 1e-9), all.count - 1)]
    guard abs(place - place.rounded()) < 1e-9, place > 0.5 else { return next }
    return (all[Int(place.rounded()) - 1] + next) / 2
  }

  private static func deviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let sum = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return (sum / Double(values.count - 1)).squareRoot()
  }

  @Test(arguments: 1...6) func `tables have the figures of plain Swift`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let rows: [(village: String, members: Double?, income: Double?)] =
      (0..<Int(random.next() % 60))
      .map { _ in
        (
          random.pick(["140101", "140102", "140201"]), random.pick([nil, 1, 2, 3, 7]),
          random.pick([nil, 0, 0.5, 1200.25, -3, 1e6])
        )
      }
    let households = rows.enumerated()
      .map { index, row in
        SampleStore.household(
          "h\(index)", row.village, "tap", row.members, income: row.income)
      }
    try store.append(
      SampleStore.batch(SampleStore.households, file: 0, households), of: "households")
    try store.append(SampleStore.places)
    func measure(_ name: String, _ text: String) throws -> TableDefinition.Measure {
      TableDefinition.Measure(name: name, formula: try Expression(parsing: text))
    }
    let table = TableDefinition(
      name: "t", record: "household", levels: [.county, .village],
      measures: [
        try measure("middle", "median(income)"), try measure("upper", "quantile(income, 0.9)"),
        try measure("spread", "sd(income)"),
        try measure("large", "median(income where members > 1)"),
        try measure("weighted", "mean(income, members)"),
        try measure("half", "median(income, members)"),
        try measure("third", "quantile(income, 0.3, members where members != 2)"),
      ], minimumCount: 0)
    let compiled = try SampleStore.compiler(pipeline).compile(table)
    try store.tabulate(compiled)
    var found: [String: [Double?]] = [:]
    try store.rows(
      of: "SELECT code, middle, upper, spread, large, weighted, half, third FROM table_t"
    ) { row in
      guard case .text(let code)? = row[0] else { return }
      found[code] = row.dropFirst()
        .map { value in
          switch value {
          case .real(let number)?: number
          case .integer(let number)?: Double(number)
          default: nil
          }
        }
    }
    for (code, figures) in found {
      let own = rows.filter { code == "14" || code == "1401" || $0.village == code }
        .filter { $0.village.hasPrefix(code) }
      let incomes = own.compactMap(\.income)
      let large = own.filter { ($0.members ?? 0) > 1 }.compactMap(\.income)
      let weights = own.compactMap { row in
        row.members.flatMap { members in row.income.map { ($0, members) } }
      }
      let weight = own.filter { $0.income != nil }.compactMap(\.members).reduce(0, +)
      let expected: [Double?] = [
        Self.quantile(incomes, 0.5), Self.quantile(incomes, 0.9), Self.deviation(incomes),
        Self.quantile(large, 0.5),
        weight == 0 ? nil : weights.map { $0.0 * $0.1 }.reduce(0, +) / weight,
        Self.quantile(weights, 0.5), Self.quantile(weights.filter { $0.1 != 2 }, 0.3),
      ]
      for (figure, value) in zip(figures, expected) {
        switch (figure, value) {
        case (nil, nil): continue
        case (let figure?, let value?):
          #expect(abs(figure - value) <= 1e-9 * max(1, abs(value)), "\(seed) \(code)")
        default: Issue.record("seed \(seed), \(code): \(figures), expected \(expected)")
        }
      }
    }
    #expect(!found.isEmpty)
    try store.close()
  }
}
