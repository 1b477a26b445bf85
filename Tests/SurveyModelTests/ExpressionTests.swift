import PropertyTesting
import SurveyModel
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("1 + 2 * 3", Value.number(7)),
    ("(1 + 2) * 3", .number(9)),
    ("-2 - -3", .number(1)),
    ("members / 0", .missing(.notTested)),
    ("members >= 3 and water = 'tap'", .boolean(true)),
    ("not water = 'tap'", .boolean(false)),
    ("water in ('well', 'tap')", .boolean(true)),
    ("water not in ('well', 'tap')", .boolean(false)),
    ("age > 3", .missing(.notTested)),
    ("age != 3", .missing(.notTested)),
    ("age is missing", .boolean(true)),
    ("age is not missing", .boolean(false)),
    ("age > 3 or members = 3", .boolean(true)),
    ("age > 3 and members = 4", .boolean(false)),
    ("age > 3 and members = 3", .missing(.notTested)),
    ("members = 'tap'", .missing(.notTested)),
    ("year(visited)", .number(2021)),
    ("visited < '2021-11'", .boolean(true)),
    ("length('沁县')", .number(2)),
    ("abs(1 - members)", .number(2)),
    ("'it''s' = 'it''s'", .boolean(true)),
    ("age(visited, '2022-10-07')", .number(0)),
    ("age(visited, '2022-10-08')", .number(1)),
    ("age('1990', visited)", .missing(.notTested)),
    ("age('1990-11', visited)", .number(30)),
    ("age('1990-10', visited)", .missing(.notTested)),
    ("age('2000-02-29', '2021-02-28')", .number(20)),
    ("birth_date('140430450312123') = '1945-03-12'", .boolean(true)),
    ("sex('140430450312123')", .text("male")),
    ("sex('140430450312124')", .text("female")),
    ("sex('hash')", .missing(.notTested)),
  ])
  func `an expression has its value`(text: String, value: Value) throws {
    let record: [String: Value] = [
      "members": .number(3), "water": .text("tap"), "age": .missing(.unknown),
      "visited": .date(try #require(CalendarDate(iso: "2021-10-08"))),
    ]
    let expression = try Expression(parsing: text)
    #expect(expression.evaluate { record[$0] ?? .blank } == value)
  }

  @Test(arguments: [
    ("1 +", 3), ("count(*", 7), ("a = = b", 4), ("frob(1)", 0), ("'open", 0), ("a b", 2),
    ("1.2.3", 0), ("a is tapped", 5), ("in (1)", 0), ("§", 0),
  ])
  func `a malformed expression names its place`(text: String, offset: Int) {
    let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.offset == offset)
  }

  @Test func `an aggregate takes its condition`() throws {
    let expression = try Expression(parsing: "100 * (count(*) where water = 'tap') / households")
    #expect(expression.hasAggregate)
    #expect(expression.variables == ["water", "households"])
    let distinct = try Expression(parsing: "count(distinct village) where a and not b")
    guard case .aggregate(.countDistinct, .variable("village"), where: .and) = distinct else {
      Issue.record("parsed as \(distinct)")
      return
    }
  }

  @Test(arguments: [
    "count(person) = members", "count(person where person.age < 6) <= 2",
    "exists(person where person.role = 'head')", "every(person.age < 120)",
    "sum(person.income) + other.income > previous.income",
  ])
  func `an expression over other records prints as it parses`(text: String) throws {
    let expression = try Expression(parsing: text)
    #expect(try Expression(parsing: expression.description) == expression)
    #expect(expression.description.contains("person"))
  }

  @Test func `a condition may stand inside or behind an aggregate`() throws {
    #expect(
      try Expression(parsing: "count(* where a > 1)") == Expression(parsing: "count(*) where a > 1")
    )
    #expect(
      try Expression(parsing: "exists(person)")
        == .aggregate(.any, .variable("person"), where: nil))
  }

  @Test func `nesting without end is refused`() {
    let text = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: text) }
  }

  @Test(arguments: ["+", "-", "and", "or", "*"], [1, 64, 65, 4000])
  func `a chain is no deeper for being long`(_ symbol: String, _ length: Int) throws {
    let parts = (0..<length).map { symbol == "and" || symbol == "or" ? "a > \($0)" : "\($0 % 7)" }
    let text = parts.joined(separator: " \(symbol) ")
    guard symbol != "*" || length <= 64 else {
      let failure = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: text) }
      #expect(failure?.reason == "more than 64 factors in a row")
      return
    }
    let expression = try Expression(parsing: text)
    #expect(try Expression(parsing: expression.description) == expression)
    let numbers = (0..<length).map { Double($0 % 7) }
    switch (symbol, expression.evaluate { _ in .number(40_000) }) {
    case ("+", .number(let sum)): #expect(sum == numbers.reduce(0, +))
    case ("-", .number(let rest)): #expect(rest == numbers.dropFirst().reduce(numbers[0], -))
    case ("and", .boolean(let flag)), ("or", .boolean(let flag)): #expect(flag)
    case ("*", .number(let product)): #expect(product == 0)
    case (_, let value): Issue.record("\(symbol): \(value)")
    }
  }

  @Test(arguments: 0..<300)
  func `printing and parsing gives the same tree`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let expression = Expression.random(depth: 4, using: &generator)
    let printed = expression.description
    #expect(try Expression(parsing: printed) == expression, "seed \(seed): \(printed)")
  }
}

extension Expression {
  /// A tree as the parser builds it: number literals are not negative.
  fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> Expression {
    func next() -> Expression { random(depth: depth - 1, using: &generator) }
    guard depth > 0 else {
      return [
        .number(Double(Int.random(in: 0...999, using: &generator)) / 4), .text("it's 水"),
        .variable("members"), .boolean(true),
      ]
      .randomElement(using: &generator) ?? .boolean(false)
    }
    switch Int.random(in: 0...9, using: &generator) {
    case 0: return .arithmetic(next(), .minus, next())
    case 1: return .arithmetic(next(), .divided, next())
    case 2: return .comparison(next(), .lessOrEqual, next())
    case 3: return .and(next(), next())
    case 4: return .or(next(), next())
    case 5: return .not(next())
    case 6: return .among(next(), [next(), next()])
    case 7: return .isMissing(next())
    case 8: return .call(.abs, [next()])
    default: return .aggregate(.sum, next(), where: next())
    }
  }
}
