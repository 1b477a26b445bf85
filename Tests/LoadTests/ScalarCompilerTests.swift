import PropertyTesting
import Relational
import SQLDialect
import SurveyModel
import Testing

@testable import Load

@Suite struct ScalarCompilerTests {
  private static let columns = ["members": "members", "water": "water", "visited": "visited"]

  private func sql(_ text: String) throws -> String {
    let compiler = ScalarCompiler { name in Self.columns[name].map { .column(nil, $0) } }
    return try compiler.compile(Expression(parsing: text)).sql
  }

  @Test(arguments: [
    ("members + 1", #"("members" + 1)"#),
    ("members / 0.5", #"(SQRT(1) * "members" / NULLIF(0.5e0, 0))"#),
    ("members - 1 - (members - 2)", #"("members" - 1 - ("members" - 2))"#),
    (
      "water = 'a' and members = 1 and (members = 2 or members = 3 or members = 4)",
      """
      (("water" = 'a') AND ("members" = 1) AND \
      (("members" = 2) OR ("members" = 3) OR ("members" = 4)))
      """
    ),
    ("water != 'it''s'", #"("water" <> 'it''s')"#),
    ("not water is missing", #"(NOT ("water" IS NULL))"#),
    ("water in ('a', 'b')", #"("water" IN ('a', 'b'))"#),
    ("year(visited)", #"CAST(SUBSTR("visited", 1, 4) AS INTEGER)"#),
    ("-members * 1e20", nil as String?),
  ])
  func `an expression is written in quoted names and escaped texts`(
    _ text: String, _ expected: String?
  ) throws {
    guard let expected else {
      #expect(throws: (any Error).self) { try sql(text) }
      return
    }
    #expect(try sql(text) == expected)
  }

  @Test(arguments: [
    chain(" + ", 30_000), chain(" - ", 500), chain(" * ", 64), chain(" / ", 64),
    nested("members + (", 9), nested("1 / (", 9), nested("abs(", 9), nested("-(", 9),
    nested("not (", 9, of: "members > 1"),
    nested("members > 0 or not (members in (1, 2, 3) and (", 4, of: "true", end: "))"),
    choice(64), "round(\(choice(64)), 1)", nested("round(", 9), bands(64),
    nested("case when members > 1 then ", 9, end: " else 0 end"),
    nested("least(1, ", 9), nested("coalesce(members, ", 9),
    "age(visited, '2021-10-31') + " + chain(" + ", 100),
    nested("age(visited, '2021-10-31') / (", 9, end: ")"),
  ])
  func `SQLite takes whatever the parser takes`(_ text: String) throws {
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let row = SampleStore.household("h", "140101", "tap", 3)
    try store.append(SampleStore.batch(SampleStore.households, file: 0, [row]), of: "households")
    try store.append(SampleStore.places)
    let expression = try Expression(parsing: text)
    let isCondition = try expression.type { $0 == "visited" ? .date : .number } == .boolean
    let table = TableDefinition(
      name: "t", record: "household", levels: [.village],
      filter: isCondition ? expression : nil,
      measures: [
        TableDefinition.Measure(
          name: "m",
          formula: isCondition
            ? .aggregate(.count, nil, where: expression)
            : .aggregate(.sum, expression, where: .comparison(expression, .notEqual, .number(-1))))
      ], minimumCount: 2)
    try store.tabulate(try SampleStore.compiler(pipeline).compile(table))
    try store.close()
  }

  private static func choice(_ count: Int) -> String {
    "case " + (0..<count).map { "when members = \($0) then \($0)" }.joined(separator: " ")
      + " else members end"
  }

  private static func bands(_ count: Int) -> String {
    "length(band(members, " + (0..<count).map { "\($0)" }.joined(separator: ", ") + "))"
  }

  static func chain(_ symbol: String, _ length: Int, of operand: String = "members") -> String {
    Array(repeating: operand, count: length).joined(separator: symbol)
  }

  static func nested(
    _ start: String, _ count: Int, of inner: String = "members", end: String? = nil
  ) -> String {
    let closing = end ?? String(repeating: ")", count: start.count { $0 == "(" })
    return String(repeating: start, count: count) + inner + String(repeating: closing, count: count)
  }

  @Test func `names are quoted and texts escaped whatever they hold`() {
    #expect(SQLName.quoted("a\"b") == "\"a\"\"b\"")
    #expect(SQLName.literal("'; --") == "'''; --'")
  }

  @Test(arguments: 1...8)
  func `SQL gives what the evaluator gives`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: pipeline)
    let rows = (0..<20)
      .map { index in
        SampleStore.household(
          "h\(index)", "1401", [nil, "tap", "well", "it's"].randomElement(using: &random) ?? nil,
          [nil, 0, 1, 2, 3].randomElement(using: &random) ?? nil,
          income: [0, 0.5, -2, 1.25].randomElement(using: &random) ?? 0)
      }
    let batch = SampleStore.batch(SampleStore.households, file: 0, rows)
    try store.append(batch, of: "households")
    let variables = SampleStore.households.variables.map(\.name)
    let compiler = ScalarCompiler { .column(nil, $0) }
    for _ in 0..<200 {
      let condition = RandomExpression.condition(depth: 4, using: &random)
      var found: [Value] = []
      let query = "SELECT \(try compiler.compile(condition).sql) FROM household ORDER BY origin"
      try store.rows(of: query) { row in
        switch row.first ?? nil {
        case .integer(let flag)?: found.append(.boolean(flag != 0))
        case nil: found.append(.missing(.notTested))
        case .some: Issue.record("no condition: \(condition)")
        }
      }
      let expected = rows.map { row in
        condition.evaluate { name in
          variables.firstIndex(of: name).map { row[$0] } ?? .blank
        }
      }
      #expect(found == expected, "seed \(seed): \(condition)")
    }
    try store.close()
  }
}

/// Expressions over the sample's households that type-check.
enum RandomExpression {
  static func condition(depth: Int, using random: inout SeededGenerator) -> Expression {
    guard depth > 0 else { return .isMissing(.variable("water")) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      return .and(
        condition(depth: depth - 1, using: &random), condition(depth: depth - 1, using: &random))
    case 1:
      return .or(
        condition(depth: depth - 1, using: &random), condition(depth: depth - 1, using: &random))
    case 2: return .not(condition(depth: depth - 1, using: &random))
    case 3: return .isMissing(number(depth: depth - 1, using: &random))
    case 4:
      return .among(
        text(using: &random), [text(using: &random), text(using: &random)])
    case 5: return .comparison(text(using: &random), symbol(using: &random), text(using: &random))
    default:
      return .comparison(
        number(depth: depth - 1, using: &random), symbol(using: &random),
        number(depth: depth - 1, using: &random))
    }
  }

  private static func number(depth: Int, using random: inout SeededGenerator) -> Expression {
    guard depth > 0 else {
      return [.variable("members"), .variable("income"), .number(2), .number(0.5), .number(0)]
        .randomElement(using: &random) ?? .number(1)
    }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .negated(number(depth: depth - 1, using: &random))
    case 1: return .call(.abs, [number(depth: depth - 1, using: &random)])
    case 2: return .call(.length, [text(using: &random)])
    case 3: return dated(using: &random)
    case 4: return called(depth: depth - 1, using: &random)
    default:
      let symbols: [Expression.Arithmetic] = [.plus, .minus, .times, .divided]
      return .arithmetic(
        number(depth: depth - 1, using: &random), symbols.randomElement(using: &random) ?? .plus,
        number(depth: depth - 1, using: &random))
    }
  }

  /// A number that a date has.
  private static func dated(using random: inout SeededGenerator) -> Expression {
    func date() -> Expression {
      random.pick([
        .variable("visited"), .text("2021-10-31"), .text("2020-02-29"), .text("2021-10"),
        .text("1999"),
      ])
    }
    return random.pick([
      .call(.year, [date()]), .call(.month, [date()]), .call(.quarter, [date()]),
      .call(.age, [date(), date()]), .call(.daysBetween, [date(), date()]),
    ])
  }

  /// A number that a function of numbers, conditions or texts gives.
  private static func called(
    depth: Int, using random: inout SeededGenerator
  ) -> Expression {
    func part() -> Expression { number(depth: depth, using: &random) }
    func test() -> Expression { condition(depth: depth, using: &random) }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .call(.round, [part()] + (random.happens(50) ? [.number(1)] : []))
    case 1: return .call(random.pick([.least, .greatest, .coalesce]), [part(), part(), part()])
    case 2: return .call(.number, [test()])
    case 3:
      let last = random.happens(50) ? [part()] : []
      return .call(.choice, [test(), part(), test(), part()] + last)
    default:
      let tests: [SurveyModel.Expression] = [
        .call(
          random.pick([.startsWith, .contains]), [text(using: &random), text(using: &random)]),
        .call(.matches, [text(using: &random), .text(random.pick(["^t", "a.*p", "[0-9]"]))]),
        .call(.has, [text(using: &random), .text("tap")]),
      ]
      return .call(.number, [random.pick(tests)])
    }
  }

  private static func text(using random: inout SeededGenerator) -> Expression {
    [.variable("water"), .variable("household_id"), .text("tap"), .text("it's")]
      .randomElement(using: &random) ?? .text("")
  }

  private static func symbol(using random: inout SeededGenerator) -> Expression.Comparison {
    [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
      .randomElement(using: &random) ?? .equal
  }
}
