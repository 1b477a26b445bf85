import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

@Suite struct ErrorLocalizerTests {
  private static let codes = ["a": "a", "b": "b", "c": "c"]

  private static let schema = RecordSchema(
    record: "household",
    variables: [
      VariableDefinition(name: "x", kind: .integer),
      VariableDefinition(name: "y", kind: .integer),
      VariableDefinition(name: "z", kind: .integer, confidence: 1.5),
      VariableDefinition(name: "w", kind: .code, codes: codes),
      VariableDefinition(name: "v", kind: .code, codes: codes, confidence: 2),
      VariableDefinition(name: "day", kind: .date),
      VariableDefinition(name: "poor", kind: .boolean),
    ])

  private func located(_ rules: [String], _ values: [Value]) throws -> [[String]] {
    let conditions = try rules.map { try Expression(parsing: $0) }
    let schema = RecordSchema(
      record: "household", variables: Array(Self.schema.variables.prefix(values.count)))
    return ErrorLocalizer(conditions, schema: schema).locate(values)
      .map { $0.map { schema.variables[$0].name } }
  }

  @Test func `one field that breaks two rules is named alone`() throws {
    #expect(try located(["x <= y", "x <= z"], [9, 3, 4]) == [["x"]])
  }

  @Test func `a rule that holds can rule a field out`() throws {
    // y cannot be raised to 9: z, which nobody doubts, keeps it below 5.
    #expect(try located(["x <= y", "y < z"], [9, 3, 5]) == [["x"]])
    #expect(try located(["x <= y", "y < z", "x >= 9"], [9, 3, 5]) == [["y", "z"]])
  }

  @Test func `fields of equal standing are both named and a trusted one is not`() throws {
    #expect(try located(["x = y"], [1, 2]) == [["x"], ["y"]])
    #expect(try located(["x = z"], [1, 0, 2]) == [["x"]])
    #expect(try located(["w = v"], [0, 0, 0, "a", "b"]) == [["w"]])
  }

  @Test func `codes, dates and yes or no are understood`() throws {
    let day = try #require(CalendarDate(year: 2022, month: 3, day: 1))
    let values: [Value] = [1, 1, 1, "a", "b", .date(day), .boolean(true)]
    #expect(try located(["year(day) <= 2021", "x >= 0"], values) == [["day"]])
    #expect(try located(["day < '2021-06-01'", "day > '2021-01-01'"], values) == [["day"]])
    #expect(try located(["not (w = 'a' and poor)", "w != 'b'"], values) == [["w"], ["poor"]])
    #expect(
      try located(["w in ('b', 'c')", "w != 'b' and w != 'c' or x > 5"], values) == [["x", "w"]])
  }

  @Test func `a missing value breaks no rule and is not named`() throws {
    #expect(try located(["x <= y"], [3, .blank]).isEmpty)
    #expect(try located(["x <= y", "x < 3"], [3, .blank]) == [["x"]])
  }

  @Test func `nothing is named where no change helps`() throws {
    #expect(try located(["x > 1 and x < 2"], [5]).isEmpty)
    #expect(try located(["2 * x = 3"], [5]).isEmpty)
  }

  /// The law: what is named is the lightest change there is, and every such change is found.
  @Test(arguments: 0..<300)
  func `brute force over small domains finds nothing lighter`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let schema = RecordSchema(
      record: "household", variables: Array(Self.schema.variables.prefix(5)))
    let bounds = ["x", "y", "z"].flatMap { ["\($0) >= 0", "\($0) <= 3"] }
    let rules =
      bounds + (0..<Int.random(in: 1...4, using: &generator)).map { _ in Self.rule(&generator) }
    let conditions = try rules.map { try Expression(parsing: $0) }
    let domains: [[Value]] = [
      [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3], ["a", "b", "c"], ["a", "b", "c"],
    ]
    var record = domains.map { $0.randomElement(using: &generator) ?? .blank }
    // Now and then a value out of its range.
    if Bool.random(using: &generator) { record[Int.random(in: 0..<3, using: &generator)] = 7 }
    let expected = Self.lightest(conditions, schema, record, domains)
    let found = ErrorLocalizer(conditions, schema: schema).locate(record)
    let note: Comment = "seed \(seed), rules \(rules), record \(record), found \(found)"
    #expect(found.isEmpty == expected.isEmpty, note)
    #expect(found.allSatisfy(expected.contains), note)
    #expect(found.count == min(3, expected.count), note)
  }

  private static func rule(_ generator: inout SeededGenerator) -> String {
    func number() -> String { "xyz".randomElement(using: &generator).map(String.init) ?? "x" }
    func linear() -> String {
      let symbol = ["<=", "<", "=", "!=", ">", ">="].randomElement(using: &generator) ?? "="
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return "\(number()) \(symbol) \(number())"
      case 1:
        return "\(number()) + \(number()) \(symbol) \(Int.random(in: 0...5, using: &generator))"
      case 2: return "2 * \(number()) \(symbol) \(number()) + 1"
      default: return "\(number()) \(symbol) \(Int.random(in: 0...3, using: &generator))"
      }
    }
    func coded() -> String {
      let name = Bool.random(using: &generator) ? "w" : "v"
      let code = "abc".randomElement(using: &generator).map(String.init) ?? "a"
      return Bool.random(using: &generator)
        ? "\(name) = '\(code)'" : "\(name) in ('a', '\(code)')"
    }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return linear()
    case 1: return "not (\(coded()) and \(linear()))"
    case 2: return "\(coded()) or \(linear())"
    case 3: return "not (\(coded())) or \(coded())"
    default: return "\(linear()) or \(linear()) and \(coded())"
    }
  }

  /// All sets of fields of the least weight whose change satisfies every rule, by trying everything.
  private static func lightest(
    _ conditions: [Expression], _ schema: RecordSchema, _ record: [Value], _ domains: [[Value]]
  ) -> [[Int]] {
    func passes(_ values: [Value]) -> Bool {
      conditions.allSatisfy { condition in
        condition.evaluate { schema.index(of: $0).map { values[$0] } ?? .blank } != .boolean(false)
      }
    }
    if passes(record) { return [] }
    var best: [[Int]] = []
    var least = Double.infinity
    for mask in 1..<(1 << domains.count) {
      let members = domains.indices.filter { mask >> $0 & 1 == 1 }
      let weight = members.reduce(0) { $0 + schema.variables[$1].confidence }
      guard weight <= least else { continue }
      var candidates = [record]
      for member in members {
        candidates = candidates.flatMap { values in
          domains[member]
            .map { value in
              var changed = values
              changed[member] = value
              return changed
            }
        }
      }
      guard candidates.contains(where: passes) else { continue }
      if weight < least { best = [] }
      least = weight
      best.append(members)
    }
    return best
  }
}
